"""The letter that thanks a deputy who walked in to a meeting, and brings its minutes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from forum.letters.base import Letter


@dataclass(frozen=True, kw_only=True)
class StoodIn(Letter):
    """Goes once, with the minutes of part 1 of the meeting ``held`` on a date; ``organisation`` is the seat
    that the reader filled."""

    NAME: ClassVar[str] = "stood_in"

    held: dt.date
    organisation: str
