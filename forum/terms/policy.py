"""The terms of reference as data: every figure a forum is held to, with the clause it comes from.

A policy is read from a TOML file (``config/mase.toml`` is the MASE Group's). Another forum's terms are
another such file and no code.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    Strict,
    StringConstraints,
    ValidationError,
    model_validator,
)
from pydantic_core import PydanticCustomError

from forum.terms.faults import Allowed, Fault, faults_across_tables, faults_in
from forum.text.addresses import checked_address
from forum.text.problem import Problem
from forum.text.wording import count

Weekday = Literal["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
Month = Literal[
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
]  # fmt: skip


SATURDAY = 5
DAYS_OF_A_WEEK = 7
LONGEST_CLOSURE = 60


def _share(value: object) -> Fraction:
    """Read "75%" or "3/4" exactly; a float would make 75% of twelve a matter of luck."""
    if isinstance(value, Fraction):
        return value
    match = re.fullmatch(r"(\d{1,3})(?:%|/([1-9]\d{0,2}))", value.strip()) if isinstance(value, str) else None
    if not match:
        raise ValueError("no share")
    return Fraction(int(match[1]), int(match[2] or 100))


Share = Annotated[
    Fraction,
    BeforeValidator(_share),
    Field(ge=0, le=1),
    Allowed('a share such as "75%" or "2/3", at most 100%'),
]
Days = Annotated[int, Strict(), Field(ge=0, le=90), Allowed("a whole number of days from 0 to 90")]
Number = Annotated[int, Strict(), Field(ge=1, le=500), Allowed("a whole number from 1 to 500")]
Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=300, pattern=r"^[^\x00-\x1f\x7f]+$"),
    Allowed("text on one line, at most 300 characters"),
]
LineOrNothing = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=300, pattern=r"^[^\x00-\x1f\x7f]*$"),
    Allowed("text on one line, at most 300 characters, or nothing"),
]
FileName = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=100, pattern=r"^([\w][\w .-]*\.(docx|pdf))?$"),
    Allowed("the name of a .docx or .pdf file beside the policy, or nothing"),
]
Code = Annotated[
    str,
    Field(pattern=r"^[A-Z][A-Z0-9]{1,15}$"),
    Allowed("2 to 16 capital letters and digits, a letter first"),
]
BoardCode = Annotated[
    str,
    Field(pattern=r"^[A-Z][A-Z0-9]{1,11}(-[A-Z0-9]{1,4})?$"),
    Allowed('2 to 12 capital letters and digits, and up to 4 more after a hyphen, such as "KSCB-BG"'),
]
Date = Annotated[dt.date, Strict(), Allowed("a date such as 2027-01-12, without quotes")]
Time = Annotated[dt.time, Strict(), Allowed("a time such as 09:30:00, without quotes")]


class Part(BaseModel):
    """A table of the policy: frozen, and closed to settings it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    def contradictions(self) -> Iterator[Fault]:
        """Yield the faults of settings that contradict each other."""
        yield from ()

    @model_validator(mode="after")
    def _refuse_contradictions(self) -> Self:
        if faults := list(self.contradictions()):
            raise PydanticCustomError("contradictions", "settings contradict each other", {"faults": faults})
        return self


class Group(Part):
    """The group. ``heading`` is its name with its boards, as headings and feet have it; empty for the name
    alone. ``terms`` is the file of its whole terms of reference, beside the policy; empty for none."""

    code: Code
    name: Line
    short_name: Line
    unit_name: Line
    unit_phone: Line
    go_live: Date
    heading: LineOrNothing = ""
    terms: FileName = ""

    @property
    def in_headings(self) -> str:
        """The name that headings and feet have."""
        return self.heading or self.name


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
    """The time and place of the group's meetings; ``minutes`` is the length of one. ``part_two`` says whether
    the restricted items come first or last. A purpose for which the last ``purpose_raised_after`` meetings
    did nothing becomes an item of the next draft agenda."""

    rule: Annotated[MonthlyRule | EveryRule | ListRule, Field(discriminator="kind")]
    start: Time
    minutes: Annotated[
        int, Strict(), Field(ge=15, le=480), Allowed("a whole number of minutes from 15 to 480")
    ]
    place: Line
    part_two: Literal["first", "last"] = "last"
    plan_months_ahead: Annotated[
        int, Strict(), Field(ge=1, le=24), Allowed("a whole number of months from 1 to 24")
    ]
    purpose_raised_after: Annotated[
        int, Strict(), Field(ge=2, le=12), Allowed("a whole number of meetings from 2 to 12")
    ] = 3
    clause: Line


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


class Quorum(Part):
    """The fewest seats that make a meeting quorate: a share, a number, seats that must be there, or several
    at once. ``must_include`` names seats by their name or short name.
    """

    share: Share | None = None
    number: Number | None = None
    must_include: tuple[Line, ...] = ()
    clause: Line

    def contradictions(self) -> Iterator[Fault]:
        if self.share is None and self.number is None and not self.must_include:
            yield Fault("", "no kind of quorum", "at least one of share, number and must_include")


class Attendance(Part):
    """The share of meetings that a member comes to (``own``), and the most that a deputy stands in for.

    Both are shares of the last ``meetings``, or of the board's year; with fewer than ``from_meetings``
    nothing is judged.
    """

    own: Share
    deputies: Share
    window: Literal["last meetings", "board year"]
    meetings: Annotated[int, Strict(), Field(ge=1, le=60), Allowed("a whole number from 1 to 60")]
    board_year_starts: Month
    from_meetings: Number
    notices: Literal["on the Chair's word", "automatic"]
    clause: Line

    def contradictions(self) -> Iterator[Fault]:
        if self.window == "last meetings" and self.from_meetings > self.meetings:
            yield Fault("from_meetings", str(self.from_meetings), f"at most meetings, {self.meetings}")


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


class Briefings(Part):
    """The briefings of the group's partnerships.

    A contact who has not acknowledged one ``acknowledged_within`` so many working days is rung. Papers of the
    partnerships named in ``public`` are public, and in briefings of those in ``nothing_named`` neither people
    nor places are named.
    """

    acknowledged_within: Days = 10
    public: tuple[Line, ...] = ()
    nothing_named: tuple[Line, ...] = ()
    clause: Line = "own"


WORDS = {
    "Part 2": "the restricted items: only those who may see them stay, and get their papers.",
    "Quorate": "enough seats are filled for the group to decide; a deputy fills a seat as well.",
    "Unconfirmed": "said of minutes until the next meeting has agreed that they are right.",
    "Discharged": "said of an action that the Chair has agreed is done.",
}
"""What a new member reads of words and abbreviations where the policy has none of its own."""


class Seat(Part):
    """A place in the core membership, as the terms of reference name it."""

    name: Line
    short_name: Line
    clause: Line


class Chairs(Part):
    """The rule for two people who are Chair at once: ``whose_word`` agrees, either's, both's, or that of the
    Chair who comes from ``organisation``.
    """

    whose_word: Literal["named", "either", "both"] = "either"
    organisation: LineOrNothing = ""

    def contradictions(self) -> Iterator[Fault]:
        if (self.whose_word == "named") != bool(self.organisation):
            finding = "an organisation" if self.organisation else "no organisation"
            yield Fault("organisation", finding, 'the named Chair’s organisation with "named", else none')


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


class Members(Part):
    """The confidentiality agreement and the members' details.

    Until a member has signed the ``agreement``, restricted papers wait. In ``details_months`` everybody is
    asked whether their details are right; the unit hears of details unconfirmed for ``unconfirmed_after``
    months. Whoever gets the minutes of a meeting in one of the ``list_months`` gets the list of members with
    them. ``sharing_agreement`` names the agreement under which organisations share information.
    """

    agreement: Literal["before the first papers", "none"]
    details_months: tuple[Month, ...]
    unconfirmed_after: Annotated[
        int, Strict(), Field(ge=1, le=60), Allowed("a whole number of months from 1 to 60")
    ]
    sharing_agreement: LineOrNothing = ""
    list_months: tuple[Month, ...] = ("February", "August")

    @property
    def must_sign(self) -> bool:
        """Say whether restricted papers wait for the confidentiality agreement."""
        return self.agreement != "none"


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
    """The days of a report in working days: those ``before`` the board's paper deadline on which it is
    drafted,
    back from the unit, put to the Chair and agreed; and those ``after`` within which the board says that
    it has
    it, and after its meeting what it decided. Own lead times."""

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


class Policy(Part):
    group: Group
    meetings: Meetings
    working_time: WorkingTime
    deadlines: Deadlines
    lead_times: LeadTimes
    quorum: Quorum
    attendance: Attendance
    actions: Actions
    plan: Plan = Plan()
    research: Research = Research()
    briefings: Briefings = Briefings()
    chairs: Chairs = Chairs()
    seats: Annotated[tuple[Seat, ...], Field(min_length=1), Allowed("at least one [[seats]]")]
    standing_items: tuple[StandingItem, ...]
    objectives: dict[str, Line]
    words: dict[Line, Line] = WORDS
    boards: tuple[Line, ...]
    bodies: tuple[Body, ...] = ()
    reports: Reports = Reports()
    partnerships: tuple[Line, ...]
    marking: Annotated[str, Field(pattern=r"^[^\x00-\x1f\x7f]{0,60}$"), Allowed("text on one line, or empty")]
    budget: Budget
    members: Members
    defaults: dict[str, Line] = Field(description="Where the terms are silent: what we do, and why.")

    def contradictions(self) -> Iterator[Fault]:
        limit, record = self.deadlines.minutes_out.distance, self.lead_times.record_due_after_meeting
        if any(_working_days_within(limit, weekday) < record for weekday in self.meetings.rule.weekdays):
            yield Fault(
                "deadlines.minutes_out",
                f"{count(limit, 'day')} after the meeting",
                f"no earlier than the record, due {count(record, 'working day')} after it",
            )


def _working_days_within(days: int, weekday: int) -> int:
    """Return how many of the days after a meeting on a weekday are from Monday to Friday."""
    return sum((weekday + day) % DAYS_OF_A_WEEK < SATURDAY for day in range(1, days + 1))


def read_policy(toml_text: str, where: str) -> Policy:
    """Read a policy from the text of a TOML file; ``where`` is the file's name for messages.

    Raises Problem with every fault, each as ``path: found …, allowed …``.
    """
    try:
        settings: dict[str, Any] = tomllib.loads(toml_text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        raise Problem(f"{where} can’t be read: {error}. Correct that and try again.") from None
    policy, faults = read_settings(settings)
    if policy is None:
        raise Problem(
            f"{where} has settings that can’t be used. Correct them and try again "
            "(tables and lists are counted from 1).",
            [str(fault) for fault in faults],
        )
    return policy


def read_settings(settings: dict[str, Any]) -> tuple[Policy | None, tuple[Fault, ...]]:
    """Read a policy from the settings of a TOML file; return None with the faults when there are any."""
    across = tuple(faults_across_tables(settings))
    try:
        policy = Policy.model_validate(settings)
    except ValidationError as error:
        return None, (*faults_in(error, Policy), *across)
    return (None if across else policy), across
