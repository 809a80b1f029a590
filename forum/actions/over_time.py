"""The action log over time: how many actions were open, and how many overdue, at the end of each month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from forum.actions.updates import UpdateKind
from forum.calendar.working_days import ONE_DAY


@dataclass(frozen=True)
class ActionMove:
    """A move of an action: reported done, returned, or given a new date in place of ``old_due``."""

    on: dt.date
    kind: UpdateKind
    old_due: dt.date | None = None


@dataclass(frozen=True)
class ActionLife:
    """An action from the day it was opened, due now on ``due``; its moves in their order."""

    opened_on: dt.date
    due: dt.date
    discharged_on: dt.date | None = None
    moves: tuple[ActionMove, ...] = ()

    def is_open(self, day: dt.date) -> bool:
        """Say whether the action was on the log at the end of a day."""
        return self.opened_on <= day and (self.discharged_on is None or self.discharged_on > day)

    def is_overdue(self, day: dt.date) -> bool:
        """Say whether the action was past the date it had on a day, and not reported done."""
        return self.is_open(day) and self._due_on(day) < day and not self._is_reported(day)

    def _due_on(self, day: dt.date) -> dt.date:
        later = (move for move in self.moves if move.on > day and move.kind is UpdateKind.NEW_DATE)
        return next((move.old_due or move.on for move in later), self.due)

    def _is_reported(self, day: dt.date) -> bool:
        until = [
            move.kind
            for move in self.moves
            if move.on <= day and move.kind in (UpdateKind.DONE, UpdateKind.RETURNED)
        ]
        return bool(until) and until[-1] is UpdateKind.DONE


@dataclass(frozen=True)
class MonthOfActions:
    """The log at the end of ``last``, the last day of a month or of the period, and what came and went in
    the month."""

    last: dt.date
    open: int
    overdue: int
    opened: int
    discharged: int


def months_of_actions(
    actions: Iterable[ActionLife], first: dt.date, last: dt.date
) -> tuple[MonthOfActions, ...]:
    """Return the months from one day to another, both included."""
    lives = list(actions)
    return tuple(_month(lives, begin, end) for begin, end in _months(first, last))


def _month(lives: Sequence[ActionLife], first: dt.date, last: dt.date) -> MonthOfActions:
    return MonthOfActions(
        last=last,
        open=sum(life.is_open(last) for life in lives),
        overdue=sum(life.is_overdue(last) for life in lives),
        opened=sum(first <= life.opened_on <= last for life in lives),
        discharged=sum(
            life.discharged_on is not None and first <= life.discharged_on <= last for life in lives
        ),
    )


def _months(first: dt.date, last: dt.date) -> Iterator[tuple[dt.date, dt.date]]:
    while first <= last:
        next_month = (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
        yield first, min(next_month - ONE_DAY, last)
        first = next_month
