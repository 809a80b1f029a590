"""The figures of the members: the group and its seats, who chairs, and for how long."""

from __future__ import annotations

from collections.abc import Iterator
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
    Part,
    asked,
)


class Group(Part):
    """The group. ``heading`` is its name with its boards, as headings and feet have it; empty for the name
    alone. ``terms`` is the file of its whole terms of reference, beside the policy; empty for none.

    ``mailbox`` is the address from which its letters come; empty for the service's own. ``templates`` is the
    folder below ``templates/groups`` whose files take the place of the common templates; empty for none.
    """

    code: Code = asked("A short code for the group", "It is used in references: HAP/2027-01.")
    name: Line = asked("The group’s full name")
    short_name: CalledThe = asked("The name that letters use")
    unit_name: CalledThe = asked("Who supports the group (the business unit)")
    unit_phone: Line = asked("The unit’s telephone number")
    go_live: Date = asked("From which day does the service work?", "Nothing earlier is chased.")
    heading: LineOrNothing = asked(
        "The name in headings and feet, with its boards", "Empty: the group’s full name.", ""
    )
    terms: FileName = asked(
        "The file of the whole terms of reference (.docx or .pdf), beside the policy",
        "A new member gets it with the welcome.",
        "",
    )
    mailbox: AddressOrNothing = asked(
        "The address of the mailbox from which the group’s letters come", "Empty: the service’s own.", ""
    )
    templates: FolderName = asked(
        "The folder with templates of the group’s own", "Empty: it has the common ones.", ""
    )

    @property
    def in_headings(self) -> str:
        """The name that headings and feet have."""
        return self.heading or self.name


Months = Annotated[int, Strict(), Field(ge=0, le=120), Allowed("a whole number of months from 0 to 120")]
Times = Annotated[int, Strict(), Field(ge=0, le=10), Allowed("a whole number from 0 to 10")]


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

    whose_word: Literal["named", "either", "both"] = asked(
        "Where two people are Chair at once, whose word agrees?",
        "Each is asked. “named”: of the one who comes from the organisation below.",
        "either",
    )
    organisation: LineOrNothing = asked("With “named”: that Chair’s organisation", default="")
    not_from: tuple[Line, ...] = asked(
        "From which organisations or seats may neither Chair nor deputy chair be?",
        "The unit’s desk letter says where one is.",
        (),
        optional=True,
        clause=True,
    )
    deputy_from: tuple[Line, ...] = asked(
        "From which organisations or seats must the deputy chair be?",
        "From one of them. Left empty: from any.",
        (),
        optional=True,
    )
    differ: bool = asked(
        "Must Chair and deputy chair come from different organisations?",
        "Some terms ask for it; the unit’s desk letter says where they don’t.",
        False,
    )
    kinds_differ: bool = asked(
        "Must Chair and deputy chair be of different kinds of seats?",
        "The sheet Seats says of which kind each is.",
        False,
    )
    order: tuple[Line, ...] = asked(
        "Through which organisations does the Chair pass on, in their order?",
        "Before a Chair’s term ends the unit reads to whom it passes. Left empty: the group chooses.",
        (),
        optional=True,
    )
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

    chair_months: Months = asked(
        "For how long is a Chair appointed?",
        "0: until somebody else is. You are told two meetings before it ends.",
        0,
        unit="month",
        clause=True,
    )
    chair_most: Times = asked(
        "How many terms in a row may a Chair have?", "0: the terms do not say.", 0, unit="term"
    )
    member_months: Months = asked(
        "For how long is a member appointed?", "0: until somebody else is.", 0, unit="month"
    )
    member_most: Times = asked(
        "How many terms in a row may a member have?", "0: the terms do not say.", 0, unit="term"
    )
    clause: Line = "own"


class Members(Part):
    """The confidentiality agreement and the members' details.

    Until a member has signed the ``agreement``, restricted papers wait. In ``details_months`` everybody is
    asked whether their details are right; the unit hears of details unconfirmed for ``unconfirmed_after``
    months. Whoever gets the minutes of a meeting in one of the ``list_months`` gets the list of members with
    them. ``sharing_agreement`` names the agreement under which organisations share information.
    """

    agreement: Literal["before the first papers", "none"] = asked(
        "When is the confidentiality agreement signed?",
        "Restricted papers wait for it. “none”: there is no agreement.",
        usual="before the first papers",
    )
    details_months: tuple[Month, ...] = asked(
        "In which months is everybody asked whether their details are right?",
        "Once a quarter.",
        usual="February, May, August, November",
    )
    unconfirmed_after: Annotated[
        int, Strict(), Field(ge=1, le=60), Allowed("a whole number of months from 1 to 60")
    ] = asked(
        "The unit hears of details that nobody has confirmed for",
        "Two letters have gone by then.",
        unit="month",
        usual=6,
    )
    sharing_agreement: LineOrNothing = asked(
        "The information sharing agreement that the confidentiality agreement names",
        "Many areas have one between all agencies.",
        "",
    )
    list_months: tuple[Month, ...] = asked(
        "With the minutes of which months do members get the list of members?",
        "Twice a year.",
        ("February", "August"),
    )

    @property
    def must_sign(self) -> bool:
        """Say whether restricted papers wait for the confidentiality agreement."""
        return self.agreement != "none"
