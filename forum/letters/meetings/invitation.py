"""The words of a meeting's calendar item, which all who are invited read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from forum.letters.base import Letter
from forum.letters.parts import MeetingLine
from forum.letters.taps import WHOLE

COMING_OR_NOT = ("COMING", "APOLOGIES")
NAME_DEPUTY = "DEPUTY:"


@dataclass(frozen=True, kw_only=True)
class Invitation(Letter):
    """Asks to accept, or to decline and name a deputy.

    ``joining`` is a link or words on how to join from elsewhere; empty where nobody can.
    """

    NAME: ClassVar[str] = "invitation"

    meeting: MeetingLine
    joining: str

    @property
    def offers(self) -> Mapping[str, Sequence[str]]:
        return {WHOLE: (*COMING_OR_NOT, *((NAME_DEPUTY,) if self.takes_deputies else ()))}
