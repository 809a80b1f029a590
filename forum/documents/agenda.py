"""The agenda of a meeting."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import takewhile
from typing import ClassVar, Self

from forum.documents.base import Document
from forum.documents.samples import CHAIR, COMMON, NEXT, PLACE, START


@dataclass(frozen=True, kw_only=True)
class AgendaLine:
    """One item. ``purpose`` is "decision", "discussion" or "information"; ``starts`` is when it begins.

    ``lead`` is who leads it; ``paper`` says how its paper comes ("attached", "to follow", "verbal"), empty
    for an item without one. ``part`` is 2 for an item of the restricted part.
    """

    number: str
    title: str
    purpose: str
    starts: dt.time
    lead: str = ""
    paper: str = ""
    part: int = 1


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

    @classmethod
    def sample(cls) -> Self:
        police = "Detective Superintendent"
        rows = (
            ("10:00", "Welcome and apologies", "information", "Chair", "", 1),
            ("10:05", "Declarations of interest", "information", "Chair", "", 1),
            ("10:10", "Minutes of the last meeting", "decision", "Chair", "attached", 1),
            ("10:15", "Action log", "decision", "Chair", "attached", 1),
            (
                "10:30",
                "CSE action plan: progress and actions to discharge",
                "decision",
                "Chair",
                "attached",
                1,
            ),
            ("10:50", "Obstacles in service provision", "discussion", "Head of Safeguarding", "to follow", 1),
            (
                "11:05",
                "Training and awareness of the workforce",
                "information",
                "Programme Manager",
                "verbal",
                1,
            ),
            (
                "11:15",
                "Community engagement and prevention",
                "information",
                "Head of Community Safety",
                "",
                1,
            ),
            ("11:20", "Items to and from boards and partnerships", "information", "Programme Manager", "", 1),
            (
                "11:25",
                "Case management and coordination across agencies",
                "discussion",
                police,
                "attached",
                2,
            ),
            ("11:40", "Intelligence and patterns across the county", "discussion", police, "verbal", 2),
            ("11:55", "Next meeting", "information", "Chair", "", 1),
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
                    starts=dt.time.fromisoformat(starts),
                    lead=lead,
                    paper=paper,
                    part=part,
                )
                for number, (starts, title, purpose, lead, paper, part) in enumerate(rows, start=1)
            ),
        )
