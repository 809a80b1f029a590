"""Cover and contents of a pack that is one file."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar, Self

from forum.documents.base import Document
from forum.documents.samples import COMMON, NEXT, PLACE, START


@dataclass(frozen=True, kw_only=True)
class PackLine:
    """A paper by its item's ``number`` ("" for the agenda) and ``title``. ``page`` is where it begins in the
    file, None for one that is sent as a separate file.
    """

    number: str
    title: str
    page: int | None


@dataclass(frozen=True, kw_only=True)
class PackCover(Document):
    """What a pack holds and on which page: ``contents`` in their order."""

    NAME: ClassVar[str] = "pack_cover"

    date: dt.date
    start: dt.time
    place: str
    contents: tuple[PackLine, ...]

    @property
    def title(self) -> str:
        return "Agenda and papers"

    @classmethod
    def sample(cls) -> Self:
        rows = (
            ("", "Agenda", 3),
            ("3", "Minutes of the last meeting", 5),
            ("5", "CSE action plan: progress and actions to discharge", 11),
            ("6", "Training and awareness of the workforce", None),
            ("8", "Community engagement and prevention", 17),
        )
        return cls(
            **COMMON,
            reference="MASE/2027-02",
            date=NEXT,
            start=START,
            place=PLACE,
            contents=tuple(PackLine(number=number, title=title, page=page) for number, title, page in rows),
        )
