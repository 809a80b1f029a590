"""The form of a meeting's record: what the unit gets to fill in, made from the register."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from forum.attendance.quorum import Ruling
from forum.challenge.challenge import Stage
from forum.members.membership import Membership
from forum.risks.risks import Risk
from forum.terms.parts.members import Quorum


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
