"""Cover and contents of a pack that is one file."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from forum.documents.base import Document


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
