"""The letter with which the unit checks who gets which paper, and releases the pack."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar, Self

from forum.letters.base import Letter
from forum.letters.parts import ItemLine
from forum.letters.samples import COMMON, NEXT, UNIT


@dataclass(frozen=True, kw_only=True)
class PackReader:
    """A recipient: ``name``, ``place`` ("Kent Police", "deputy, KCHFT", "co-opted") and a yes or no for
    each paper.
    """

    name: str
    place: str
    gets: tuple[bool, ...]


@dataclass(frozen=True, kw_only=True)
class PackCheck(Letter):
    """Shows the papers × recipients grid and asks for RELEASE by a time on a day.

    ``papers`` are the items that have or want a paper, each with a number of its own; each reader's
    ``gets`` follows their order. ``by`` and ``by_time`` are when the release is needed.
    """

    NAME: ClassVar[str] = "pack_check"

    meeting: dt.date
    papers: tuple[ItemLine, ...]
    readers: tuple[PackReader, ...]
    by: dt.date
    by_time: dt.time = dt.time(15)

    @classmethod
    def sample(cls) -> Self:
        titles = (
            ("3", "Minutes of 12 January", "discussion", "attached"),
            ("4", "Action log", "discussion", "attached"),
            ("5", "CSE action plan: progress and actions to discharge", "decision", "attached"),
            ("6", "Training and awareness of the workforce", "information", "attached"),
            ("7", "Obstacles in service provision", "decision", "to follow"),
            ("8", "Community engagement and prevention", "information", "attached"),
            ("10", "Case management and coordination across agencies", "discussion", "attached"),
            ("11", "Intelligence and patterns across the county", "discussion", "attached"),
        )
        everything, part_one = (True,) * 8, (True,) * 6 + (False,) * 2
        return cls(
            **COMMON,
            addressee="Business Unit",
            marking="",
            why=UNIT,
            meeting=NEXT.date,
            papers=tuple(ItemLine(number=n, title=t, purpose=p, paper=a) for n, t, p, a in titles),
            readers=(
                PackReader(name="Independent Chair", place="Chair", gets=everything),
                PackReader(name="Detective Superintendent", place="Kent Police", gets=everything),
                PackReader(name="Designated Nurse", place="CCGs", gets=everything),
                PackReader(name="Head of Service", place="Medway Social Care", gets=everything),
                PackReader(name="Deputy Director", place="deputy, KCHFT", gets=everything),
                PackReader(name="Voluntary Sector Lead", place="co-opted", gets=part_one),
            ),
            by=dt.date(2027, 2, 2),
        )
