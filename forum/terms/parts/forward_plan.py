"""The parts of the policy on the forward plan: what is ahead of the group in the next twelve months."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, Strict

from forum.terms.faults import Allowed
from forum.terms.parts.part import Date, Line, Month, Part


class YearlyItem(Part):
    """An item that a meeting has once a year: at the meeting in its ``month``, or at the first after it.

    ``lead`` is "chair", "unit" or a seat by its name or short name; with ``paper`` its lead is asked for one.
    """

    title: Line
    month: Month
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
