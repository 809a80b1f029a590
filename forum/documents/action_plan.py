"""The action plan as it goes with the papers: a page of exceptions, then all lines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from forum.documents.base import Document
from forum.plan.lines import Colour, LineInWords
from forum.text.charts import Chart
from forum.text.wording import listed


@dataclass(frozen=True, kw_only=True)
class PlanEntry(LineInWords):
    """A line of the plan. ``lead`` is a name, ``organisation`` that of the seat that leads.

    ``first_due`` is the day first agreed where that is another than ``due``. ``colour`` is the colour in
    words with its letter ("Red (R)"), or how the line ended. ``progress`` is empty where the reason quotes
    it. ``measured`` is what was measured, in words.
    ``actions`` are the open actions of meetings that serve the line, each with its state.
    ``put_forward`` is true for a line that waits to be discharged, with its ``evidence``, and
    ``looked_at_again`` for one that was discharged six months ago.
    """

    lead: str
    organisation: str
    due: dt.date
    first_due: dt.date | None
    colour: str
    since: dt.date
    reason: str
    heard_on: dt.date | None = None
    measured: str = ""
    actions: tuple[str, ...] = ()
    looked_at_again: bool = False
    put_forward: bool = False
    is_exception: bool = False

    @property
    def _colour(self) -> Colour | None:
        """The colour itself; None for a line closed or superseded."""
        return next((colour for colour in Colour if colour.in_words == self.colour), None)


@dataclass(frozen=True, kw_only=True)
class StrandCount:
    """The lines of a strand by their colours."""

    strand: str
    red: int
    amber: int
    green: int
    blue: int
    grey: int


@dataclass(frozen=True, kw_only=True)
class ActionPlan(Document):
    """The plan of that ``name`` as at ``as_of``. ``silent`` are the organisations that gave no update,
    ``chart`` has the open lines by colour, now and at the last meeting; ``put_for`` says what the meeting is
    asked of the whole plan, empty for nothing.
    """

    NAME: ClassVar[str] = "action_plan"

    name: str
    as_of: dt.date
    lines: tuple[PlanEntry, ...]
    silent: tuple[str, ...] = ()
    chart: Chart | None = None
    put_for: str = ""

    @property
    def summary(self) -> str:
        """The lines by colour, the worst first: "2 red, 1 amber, 11 green and 1 blue"."""
        colours = [line._colour for line in self.lines]
        return listed(f"{colours.count(colour)} {colour}" for colour in reversed(Colour) if colour in colours)

    @property
    def strands(self) -> tuple[StrandCount, ...]:
        """The strands in the order of the plan, with their counts."""
        names = dict.fromkeys(line.strand for line in self.lines)
        return tuple(_count(name, (line for line in self.lines if line.strand == name)) for name in names)

    @property
    def exceptions(self) -> tuple[PlanEntry, ...]:
        """The lines that are red or long amber, red first."""
        return tuple(
            sorted(
                (line for line in self.lines if line.is_exception),
                key=lambda line: line._colour is not Colour.RED,
            )
        )

    @property
    def to_look_at_again(self) -> tuple[PlanEntry, ...]:
        """The lines of which the group is asked whether their discharge still holds."""
        return tuple(line for line in self.lines if line.looked_at_again)

    @property
    def to_discharge(self) -> tuple[PlanEntry, ...]:
        """The lines that the group is asked to discharge."""
        return tuple(line for line in self.lines if line.put_forward)


def _count(strand: str, lines: Iterable[PlanEntry]) -> StrandCount:
    colours = [line._colour for line in lines]
    return StrandCount(strand=strand, **{colour.value: colours.count(colour) for colour in Colour})
