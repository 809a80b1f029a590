"""The agenda of a meeting."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar, Self

from forum.documents.base import Document
from forum.documents.samples import CHAIR, COMMON, NEXT, PLACE, START


@dataclass(frozen=True, kw_only=True)
class AgendaLine:
    """One item. ``purpose`` is "decision", "discussion" or "information"; empty for opening items.

    ``lead`` is who leads it; ``paper`` says how its paper comes ("attached", "to follow", "verbal"), empty
    for an item without one. ``part`` is 2 for an item of the restricted part.
    """

    number: str
    title: str
    purpose: str
    minutes: int
    lead: str = ""
    paper: str = ""
    part: int = 1


@dataclass(frozen=True, kw_only=True)
class TimedLine:
    """An item with the time at which it starts."""

    starts: dt.time
    item: AgendaLine


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
    next_meeting: dt.date | None

    @property
    def open_items(self) -> tuple[TimedLine, ...]:
        """The items of part 1, each with the time at which it starts."""
        return tuple(timed for timed in self._timed() if timed.item.part == 1)

    @property
    def restricted_items(self) -> tuple[TimedLine, ...]:
        """The items of part 2, each with the time at which it starts."""
        return tuple(timed for timed in self._timed() if timed.item.part > 1)

    def _timed(self) -> list[TimedLine]:
        at = dt.datetime.combine(self.date, self.start)
        timed = []
        for item in self.items:
            timed.append(TimedLine(starts=at.time(), item=item))
            at += dt.timedelta(minutes=item.minutes)
        return timed

    @classmethod
    def sample(cls) -> Self:
        police = "Detective Superintendent"
        rows = (
            ("Welcome and apologies", "", 5, CHAIR, "", 1),
            ("Declarations of interest", "", 5, CHAIR, "", 1),
            ("Minutes of 12 January 2027", "decision", 5, CHAIR, "attached", 1),
            ("Action log", "decision", 15, CHAIR, "attached", 1),
            ("CSE action plan: progress and actions to discharge", "decision", 20, CHAIR, "attached", 1),
            ("Obstacles in service provision", "discussion", 15, "Head of Safeguarding", "to follow", 1),
            (
                "Training and awareness of the workforce",
                "information",
                10,
                "Programme Manager",
                "attached",
                1,
            ),
            (
                "Community engagement and prevention",
                "information",
                10,
                "Head of Community Safety",
                "verbal",
                1,
            ),
            ("Items to and from boards and partnerships", "information", 5, "Board Manager, Medway", "", 1),
            ("Case management and coordination across agencies", "discussion", 15, police, "attached", 2),
            ("Intelligence and patterns across the county", "discussion", 15, police, "verbal", 2),
        )
        return cls(
            **COMMON,
            reference="MASE/2027-02",
            date=NEXT,
            start=START,
            finish=dt.time(12),
            place=PLACE,
            chair=CHAIR,
            agreed=dt.date(2027, 1, 25),
            next_meeting=dt.date(2027, 3, 9),
            items=tuple(
                AgendaLine(
                    number=str(number),
                    title=title,
                    purpose=purpose,
                    minutes=minutes,
                    lead=lead,
                    paper=paper,
                    part=part,
                )
                for number, (title, purpose, minutes, lead, paper, part) in enumerate(rows, start=1)
            ),
        )
