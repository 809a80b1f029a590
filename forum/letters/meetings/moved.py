"""The letter that says a meeting has moved."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from forum.letters.base import Letter
from forum.letters.parts import MeetingLine


@dataclass(frozen=True, kw_only=True)
class Moved(Letter):
    """Says when and where a moved meeting is.

    ``meeting`` has the new date and place, ``was`` is the time that the reader knows; ``reason`` is a neutral
    sentence or empty; ``papers_stand`` is true when the reader has papers that stay as they are.
    """

    NAME: ClassVar[str] = "moved"

    meeting: MeetingLine
    was: dt.datetime
    reason: str
    papers_stand: bool
