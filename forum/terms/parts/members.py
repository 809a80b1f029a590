"""The figures of the members: the group and its seats, who chairs, quorum, attendance."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field, Strict

from forum.terms.faults import Allowed, Fault
from forum.terms.parts.part import (
    AddressOrNothing,
    CalledThe,
    Code,
    Date,
    FileName,
    FolderName,
    Line,
    LineOrNothing,
    Month,
    Number,
    Part,
    Share,
)
from forum.text.wording import listed


class Group(Part):
    """The group. ``heading`` is its name with its boards, as headings and feet have it; empty for the name
    alone. ``terms`` is the file of its whole terms of reference, beside the policy; empty for none.

    ``mailbox`` is the address from which its letters come; empty for the service's own. ``templates`` is the
    folder below ``templates/groups`` whose files take the place of the common templates; empty for none.
    """

    code: Code
    name: Line
    short_name: CalledThe
    unit_name: CalledThe
    unit_phone: Line
    go_live: Date
    heading: LineOrNothing = ""
    terms: FileName = ""
    mailbox: AddressOrNothing = ""
    templates: FolderName = ""

    @property
    def in_headings(self) -> str:
        """The name that headings and feet have."""
        return self.heading or self.name


Absences = Annotated[int, Strict(), Field(ge=0, le=24), Allowed("a whole number from 0 to 24")]


Months = Annotated[int, Strict(), Field(ge=0, le=120), Allowed("a whole number of months from 0 to 120")]
Times = Annotated[int, Strict(), Field(ge=0, le=10), Allowed("a whole number from 0 to 10")]


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

    share: Share | None = None
    exceeds: bool = False
    number: Number | None = None
    must_include: tuple[Line, ...] = ()
    some_of: tuple[SomeOf, ...] = ()
    not_counted: tuple[Line, ...] = ()
    vacant: Literal["counted", "left out"] = "counted"
    with_chair: bool = False
    more: tuple[Line, ...] = ()
    than: tuple[Line, ...] = ()
    chair_rules_from: Annotated[
        int, Strict(), Field(ge=0, le=500), Allowed("a whole number of seats from 0 to 500")
    ] = 1
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

    majority: Share | None = None
    of: Literal["votes cast", "seats present", "all seats"] = "votes cast"
    chair_casts: bool = False
    chair_decides: bool = False
    by_group: bool = False
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

    own: Share
    deputies: Share  # nothing: nobody stands in
    window: Literal["last meetings", "board year"]
    meetings: Annotated[int, Strict(), Field(ge=1, le=60), Allowed("a whole number from 1 to 60")]
    board_year_starts: Month
    from_meetings: Number
    notices: Literal["on the Chair's word", "automatic"]
    deputies_need: Literal["nothing", "the Chair's leave"] = "nothing"
    deputies_are: LineOrNothing = ""
    absent_in_a_row: Absences = 0
    absent_months: Absences = 0
    absence: Literal["nobody came", "not in person", "no apologies"] = "nobody came"
    membership_ends: Literal["by no rule", "on the Chair's word", "on the group's word"] = "by no rule"
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


class Seat(Part):
    """A place in the core membership, as the terms of reference name it.

    ``kind`` is the interest that it shares with others, such as "landowners"; empty for none. Its member is
    appointed for ``term_months``, 0 for as long as others are; with ``no_deputies`` nobody stands in.
    """

    name: Line
    short_name: Line
    kind: LineOrNothing = ""
    term_months: Months = 0
    no_deputies: bool = False
    clause: Line


class Chairs(Part):
    """The rule for two people who are Chair at once: ``whose_word`` agrees, either's, both's, or that of the
    Chair who comes from ``organisation``.

    Neither a Chair nor a deputy chair is ``not_from`` some organisations or seats, by their names or short
    names, and the deputy chair is from one of ``deputy_from``; where they ``differ`` the two are from
    different ones, where ``kinds_differ`` from seats of different kinds. The Chair passes on through the
    organisations of ``order``. ``clause`` is of these.
    """

    whose_word: Literal["named", "either", "both"] = "either"
    organisation: LineOrNothing = ""
    not_from: tuple[Line, ...] = ()
    deputy_from: tuple[Line, ...] = ()
    differ: bool = False
    kinds_differ: bool = False
    order: tuple[Line, ...] = ()
    clause: Line = "own"

    @property
    def are_ruled(self) -> bool:
        """Say whether the terms say from where Chair and deputy chair are."""
        return bool(self.not_from or self.deputy_from or self.differ or self.kinds_differ)

    def contradictions(self) -> Iterator[Fault]:
        if (self.whose_word == "named") != bool(self.organisation):
            finding = "an organisation" if self.organisation else "no organisation"
            yield Fault("organisation", finding, 'the named Chair’s organisation with "named", else none')


class TermsOfOffice(Part):
    """For how many months a Chair and a member are appointed, and how often in a row at most; 0 for no
    rule."""

    chair_months: Months = 0
    chair_most: Times = 0
    member_months: Months = 0
    member_most: Times = 0
    clause: Line = "own"


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
