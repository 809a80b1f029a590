"""The record of a meeting that the unit files.

``Sheets`` are a workbook that came back, which is checked against its form; ``Record`` is one without faults.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from forum.actions.updates import UpdateKind
from forum.attendance.quorum import QuorumFinding, Ruling
from forum.minutes.states import Confirmation
from forum.plan.decided import LineDecision
from forum.text.cell_reader import Row


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
    """A decision, with the number of seats there for it without those who withdrew, or left for part 2, and
    the sentence of the minutes on its vote, if there was one."""

    reference: str
    item_id: UUID
    text: str
    seats_present: int
    quorate: bool
    to_ratify: bool
    refer_to: str
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
