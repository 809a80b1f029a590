"""The agenda of a meeting.

The documents of papers: the cover of a pack, and the sheet to write a paper on. The forward plan, one
page behind each draft agenda: what the meetings of twelve months are for.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import takewhile
from typing import ClassVar

from forum.agenda import ItemLine, Purpose
from forum.documents.base import Document
from forum.forward_plan import DateAhead


@dataclass(frozen=True, kw_only=True)
class AgendaLine(ItemLine):
    """An item. ``starts`` is a time of day, ``lead`` the name of the person who leads the item, and ``note``
    what stands under the title, empty for most items."""

    starts: dt.time
    lead: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class OfMeeting(Document):
    """A document of a meeting; ``next_meeting`` is None where none is planned yet."""

    date: dt.date
    start: dt.time
    finish: dt.time
    place: str
    next_meeting: dt.date | None


@dataclass(frozen=True, kw_only=True)
class Agenda(OfMeeting):
    """The agenda, items in their order. ``agreed`` is the day on which the Chair agreed it, None for a draft.

    ``chair`` is the name of the person who chairs the meeting.
    """

    NAME: ClassVar[str] = "agenda"

    chair: str
    agreed: dt.date | None
    items: tuple[AgendaLine, ...]

    @property
    def open_items(self) -> tuple[AgendaLine, ...]:
        """The items of part 1 up to part 2."""
        return tuple(takewhile(lambda item: item.part == 1, self.items))

    @property
    def restricted_items(self) -> tuple[AgendaLine, ...]:
        """The items of part 2."""
        return tuple(item for item in self.items if item.part > 1)

    @property
    def closing_items(self) -> tuple[AgendaLine, ...]:
        """The items of part 1 that come after part 2."""
        rest = self.items[len(self.open_items) :]
        return tuple(item for item in rest if item.part == 1)


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


@dataclass(frozen=True, kw_only=True)
class ItemOfMonth:
    """An item that a meeting is to have. ``lead`` is who writes its paper or leads it, empty for the Chair's
    own; ``paper`` how its paper stands ("paper agreed"), empty for none."""

    title: str
    lead: str = ""
    paper: str = ""

    @property
    def in_words(self) -> str:
        """The item with its lead and its paper: "Self-assessment (Business Unit): paper agreed"."""
        lead = f" ({self.lead})" if self.lead else ""
        return f"{self.title}{lead}: {self.paper}" if self.paper else f"{self.title}{lead}"


@dataclass(frozen=True, kw_only=True)
class MonthAhead:
    """A month by its first day, with the ``meetings`` in it; ``dates`` are those of boards and from
    outside."""

    month: dt.date
    meetings: tuple[dt.date, ...] = ()
    items: tuple[ItemOfMonth, ...] = ()
    dates: tuple[DateAhead, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ForwardPlan(Document):
    """The forward plan as at ``as_of``; every meeting has the ``standing`` items as well."""

    NAME: ClassVar[str] = "forward_plan"

    as_of: dt.date
    standing: tuple[str, ...]
    months: tuple[MonthAhead, ...]
