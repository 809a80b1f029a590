"""Records: their kinds, the day to which each is kept, and the holds that keep it beyond that."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from forum.terms.parts.retention import Retention
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
