"""The figures of the calendar: meetings, working time, deadlines, lead times."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Annotated, Literal, get_args

from pydantic import Field, Strict

from forum.terms.faults import Allowed, Fault
from forum.terms.parts.part import SATURDAY, Date, Days, Line, Month, Part, Time, Weekday

LONGEST_CLOSURE = 60


class MonthlyRule(Part):
    kind: Literal["monthly"]
    week: Literal["first", "second", "third", "fourth", "last"]
    weekday: Weekday
    no_meeting_in: tuple[Month, ...] = ()

    @property
    def weekdays(self) -> frozenset[int]:
        """The days of the week on which the rule has meetings; Monday is 0."""
        return frozenset({get_args(Weekday).index(self.weekday)})


class EveryRule(Part):
    kind: Literal["every"]
    weeks: Annotated[int, Strict(), Field(ge=1, le=52), Allowed("a whole number of weeks from 1 to 52")]
    starting: Date
    no_meeting_in: tuple[Month, ...] = ()

    @property
    def weekdays(self) -> frozenset[int]:
        """The days of the week on which the rule has meetings; Monday is 0."""
        return frozenset({self.starting.weekday()})

    def contradictions(self) -> Iterator[Fault]:
        if self.starting.weekday() >= SATURDAY:
            yield Fault("starting", f"{self.starting}, a {self.starting:%A}", "a day from Monday to Friday")


class ListRule(Part):
    kind: Literal["list"]
    dates: Annotated[tuple[Date, ...], Field(min_length=1), Allowed("a list of at least one date")]

    @property
    def weekdays(self) -> frozenset[int]:
        """The days of the week on which the rule has meetings; Monday is 0."""
        return frozenset(day.weekday() for day in self.dates)

    def contradictions(self) -> Iterator[Fault]:
        for number, day in enumerate(self.dates, start=1):
            if day.weekday() >= SATURDAY:
                yield Fault(f"dates[{number}]", f"{day}, a {day:%A}", "a day from Monday to Friday")
        if list(self.dates) != sorted(set(self.dates)):
            yield Fault("dates", "dates out of order, or one twice", "each date once, earliest first")


class Meetings(Part):
    """The time and place of the group's meetings; ``minutes`` is the length of one. ``written_up_as`` is the
    document that a meeting leaves: minutes, or an action note of one side. ``part_two`` says whether the
    restricted items come first, after the action log or last. A purpose for which the last
    ``purpose_raised_after`` meetings
    did nothing becomes an item of the next draft agenda."""

    rule: Annotated[MonthlyRule | EveryRule | ListRule, Field(discriminator="kind")]
    start: Time
    minutes: Annotated[
        int, Strict(), Field(ge=15, le=480), Allowed("a whole number of minutes from 15 to 480")
    ]
    place: Line
    part_two: Literal["first", "middle", "last"] = "last"
    written_up_as: Literal["minutes", "action note"] = "minutes"
    plan_months_ahead: Annotated[
        int, Strict(), Field(ge=1, le=24), Allowed("a whole number of months from 1 to 24")
    ]
    purpose_raised_after: Annotated[
        int, Strict(), Field(ge=2, le=12), Allowed("a whole number of meetings from 2 to 12")
    ] = 3
    clause: Line

    @property
    def log_may_go_alone(self) -> bool:
        """Say whether the action log goes without late minutes; an action note has the actions in it, and the
        log goes with it (own rule)."""
        return self.written_up_as == "minutes"


class WorkingTime(Part):
    """The hours in which letters go, and days off beside the bank holidays of England and Wales.

    ``closures`` are first and last days, in order.
    """

    extra_holidays: tuple[Date, ...] = ()
    closures: tuple[tuple[Date, Date], ...] = ()
    send_from: Time
    send_until: Time

    def contradictions(self) -> Iterator[Fault]:
        for number, (first, last) in enumerate(self.closures, start=1):
            if last < first:
                yield Fault(f"closures[{number}]", f"{first} to {last}", "the first day, then the last")
            elif (last - first).days > LONGEST_CLOSURE:
                yield Fault(
                    f"closures[{number}]",
                    f"{first} to {last}",
                    f"a closure of at most {LONGEST_CLOSURE} days",
                )
        for number, (earlier, later) in enumerate(pairwise(self.closures), start=2):
            if later[0] <= earlier[1]:
                yield Fault(f"closures[{number}]", f"a start on {later[0]}", f"a start after {earlier[1]}")
        if self.send_until <= self.send_from:
            yield Fault("send_until", str(self.send_until), f"a time after send_from, {self.send_from}")


class Limit(Part):
    """A limit of the terms of reference, counted in days from the meeting.

    Exactly one of ``days`` (calendar days) or ``clear_days`` (days between, neither end counted) is given.
    """

    days: Days | None = None
    clear_days: Days | None = None
    clause: Line

    def contradictions(self) -> Iterator[Fault]:
        if (self.days is None) == (self.clear_days is None):
            finding = "neither days nor clear_days" if self.days is None else "both days and clear_days"
            yield Fault("", finding, "exactly one of them")

    @property
    def distance(self) -> int:
        """Days from the meeting: with five clear days six, since neither end is counted."""
        return self.days if self.days is not None else (self.clear_days or 0) + 1


class Deadlines(Part):
    agenda_agreed: Limit
    papers_out: Limit
    minutes_out: Limit

    def contradictions(self) -> Iterator[Fault]:
        agenda, papers = self.agenda_agreed.distance, self.papers_out.distance
        if agenda < papers:
            yield Fault(
                "agenda_agreed",
                f"{agenda} days before the meeting",
                f"at least as early as papers_out, {papers} days before it",
            )


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
