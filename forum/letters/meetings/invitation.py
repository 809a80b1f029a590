"""The words of a meeting's calendar item, which all who are invited read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Self

from forum.letters.base import Letter
from forum.letters.foot import of_invited
from forum.letters.parts import MeetingLine
from forum.letters.samples import COMMON, NEXT


@dataclass(frozen=True, kw_only=True)
class Invitation(Letter):
    """Asks to accept, or to decline and name a deputy.

    ``joining`` is how to join from elsewhere: a link or words; empty where there is no such way.
    """

    NAME: ClassVar[str] = "invitation"

    meeting: MeetingLine
    joining: str

    @classmethod
    def sample(cls) -> Self:
        return cls(
            **COMMON,
            addressee="all",
            marking="",
            why=of_invited(COMMON["group"]),
            meeting=NEXT,
            joining="https://meet.council.example/mase",
        )
