"""The record of a meeting: what the unit is sent to fill in, and what it says once it is filled in.

``RecordForm`` is what is known beforehand; the workbook is made from it, and what comes back is checked
against it. ``Record`` is a record without faults.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from forum.actions.updates import UpdateKind
from forum.attendance.quorum import QuorumFinding
from forum.members.membership import Membership
from forum.terms.policy import Quorum
from forum.text.cell_reader import Row


@dataclass(frozen=True)
class KnownPerson:
    """Somebody of the group, by the label in the workbook's lists (unique among the people of a form)."""

    id: UUID
    label: str
    organisation: str
    address: str


@dataclass(frozen=True)
class FormSeat:
    """A seat on the day: who holds it (None when vacant), and what was said about coming.

    ``expected`` is "Coming", "Apologies", "Deputy", "No answer" or "Vacant"; ``deputy_id`` is the deputy
    named for the day, ``deputies`` all who may stand in; ``under_cover`` when somebody acts for the holder.
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
    """An item of the agenda. ``came`` is how its paper came: Circulated, Late, Tabled, Verbal, or empty;
    ``restricted_paper`` whether the paper is for readers of part 2 alone.
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
    """What a member wants corrected in the minutes of an earlier meeting."""

    reference: str
    on: dt.date
    person: str
    text: str


@dataclass(frozen=True)
class FormDecision:
    """A decision of an earlier meeting that is to be ratified; ``item`` is the number under which it is."""

    id: UUID
    reference: str
    text: str
    item: str
    part: int = 1


@dataclass(frozen=True)
class RecordForm:
    """What is known of a meeting before its record is filled in.

    ``next_date`` is the next meeting planned; ``has_last_minutes`` whether there are minutes to confirm;
    ``refer_to`` the boards and partnerships a decision can go to; ``objectives`` the purposes' names;
    ``ruling`` what the Chair ruled on the quorum since the meeting; ``corrections`` what members want
    corrected in the minutes to confirm; ``to_ratify`` the earlier decisions that wait for a quorum.
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
    ruling: str = ""
    corrections: tuple[FormCorrection, ...] = ()
    to_ratify: tuple[FormDecision, ...] = ()


@dataclass(frozen=True)
class Named:
    """A person as recorded: by ``id`` when the register knows them, else by name and address."""

    id: UUID | None
    name: str
    role: str = ""
    organisation: str = ""
    address: str = ""


@dataclass(frozen=True)
class SeatRecord:
    """How a seat was filled; ``mark`` is P, R, D, A, X or – (not expected)."""

    seat_id: UUID
    holder_id: UUID | None
    mark: str
    deputy: Named | None
    under_cover: bool
    arrived: dt.time | None
    left: dt.time | None


@dataclass(frozen=True)
class OtherRecord:
    name: str
    organisation: str
    capacity: str
    items: str


@dataclass(frozen=True)
class InterestRecord:
    item_id: UUID
    person_name: str
    seat_id: UUID | None
    withdrew: bool


@dataclass(frozen=True)
class ItemRecord:
    """What was said under an item. ``came`` is how its paper came, "" when there was none."""

    item_id: UUID
    note: str
    outcome: str
    came: str


@dataclass(frozen=True)
class DecisionRecord:
    """A decision with the seats that were there for it, those who withdrew not counted."""

    reference: str
    item_id: UUID
    text: str
    seats_present: int
    quorate: bool
    to_ratify: bool
    refer_to: str


@dataclass(frozen=True)
class ActionRecord:
    reference: str
    item_id: UUID | None
    title: str
    text: str
    owner: Named
    seat_id: UUID | None
    due: dt.date
    objective: str
    part: int


@dataclass(frozen=True)
class UpdateRecord:
    """What was said of an earlier action."""

    action_id: UUID
    kind: UpdateKind
    text: str
    new_due: dt.date | None


@dataclass(frozen=True)
class Record:
    """A record of a meeting without faults. ``last_minutes`` is confirmed, amended, deferred or "";
    ``ratified`` are the ids of earlier decisions.
    """

    started: dt.time
    finished: dt.time
    chaired_by: UUID
    minute_taker: str
    quorum_ruling: str
    last_minutes: str
    seats: tuple[SeatRecord, ...]
    quorum: QuorumFinding
    others: tuple[OtherRecord, ...]
    interests: tuple[InterestRecord, ...]
    items: tuple[ItemRecord, ...]
    decisions: tuple[DecisionRecord, ...]
    ratified: tuple[UUID, ...]
    actions: tuple[ActionRecord, ...]
    updates: tuple[UpdateRecord, ...]


@dataclass(frozen=True)
class Sheets:
    """A workbook that came back: the rows with something in them, by sheet, and what could not be read.

    ``names`` is what each name stood for when the workbook was written, by kind and name.
    """

    rows: dict[str, tuple[Row, ...]]
    faults: tuple[str, ...]
    names: Mapping[tuple[str, str], UUID] = field(default_factory=dict)
