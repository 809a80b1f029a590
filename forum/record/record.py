"""The record of a meeting: the form that the unit gets, and the record that it files.

The workbook is made from a ``RecordForm``; the ``Sheets`` that come back are checked against it. ``Record``
is a record without faults.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from forum.actions.updates import UpdateKind
from forum.attendance.quorum import QuorumFinding, Ruling
from forum.challenge.challenge import Stage
from forum.members.membership import Membership
from forum.minutes.states import Confirmation
from forum.plan.decided import LineDecision
from forum.research.requests import ResearchKind
from forum.risks.risks import Risk
from forum.terms.parts.members import Quorum
from forum.text.cell_reader import Row


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
    holder.
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


@dataclass(frozen=True)
class FormItem:
    """An item of the agenda. ``came`` is how its paper came: Circulated, Late, Tabled, Verbal, or empty.

    ``restricted_paper`` says that the paper is for readers of part 2 alone.
    """

    id: UUID
    number: str
    title: str
    part: int
    lead: str
    paper: str
    came: str
    purpose: str
    objective: str = ""
    restricted_paper: bool = False


@dataclass(frozen=True)
class FormAction:
    """An action of an earlier meeting that is not discharged."""

    id: UUID
    reference: str
    title: str
    owner: str
    due: dt.date
    state: str
    part: int = 1


@dataclass(frozen=True)
class FormCorrection:
    """A correction that a member wants in the minutes of an earlier meeting; whether they are among those
    that this meeting is to confirm."""

    id: UUID
    reference: str
    on: dt.date
    person: str
    text: str
    is_of_last_minutes: bool = True


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
class FormRisks:
    """The ``risks`` of the register that the meeting can change, and the numbers of its free ``lines``."""

    risks: tuple[Risk, ...] = ()
    lines: tuple[int, ...] = ()


@dataclass(frozen=True)
class FormChallenge:
    """A challenge that waits for its answer, or for what changed, or that this meeting put on record;
    ``raised_by`` and ``to`` are the short names of seats, empty for the group."""

    id: UUID
    reference: str
    raised_by: str
    to: str
    what: str
    stage: Stage
    due: dt.date
    answer: str = ""
    changed: str = ""


@dataclass(frozen=True)
class FormRequest:
    """An open request for research."""

    reference: str
    question: str


@dataclass(frozen=True)
class RecordForm:
    """A meeting as the register has it before its record is filled in.

    ``next_date`` is the next meeting planned; ``has_last_minutes`` whether there are minutes to confirm;
    ``refer_to`` the boards and partnerships to which a decision can go; ``objectives`` the names of the
    purposes; ``ruling`` the Chair's ruling on the quorum since the meeting; ``corrections`` those that
    members want in the minutes, and ``later_corrections`` the references of those that may still come;
    ``to_ratify`` the earlier decisions that wait for a quorum;
    ``decided_before`` the references of all decisions of earlier meetings; ``risks`` and ``challenges`` are
    None for a group without that register, and ``research`` (the open requests) for one that asks for none.
    """

    group: str
    group_name: str
    reference: str
    date: dt.date
    kind: str
    place: str
    start: dt.time
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
    corrections: tuple[FormCorrection, ...] = ()
    later_corrections: tuple[str, ...] = ()
    to_ratify: tuple[FormDecision, ...] = ()
    plan: tuple[FormPlanLine, ...] = ()
    guests: tuple[FormGuest, ...] = ()
    decided_before: frozenset[str] = frozenset()
    risks: FormRisks | None = None
    challenges: tuple[FormChallenge, ...] | None = None
    research: tuple[FormRequest, ...] | None = None

    @property
    def has_part_two(self) -> bool:
        """Say whether the agenda has a part 2."""
        return any(item.part > 1 for item in self.items)

    def may_stay(self, person: UUID | None) -> bool:
        """Say whether a person stays for part 2 without the Chair's leave (own rule)."""
        return person is not None and self.membership.may_read_part_two(person, self.date)


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


@dataclass(frozen=True)
class DecisionRecord:
    """A decision, with the number of seats there for it without those who withdrew, or left for part 2."""

    reference: str
    item_id: UUID
    text: str
    seats_present: int
    quorate: bool
    to_ratify: bool
    refer_to: str
    supersedes: str | None = None


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
class RiskRecord:
    """A risk as the meeting left it, new or changed."""

    number: int
    cause: str
    event: str
    effect: str
    purpose: str
    owner_id: UUID
    likelihood: int
    impact: int
    controls: str
    told: str
    is_closed: bool


@dataclass(frozen=True)
class ChallengeRecord:
    """A challenge as the meeting left it, new or changed; the ids are those of seats."""

    reference: str
    raised_by_id: UUID | None
    to_id: UUID | None
    what: str
    stage: Stage
    answer: str
    changed: str


@dataclass(frozen=True)
class ResearchRecord:
    """A request for research. ``purpose`` is its code, "1b", empty for none."""

    question: str
    asked_by_id: UUID
    decision: str
    by: dt.date
    kind: ResearchKind | None
    purpose: str


@dataclass(frozen=True)
class CorrectionRecord:
    """What a meeting made of a correction to minutes; ``because`` says why it did not make it."""

    id: UUID
    made: bool
    because: str


@dataclass(frozen=True)
class Record:
    """A record of a meeting without faults. ``last_minutes`` is None where there were none to confirm;
    ``ratified`` are the ids of earlier decisions; ``minute_taker_stayed`` is None without a part 2.
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
    risks: tuple[RiskRecord, ...] = ()
    challenges: tuple[ChallengeRecord, ...] = ()
    research: tuple[ResearchRecord, ...] = ()
    corrections: tuple[CorrectionRecord, ...] = ()


@dataclass(frozen=True)
class Sheets:
    """A workbook that came back: the rows with something in them, by sheet, and the faults of reading it.

    ``names`` has, by kind and name, the id behind each name when the workbook was written.
    """

    rows: dict[str, tuple[Row, ...]]
    faults: tuple[str, ...]
    names: Mapping[tuple[str, str], UUID] = field(default_factory=dict)
