"""The figures of the calendar: meetings, working time, deadlines, lead times."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import Annotated, Literal, get_args

from pydantic import Field, Strict

from forum.terms.faults import Allowed, Fault
from forum.terms.parts.part import SATURDAY, Date, Days, FolderName, Line, Month, Part, Share, Time, Weekday
from forum.text.dates import months_after
from forum.text.wording import count, listed

LONGEST_SHUT = 70  # days: a closure of two months, with the weekends around it


COUNTS = {
    "days": "day",
    "clear_days": "clear day",
    "working_days": "working day",
    "clear_working_days": "clear working day",
    "statutory_clear_days": "statutory clear day",
    "months": "month",
}
"""What a limit may count, as the file names it → one of it in words."""
Country = Literal["England and Wales", "Scotland", "Northern Ireland"]
SUNDAY = 6
FOUR_WEEKS = 28  # between two monthly meetings there are at least so many days
ALL_MONTHS = len(get_args(Month))
A_MONDAY = dt.date(2027, 3, 1)  # of a month as long as any


class MonthlyRule(Part):
    kind: Literal["monthly"]
    week: Literal["first", "second", "third", "fourth", "last"]
    weekday: Weekday
    no_meeting_in: tuple[Month, ...] = ()

    @property
    def weekdays(self) -> frozenset[int]:
        """The days of the week on which the rule has meetings; Monday is 0."""
        return frozenset({get_args(Weekday).index(self.weekday)})

    @property
    def shortest_gap(self) -> int:
        """The fewest days from a meeting of the rule to the next."""
        return FOUR_WEEKS

    @property
    def most_in_a_year(self) -> int:
        """The most meetings of the rule in a year."""
        return ALL_MONTHS - len(set(self.no_meeting_in))

    def contradictions(self) -> Iterator[Fault]:
        yield from _no_month_left(self.no_meeting_in)


class EveryRule(Part):
    kind: Literal["every"]
    weeks: Annotated[int, Strict(), Field(ge=1, le=52), Allowed("a whole number of weeks from 1 to 52")]
    starting: Date
    no_meeting_in: tuple[Month, ...] = ()

    @property
    def weekdays(self) -> frozenset[int]:
        """The days of the week on which the rule has meetings; Monday is 0."""
        return frozenset({self.starting.weekday()})

    @property
    def shortest_gap(self) -> int:
        """The fewest days from a meeting of the rule to the next."""
        return self.weeks * 7

    @property
    def most_in_a_year(self) -> int:
        """The most meetings of the rule in a year."""
        return 366 // (self.weeks * 7) + 1

    def contradictions(self) -> Iterator[Fault]:
        yield from _no_month_left(self.no_meeting_in)
        if self.starting.weekday() >= SATURDAY:
            yield Fault("starting", f"{self.starting}, a {self.starting:%A}", "a day from Monday to Friday")


class ListRule(Part):
    kind: Literal["list"]
    dates: Annotated[tuple[Date, ...], Field(min_length=1), Allowed("a list of at least one date")]

    @property
    def weekdays(self) -> frozenset[int]:
        """The days of the week on which the rule has meetings; Monday is 0."""
        return frozenset(day.weekday() for day in self.dates)

    @property
    def shortest_gap(self) -> int:
        """The fewest days from a meeting of the list to the next; those of a year where it has only one."""
        return min(((later - earlier).days for earlier, later in pairwise(self.dates)), default=365)

    @property
    def most_in_a_year(self) -> int:
        """The days of the list, which may be of less than a year."""
        return len(self.dates)

    def contradictions(self) -> Iterator[Fault]:
        for number, day in enumerate(self.dates, start=1):
            if day.weekday() >= SATURDAY:
                yield Fault(f"dates[{number}]", f"{day}, a {day:%A}", "a day from Monday to Friday")
        if list(self.dates) != sorted(set(self.dates)):
            yield Fault("dates", "dates out of order, or one twice", "each date once, earliest first")


def _no_month_left(no_meeting_in: Collection[str]) -> Iterator[Fault]:
    if len(set(no_meeting_in)) == ALL_MONTHS:
        yield Fault("no_meeting_in", "all twelve months", "at least one month with a meeting")


def _days(first: dt.date, number: int) -> Sequence[dt.date]:
    return [first + dt.timedelta(days=later) for later in range(number)]


class Meetings(Part):
    """The time and place of the group's meetings; ``minutes`` is the length of one. ``written_up_as`` is the
    document that a meeting leaves: minutes, or an action note of one side. ``part_two`` says whether the
    restricted items come first, after the action log or last. ``cancels`` says whose word cancels a meeting:
    the unit's, of which the Chair is told first, or the Chair's; ``calls`` whose calls one for one item, and
    ``decides_by_mail`` whose has the members decide by mail, for which ``agreed_by_mail`` is the share of
    seats that agree; None for as many as a quorum. A purpose for which the last
    ``purpose_raised_after`` meetings
    did nothing becomes an item of the next draft agenda. In a board's year there are ``at_least`` so many
    meetings, 0 for no rule. Once the pack is out a paper is taken until ``late_papers_until`` so many working
    days before the meeting, None for as long as the Chair allows it."""

    rule: Annotated[MonthlyRule | EveryRule | ListRule, Field(discriminator="kind")]
    start: Time
    minutes: Annotated[
        int, Strict(), Field(ge=15, le=480), Allowed("a whole number of minutes from 15 to 480")
    ]
    place: Line
    part_two: Literal["first", "middle", "last"] = "last"
    cancels: Literal["unit", "chair"] = "unit"
    calls: Literal["unit", "chair"] = "unit"
    decides_by_mail: Literal["unit", "chair", "nobody"] = "chair"
    agreed_by_mail: Share | None = None
    written_up_as: Literal["minutes", "action note"] = "minutes"
    plan_months_ahead: Annotated[
        int, Strict(), Field(ge=1, le=24), Allowed("a whole number of months from 1 to 24")
    ]
    at_least: Annotated[
        int, Strict(), Field(ge=0, le=60), Allowed("a whole number of meetings from 0 to 60")
    ] = 0
    late_papers_until: Days | None = None
    purpose_raised_after: Annotated[
        int, Strict(), Field(ge=2, le=12), Allowed("a whole number of meetings from 2 to 12")
    ] = 3
    clause: Line

    def contradictions(self) -> Iterator[Fault]:
        most = self.rule.most_in_a_year
        if self.at_least > most:
            yield Fault(
                "at_least", str(self.at_least), f"at most {most}, as many as the rule gives in a year"
            )

    @property
    def log_may_go_alone(self) -> bool:
        """Say whether the action log goes without late minutes; an action note has the actions in it, and the
        log goes with it (own rule)."""
        return self.written_up_as == "minutes"


class Publication(Part):
    """What the public may see: agenda and papers of part 1 once members have them, and minutes of part 1 once
    they are out or ``minutes`` are confirmed, in a ``folder`` of the machine; empty for none. A meeting is in
    it until ``shown_months`` after its day; with ``terms`` the whole terms of reference are. Nothing under a
    marking is (own rule)."""

    folder: FolderName = ""
    terms: bool = False
    minutes: Literal["once they are out", "once they are confirmed", "never"] = "once they are confirmed"
    shown_months: Annotated[
        int, Strict(), Field(ge=1, le=120), Allowed("a whole number of months from 1 to 120")
    ] = 24
    clause: Line = "own"


class WorkingTime(Part):
    """The hours in which letters go, and days off beside the bank holidays of ``country``.

    ``closures`` are first and last days, in order.
    """

    country: Country = "England and Wales"
    extra_holidays: tuple[Date, ...] = ()
    closures: tuple[tuple[Date, Date], ...] = ()
    send_from: Time
    send_until: Time

    def contradictions(self) -> Iterator[Fault]:
        for number, (first, last) in enumerate(self.closures, start=1):
            if last < first:
                yield Fault(f"closures[{number}]", f"{first} to {last}", "the first day, then the last")
        for number, (earlier, later) in enumerate(pairwise(self.closures), start=2):
            if later[0] <= earlier[1]:
                yield Fault(f"closures[{number}]", f"a start on {later[0]}", f"a start after {earlier[1]}")
        closed = (_days(first, (last - first).days + 1) for first, last in self.closures)
        days_off = frozenset(self.extra_holidays).union(*closed)
        for first in sorted(days_off):
            if all(day.weekday() >= SATURDAY or day in days_off for day in _days(first, LONGEST_SHUT)):
                yield Fault(
                    "closures",
                    f"no working day in the {LONGEST_SHUT} days from {first}",
                    "one among them: end a closure earlier, or begin the next one later",
                )
                break
        if self.send_until <= self.send_from:
            yield Fault("send_until", str(self.send_until), f"a time after send_from, {self.send_from}")


class Limit(Part):
    """A limit of the terms of reference, counted from the meeting; exactly one of its counts is given.

    Of clear days neither end is counted. Working days are those of the office. Statutory clear days are clear
    days, of which no Sunday and no holiday is counted (as of the summons of a council).
    """

    days: Days | None = None
    clear_days: Days | None = None
    working_days: Days | None = None
    clear_working_days: Days | None = None
    statutory_clear_days: Days | None = None
    months: Annotated[int, Strict(), Field(ge=1, le=6), Allowed("a whole number from 1 to 6")] | None = None
    clause: Line

    def contradictions(self) -> Iterator[Fault]:
        counts = [name for name in COUNTS if getattr(self, name) is not None]
        if len(counts) != 1:
            yield Fault("", listed(counts) or "no count", f"exactly one of {listed(tuple(COUNTS))}")

    @property
    def counted(self) -> str:
        """The count that is given, as the file names it."""
        return next(name for name in COUNTS if getattr(self, name) is not None)

    @property
    def number(self) -> int:
        """How many there are of what is counted."""
        number: int = getattr(self, self.counted)
        return number

    @property
    def is_clear(self) -> bool:
        """Say whether neither end is counted."""
        return "clear" in self.counted

    def counts(self, day: dt.date, closed: Collection[dt.date]) -> bool:
        """Say whether a day is among those that the limit counts, in an office with these days off."""
        if "working" in self.counted:
            return day.weekday() < SATURDAY and day not in closed
        return self.counted != "statutory_clear_days" or (day.weekday() != SUNDAY and day not in closed)

    def from_meeting(self, meeting: dt.date, closed: Collection[dt.date], step: Literal[-1, 1]) -> dt.date:
        """Return the day at this distance from a meeting, before it for −1."""
        if self.months is not None:
            return months_after(meeting, step * self.months)
        day, one = meeting, dt.timedelta(days=step)
        for _ in range(self.number):
            day += one
            while not self.counts(day, closed):
                day += one
        return day + one if self.is_clear else day


class Deadlines(Part):
    """The limits of the terms around a meeting. The action log goes alone by ``log_out``, None for with the
    minutes; the draft minutes are with the Chair by ``draft_to_chair``, None for our own lead times."""

    agenda_agreed: Limit
    papers_out: Limit
    minutes_out: Limit
    log_out: Limit | None = None
    draft_to_chair: Limit | None = None

    def contradictions(self) -> Iterator[Fault]:
        mondays_to_fridays = [A_MONDAY + dt.timedelta(days=weekday) for weekday in range(SATURDAY)]
        if any(
            self.agenda_agreed.from_meeting(meeting, (), -1) > self.papers_out.from_meeting(meeting, (), -1)
            for meeting in mondays_to_fridays
        ):
            yield Fault(
                "agenda_agreed",
                f"{in_words(self.agenda_agreed)} before the meeting",
                f"at least as early as papers_out, {in_words(self.papers_out)} before it",
            )
        for name, limit in (("log_out", self.log_out), ("draft_to_chair", self.draft_to_chair)):
            if limit and any(
                limit.from_meeting(meeting, (), 1) > self.minutes_out.from_meeting(meeting, (), 1)
                for meeting in mondays_to_fridays
            ):
                yield Fault(
                    name,
                    f"{in_words(limit)} after the meeting",
                    f"no later than minutes_out, {in_words(self.minutes_out)} after it",
                )


def in_words(limit: Limit) -> str:
    """Return "14 days", "5 clear working days" or "1 month"."""
    return count(limit.number, COUNTS[limit.counted])


class LeadTimes(Part):
    """Our own lead times, all in working days."""

    record_opens_before_meeting: Days
    record_due_after_meeting: Days
    follow_up_due_after_meeting: Days
    minutes_draft_back_within: Days
    minutes_agreed_before_out: Days
    agenda_opens_before_deadline: Days
    agenda_deputy_chair_before_deadline: Days
    papers_asked_before_collected: Days = 10
    papers_collected_before_out: Days
    papers_open_before_out: Days
    forecast_opens_before_meeting: Days
    forecast_due_before_meeting: Days
    attendance_due_after_meeting: Days
    corrections_wanted_within: Days
    chase_after: Days
    ring_after: Days

    def contradictions(self) -> Iterator[Fault]:
        for earlier, later in (
            ("forecast_opens_before_meeting", "forecast_due_before_meeting"),
            ("agenda_opens_before_deadline", "agenda_deputy_chair_before_deadline"),
            ("papers_open_before_out", "papers_collected_before_out"),
        ):
            if getattr(self, earlier) < getattr(self, later):
                yield Fault(earlier, str(getattr(self, earlier)), f"at least {later}, {getattr(self, later)}")
