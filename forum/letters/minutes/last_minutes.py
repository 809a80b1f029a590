"""The letter that brings a new member the last minutes, once the confidentiality agreement is signed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from forum.letters.base import Letter


@dataclass(frozen=True, kw_only=True)
class LastMinutes(Letter):
    """Brings the minutes of the meeting ``held`` on a date, in the parts that the reader may read."""

    NAME: ClassVar[str] = "last_minutes"

    held: dt.date
