"""Cover and contents of a pack that is one file."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from forum.documents.base import Document


@dataclass(frozen=True, kw_only=True)
class PackLine:
    """A paper by its item's ``number`` ("" for the agenda) and ``title``. ``page`` is its first page in the
    file, None for a paper that is sent as a separate file.
    """

    number: str
    title: str
    page: int | None


@dataclass(frozen=True, kw_only=True)
class PackCover(Document):
    """The cover of a pack, with its ``contents`` in order."""

    NAME: ClassVar[str] = "pack_cover"

    date: dt.date
    start: dt.time
    place: str
    contents: tuple[PackLine, ...]

    @property
    def title(self) -> str:
        return "Agenda and papers"
