"""The figures of the duties: the agenda, actions, the plan, research, briefings, reports, letters."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field, Strict

from forum.terms.faults import Allowed, Fault
from forum.terms.parts.deadlines import Limit
from forum.terms.parts.part import (
    SATURDAY,
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
    asked,
)
from forum.text.addresses import checked_address
from forum.text.problem import Problem


class Actions(Part):
    """The days on which owners, the Chair and the owner's organisation hear of actions.

    An owner gets no digest when another letter of ours goes to them within ``other_letter_within`` working
    days. The agenda names the actions on which help is wanted under the standing item whose title is
    ``help_stands_under``, and the Chair hears of them after ``chair_hears_of_help_after`` working days.
    """

    digest_day: Weekday = asked(
        "On which day do owners hear of their actions?",
        "The week is still to come.",
        usual="Monday",
        clause=True,
    )
    chair_at_days_overdue: Days = asked(
        "The Chair hears of an action so late",
        "Two weekly reminders have gone by then.",
        unit="day",
        usual=14,
    )
    organisation_at_days_overdue: Days = asked(
        "The owner’s organisation hears of an action so late",
        "As long again, and only on the Chair’s word.",
        unit="day",
        usual=28,
    )
    other_letter_within: Days = asked(
        "No reminder when another letter of ours goes within",
        "It has the same actions: on the eve of a meeting nobody is asked who hears after it.",
        unit="working day",
        usual=3,
    )
    chair_hears_of_help_after: Days = asked(
        "The Chair hears of help that an owner wants, and nobody has given, after",
        "The unit has rung, and has asked others, by then.",
        10,
        unit="working day",
    )
    help_stands_under: LineOrNothing = asked(
        "Under which standing item does the agenda name the actions on which help is wanted?",
        "With none they are on no agenda.",
        "",
    )
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

    title: Line = asked(
        "The name of the group’s action plan", "Its pages have it at their head.", "Action plan", clause=True
    )
    stands_under: LineOrNothing = asked(
        "Under which standing item does the group look at its action plan?",
        "The agenda says there that the plan is in the pack.",
        "",
    )
    asked_before_meeting: Days = asked(
        "Leads are asked how their lines of the plan stand, before the meeting",
        "It is the day after the meeting before.",
        20,
        unit="working day",
    )
    chased_before_meeting: Days = asked(
        "They are reminded, before the meeting",
        "The unit has time to read what they say.",
        15,
        unit="working day",
    )
    red_after_days: Days = asked(
        "A line of the plan is red when it is late by more than",
        "Up to four weeks are amber.",
        28,
        unit="day",
    )
    red_after_moves: Number = asked(
        "It is red when its date was moved", "One move can happen to anybody.", 2, unit="time"
    )
    red_after_silences: Number = asked(
        "It is red without an update for", "Not known is red.", 2, unit="meeting"
    )
    refreshed_in: Month = asked(
        "In which month is the plan put to the group to be refreshed?",
        "Before the board’s year ends.",
        "February",
    )
    adopted_in: Month = asked("In which month is it adopted?", "With the board’s new year.", "April")
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

    answered_within: Days = asked(
        "A request for research is accepted or declined within",
        "Who asks should know whether to wait.",
        5,
        unit="working day",
        clause=True,
    )
    product_before_meeting: Days = asked(
        "What was found goes to the Chair, before the meeting that decides",
        "It is in the pack after that.",
        10,
        unit="working day",
    )
    progress_before_due: Days = asked(
        "The unit is asked how the work stands, before that day",
        "There is still time to help.",
        10,
        unit="working day",
    )
    late_after: Number = asked(
        "Research is called late after", "From the day after it was due.", 1, unit="working day"
    )
    very_late_after: Number = asked("It is called very late after", "Two weeks.", 10, unit="working day")
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

    most_at_once: Number = asked(
        "Task and finish groups that may be at work at once without the Chair’s word",
        "Each takes the unit three hours a month.",
        2,
        unit="group",
        clause=True,
    )
    most_meetings: Number = asked(
        "A task and finish group meets at most", "More is a standing group.", 4, unit="time"
    )
    most_months: Number = asked(
        "It ends at most so long after its start", "The group may give it more time once.", 6, unit="month"
    )
    scoped_within: Days = asked("Its lead agrees the scope within", "Two weeks.", 10, unit="working day")
    warned_before_end: Days = asked(
        "The unit hears of its end so long before", "The report has to be written.", 20, unit="working day"
    )
    overrun_after: Days = asked(
        "The Chair hears that its report has not come, after its end",
        "A week may be a slip of the pen.",
        5,
        unit="working day",
    )
    looked_at_again_after: Number = asked(
        "What came of its work is looked at after", "Changes show by then.", 6, unit="month"
    )
    quorum: Share = asked(
        "The share of its organisations that makes a meeting quorate",
        "It takes no decisions for the group.",
        Fraction(1, 2),
    )
    agenda_before: Days = asked(
        "Its agenda is agreed so long before a meeting", "Agenda and papers are short.", 7, unit="day"
    )
    papers_before: Days = asked(
        "Its papers are out so long before a meeting", "Agenda and papers are short.", 5, unit="day"
    )
    note_within: Days = asked(
        "Its action note is out so long after a meeting", "Five working days.", 7, unit="day"
    )
    stand_under: LineOrNothing = asked(
        "Under which standing item does the agenda say how task and finish groups stand?",
        "With none it is on no agenda.",
        "",
    )
    clause: Line = "own"


class Briefings(Part):
    """The briefings of the group's partnerships.

    One that the Chair has agreed is to be gone ``gone_within`` so many working days. A contact who has not
    acknowledged one ``acknowledged_within`` so many is rung. Papers of the
    partnerships named in ``public`` are public, and in briefings of those in ``nothing_named`` neither people
    nor places are named.
    """

    gone_within: Days = asked(
        "Briefings that the Chair has agreed are to have gone within",
        "They go by themselves; this shows where one was held up.",
        3,
        unit="working day",
        clause=True,
    )
    acknowledged_within: Days = asked(
        "A contact who has not acknowledged a briefing is rung after",
        "Two weeks to read it.",
        10,
        unit="working day",
        clause=True,
    )
    public: tuple[Line, ...] = asked(
        "Which partnerships have public papers?", "What the group decided then needs words of its own.", ()
    )
    nothing_named: tuple[Line, ...] = asked(
        "To which partnerships is nobody and no place named?",
        "Panels that speak of young people by name.",
        (),
    )
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

    drafted_before: Days = asked(
        "A board’s report is drafted this long before its papers are due",
        "Three weeks for two people.",
        15,
        unit="working day",
    )
    back_before: Days = asked(
        "The unit has it back this long before", "It has four days to write.", 11, unit="working day"
    )
    to_chair_before: Days = asked(
        "The Chair is asked this long before", "A day to look at it again.", 10, unit="working day"
    )
    agreed_before: Days = asked(
        "The Chair has agreed it this long before", "Time to put right a slip.", 2, unit="working day"
    )
    received_after: Days = asked(
        "The board says within this time that it has it", "Then the unit rings.", 2, unit="working day"
    )
    outcome_asked_after: Days = asked(
        "The board is asked this long after its meeting what it decided",
        "Its minutes are not out yet.",
        3,
        unit="working day",
    )
    outcome_heard_after: Days = asked(
        "Its answer is due this long after the meeting", "A week to answer.", 8, unit="working day"
    )

    def contradictions(self) -> Iterator[Fault]:
        for earlier, later in (
            ("drafted_before", "back_before"),
            ("back_before", "to_chair_before"),
            ("to_chair_before", "agreed_before"),
            ("outcome_heard_after", "outcome_asked_after"),
        ):
            if getattr(self, earlier) < getattr(self, later):
                yield Fault(earlier, str(getattr(self, earlier)), f"at least {later}, {getattr(self, later)}")
