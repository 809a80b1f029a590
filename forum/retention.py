"""Records: their kinds, the day to which each is kept, and the holds that keep it beyond that.

By when a list of records past their time is seen to (own rule). The workbooks of records past their time:
the list, its reviewer's decisions read, and the certificate.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from forum.calendar.working_days import WorkingDays
from forum.terms.parts.retention import Retention
from forum.text.cells import CellReader, Row
from forum.text.columns import Column, Kind, plain, to_read
from forum.text.wording import long_date


class RecordKind(StrEnum):
    """A kind of record, by the name of its years in the policy."""

    MEETINGS = "meetings"
    REPORTS = "reports"
    PLAN = "plan"
    RESEARCH = "research"
    RISKS = "risks"
    TASK_GROUPS = "task_groups"
    LETTERS = "letters"
    MAIL = "mail"
    CONTACT_DETAILS = "contact_details"
    PEOPLE = "people"
    INCIDENTS = "incidents"
    CONCERNS = "concerns"

    @property
    def in_words(self) -> str:
        """Return the kind as people read it: "contact details"."""
        return self.value.replace("_", " ")


@dataclass(frozen=True)
class ClosedRecord:
    """A record that was ``closed_on`` a day. ``title`` names it without naming anybody."""

    kind: RecordKind
    key: str  # the id of its row, or a month such as 2026-10
    title: str
    closed_on: dt.date

    def kept_until(self, rules: Retention) -> dt.date:
        """Return the last day on which the policy keeps the record."""
        return years_later(self.closed_on, getattr(rules, self.kind.value))


@dataclass(frozen=True)
class Hold:
    """A hold on disposal. It covers all of the group's records, or those of a ``kind`` or that name a
    ``person``. The ``ground`` says why, and the ``authority`` who ordered it."""

    ground: str
    authority: str
    kind: RecordKind | None = None
    person: UUID | None = None
    since: dt.date | None = None

    def covers(self, kinds: Collection[RecordKind], people: Collection[UUID | None]) -> bool:
        """Say whether the hold keeps a record that has rows of these kinds and names these people."""
        is_of_kind = self.kind is None or self.kind in kinds
        return is_of_kind and (self.person is None or self.person in people)

    @property
    def scope(self) -> str:
        """Return what the hold covers, in words."""
        records = self.kind.in_words if self.kind else "all records"
        return f"{records} with one person in them" if self.person else records

    @property
    def in_words(self) -> str:
        """Return the ground, the authority and since when, in a sentence without its stop."""
        since = f", since {long_date(self.since)}" if self.since else ""
        return f"{self.ground} ({self.authority}{since})"


def years_later(day: dt.date, years: int) -> dt.date:
    """Return the day some years later: two years after 29 February 2024 is 28 February 2026."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def holds_by_default(rules: Retention) -> list[Hold]:
    """Return the hold under which the policy puts all records; none once an authority has lifted it."""
    hold = rules.hold
    return [] if hold.lifted_by else [Hold(hold.ground, hold.authority)]


class Decision(StrEnum):
    """The word of a reviewer on a record."""

    KEEP = "KEEP"
    DESTROY = "DESTROY"
    TRANSFER = "TRANSFER"


class Outcome(StrEnum):
    """The outcome for a record of a list that was carried out."""

    KEPT = "kept"
    DESTROYED = "destroyed"
    TRANSFERRED = "transferred"
    HELD = "held"
    CHANGED = "changed"
    STILL_NEEDED = "still needed"


@dataclass(frozen=True)
class DisposalLine:
    """A record past its time. ``shown`` is its title with the names that a reviewer needs, ``digest`` that of
    its rows; ``kept_by`` are the holds on it and whatever else needs it, in words."""

    record: ClosedRecord
    shown: str
    kept_until: dt.date
    rows: int
    documents: int
    digest: str
    kept_by: tuple[str, ...] = ()


DAYS_FOR_A_STEP = 20  # working days


def next_step_due(days: WorkingDays, made_on: dt.date, decided_on: dt.date | None) -> dt.date:
    """Return the day by which the reviewer has decided or, where they have, a second person has it carried
    out: twenty working days after the list was made, or decided on (own rule)."""
    return days.add(decided_on or made_on, DAYS_FOR_A_STEP)


NUMBER, DECISION, WHY = "Number", "Decision", "Why"
KIND, RECORD, CLOSED = "Kind", "Record", "Closed"
SAID = (KIND, RECORD, CLOSED)
"""The columns by which a row says which record it is about."""
_NUMBER = Column(NUMBER, 10, kind=Kind.NUMBER, given=True)
_RECORD = (
    Column(KIND, 18, given=True),
    Column(RECORD, 46, given=True),
    Column(CLOSED, 14, kind=Kind.DATE, given=True),
    Column("Kept until", 14, kind=Kind.DATE, given=True),
    Column("Rows", 8, kind=Kind.NUMBER, given=True),
    Column("Documents", 11, kind=Kind.NUMBER, given=True),
)
SHEET = plain(
    "Decide",
    _NUMBER,
    *_RECORD,
    Column(DECISION, 14, choices=tuple(Decision)),
    Column(WHY, 50, hint="For KEEP the reason, for TRANSFER the archive."),
)
NOT_YET = to_read("Not yet", *_RECORD, Column("What keeps it", 70))
FACTS = to_read("Certificate", Column("About", 28), Column("On record", 80))
CERTIFIED = to_read(
    "Records",
    _NUMBER,
    *_RECORD,
    Column(DECISION, 14),
    Column(WHY, 30),
    Column("Outcome", 14),
    Column("Digest of its rows", 36),
)
HELP = (
    (
        "What this is",
        "Records that were kept for as long as the terms of the group say. Nothing goes until you have "
        "decided on each, and another person has it carried out.",
    ),
    ("KEEP", "The record stays, and comes up again. Say why."),
    ("DESTROY", "The record goes, with its documents. It cannot be brought back once the backups have gone."),
    ("TRANSFER", "The record is handed to an archive in a file, and then goes. Say to which archive."),
    (
        "Not yet",
        "The second sheet has the records that a hold keeps, or that other records refer to. Nothing is to "
        "be decided on them.",
    ),
)


def read_list_decisions(
    rows: Sequence[Row],
    listed: Mapping[int, Mapping[str, str | dt.date]],
    where: str,
    faults: Sequence[str] = (),
) -> dict[int, tuple[Decision, str]]:
    """Return the reviewer's decision on the record of each number, and why.

    ``listed`` is what the list said of each record, by its number and the columns of ``SAID``: a row that
    says otherwise is not taken, since its reviewer decided on another record. Raises Problem with every
    faulty cell in one list.
    """
    reader = CellReader(faults)
    known = {str(number): number for number in listed}
    by_number = reader.rows_by(rows, NUMBER, known, all_wanted=True)
    for number, row in by_number.items():
        for heading, said in listed[known[number]].items():
            if row[heading].value != said:
                shown = long_date(said) if isinstance(said, dt.date) else f"“{said}”"
                reader.fault(row[heading], f"{shown}, as the list has it for record {number}")
    decisions = {known[number]: _decision(reader, row) for number, row in by_number.items()}
    reader.refuse_faults(where, "recorded")
    return decisions


def _decision(reader: CellReader, row: Row) -> tuple[Decision, str]:
    word, why = reader.choice(row[DECISION], Decision, needed=True), reader.line(row[WHY])
    decision = Decision(word or Decision.KEEP)
    if word and decision is not Decision.DESTROY and not why:
        reader.fault(row[WHY], f"the reason, or the archive; {decision} needs one")
    return decision, why
