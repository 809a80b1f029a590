"""An action as it stood on a day, from what was said of it until then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from forum.actions.updates import UpdateKind
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


def as_at(said: Iterable[SaidOfAction], day: dt.date) -> ActionThen:
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
