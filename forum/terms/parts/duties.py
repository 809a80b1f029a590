"""The figures of the duties: the agenda, actions, the plan, research, briefings, reports, letters.

The parts of the policy on the forward plan: what is ahead of the group in the next twelve months. The
parts of the policy on the risk register, on the challenge log, and on what goes on.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field, Strict

from forum.terms.faults import Allowed, Fault
from forum.terms.parts.calendar import Limit
from forum.terms.parts.part import (
    SATURDAY,
    YEARS,
    BoardCode,
    Date,
    Days,
    Line,
    LineOrNothing,
    Month,
    Number,
    Part,
    Share,
    Weekday,
)
from forum.text.addresses import checked_address
from forum.text.problem import Problem


class Actions(Part):
    """The days on which owners, the Chair and the owner's organisation hear of actions.

    An owner gets no digest when another letter of ours goes to them within ``other_letter_within`` working
    days. The agenda names the actions on which help is wanted under the standing item whose title is
    ``help_stands_under``, and the Chair hears of them after ``chair_hears_of_help_after`` working days.
    """

    digest_day: Weekday
    chair_at_days_overdue: Days
    organisation_at_days_overdue: Days
    other_letter_within: Days
    chair_hears_of_help_after: Days = 10
    help_stands_under: LineOrNothing = ""
    clause: Line = "own"  # most terms of reference say nothing of it

    def contradictions(self) -> Iterator[Fault]:
        if self.organisation_at_days_overdue <= self.chair_at_days_overdue:
            yield Fault(
                "organisation_at_days_overdue",
                str(self.organisation_at_days_overdue),
                f"more than chair_at_days_overdue, {self.chair_at_days_overdue}",
            )


class Plan(Part):
    """The action plan of a group that has one: its ``title``, when leads are asked, and when a line is red.

    Leads are asked ``asked_before_meeting`` working days before a meeting, and reminded
    ``chased_before_meeting`` working days before it. A line is red when it is more than ``red_after_days``
    late, was moved ``red_after_moves`` times, or had no update for ``red_after_silences`` meetings. The plan
    is put to the group for its refresh in one month and adopted in another: both versions are kept. The
    agenda has the plan under the standing item whose title is ``stands_under``.
    """

    title: Line = "Action plan"
    stands_under: LineOrNothing = ""
    asked_before_meeting: Days = 20
    chased_before_meeting: Days = 15
    red_after_days: Days = 28
    red_after_moves: Number = 2
    red_after_silences: Number = 2
    refreshed_in: Month = "February"
    adopted_in: Month = "April"
    clause: Line = "own"

    def contradictions(self) -> Iterator[Fault]:
        if self.asked_before_meeting <= self.chased_before_meeting:
            yield Fault(
                "asked_before_meeting",
                str(self.asked_before_meeting),
                f"more than chased_before_meeting, {self.chased_before_meeting}",
            )


class Research(Part):
    """The clock of a request for research, in working days.

    It is accepted or declined ``answered_within`` so many days. The product goes to the Chair
    ``product_before_meeting``, and the unit is asked how the work stands ``progress_before_due``. What is
    overdue is late after ``late_after`` days and very late after ``very_late_after``.
    """

    answered_within: Days = 5
    product_before_meeting: Days = 10
    progress_before_due: Days = 10
    late_after: Number = 1
    very_late_after: Number = 10
    clause: Line = "own"

    def contradictions(self) -> Iterator[Fault]:
        if self.very_late_after <= self.late_after:
            yield Fault(
                "very_late_after", str(self.very_late_after), f"more than late_after, {self.late_after}"
            )


class TaskGroups(Part):
    """The terms of the group's task and finish groups.

    At most ``most_at_once`` are at work without the Chair's word, each with at most ``most_meetings`` in
    ``most_months`` months. The lead agrees the scope ``scoped_within`` so many working days. The unit hears
    of the end ``warned_before_end`` working days before it, the Chair of a report that has not come
    ``overrun_after`` working days after it, and the group looks at what came of the work
    ``looked_at_again_after`` months later.

    Of the organisations the share ``quorum`` makes a meeting quorate. The agenda is agreed ``agenda_before``
    so many days before it, its papers are out ``papers_before`` so many, and its action note ``note_within``
    so many after it. The parent's agenda says how task groups stand under the standing item whose title is
    ``stand_under``.
    """

    most_at_once: Number = 2
    most_meetings: Number = 4
    most_months: Number = 6
    scoped_within: Days = 10
    warned_before_end: Days = 20
    overrun_after: Days = 5
    looked_at_again_after: Number = 6
    quorum: Share = Fraction(1, 2)
    agenda_before: Days = 7
    papers_before: Days = 5
    note_within: Days = 7
    stand_under: LineOrNothing = ""
    clause: Line = "own"


class Briefings(Part):
    """The briefings of the group's partnerships.

    One that the Chair has agreed is to be gone ``gone_within`` so many working days. A contact who has not
    acknowledged one ``acknowledged_within`` so many is rung. Papers of the
    partnerships named in ``public`` are public, and in briefings of those in ``nothing_named`` neither people
    nor places are named.
    """

    gone_within: Days = 3
    acknowledged_within: Days = 10
    public: tuple[Line, ...] = ()
    nothing_named: tuple[Line, ...] = ()
    clause: Line = "own"


class StandingItem(Part):
    """An item of every agenda. ``lead`` is "chair", "unit" or a seat by its name or short name, whose core
    member leads it; with ``paper`` its lead is asked for one each time."""

    title: Line
    purpose: Literal["decision", "discussion", "information"]
    part: Annotated[int, Strict(), Field(ge=1, le=2), Allowed("1 or 2")] = 1
    minutes: Number
    objective: Line
    lead: Line = "chair"
    paper: bool = False


class Reminder(Part):
    """What the terms ask for and no step of the service sees to: the unit is reminded of ``what``, at a limit
    before or after each meeting, or of ``months`` alone where both are given; else on their first working
    day."""

    what: Line
    before_meeting: Limit | None = None
    after_meeting: Limit | None = None
    months: tuple[Month, ...] = ()
    clause: Line

    def contradictions(self) -> Iterator[Fault]:
        if not (self.before_meeting or self.after_meeting or self.months):
            yield Fault("", "no day", "at least one of before_meeting, after_meeting and months")


class Budget(Part):
    """The most letters a person gets in a month, calendar items apart."""

    member_letters: Number
    member_digests: Number
    author_letters: Number
    exceptional_letters: Number
    membership_letters: Number
    chair_letters: Number
    unit_letters_with_attachments: Number
    report_letters: Number = 4
    member_all: Number = 6
    chair_all: Number = 8
    unit_all: Number = 14


class Body(Part):
    """A board that gets a written report before each of its meetings (clauses 2 and 3).

    ``name`` is one of ``boards``, ``code`` its short name in replies: AGREE REPORT KSCB. ``report`` is what
    the report is for. ``paragraph`` is the heading of a paragraph of its own; empty for none. Papers reach
    the ``secretary`` ``paper_deadline`` working days before each of the ``dates``. ``takes_unagreed`` where
    its manager asks for the draft even if the Chair has not agreed it.
    """

    code: BoardCode
    name: Line
    report: Literal["decision", "assurance", "information"]
    paragraph: LineOrNothing = ""
    paper_deadline: Days
    secretary: LineOrNothing = ""
    address: LineOrNothing = ""
    takes_unagreed: bool = False
    dates: tuple[Date, ...] = ()
    clause: Line

    def contradictions(self) -> Iterator[Fault]:
        if self.dates and not self.secretary:
            yield Fault("secretary", "nothing", "the name of whoever gets the report, since there are dates")
        if self.address or self.dates:
            try:
                checked_address(self.address)
            except Problem:
                found = f'"{self.address}"' if self.address else "nothing"
                yield Fault("address", found, "the secretary’s email address, such as name@board.example")
        for number, day in enumerate(self.dates, start=1):
            if day.weekday() >= SATURDAY:
                yield Fault(f"dates[{number}]", f"{day}, a {day:%A}", "a day from Monday to Friday")
        if list(self.dates) != sorted(set(self.dates)):
            yield Fault("dates", "dates out of order, or one twice", "each date once, earliest first")


class Reports(Part):
    """The days of a report, in working days; own lead times.

    Those ``before`` the board's paper deadline are when it is drafted, back from the unit, put to the Chair
    and agreed. Those ``after`` are within which the board says that it has it and, after its meeting, what it
    decided.
    """

    drafted_before: Days = 15
    back_before: Days = 11
    to_chair_before: Days = 10
    agreed_before: Days = 2
    received_after: Days = 2
    outcome_asked_after: Days = 3
    outcome_heard_after: Days = 8

    def contradictions(self) -> Iterator[Fault]:
        for earlier, later in (
            ("drafted_before", "back_before"),
            ("back_before", "to_chair_before"),
            ("to_chair_before", "agreed_before"),
            ("outcome_heard_after", "outcome_asked_after"),
        ):
            if getattr(self, earlier) < getattr(self, later):
                yield Fault(earlier, str(getattr(self, earlier)), f"at least {later}, {getattr(self, later)}")


Year = Annotated[int, Strict(), Field(ge=YEARS[0], le=YEARS[-1]), Allowed("a year such as 2027")]


class YearlyItem(Part):
    """An item that a meeting has once a year: at the meeting in its ``month``, or at the first after it.

    ``lead`` is "chair", "unit" or a seat by its name or short name; with ``paper`` its lead is asked for one.
    ``years`` are those that alone have it; empty for each year.
    """

    title: Line
    month: Month
    years: tuple[Year, ...] = ()
    lead: Line = "chair"
    paper: bool = False


class OutsideDate(Part):
    """A day outside the group that its members plan by: an inspection, a national day."""

    date: Date
    title: Line


class ForwardPlanTerms(Part):
    """The forward plan: what the meetings of the next twelve months are for.

    Meetings take each purpose in depth ``times`` a year; 0 for a group without a forward plan. ``themes`` has
    the seat that writes the paper on each.
    """

    times: Annotated[int, Strict(), Field(ge=0, le=12), Allowed("a whole number from 0 to 12")] = 0
    themes: dict[str, Line] = Field(default_factory=dict)
    yearly: tuple[YearlyItem, ...] = ()
    outside: tuple[OutsideDate, ...] = ()
    clause: Line = "own"


class Risks(Part):
    """The risk register: at most ``most`` risks are open, 0 for a group without one. Boards are told of a
    risk whose likelihood × impact is over ``tolerance``."""

    most: Annotated[int, Strict(), Field(ge=0, le=20), Allowed("a whole number from 0 to 20")] = 0
    tolerance: Annotated[int, Strict(), Field(ge=1, le=25), Allowed("a whole number from 1 to 25")] = 12
    clause: Line = "own"


class ChallengeTerms(Part):
    """The challenge log.

    An organisation answers within ``answered_within`` working days, or the challenge goes a stage up; 0 for a
    group without a log. One opens to a seat that was empty at the last ``seat_empty_at`` meetings.
    """

    answered_within: Days = 0
    seat_empty_at: Annotated[
        int, Strict(), Field(ge=2, le=12), Allowed("a whole number of meetings from 2 to 12")
    ] = 3
    clause: Line = "own"


class Matters(Part):
    """What goes on though somebody was told: a seat below the minimum, a red line of the plan, no risk on the
    register.

    The Chair is asked what is to be done ``chair_after`` days, 0 for never, and again every ``again_after``
    days while it goes on.
    """

    chair_after: Days = 60
    again_after: Days = 90
    clause: Line = "own"
