"""The parts of the policy on the risk register, on the challenge log, and on what goes on."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, Strict

from forum.terms.faults import Allowed
from forum.terms.parts.part import Days, Line, Part


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
