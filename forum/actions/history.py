"""An action as it stood on a day, from what was said of it until then.

The action log over time: how many actions were open, and how many overdue, at the end of each month.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from forum.actions.action_log import UpdateKind
from forum.calendar.working_days import ONE_DAY
from forum.text.wording import count

_DONE = frozenset({UpdateKind.DONE, UpdateKind.DISCHARGED})
_REASONS = frozenset({UpdateKind.NEW_DATE, UpdateKind.UPDATE, UpdateKind.HELP, UpdateKind.RETURNED})


@dataclass(frozen=True)
class SaidOfAction:
    """What was said of an action on a day."""

    on: dt.date
    kind: UpdateKind
    text: str = ""


@dataclass(frozen=True)
class ActionThen:
    """An action as it stood: the day on which it was done, None while it was not, how often its date had
    moved, and the last reason that was given."""

    done: dt.date | None
    moves: int
    reason: str

    @property
    def in_words(self) -> str:
        """The reason for a delay: "date moved 2 times: waiting for the new system"."""
        moved = f"date moved {count(self.moves, 'time')}" if self.moves else ""
        return ": ".join(part for part in (moved, self.reason) if part)


def action_as_at(said: Iterable[SaidOfAction], day: dt.date) -> ActionThen:
    """Return an action as it stood at the end of a day. One that the Chair sent back is not done."""
    done, moves, reason = None, 0, ""
    for each in sorted((each for each in said if each.on <= day), key=lambda each: each.on):
        if each.kind in _DONE:
            done = done or each.on
        elif each.kind is UpdateKind.RETURNED:
            done = None
        moves += each.kind is UpdateKind.NEW_DATE
        if each.kind in _REASONS:
            reason = each.text or reason
    return ActionThen(done, moves, reason)


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
