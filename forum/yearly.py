"""Attendance over a period by organisation: how often each seat was filled, and by whom (clause 4).

Compliance with the terms over a period: what a clause asks, how often it was met, and the worst. The
inspection bundle: what inspectors ask for of the last eighteen months, and what is missing of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from forum.attendance.standing import OWN, Mark, board_year_start
from forum.calendar.working_days import ONE_DAY, WorkingDays
from forum.members.membership import Membership, Seat
from forum.terms.parts.quorum import Attendance
from forum.text.dates import months_after
from forum.text.wording import capital, count

LATEST_IN_A_MONTH = dt.timedelta(days=31)


@dataclass(frozen=True)
class SeatAtMeeting:
    """A seat at a meeting held.

    ``vacant`` says that it had no core member, ``filled_by`` names whoever filled it, empty for nobody.
    ``stayed`` says whether they stayed for part 2; False too where nobody came, None where there was no
    part 2.
    """

    mark: Mark
    vacant: bool = False
    filled_by: str = ""
    stayed: bool | None = None


@dataclass(frozen=True, kw_only=True)
class SeatInPeriod:
    """The meetings of a period that a seat was expected at, by how it was filled.

    They are the sum of ``by_member``, ``by_deputy``, ``absent`` and ``vacant``. ``people`` is the number of
    different people who filled the seat, ``part_two`` at how many of ``parts_two`` it was.
    """

    organisation: str
    short_name: str
    by_member: int
    by_deputy: int
    absent: int
    vacant: int
    vacancy_days: int
    people: int
    part_two: int
    parts_two: int

    @property
    def represented(self) -> int:
        return self.by_member + self.by_deputy

    @property
    def meetings(self) -> int:
        return self.represented + self.absent + self.vacant

    @property
    def share(self) -> Fraction | None:
        """The share of meetings at which the seat was filled; None where it was expected at none."""
        return Fraction(self.represented, self.meetings) if self.meetings else None


def seat_in_period(seat: Seat, meetings: Sequence[SeatAtMeeting], vacancy_days: int) -> SeatInPeriod:
    """Count how a seat was filled. A vacant seat counts as one that was not filled unless its deputy came; a
    member who was not expected is not counted (clause 4)."""
    expected = [meeting for meeting in meetings if meeting.vacant or meeting.mark is not Mark.NOT_EXPECTED]
    by_member = sum(meeting.mark in OWN for meeting in expected)
    by_deputy = sum(meeting.mark is Mark.DEPUTY for meeting in expected)
    empty = [meeting for meeting in expected if meeting.mark not in {*OWN, Mark.DEPUTY}]
    parts_two = [meeting for meeting in expected if meeting.stayed is not None]
    return SeatInPeriod(
        organisation=seat.present_name,
        short_name=seat.short_name,
        by_member=by_member,
        by_deputy=by_deputy,
        absent=sum(not meeting.vacant for meeting in empty),
        vacant=sum(meeting.vacant for meeting in empty),
        vacancy_days=vacancy_days,
        people=len({meeting.filled_by for meeting in expected if meeting.filled_by}),
        part_two=sum(meeting.stayed is True for meeting in parts_two),
        parts_two=len(parts_two),
    )


def is_last_of_year(rule: Attendance, meeting: dt.date, following: dt.date | None) -> bool:
    """Say whether an ordinary meeting is the last of the board's year: the ``following`` one is in another,
    or there is none before it ends."""
    this = board_year_start(rule, meeting)
    if following is not None:
        return board_year_start(rule, following) > this
    return board_year_start(rule, meeting + LATEST_IN_A_MONTH) > this


def vacancy_days(membership: Membership, seat: Seat, first: dt.date, last: dt.date) -> int:
    """Count the days from ``first`` to ``last``, both included, on which the seat was there and had no core
    member (clause 4)."""
    return sum(
        membership.is_vacant(seat.id, day)
        for day in _days(first, last)
        if seat.created <= day and (seat.abolished is None or day < seat.abolished)
    )


def _days(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    return (first + dt.timedelta(days=number) for number in range((last - first).days + 1))


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


MONTHS = 18  # inspectors give ten days to bring what there is of so many
MONTHS_OF_DRILL = (1, 4, 7, 10)
WORD_HOLDS = dt.timedelta(days=28)  # that part 2 may leave


class BundlePart(StrEnum):
    """The sections of the bundle, each a folder of it."""

    TERMS = "1 Terms and members"
    MEETINGS = "2 Agendas, minutes and action logs"
    PLAN = "3 Action plan"
    ATTENDANCE = "4 Attendance"
    RISKS = "5 Risks and challenge"
    REPORTS = "6 Reports and answers"
    COMPLIANCE = "7 Compliance"


@dataclass(frozen=True, order=True)
class BundleFile:
    """A file of the bundle: the section in which it stands, its name, and what it is. ``part`` 2 goes sealed
    or not at all."""

    section: BundlePart
    name: str
    what: str
    part: int = 1


@dataclass(frozen=True, order=True)
class Missing:
    """Something that the bundle ought to have and has not, and why."""

    section: BundlePart
    what: str
    why: str

    @property
    def in_words(self) -> str:
        """What is missing and why: "Minutes of MASE/2027-01: not out, due on 26 January 2027"."""
        return capital(f"{self.what}: {self.why}")


def first_day(as_at: dt.date) -> dt.date:
    """Return the first day of the eighteen months up to a day, both included: 1 October 2025 for 31 March
    2027."""
    return months_after(as_at + ONE_DAY, -MONTHS)


def is_day_of_drill(days: WorkingDays, on: dt.date) -> bool:
    """Say whether a day is the first working day of a quarter, on which the unit hears what a bundle would
    lack and how the register stands, also where nothing else is to be said (own rule)."""
    return on.month in MONTHS_OF_DRILL and on == days.on_or_after(on.replace(day=1))


def may_be_sealed(answered: Iterable[dt.date], on: dt.date) -> bool:
    """Say whether the Chair's word that part 2 may leave holds on a day: for four weeks (own rule)."""
    return any(on - WORD_HOLDS <= day <= on for day in answered)
