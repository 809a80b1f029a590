"""The letter that says a meeting will not take place."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from forum.letters.base import Letter
from forum.letters.parts import MeetingLine


@dataclass(frozen=True, kw_only=True)
class Cancelled(Letter):
    """Says that ``meeting`` is cancelled, and when the next one is.

    ``reason`` is a neutral sentence, or empty. ``next_date`` is None when no meeting is planned;
    ``minutes_of`` is the date of the meeting whose minutes are still to be confirmed, None for none. The
    number of ``items`` goes on to the agenda of ``items_to``, None where there are no items.
    """

    NAME: ClassVar[str] = "cancelled"

    meeting: MeetingLine
    reason: str
    next_date: dt.date | None
    minutes_of: dt.date | None
    items: int
    items_to: dt.date | None
