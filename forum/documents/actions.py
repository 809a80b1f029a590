"""The documents about actions: the action log, and the report on it.

The action plan as it goes with the papers: a page of exceptions, then all lines.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from forum.actions.action_log import NamedAction, OpenAction
from forum.actions.history import MonthOfActions
from forum.documents.base import Document
from forum.plan.lines import Colour, LineInWords
from forum.text.charts import Chart, Series
from forum.text.wording import count, listed, long_date


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


SOON = 7  # days


class ActionStanding(StrEnum):
    """The standing of an action, in the order of the log."""

    OVERDUE = "Overdue"
    DUE_SOON = "Due soon"
    ON_TRACK = "Open"
    REPORTED_DONE = "Reported done"


@dataclass(frozen=True, kw_only=True)
class ActionEntry(OpenAction):
    """An open action. ``text`` is what is to be done, ``organisation`` the owner's; ``raised`` is the day of
    the meeting that took it on.

    ``chair_told`` and ``organisation_told`` are the days on which it went further up, None before.
    ``reported_done`` is the day on which its owner reported it done, None before; it waits to be discharged.
    ``plan_line`` is the line of the action plan that it serves, empty for none.
    """

    text: str
    organisation: str
    raised: dt.date
    chair_told: dt.date | None = None
    organisation_told: dt.date | None = None
    reported_done: dt.date | None = None
    updated_on: dt.date | None = None
    plan_line: str = ""


@dataclass(frozen=True, kw_only=True)
class DischargedEntry(NamedAction):
    """An action that the Chair has discharged."""

    text: str
    organisation: str
    raised: dt.date
    discharged_on: dt.date


@dataclass(frozen=True, kw_only=True)
class StandingEntry:
    """An open action with its standing."""

    standing: ActionStanding
    action: ActionEntry


@dataclass(frozen=True, kw_only=True)
class ActionLog(Document):
    """The action log, one document for each part.

    All open actions of one part as at ``as_of``, and those discharged since the log before.

    The entries may come in any order: the log shows the overdue first, the longest overdue at the top.
    """

    NAME: ClassVar[str] = "action_log"

    as_of: dt.date
    actions: tuple[ActionEntry, ...]
    discharged: tuple[DischargedEntry, ...]

    @property
    def rows(self) -> tuple[StandingEntry, ...]:
        """The open actions in the order of the log."""
        order = list(ActionStanding)
        rows = [StandingEntry(standing=self._standing(action), action=action) for action in self.actions]
        rows.sort(key=lambda row: (order.index(row.standing), row.action.due, row.action.reference))
        return tuple(rows)

    @property
    def counts(self) -> tuple[tuple[ActionStanding, int], ...]:
        """The number of actions of each standing that occurs, in the order of the log."""
        standings = [row.standing for row in self.rows]
        return tuple(
            (standing, standings.count(standing)) for standing in ActionStanding if standing in standings
        )

    def _standing(self, action: ActionEntry) -> ActionStanding:
        if action.reported_done:
            return ActionStanding.REPORTED_DONE
        if action.days_overdue:
            return ActionStanding.OVERDUE
        return ActionStanding.DUE_SOON if (action.due - self.as_of).days <= SOON else ActionStanding.ON_TRACK


@dataclass(frozen=True, kw_only=True)
class ActionsReport(Document):
    """The actions report: the action log at the end of each month of a period (clauses 3 and 6).

    The actions of part 1 from ``first`` to ``last``, both days included, a row a month.
    """

    NAME: ClassVar[str] = "actions_report"

    first: dt.date
    last: dt.date
    rows: tuple[MonthOfActions, ...]

    @property
    def chart(self) -> Chart:
        """The actions that were open at the end of each month, and those of them that were overdue."""
        return Chart(
            name="actions",
            title=_message(self.rows),
            unit="open actions",
            labels=tuple(f"{row.last:%b %y}" for row in self.rows),
            series=(
                Series("Overdue", tuple(row.overdue for row in self.rows)),
                Series("In time", tuple(row.open - row.overdue for row in self.rows)),
            ),
            over_time=True,
        )


def _message(rows: tuple[MonthOfActions, ...]) -> str:
    """Sum the rows up: "2 of 9 open actions were overdue on 31 March 2027; most on 31 August 2026: 5"."""
    now, worst = rows[-1], max(rows, key=lambda row: row.overdue)
    stands = "No open action was"
    if now.overdue:
        stands = f"{now.overdue} of {count(now.open, 'open action')} {'was' if now.overdue == 1 else 'were'}"
    then = f"; most were on {long_date(worst.last)}: {worst.overdue}" if worst.overdue > now.overdue else ""
    return f"{stands} overdue on {long_date(now.last)}{then}."
