"""The figures of who is there: quorum, votes, attendance."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field, Strict

from forum.terms.faults import Allowed, Fault
from forum.terms.parts.part import (
    Line,
    LineOrNothing,
    Month,
    Number,
    Part,
    Share,
    asked,
)
from forum.text.wording import listed

Absences = Annotated[int, Strict(), Field(ge=0, le=24), Allowed("a whole number from 0 to 24")]


class SomeOf(Part):
    """A part of a quorum: at least ``number`` of these ``seats``, by their names or short names."""

    number: Number = 1
    seats: tuple[Line, ...]


class Quorum(Part):
    """The fewest seats that make a meeting quorate: a share, a number, seats that must be there, or several
    at once. Seats are named by their name or short name.

    ``exceeds`` asks for more than the share. Beside seats that it ``must_include`` it may ask for ``some_of``
    others. Seats ``not_counted``, such as those without a vote, and where ``vacant`` says so those that
    nobody holds, are left out on both sides. The Chair or the deputy chair may have to be there
    (``with_chair``), and ``more`` of some seats filled than of the seats of ``than``. The Chair's word goes
    from ``chair_rules_from`` seats on; 0: the Chair does not rule on a quorum.
    """

    share: Share | None = asked(
        "Quorum: the share of seats that must be filled",
        "Give a share, a number, seats that must be there (sheet Seats), or several of them.",
        None,
        clause=True,
    )
    exceeds: bool = asked(
        "Quorum: at least that share, or more than it?",
        "“More than half” of twelve is seven, half is six.",
        False,
        words=("at least", "more than"),
    )
    number: Number | None = asked(
        "Quorum: the number of seats that must be filled", default=None, unit="seat"
    )
    must_include: tuple[Line, ...] = ()
    some_of: tuple[SomeOf, ...] = ()
    not_counted: tuple[Line, ...] = ()
    vacant: Literal["counted", "left out"] = asked(
        "Quorum: are seats that nobody holds counted?", "A group with empty places should feel it.", "counted"
    )
    with_chair: bool = asked(
        "Quorum: must the Chair or the deputy chair be there?",
        "With a seat or without one; whoever acts for them counts.",
        False,
    )
    more: tuple[Line, ...] = asked(
        "Quorum: of which seats must more be filled …",
        "Such as more members from outside than officers. Left empty: the terms have no such rule.",
        (),
        optional=True,
    )
    than: tuple[Line, ...] = asked("… than of which others?", default=(), optional=True)
    chair_rules_from: Annotated[
        int, Strict(), Field(ge=0, le=500), Allowed("a whole number of seats from 0 to 500")
    ] = asked(
        "From how many seats on may the Chair deem a meeting quorate that is not?",
        "The Chair is asked after each such meeting. 0: a quorum is a quorum, and nobody is asked.",
        1,
        unit="seat",
    )
    clause: Line

    @property
    def named_seats(self) -> tuple[str, ...]:
        """The seats that the rule names, whatever for."""
        return (
            *self.must_include,
            *self.not_counted,
            *self.more,
            *self.than,
            *(seat for part in self.some_of for seat in part.seats),
        )

    def chair_may_rule(self, present: int) -> bool:
        """Say whether the Chair may deem a meeting with so many seats filled quorate."""
        return 0 < self.chair_rules_from <= present

    def contradictions(self) -> Iterator[Fault]:
        if not self.share and self.number is None and not (self.must_include or self.some_of):
            finding = "no kind of quorum" if self.share is None else "a share of nothing"
            yield Fault("", finding, "at least one of share, number and must_include")
        if both := {*self.must_include} & {*self.not_counted}:
            yield Fault("not_counted", listed(sorted(both)), "none of the seats that must be there")
        if bool(self.more) != bool(self.than):
            yield Fault("than", "seats for one of more and than alone", "seats for both, or for neither")


class Votes(Part):
    """The votes of a group that takes them; None for a ``majority`` where it decides without.

    Of half the votes a decision needs more, of any other share at least so many ``of`` those cast, of the
    seats present or of all. On a tie ``chair_casts`` a second vote; where there is no majority
    ``chair_decides``. Seats without a vote are those that the quorum does not count. ``by_group`` the seats
    of a kind have one vote together, which most of them decide.
    """

    majority: Share | None = asked(
        "Votes: the share that carries a decision",
        "Left empty: the group decides without votes. 1/2: more than half. 2/3: at least two thirds.",
        None,
        clause=True,
    )
    of: Literal["votes cast", "seats present", "all seats"] = asked(
        "Of what is it the share?", "Abstentions do not count among the votes cast.", "votes cast"
    )
    chair_casts: bool = asked(
        "Has the Chair a casting vote on a tie?", "Without one a tie decides nothing.", False
    )
    chair_decides: bool = asked(
        "Does the Chair decide where there is no majority?",
        "No: without a majority nothing is decided.",
        False,
    )
    by_group: bool = asked(
        "Have the seats of a kind one vote together?",
        "The sheet Seats says of which kind each is; the record has the votes of each.",
        False,
    )
    clause: Line = "own"

    @property
    def is_simple(self) -> bool:
        """Say whether more than half is needed."""
        return self.majority == Fraction(1, 2)

    @property
    def in_words(self) -> str:
        """The votes needed: "more than half of the votes cast"."""
        return f"{'more than half' if self.is_simple else f'at least {self.majority}'} of {self.of_what}"

    @property
    def of_what(self) -> str:
        """What the votes are a share of: "the votes cast"."""
        return f"{'the ' if self.of != 'all seats' else ''}{self.of}"


class VotesOn(Part):
    """The votes needed on a ``matter`` of its own, as the record names it, and the seats ``without`` a vote
    on it, by their names or short names."""

    matter: Line
    majority: Share
    of: Literal["votes cast", "seats present", "all seats"] = "votes cast"
    without: tuple[Line, ...] = ()
    clause: Line = "own"


class Attendance(Part):
    """The share of meetings that a member comes to (``own``), and the most that a deputy stands in for.

    Both are shares of the last ``meetings``, or of the board's year; with fewer than ``from_meetings``
    nothing is judged. Absence from ``absent_in_a_row`` meetings, or from all of ``absent_months``, is below
    the standard whatever the share, 0 for no such rule; ``absence`` says what it is. A deputy may
    need the Chair's leave each time; ``deputies_are`` has in words who may be one. Where the
    ``membership_ends`` on somebody's word, they are asked.
    """

    own: Share = asked("The share of meetings a member comes to", clause=True)
    deputies: Share = asked(
        "The share of meetings a deputy may stand in for; “none” where nobody may send a deputy"
    )
    window: Literal["last meetings", "board year"] = asked(
        "Which meetings count?", "A bad year is over sooner.", usual="last meetings"
    )
    meetings: Annotated[int, Strict(), Field(ge=1, le=60), Allowed("a whole number from 1 to 60")] = asked(
        "With last meetings: how many?", "A year of monthly meetings.", unit="meeting", usual=12
    )
    board_year_starts: Month = asked(
        "In which month does the board’s year start?", "It is the financial year.", usual="April"
    )
    from_meetings: Number = asked(
        "From how many meetings on is attendance judged?",
        "With fewer, one absence decides.",
        unit="meeting",
        usual=6,
    )
    notices: Literal["on the Chair's word", "automatic"] = asked(
        "When is a member written to about it?", "The Chair may know a reason.", usual="on the Chair's word"
    )
    deputies_need: Literal["nothing", "the Chair's leave"] = asked(
        "What does a deputy need to stand in?",
        "With leave the record says of each that the Chair accepted them.",
        "nothing",
    )
    deputies_are: LineOrNothing = asked(
        "Who may be a deputy?",
        "Such as “of like seniority, named by noon the day before”. Whoever is asked for one reads it.",
        "",
    )
    absent_in_a_row: Absences = asked(
        "A member is written to who was absent from so many meetings in a row",
        "0: the terms have no such rule.",
        0,
        unit="meeting",
    )
    absent_months: Absences = asked(
        "… or from all meetings of so many months",
        "0: the terms have no such rule. Councillors: 6.",
        0,
        unit="month",
    )
    absence: Literal["nobody came", "not in person", "no apologies"] = asked(
        "What is an absence?", "A deputy keeps the seat represented.", "nobody came"
    )
    membership_ends: Literal["by no rule", "on the Chair's word", "on the group's word"] = asked(
        "On whose word does a membership end for such an absence?",
        "It never ends by itself: the Chair is asked at once.",
        "by no rule",
    )
    clause: Line

    @property
    def may_end(self) -> str:
        """On whose word a membership may end for absence; empty where the terms do not end it."""
        return "" if self.membership_ends == "by no rule" else self.membership_ends.replace("'", "’")

    @property
    def takes_deputies(self) -> bool:
        """Say whether a deputy may stand in at all."""
        return self.deputies > 0

    def contradictions(self) -> Iterator[Fault]:
        if self.window == "last meetings" and self.from_meetings > self.meetings:
            yield Fault("from_meetings", str(self.from_meetings), f"at most meetings, {self.meetings}")
