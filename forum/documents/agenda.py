"""The agenda of a meeting."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar, Self

from forum.documents.base import Document


@dataclass(frozen=True, kw_only=True)
class AgendaLine:
    """One item. ``section`` is the heading it stands under ("For decision"); its items stand together.

    ``lead`` is who leads it, ``paper`` what there is to read ("Paper 1", "to follow", "verbal"); empty for none.
    """

    number: str
    title: str
    section: str
    minutes: int
    lead: str = ""
    paper: str = ""


@dataclass(frozen=True, kw_only=True)
class TimedLine:
    """An item with the time at which it starts."""

    starts: dt.time
    line: AgendaLine


@dataclass(frozen=True, kw_only=True)
class Section:
    heading: str
    items: tuple[TimedLine, ...]


@dataclass(frozen=True, kw_only=True)
class Agenda(Document):
    """The agenda, items in their order. ``agreed`` is the day the Chair agreed it; None shows it as a draft.

    ``chair`` is who takes the chair; ``next_meeting`` is None where none is planned yet.
    """

    NAME: ClassVar[str] = "agenda"

    date: dt.date
    start: dt.time
    finish: dt.time
    place: str
    chair: str
    agreed: dt.date | None
    items: tuple[AgendaLine, ...]
    next_meeting: dt.date | None = None

    @property
    def title(self) -> str:
        return "Agenda"

    @property
    def sections(self) -> tuple[Section, ...]:
        """The items under their headings, each with the time at which it starts."""
        timed = []
        at = dt.datetime.combine(self.date, self.start)
        for line in self.items:
            timed.append(TimedLine(starts=at.time(), line=line))
            at += dt.timedelta(minutes=line.minutes)
        return tuple(
            Section(heading=heading, items=tuple(items))
            for heading, items in groupby(timed, key=lambda item: item.line.section)
        )

    @classmethod
    def sample(cls) -> Self:
        raise NotImplementedError
