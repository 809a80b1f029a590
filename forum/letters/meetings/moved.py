"""The letter that says a meeting has moved."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from forum.letters.base import Letter
from forum.letters.parts import MeetingLine


@dataclass(frozen=True, kw_only=True)
class Moved(Letter):
    """Says where a meeting went.

    ``meeting`` is the meeting as it now stands, ``was`` when the reader believes it is; ``reason`` a neutral
    sentence or empty; ``papers_stand`` is true when the reader has papers that stay as they are.
    """

    NAME: ClassVar[str] = "moved"

    meeting: MeetingLine
    was: dt.datetime
    reason: str
    papers_stand: bool
