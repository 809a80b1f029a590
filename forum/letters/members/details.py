"""The quarterly letter that asks everybody whether their details on the register are right (clause 6)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from forum.letters.base import Letter
from forum.letters.parts import DetailLine
from forum.letters.taps import WHOLE


@dataclass(frozen=True, kw_only=True)
class Details(Letter):
    """Asks whether the reader's ``details``, all that the register holds, are right, for an answer ``by`` a
    day."""

    NAME: ClassVar[str] = "details"

    details: tuple[DetailLine, ...]
    by: dt.date

    @property
    def offers(self) -> Mapping[str, Sequence[str]]:
        return {WHOLE: ("YES",)}
