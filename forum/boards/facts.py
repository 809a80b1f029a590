"""The facts of a report: what the register knows of a board's period, and what other subjects know of it.

What a board hears of exactly once: the matters of its reports, and what a report still owes it (clauses 2
and 3).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field, TypeAdapter

from forum.text.charts import Standing
from forum.text.wording import count, listed


class InReport(StrEnum):
    """The kinds of matter that stand in one report to a board, and in no other."""

    HELD = "meeting held"
    NOT_HELD = "meeting not held"
    MONTH = "month without a meeting"
    DECISION = "decision"
    LINE = "line of the plan ended"
    ACTION = "action discharged"
    DELIVERED = "piece of research delivered"
    USED = "piece of research used"


_PLURALS = {
    InReport.HELD: "meetings held",
    InReport.NOT_HELD: "meetings not held",
    InReport.MONTH: "months without a meeting",
    InReport.LINE: "lines of the plan ended",
    InReport.ACTION: "actions discharged",
    InReport.DELIVERED: "pieces of research delivered",
    InReport.USED: "pieces of research used",
}


@dataclass(frozen=True)
class Reported:
    """A matter that a report tells, by its reference in the register: "MASE/2027-01", "P2.3"."""

    matter: InReport
    reference: str


@dataclass(frozen=True)
class Account:
    """The account that a report gives of the days from ``first`` to ``last``.

    ``reported`` is what other reports to the board tell, from those for ``since`` on. A report owns what
    its board has not heard, not days: a record, a ratification or a correction may come after its day's
    report (clauses 2 and 3).
    """

    since: dt.date
    first: dt.date
    last: dt.date
    reported: frozenset[Reported] = frozenset()

    def owes(self, matter: InReport, reference: str, on: dt.date | None) -> bool:
        """Say whether the report is to tell a matter of a day: one since the first report to the board that
        is on record, which stands in none; never a matter without a day (own rule)."""
        return on is not None and on >= self.since and Reported(matter, reference) not in self.reported


def overlap(these: Iterable[Reported], those: Iterable[Reported]) -> bool:
    """Say whether two reports tell the same matter."""
    return not frozenset(these).isdisjoint(those)


def in_short(reported: Iterable[Reported]) -> str:
    """Return what a report tells, counted by kind: "2 meetings held and 5 decisions"; empty for nothing."""
    return listed(_counted([each.matter for each in reported]))


def _counted(matters: list[InReport]) -> Iterator[str]:
    for matter in InReport:
        if number := matters.count(matter):
            yield count(number, matter, _PLURALS.get(matter))


class SubjectHeading(StrEnum):
    """The headings whose facts come from another subject."""

    TASK_GROUPS = "Task and finish groups"
    RESEARCH = "Research"
    ACTION_PLAN = "Action plan"
    CHILDREN = "What difference it made to children"
    RISKS = "Risks, obstacles and challenge"


@dataclass(frozen=True)
class SubjectFacts:
    """Facts of another subject, a sentence each.

    ``standings`` are its parts by state, called by ``noun``, and ``standings_before`` how they stood in the
    board's last report. ``children`` are counts of children, by what they are of, which leave the group only
    as ``for_outside`` lets them. ``reported`` is what of it a board hears once.
    """

    heading: SubjectHeading
    lines: tuple[str, ...] = ()
    children: tuple[tuple[str, int], ...] = ()
    noun: str = ""
    standings: tuple[Standing, ...] = ()
    standings_before: tuple[Standing, ...] = ()
    reported: tuple[Reported, ...] = ()


@dataclass(frozen=True)
class DecisionReported:
    """A decision of part 1, without its number: that would tell how many there were in part 2. One taken
    without a quorum stands since a later meeting ``ratified`` it."""

    on: dt.date
    text: str
    ratified: dt.date | None = None


@dataclass(frozen=True)
class MeetingNotHeld:
    """A meeting that was cancelled, or left out as the Chair ruled, and why; ``reason`` may be empty."""

    date: dt.date
    reason: str = ""


@dataclass(frozen=True)
class SeatRepresented:
    """An organisation that was expected at ``expected`` meetings and came to ``filled``. ``is_below`` where
    its member is below the attendance standard, and ``why``; ``vacant_since`` while it has none."""

    organisation: str
    filled: int
    expected: int
    is_below: bool = False
    why: str = ""
    vacant_since: dt.date | None = None


@dataclass(frozen=True)
class DeadlineMet:
    """A deadline of the terms, and how often it was ``met`` of the times that it was ``due``."""

    name: str
    clause: str
    met: int
    due: int


@dataclass(frozen=True)
class Facts:
    """The facts of the period from ``first`` to ``last``, both days included, and of what a board had not
    heard before it.

    ``own`` is what it hears by them, other subjects left out. ``not_held`` are meetings, and ``in_a_row``
    the runs of them that followed on each other; ``months`` are those in which no meeting was planned, by
    their first day; ``unrecorded`` meetings are on no record yet. ``frequency`` counts the ordinary meetings
    that were held. Attendance stands ``as_at`` the last meeting held; None before the first. ``agreed`` are
    the facts that the Chair agreed, while others are put to them.
    """

    first: dt.date
    last: dt.date
    meetings: tuple[dt.date, ...] = ()
    quorate: int = 0
    not_held: tuple[MeetingNotHeld, ...] = ()
    in_a_row: tuple[tuple[dt.date, ...], ...] = ()
    months: tuple[dt.date, ...] = ()
    unrecorded: tuple[dt.date, ...] = ()
    decisions: tuple[DecisionReported, ...] = ()
    discharged: int = 0
    open_actions: int = 0
    overdue: int = 0
    seats: tuple[SeatRepresented, ...] = ()
    as_at: dt.date | None = None
    clocks: tuple[DeadlineMet, ...] = ()
    frequency: DeadlineMet | None = None
    coming: tuple[dt.date, ...] = ()
    # Registers have it as "given".
    of_subjects: Annotated[tuple[SubjectFacts, ...], Field(alias="given")] = ()
    own: tuple[Reported, ...] = ()
    agreed: Facts | None = None

    @property
    def reported(self) -> tuple[Reported, ...]:
        """What a board hears by these facts, those of other subjects included."""
        return (*self.own, *(each for facts in self.of_subjects for each in facts.reported))

    def under(self, heading: SubjectHeading) -> tuple[SubjectFacts, ...]:
        """Return the facts of other subjects under a heading."""
        return tuple(facts for facts in self.of_subjects if facts.heading is heading)


def clocks_in_words(clocks: tuple[DeadlineMet, ...]) -> str:
    """Return how many deadlines of the terms were met: "11 of 12 met"."""
    met, due = sum(clock.met for clock in clocks), sum(clock.due for clock in clocks)
    return f"{met} of {due} met"


_AS_JSON = TypeAdapter(Facts)


def facts_to_json(facts: Facts) -> dict[str, Any]:
    """Return facts as the register keeps them."""
    kept: dict[str, Any] = _AS_JSON.dump_python(facts, mode="json", by_alias=True)
    return kept


def facts_from_json(kept: dict[str, Any]) -> Facts:
    """Return the facts that were kept."""
    return _AS_JSON.validate_python(kept)
