"""The letter that says a meeting has moved."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar, Self

from forum.letters.base import Letter
from forum.letters.parts import MeetingLine
from forum.letters.samples import COMMON, MEMBER, NEXT


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

    @classmethod
    def sample(cls) -> Self:
        return cls(
            **COMMON,
            addressee="Designated Nurse",
            marking="",
            why=MEMBER,
            meeting=MeetingLine(
                reference=NEXT.reference, date=dt.date(2027, 2, 11), start=NEXT.start, place=NEXT.place
            ),
            was=dt.datetime.combine(NEXT.date, NEXT.start),
            reason="The room is not available on Tuesday.",
            papers_stand=True,
        )
