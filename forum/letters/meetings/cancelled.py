"""The letter that says a meeting will not take place."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from forum.letters.base import Letter
from forum.letters.parts import MeetingLine


@dataclass(frozen=True, kw_only=True)
class GoingOn:
    """A number of ``items`` that go on to the agenda of a ``date``."""

    date: dt.date
    items: int


@dataclass(frozen=True, kw_only=True)
class Cancelled(Letter):
    """Says that ``meeting`` is cancelled, and when the next one is.

    ``reason`` is a neutral sentence, or empty. ``next_date`` is None when no meeting is planned;
    ``minutes_of`` is the date of the meeting whose minutes are still to be confirmed, None for none.
    ``carried`` are the items that go on to other agendas.
    """

    NAME: ClassVar[str] = "cancelled"

    meeting: MeetingLine
    reason: str
    next_date: dt.date | None
    minutes_of: dt.date | None
    carried: tuple[GoingOn, ...]
