"""Compliance with the terms over a period: what a clause asks, how often it was met, and the worst."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from forum.text.wording import count


class Outcome(StrEnum):
    """The outcome of a clause over a period."""

    MET = "Met"
    IN_PART = "In part"
    NOT_MET = "Not met"
    NOTHING_DUE = "Nothing due"


@dataclass(frozen=True, kw_only=True)
class Case:
    """A time at which a clause was to be met: by its ``due`` day, where it has one, and met on the day
    ``done``.

    ``met`` is None where it does not count, for the reason in ``why``. From the day ``lapses`` on it is too
    late to do it at all. ``short`` is how far it falls short of what is asked where that is no matter of a
    day: the seats that a quorum lacks, the days without a member.
    """

    what: str
    met: bool | None
    due: dt.date | None = None
    done: dt.date | None = None
    lapses: dt.date | None = None
    short: Fraction | int = 0
    why: str = ""

    def days_late(self, as_at: dt.date) -> int:
        """Return the days from its due day to the day on which it was done, or to a day while it is not and
        still can be; 0 for one that was met."""
        if self.met is not False or self.due is None:
            return 0
        until = self.done or min(as_at, self.lapses or as_at)
        return max((until - self.due).days, 0)


@dataclass(frozen=True, kw_only=True)
class ClauseOverPeriod:
    """A sentence of the terms over a period: its ``number``, what it asks, and its ``cases``, which are
    called by ``noun`` and stand on ``sheet`` of the workbook."""

    number: str
    asks: str
    sheet: str
    noun: str
    cases: tuple[Case, ...]

    @property
    def counted(self) -> tuple[Case, ...]:
        """The cases that count."""
        return tuple(case for case in self.cases if case.met is not None)

    @property
    def met(self) -> int:
        """The number of cases in which the clause was met."""
        return sum(case.met is True for case in self.cases)

    @property
    def outcome(self) -> Outcome:
        """The outcome: met in every case that counts, in some, or in none."""
        if not self.counted:
            return Outcome.NOTHING_DUE
        if self.met == len(self.counted):
            return Outcome.MET
        return Outcome.IN_PART if self.met else Outcome.NOT_MET

    def in_words(self, as_at: dt.date) -> str:
        """Return how often the clause was met, and the worst case: "11 of 12 meetings. Worst:
        MASE/2026-11, 3 days late."."""
        if not self.counted:
            return f"No {self.noun} to judge."
        figures = f"{self.met} of {count(len(self.counted), self.noun)}."
        worst = worst_case(self.counted, as_at)
        return figures if worst is None else f"{figures} Worst: {_in_words(worst, as_at)}."


def worst_case(cases: Sequence[Case], as_at: dt.date) -> Case | None:
    """Return the case that was latest or fell shortest, the first of those alike; None where all were met."""
    missed = [case for case in cases if case.met is False]
    return max(missed, key=lambda case: (case.days_late(as_at), case.short), default=None)


def _in_words(case: Case, as_at: dt.date) -> str:
    return ", ".join(part for part in (case.what, _lateness(case, as_at), case.why) if part).rstrip(".")


def _lateness(case: Case, as_at: dt.date) -> str:
    """Say how late a case was: "3 days late", "8 days overdue", "not done"; empty for one that had no day."""
    if case.done is None and case.lapses and case.lapses <= as_at:
        return "not done"
    days = case.days_late(as_at)
    return f"{count(days, 'day')} {'late' if case.done else 'overdue'}" if days else ""
