"""The bookkeeper's books: what was so at a moment, by the terms of reference and the journal alone."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from tests.years.days import ONE_DAY, in_month_of, second_tuesdays
from tests.years.journal import (
    ABSENT,
    CAME,
    DEPUTY,
    FILLED,
    AgendaAgreed,
    Appointed,
    BoardMoved,
    Called,
    CalledOff,
    Discharged,
    Event,
    Journal,
    Kind,
    Met,
    Moved,
    OfCalendar,
    Postponed,
    Raised,
    Ratified,
    Reported,
    RuleChanged,
    Ruled,
    Sent,
    Went,
)
from tests.years.terms import BEGAN, BOARDS, DEPUTIES_SHARE, JUDGED_FROM, NEEDED, OWN_SHARE, SEATS, WINDOW

LAST_OF_PART_1 = 50  # of the numbers of actions
AHEAD = dt.timedelta(days=200)  # for which the calendar is filled in


def percent(part: int, whole: int) -> str:
    """A share as people round it: halves up."""
    return f"{int(Fraction(100 * part, whole) + Fraction(1, 2))}%"


@dataclass(frozen=True)
class Standing:
    """The standing of a seat's member: the marks that count, oldest first."""

    holder: str
    marks: tuple[str, ...]

    @property
    def came(self) -> int:
        return sum(mark in CAME for mark in self.marks)

    @property
    def represented(self) -> int:
        return sum(mark in FILLED for mark in self.marks)

    @property
    def is_judged(self) -> bool:
        return len(self.marks) >= JUDGED_FROM

    @property
    def deputised(self) -> int:
        return sum(mark == DEPUTY for mark in self.marks)

    @property
    def is_below(self) -> bool:
        return self.is_judged and self.short > 0

    @property
    def short(self) -> Fraction:
        """The share of meetings by which the member, or their deputies, miss what is asked."""
        number = len(self.marks)
        asked, allowed = math.ceil(number * OWN_SHARE), math.floor(number * DEPUTIES_SHARE)
        return Fraction(max(asked - self.came, self.deputised - allowed), number)

    @property
    def may_miss(self) -> int:
        """The absences in a row after which the member is still not below."""
        missed = 0
        while missed < WINDOW and not self._after(missed + 1).is_below:
            missed += 1
        return 0 if self.is_below else missed

    @property
    def words(self) -> str:
        if not self.holder:
            return "vacant"
        if not self.is_judged:
            return "too early to say"
        if self.is_below:
            return "below"
        return "met" if self.may_miss else "one absence from falling below"

    def _after(self, missed: int) -> Standing:
        return Standing(self.holder, (*self.marks, *ABSENT * missed)[-WINDOW:])


@dataclass(frozen=True)
class Planned:
    """A meeting in the calendar: the day it has now, when it was planned, and why it will not be held."""

    reference: str
    date: dt.date
    planned: dt.date
    called_off: CalledOff | None

    @property
    def is_ordinary(self) -> bool:
        """Whether the rule gave it."""
        return self.planned == BEGAN


@dataclass(frozen=True)
class Task:
    """An action as it stands: the day first agreed and the one it has now, when it was reported done; of one
    that a task group handed back, the day of the meeting that took it."""

    reference: str
    taken: dt.date | None
    raised: dt.date
    first_due: dt.date
    due: dt.date
    reported: dt.date | None
    discharged: dt.date | None

    @property
    def is_own(self) -> bool:
        """Whether a meeting of the group took it: a task group hands back others."""
        return not self.taken

    @property
    def is_public(self) -> bool:
        """Whether it is of part 1."""
        return int(self.reference.rpartition("/")[2]) <= LAST_OF_PART_1


@dataclass(frozen=True)
class Books:
    """The books as at a moment: nothing that was known later stands in them, and no record of a meeting after
    the day ``until``."""

    journal: Journal
    at: dt.datetime
    until: dt.date = dt.date.max

    @cached_property
    def meetings(self) -> Sequence[Met]:
        """The meetings on record, by date."""
        known = (met for met in self.journal.of(Met, self.at) if met.date <= self.until)
        return sorted(known, key=lambda met: met.date)

    def held_between(self, first: dt.date, last: dt.date) -> Sequence[Met]:
        return [met for met in self.meetings if first <= met.date <= last]

    def holder(self, seat: str, on: dt.date | None = None) -> str:
        """The name of who holds a seat now, or held it at the end of a day; empty for a vacant one."""
        appointed = [
            event
            for event in self.journal.of(Appointed, self.at)
            if event.seat == seat and (on is None or event.at.date() <= on)
        ]
        return appointed[-1].name if appointed else ""

    def vacant_since(self, seat: str) -> dt.date | None:
        """The day from which nobody has held a seat; None for one that is held."""
        if self.holder(seat):
            return None
        return [event.at.date() for event in self._of(Appointed) if event.seat == seat][-1]

    def standing(self, seat: str) -> Standing:
        """How a seat's holder stands, by the last twelve ordinary meetings since they came to it."""
        holder = self.holder(seat)
        sat = [met.seats[seat] for met in self.meetings if met.is_ordinary]
        marks = [each.mark for each in sat if holder and each.holder == holder]
        return Standing(holder, tuple(marks[-WINDOW:]))

    def filled(self, meetings: Iterable[Met]) -> tuple[int, int]:
        """The seats that were filled at meetings, and those there were."""
        marks = [sat.mark for met in meetings for sat in met.seats.values()]
        return sum(mark in FILLED for mark in marks), len(marks)

    def is_quorate(self, met: Met) -> bool:
        """Whether a meeting was quorate: by the Chair's ruling, or else by the seats that were filled."""
        rulings = self._rulings(met)
        return rulings[-1] if rulings else self.filled([met])[0] >= NEEDED

    def _rulings(self, met: Met) -> list[bool]:
        return [ruled.is_quorate for ruled in self.journal.of(Ruled, self.at) if ruled.date == met.date]

    def decisions(self, met: Met) -> Sequence[str]:
        """The decisions of a meeting that stand: taken with a quorum, or ratified since."""
        is_quorate = self.is_quorate(met)
        return [text for text in met.decisions if is_quorate or self.ratified(met, text)]

    def decided(self, text: str) -> str:
        """The reference of the last decision of these words that stands; empty where there is none."""
        stand = [met for met in self.meetings if text in self.decisions(met)]
        return "".join(self.reference(met, text) for met in stand[-1:])

    def reference(self, met: Met, text: str) -> str:
        """The reference of a decision of a meeting."""
        return f"{self.on(met.date).reference}/D{met.decisions.index(text) + 1}"

    def has(self, kind: type[Event]) -> bool:
        """Whether something of a kind has happened."""
        return any(True for _ in self.journal.of(kind, self.at))

    def ratified(self, met: Met, text: str) -> dt.date | None:
        """The day of the meeting that ratified a decision; None where none has, or it was quorate by then."""
        reference = self.reference(met, text)
        waiting = [
            event.date
            for event in self._of(Ratified)
            if event.reference == reference and not Books(self.journal, event.at).is_quorate(met)
        ]
        return waiting[0] if waiting else None

    def year_began(self) -> dt.date:
        """The first day of the board's year, which begins in April, or of the group."""
        april = dt.date(self.today.year - (self.today.month < 4), 4, 1)
        return max(april, BEGAN)

    @cached_property
    def calendar(self) -> Sequence[Planned]:
        """The meetings that the rule gives and those called beside, by their day now."""
        key = "calendar", len(self._of(OfCalendar)), self.today
        return self.journal.worked_out(key, self._calendar)

    def _calendar(self) -> Sequence[Planned]:
        by_rule = [(f"MASE/{day:%Y-%m}", day, BEGAN) for day in second_tuesdays(BEGAN, self.today + AHEAD)]
        called = [(event.reference, event.date, event.at.date()) for event in self._of(Called)]
        planned = [self._planned(*each) for each in (*by_rule, *called)]
        return sorted(planned, key=lambda planned: planned.date)

    def _planned(self, reference: str, date: dt.date, planned: dt.date) -> Planned:
        off = [event for event in self._of(CalledOff) if event.reference == reference]
        for event in self.journal.of(OfCalendar, off[-1].at if off else self.at):
            if isinstance(event, Moved) and event.reference == reference:
                date = event.to
            elif isinstance(event, RuleChanged) and planned == BEGAN and date > event.at.date():
                by_rule = in_month_of(date, event.week, event.weekday)
                date = by_rule if by_rule > event.at.date() else date
        return Planned(reference, date, planned, off[-1] if off else None)

    def named(self, reference: str) -> Planned:
        return next(planned for planned in self.calendar if planned.reference == reference)

    def on(self, date: dt.date) -> Planned:
        """The meeting on a day."""
        return next(planned for planned in self.calendar if planned.date == date and not planned.called_off)

    def seats_below(self) -> list[str]:
        return [seat for seat in SEATS if self.standing(seat).is_below]

    @cached_property
    def today(self) -> dt.date:
        """The day of the books; at midnight the one that has just ended."""
        return (self.at - dt.timedelta(seconds=1)).date()

    @cached_property
    def tasks(self) -> Sequence[Task]:
        """The actions on record, by reference."""
        return [self._task(event) for event in sorted(self._of(Raised), key=lambda event: event.reference)]

    def _task(self, raised: Raised) -> Task:
        def last(kind: type[Reported] | type[Discharged]) -> dt.date | None:
            days = [event.at.date() for event in self._of(kind) if event.reference == raised.reference]
            return days[-1] if days else None

        moved = [event.due for event in self._of(Postponed) if event.reference == raised.reference]
        return Task(
            raised.reference,
            raised.taken,
            raised.at.date(),
            raised.due,
            [raised.due, *moved][-1],
            last(Reported),
            last(Discharged),
        )

    def agenda_agreed(self, reference: str) -> dt.datetime | None:
        agreed = [event.at for event in self._of(AgendaAgreed) if event.reference == reference]
        return agreed[-1] if agreed else None

    def went(self, letter: str, reference: str) -> dt.datetime | None:
        """When the first of the letters of a kind about a meeting left."""
        times = [
            event.at for event in self._of(Went) if event.letter == letter and self._about(event) == reference
        ]
        return min(times, default=None)

    def _about(self, event: Went) -> str:
        """The reference of the meeting that a letter was about, which was on another day perhaps."""
        then = Books(self.journal, event.at)
        return self.journal.worked_out(event, lambda: then.on(event.date).reference)

    def reported(self, board: str, meets: dt.date) -> dt.datetime | None:
        """When the report for a meeting of a board left."""
        times = [event.at for event in self._of(Sent) if (event.board, event.date) == (board, meets)]
        return min(times, default=None)

    def dates(self, board: str) -> list[dt.date]:
        """The days on which a board meets."""
        dates: Sequence[dt.date | None] = BOARDS[board][1]
        for event in self._of(BoardMoved):
            if event.board == board:
                dates = [event.to if date == event.date else date for date in dates]
        return [date for date in dates if date]

    def days_vacant(self, seat: str, first: dt.date, last: dt.date) -> int:
        """The days of a period on which nobody held a seat."""
        events = [event for event in self._of(Appointed) if event.seat == seat]
        ends = [*(event.at.date() for event in events[1:]), last + ONE_DAY]
        return sum(
            max(0, (min(end, last + ONE_DAY) - max(event.at.date(), first)).days)
            for event, end in zip(events, ends, strict=True)
            if not event.name
        )

    def _of(self, kind: type[Kind]) -> list[Kind]:
        return [*self.journal.of(kind, self.at)]
