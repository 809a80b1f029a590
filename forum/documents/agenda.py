"""The agenda of a meeting."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import takewhile
from typing import ClassVar

from forum.agenda.items import ItemLine
from forum.documents.base import Document


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
