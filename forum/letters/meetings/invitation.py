"""The words of a meeting's calendar item, which all who are invited read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from forum.letters.base import Letter
from forum.letters.parts import MeetingLine


@dataclass(frozen=True, kw_only=True)
class Invitation(Letter):
    """Asks to accept, or to decline and name a deputy.

    ``joining`` is how to join from elsewhere: a link or words; empty where there is no such way.
    """

    NAME: ClassVar[str] = "invitation"

    meeting: MeetingLine
    joining: str
