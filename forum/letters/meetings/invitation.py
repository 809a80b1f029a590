"""The words of a meeting's calendar item, which all who are invited read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from forum.letters.base import Letter
from forum.letters.parts import MeetingLine


@dataclass(frozen=True, kw_only=True)
class Invitation(Letter):
    """Asks to accept, or to decline and name a deputy.

    ``joining`` is a link or words on how to join from elsewhere; empty where nobody can.
    """

    NAME: ClassVar[str] = "invitation"

    meeting: MeetingLine
    joining: str
