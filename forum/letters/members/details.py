"""The quarterly letter that asks everybody whether what is held of them is right (clause 6)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from forum.letters.base import Letter
from forum.letters.parts import DetailLine


@dataclass(frozen=True, kw_only=True)
class Details(Letter):
    """``details`` are all that is held of the reader; an answer is wanted ``by`` a day."""

    NAME: ClassVar[str] = "details"

    details: tuple[DetailLine, ...]
    by: dt.date
