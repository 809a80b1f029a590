"""The letter that asks whoever can't come for their deputy."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from forum.letters.base import Letter
from forum.letters.parts import MeetingLine


@dataclass(frozen=True, kw_only=True)
class DeputyWanted(Letter):
    """Asks for the name of a deputy, or the word NONE, by a day.

    ``seat`` is the short name of the seat; ``deputies`` are the names of the deputies the register has for
    it, empty where it has none; ``covered`` is who can't come where the reader covers for them, and
    ``or_yourself`` whether the reader may come in their place.
    """

    NAME: ClassVar[str] = "deputy_wanted"

    meeting: MeetingLine
    seat: str
    deputies: tuple[str, ...]
    by: dt.date
    covered: str = ""
    or_yourself: bool = False
