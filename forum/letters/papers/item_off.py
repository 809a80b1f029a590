"""The letter that tells an author that their item, or their paper, is not wanted for a meeting."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from forum.letters.base import Letter


@dataclass(frozen=True, kw_only=True)
class ItemOff(Letter):
    """Says that an item of the reader's is off the agenda of the day ``meeting``, or its paper not wanted.

    ``item`` is the title of the item in quotation marks, or the titles of ``several``, empty in part 2.
    ``kept_for`` is the date of the meeting that takes it instead, None for none: with ``no_time`` there is no
    room for it before, without it came too late. ``item_stays`` is true where the paper alone is not wanted,
    and ``paper`` says that a paper was asked for or is in.
    """

    NAME: ClassVar[str] = "item_off"

    meeting: dt.date
    item: str
    paper: bool
    kept_for: dt.date | None = None
    no_time: bool = False
    several: bool = False
    item_stays: bool = False
