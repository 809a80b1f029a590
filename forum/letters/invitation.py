"""The words of the calendar item for a meeting, to one person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Self

from forum.letters.base import Letter
from forum.letters.parts import MeetingLine
from forum.letters.samples import COMMON, MEMBER, NEXT


@dataclass(frozen=True, kw_only=True)
class Invitation(Letter):
    """Asks to accept, or to decline and name a deputy.

    ``seat`` is the short name of the seat the reader holds, empty for somebody without one (who is not
    asked for a deputy); ``deputies`` are the names of the deputies the register has for it.
    """

    NAME: ClassVar[str] = "invitation"

    meeting: MeetingLine
    seat: str
    deputies: tuple[str, ...]

    @classmethod
    def sample(cls) -> Self:
        return cls(
            **COMMON,
            addressee="Designated Nurse",
            marking="",
            why=MEMBER,
            meeting=NEXT,
            seat="CCGs",
            deputies=("Deputy Designated Nurse",),
        )
