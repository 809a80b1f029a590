"""The figures of the calendar: meetings, their publication, and when and how often letters go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import Annotated, Literal, get_args

from pydantic import Field, Strict

from forum.terms.faults import Allowed, Fault
from forum.terms.parts.part import (
    SATURDAY,
    Date,
    Days,
    FolderName,
    Line,
    Month,
    Number,
    Part,
    Share,
    Time,
    Weekday,
    asked,
)

LONGEST_SHUT = 70  # days: a closure of two months, with the weekends around it


Country = Literal["England and Wales", "Scotland", "Northern Ireland"]
FOUR_WEEKS = 28  # between two monthly meetings there are at least so many days
ALL_MONTHS = len(get_args(Month))


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
    the unit's, of which the Chair is told first, or the Chair's; ``calls`` whose calls one for one item.
    Members of ``members_call`` seats call one too, or of the share ``members_call_share``; None where they
    may not. ``decides_by_mail`` says whose word has the members decide by mail. For that ``agreed_by_mail``
    is the share of seats that agree or ``seats_by_mail`` their number, 0 where the Chair's word is enough;
    None of both for as many as a quorum. A purpose for which the last ``purpose_raised_after`` meetings did
    nothing becomes an item of the next draft agenda. In a board's year there are ``at_least`` so many
    meetings, 0 for no rule. Once the pack is out a paper is taken until ``late_papers_until`` so many working
    days before the meeting, None for as long as the Chair allows it."""

    rule: Annotated[MonthlyRule | EveryRule | ListRule, Field(discriminator="kind")]
    start: Time = asked("When do meetings begin?")
    minutes: Annotated[
        int, Strict(), Field(ge=15, le=480), Allowed("a whole number of minutes from 15 to 480")
    ] = asked("How long is a meeting?", "Two hours are usual.", unit="minute", usual=120)
    place: Line = asked("Where are meetings held?")
    part_two: Literal["first", "middle", "last"] = asked(
        "Does the restricted part of a meeting come first, in the middle or last?",
        "Last: those who may not stay leave. First: they join when it is over. Middle, after "
        "the action log: cases come early, and they come back.",
        "last",
    )
    cancels: Literal["unit", "chair"] = asked(
        "Whose word cancels a meeting?",
        "The unit’s: the Chair is told first, and asked for another day. The Chair’s: the unit rings.",
        "unit",
    )
    calls: Literal["unit", "chair"] = asked(
        "Whose word calls a meeting for one urgent item?",
        "The unit’s: the Chair is asked where the notice is short. The Chair may in any case.",
        "unit",
    )
    members_call: Number | None = asked(
        "Members of how many seats can call a meeting?",
        "Left empty: no number of members can.",
        None,
        unit="seat",
    )
    members_call_share: Share | None = asked(
        "Or members of what share of the seats?", "Left empty: no share of them can.", None
    )
    decides_by_mail: Literal["unit", "chair", "nobody"] = asked(
        "Whose word has the members decide by mail between meetings?",
        "The Chair’s, also by telephone. Nobody’s: some bodies decide at meetings alone.",
        "chair",
    )
    agreed_by_mail: Share | None = asked(
        "The share of seats that agree to a decision by mail",
        "Left empty: as many as make a quorum. All: 100%.",
        None,
    )
    seats_by_mail: Annotated[
        int | None, Strict(), Field(ge=0, le=500), Allowed("a whole number of seats from 0 to 500")
    ] = asked(
        "Or the number of seats that agree, beside the Chair whose word it is",
        "0: the Chair decides alone. Either way the next meeting notes it.",
        None,
        unit="seat",
    )
    written_up_as: Literal["minutes", "action note"] = asked(
        "What does a meeting leave?",
        "An action note is one side: what was decided, and who does what by when.",
        "minutes",
    )
    plan_months_ahead: Annotated[
        int, Strict(), Field(ge=1, le=24), Allowed("a whole number of months from 1 to 24")
    ] = asked("How far ahead are meetings planned?", "Early enough for full diaries.", unit="month", usual=4)
    at_least: Annotated[
        int, Strict(), Field(ge=0, le=60), Allowed("a whole number of meetings from 0 to 60")
    ] = asked(
        "How many meetings are there in a year, at least?",
        "0: the terms do not say. The Chair is told after each meeting where a year will have fewer.",
        0,
        unit="meeting",
    )
    late_papers_until: Days | None = asked(
        "Until how long before the meeting is a late paper taken?",
        "Left empty: as long as the Chair allows it. 1: none is tabled on the day, whoever asks.",
        None,
        unit="working day",
    )
    purpose_raised_after: Annotated[
        int, Strict(), Field(ge=2, le=12), Allowed("a whole number of meetings from 2 to 12")
    ] = asked(
        "After how many meetings without work on a purpose is it put on the agenda?",
        "So that no purpose falls silent; the Chair can take it off.",
        3,
        unit="meeting",
    )
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

    folder: FolderName = asked(
        "The folder into which what the public may see is put",
        "Empty: nothing is public. It has agenda, papers and minutes of part 1.",
        "",
        clause=True,
    )
    terms: bool = asked(
        "Are the whole terms of reference in it too?",
        "The file that a new member gets, if you name one.",
        False,
    )
    minutes: Literal["once they are out", "once they are confirmed", "never"] = asked(
        "When are minutes public?", "Until then they may be corrected.", "once they are confirmed"
    )
    shown_months: Annotated[
        int, Strict(), Field(ge=1, le=120), Allowed("a whole number of months from 1 to 120")
    ] = asked(
        "For how long after a meeting may the public see them?", "Two years are usual.", 24, unit="month"
    )
    clause: Line = "own"


class WorkingTime(Part):
    """The hours in which letters go, and days off beside the bank holidays of ``country``.

    ``closures`` are first and last days, in order.
    """

    country: Country = asked(
        "Whose bank holidays are days off?", "Scotland and Northern Ireland have others.", "England and Wales"
    )
    extra_holidays: tuple[Date, ...] = ()
    closures: tuple[tuple[Date, Date], ...] = ()
    send_from: Time = asked("Letters go from", "Nobody is written to at night.", usual="8:30am")
    send_until: Time = asked("Letters go until", "Somebody is there to answer.", usual="4:30pm")

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


class Budget(Part):
    """The most letters a person gets in a month, calendar items apart."""

    member_letters: Number = asked(
        "Letters to a member in a month", "After the meeting; papers; minutes.", unit="letter", usual=3
    )
    member_digests: Number = asked(
        "Reminders of actions to a member in a month",
        "Weekly, unless another letter has them.",
        unit="letter",
        usual=2,
    )
    author_letters: Number = asked(
        "Letters about papers to an author in a month",
        "A request and one chase, which also asks for what came up since.",
        unit="letter",
        usual=2,
    )
    exceptional_letters: Number = asked(
        "Letters out of the ordinary in a month", "A supplement, a meeting moved.", unit="letter", usual=2
    )
    membership_letters: Number = asked(
        "Letters about membership in a month",
        "A welcome and the last minutes; a farewell; is this right?",
        unit="letter",
        usual=2,
    )
    chair_letters: Number = asked(
        "Letters to the Chair in a month", "Two things to agree, and what comes up.", unit="letter", usual=6
    )
    unit_letters_with_attachments: Number = asked(
        "Letters with attachments to the unit in a month", "Record, minutes, pack.", unit="letter", usual=3
    )
    report_letters: Number = asked(
        "Letters on reports to boards, to the unit or a board’s secretary, in a month",
        "Two boards of one month; a report asked for, and what came of it.",
        4,
        unit="letter",
    )
    member_all: Number = asked(
        "Letters of all kinds to a member in a month", "More than that nobody reads.", 6, unit="letter"
    )
    chair_all: Number = asked(
        "Letters of all kinds to the Chair in a month", "What is to be agreed, and papers.", 8, unit="letter"
    )
    unit_all: Number = asked(
        "Letters of all kinds to the unit in a month, the desk letter with them",
        "Three or four a week.",
        14,
        unit="letter",
    )
