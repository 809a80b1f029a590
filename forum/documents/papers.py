"""The documents of papers: the cover of a pack, and the sheet to write a paper on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from forum.agenda.purpose import Purpose
from forum.documents.base import Document

ASKS = {
    Purpose.DECISION: "agree",
    Purpose.DISCUSSION: "discuss",
    Purpose.INFORMATION: "note",
}


@dataclass(frozen=True, kw_only=True)
class CoverSheet(Document):
    """The cover sheet that an author puts in front of a paper.

    The sheet for the paper of an item, by the item's ``number`` and ``item``, its title; for its
    ``author`` to fill in. An item of an agenda that is not drafted yet has no number.

    ``date`` is the day of the meeting, ``purpose`` what the item is for.
    """

    NAME: ClassVar[str] = "cover_sheet"

    date: dt.date
    number: str
    item: str
    purpose: Purpose
    author: str

    @property
    def asked_to(self) -> str:
        """The verb of what the group is asked to do: "agree"."""
        return ASKS[self.purpose]

    @property
    def file_name(self) -> str:
        item = f" item {self.number}" if self.number else ""
        return f"{self.reference.replace('/', '-')}{item} cover sheet.docx"


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
    """Cover and contents of a pack that is one file.

    The cover of a pack, with its ``contents`` in order.
    """

    NAME: ClassVar[str] = "pack_cover"

    date: dt.date
    start: dt.time
    place: str
    contents: tuple[PackLine, ...]

    @property
    def title(self) -> str:
        return "Agenda and papers"
