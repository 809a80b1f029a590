"""What is ahead of the group: the forward plan, the risk register, the challenge log, what goes on."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, Strict

from forum.terms.faults import Allowed
from forum.terms.parts.part import (
    YEARS,
    Date,
    Days,
    Line,
    Month,
    Part,
    asked,
)

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

    times: Annotated[int, Strict(), Field(ge=0, le=12), Allowed("a whole number from 0 to 12")] = asked(
        "How often a year is each purpose taken in depth?",
        "0: no forward plan. Twice a year forgets none.",
        0,
        unit="time",
        clause=True,
    )
    themes: dict[str, Line] = Field(default_factory=dict)
    yearly: tuple[YearlyItem, ...] = ()
    outside: tuple[OutsideDate, ...] = ()
    clause: Line = "own"


class Risks(Part):
    """The risk register: at most ``most`` risks are open, 0 for a group without one. Boards are told of a
    risk whose likelihood × impact is over ``tolerance``."""

    most: Annotated[int, Strict(), Field(ge=0, le=20), Allowed("a whole number from 0 to 20")] = asked(
        "How many risks may be open in the risk register?",
        "0: no risk register. Twelve fit a page.",
        0,
        unit="risk",
        clause=True,
    )
    tolerance: Annotated[int, Strict(), Field(ge=1, le=25), Allowed("a whole number from 1 to 25")] = asked(
        "Boards are told of a risk that scores more than",
        "Likelihood × impact, each up to 5.",
        12,
        unit="point",
    )
    clause: Line = "own"


class ChallengeTerms(Part):
    """The challenge log.

    An organisation answers within ``answered_within`` working days, or the challenge goes a stage up; 0 for a
    group without a log. One opens to a seat that was empty at the last ``seat_empty_at`` meetings.
    """

    answered_within: Days = asked(
        "A challenge is answered within, or goes a stage up",
        "0: no challenge log. Two weeks for an answer.",
        0,
        unit="working day",
        clause=True,
    )
    seat_empty_at: Annotated[
        int, Strict(), Field(ge=2, le=12), Allowed("a whole number of meetings from 2 to 12")
    ] = asked(
        "A seat is challenged when it was empty at the last", "A quarter of the year.", 3, unit="meeting"
    )
    clause: Line = "own"


class Matters(Part):
    """What goes on though somebody was told: a seat below the minimum, a red line of the plan, no risk on the
    register.

    The Chair is asked what is to be done ``chair_after`` days, 0 for never, and again every ``again_after``
    days while it goes on.
    """

    chair_after: Days = asked(
        "The Chair is asked about what goes on unsettled after",
        "A seat below the minimum after its letter, a red line of the plan, no risk on the register; 0: "
        "never. Two meetings may settle it.",
        60,
        unit="day",
        clause=True,
    )
    again_after: Days = asked("… and again, while it goes on, after", "Once a quarter.", 90, unit="day")
    clause: Line = "own"
