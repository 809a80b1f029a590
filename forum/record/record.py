"""The record of a meeting that the unit files.

The form of a meeting's record: what the unit gets to fill in, made from the register.

``Sheets`` are a workbook that came back, which is checked against its form; ``Record`` is one without faults.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from forum.actions.action_log import NamedAction, UpdateKind
from forum.agenda import ItemLine, purpose_codes
from forum.attendance.quorum import QuorumFinding, Ruling
from forum.calendar.timetable import WhereAndWhen
from forum.members.membership import Membership
from forum.minutes import Confirmation, DecisionTaken
from forum.plan.cycles import LineDecision
from forum.terms.parts.quorum import Quorum, Votes, VotesOn
from forum.text.cells import Row
from forum.text.columns import Column, Kind


@dataclass(frozen=True)
class RecordedPerson:
    """A person in a record: by ``id`` when they are on the register, else by name and address."""

    id: UUID | None
    name: str
    role: str = ""
    organisation: str = ""
    address: str = ""


@dataclass(frozen=True)
class SeatRecord:
    """A seat at the meeting; ``mark`` is P, R, D, A, X or – (not expected).

    ``part_two`` says whether whoever filled it stayed for part 2; None where nobody did, or there was none.
    """

    seat_id: UUID
    holder_id: UUID | None
    mark: str
    deputy: RecordedPerson | None
    under_cover: bool
    arrived: dt.time | None
    left: dt.time | None
    part_two: bool | None = None


@dataclass(frozen=True)
class OtherRecord:
    """Somebody at the meeting without a seat. ``items`` are the numbers of their items, "" for all;
    ``part_two`` says whether they stayed for part 2, None where there was none."""

    name: str
    organisation: str
    capacity: str
    items: str
    part_two: bool | None = None


@dataclass(frozen=True)
class InterestRecord:
    """An interest that somebody declared. ``seat_id`` is the seat they filled, None for no seat."""

    item_id: UUID
    person_name: str
    seat_id: UUID | None
    withdrew: bool


@dataclass(frozen=True)
class ItemRecord:
    """An item's note and outcome. ``children`` is what was said of their needs, or by them (clause 1);
    ``came`` is how its paper came, "" for an item without a paper.

    ``outcome`` is None where the cell is empty, and was in the record as filed before: then what was said
    of the item since stays.
    """

    item_id: UUID
    note: str
    children: str
    outcome: str | None
    came: str


@dataclass(frozen=True, kw_only=True)
class DecisionRecord(DecisionTaken):
    """A decision on an item, with the sentence of the minutes on its vote, if there was one."""

    item_id: UUID
    supersedes: str | None = None
    vote: str = ""


@dataclass(frozen=True)
class ActionRecord:
    reference: str
    item_id: UUID | None
    title: str
    text: str
    owner: RecordedPerson
    seat_id: UUID | None
    due: dt.date
    objective: str
    part: int
    plan_line: str | None = None


@dataclass(frozen=True)
class UpdateRecord:
    """A report on an action of an earlier meeting."""

    action_id: UUID
    kind: UpdateKind
    text: str
    new_due: dt.date | None


@dataclass(frozen=True)
class Record:
    """A record of a meeting without faults. ``last_minutes`` is None where there were none to confirm;
    ``ratified`` are the ids of earlier decisions; ``minute_taker_stayed`` is None without a part 2;
    ``registers`` are the lines of registers that are new or changed, by the names of their sheets.
    """

    started: dt.time
    finished: dt.time
    chaired_by: UUID
    minute_taker: str
    minute_taker_stayed: bool | None
    quorum_ruling: Ruling | None
    last_minutes: Confirmation | None
    seats: tuple[SeatRecord, ...]
    quorum: QuorumFinding
    others: tuple[OtherRecord, ...]
    interests: tuple[InterestRecord, ...]
    items: tuple[ItemRecord, ...]
    decisions: tuple[DecisionRecord, ...]
    ratified: tuple[UUID, ...]
    actions: tuple[ActionRecord, ...]
    updates: tuple[UpdateRecord, ...]
    plan: tuple[LineDecision, ...]
    registers: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Sheets:
    """A workbook that came back: the rows with something in them, by sheet, and the faults of reading it.

    ``names`` has, by kind and name, the id behind each name when the workbook was written.
    """

    rows: dict[str, tuple[Row, ...]]
    faults: tuple[str, ...]
    names: Mapping[tuple[str, str], UUID] = field(default_factory=dict)


@dataclass(frozen=True)
class KnownPerson:
    """A person of the group; ``label`` is their name in the workbook's lists, unique among a form's
    people."""

    id: UUID
    label: str
    organisation: str
    address: str


@dataclass(frozen=True)
class FormSeat:
    """A seat on the day of the meeting, its holder (None when vacant) and their answer.

    ``expected`` is "Coming", "Apologies", "Deputy", "No answer" or "Vacant"; ``deputy_id`` is the deputy
    named for the day, ``deputies`` all who may stand in; ``under_cover`` says that somebody acts for the
    holder. With ``no_deputies`` the terms have nobody stand in.
    """

    id: UUID
    number: int
    name: str
    short_name: str
    holder_id: UUID | None
    expected: str
    deputy_id: UUID | None = None
    deputies: tuple[UUID, ...] = ()
    under_cover: bool = False
    no_deputies: bool = False


@dataclass(frozen=True, kw_only=True)
class FormItem(ItemLine):
    """An item of the agenda. ``paper`` is its paper's title; ``came`` is how that came: Circulated, Late,
    Tabled, Verbal, or empty.

    ``restricted_paper`` says that the paper is for readers of part 2 alone.
    """

    id: UUID
    lead: str = ""
    came: str = ""
    objective: str = ""
    restricted_paper: bool = False


@dataclass(frozen=True, kw_only=True)
class FormAction(NamedAction):
    """An action of an earlier meeting that is not discharged."""

    id: UUID
    due: dt.date
    state: str
    part: int = 1


@dataclass(frozen=True)
class FormDecision:
    """A decision of an earlier meeting that is to be ratified under the item of number ``item``."""

    id: UUID
    reference: str
    text: str
    item: str
    part: int = 1


@dataclass(frozen=True)
class FormGuest:
    """A person who was invited for the items of these numbers ("5, 7")."""

    name: str
    organisation: str
    items: str


@dataclass(frozen=True)
class FormPlanLine:
    """An open line of the action plan, or one that this meeting ended. ``evidence`` is what the lead gave;
    ``waits`` is true while what this meeting decided of it is to be ratified."""

    id: UUID
    reference: str
    action: str
    lead: str
    due: dt.date
    evidence: str = ""
    waits: bool = False


@dataclass(frozen=True)
class Beforehand:
    """What a form has of the register with a sheet of that name: the ``lines`` that the meeting can change,
    the references of the ``free`` ones, and the lines that have ``ended``."""

    name: str
    lines: tuple[Any, ...] = ()
    free: tuple[str, ...] = ()
    ended: tuple[Any, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RecordForm(WhereAndWhen):
    """A meeting as the register has it before its record is filled in.

    ``next_date`` is the next meeting planned; ``has_last_minutes`` whether there are minutes to confirm;
    ``refer_to`` the boards and partnerships to which a decision can go; ``objectives`` the names of the
    purposes; ``ruling`` the Chair's ruling on the quorum since the meeting; ``to_ratify`` the earlier
    decisions that wait for a quorum; ``votes`` the rule of a group that takes them;
    ``kinds`` those of seats, each with its short name;
    ``deputies_by_leave`` whether each deputy needs the Chair's word; ``decided_before`` the
    references of all decisions of earlier meetings;
    ``registers`` are those that the group has; ``requests`` the open requests for research, each by question
    and reference.
    """

    group: str
    group_name: str
    kind: str
    next_date: dt.date | None
    has_last_minutes: bool
    seats: tuple[FormSeat, ...]
    people: tuple[KnownPerson, ...]
    items: tuple[FormItem, ...]
    actions: tuple[FormAction, ...]
    objectives: tuple[str, ...]
    refer_to: tuple[str, ...]
    quorum: Quorum
    membership: Membership
    marking: str
    ruling: Ruling | None = None
    to_ratify: tuple[FormDecision, ...] = ()
    plan: tuple[FormPlanLine, ...] = ()
    votes: Votes | None = None
    votes_on: tuple[VotesOn, ...] = ()
    kinds: tuple[tuple[str, str], ...] = ()
    deputies_by_leave: bool = False
    guests: tuple[FormGuest, ...] = ()
    decided_before: frozenset[str] = frozenset()
    registers: tuple[Beforehand, ...] = ()
    requests: tuple[tuple[str, str], ...] = ()

    @property
    def lists(self) -> dict[str, Mapping[str, Any]]:
        """The lists to choose from that each form has of its own, with what their words mean."""
        return {
            "People": {person.label: person.id for person in self.people},
            "Items": {item.number: item for item in self.items},
            "Seats": {seat.short_name: seat.id for seat in self.seats},
            "Objectives": {name: name for name in self.objectives},
            "Purposes": {name: code for code, name in purpose_codes(self.objectives).items()},
            "Votes on": {rule.matter: rule for rule in self.votes_on},
            "Refer to": {name: name for name in self.refer_to},
        }

    def register(self, name: str) -> Beforehand | None:
        """Return what it has of a register; None where the group has none."""
        return next((register for register in self.registers if register.name == name), None)

    def meanings(self, column: Column) -> Mapping[str, Any]:
        """The words to choose from in a column, each with its meaning; none where there is nothing to
        choose."""
        if isinstance(column.choices, str):
            return self.lists[column.choices] if column.choices else {}
        if isinstance(column.choices, tuple):
            return {word: word for word in column.choices}
        return column.choices

    def shown(self, column: Column, value: Any) -> str:
        """The words of a register's value as they are filled in beforehand; also those of a former seat."""
        words = self.meanings(column)
        if column.kind is Kind.ENDED:
            return [*words][value is not None]
        former = {seat.short_name: seat.id for seat in self.membership.seats}
        if column.kind is Kind.CHOICE:
            return next((word for word, meaning in {**words, **former}.items() if meaning == value), "")
        return "" if value is None else column.shown(value)

    @property
    def has_part_two(self) -> bool:
        """Say whether the agenda has a part 2."""
        return any(item.part > 1 for item in self.items)

    def may_stay(self, person: UUID | None) -> bool:
        """Say whether a person stays for part 2 without the Chair's leave (own rule)."""
        return person is not None and self.membership.may_read_part_two(person, self.date)
