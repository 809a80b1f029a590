"""The letter with which the unit checks who gets which paper, and releases the pack."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar, Self

from forum.letters.base import Letter
from forum.letters.samples import NEXT, TO_UNIT, UNIT
from forum.papers.pack import PackPaper, PackReader
from forum.papers.remarks import Remark, in_words


@dataclass(frozen=True, kw_only=True)
class PackCheck(Letter):
    """Shows the papers × recipients grid and asks for RELEASE by a time on a day.

    ``papers`` are those of the items that have or want one, in their order; each reader's ``gets`` follows
    it; ``seats`` are the short names of the seats, as a reply names them. ``changed`` says, a sentence each,
    what is different from our letter before. ``workbook`` is whether the one to arrange them in is attached.
    ``by`` and ``by_time`` are when the release is needed.
    """

    NAME: ClassVar[str] = "pack_check"

    meeting: dt.date
    papers: tuple[PackPaper, ...]
    readers: tuple[PackReader, ...]
    seats: tuple[str, ...]
    by: dt.date
    changed: tuple[str, ...] = ()
    workbook: bool = True
    by_time: dt.time = dt.time(15)

    @classmethod
    def sample(cls) -> Self:
        clean = "all", ()
        comments = in_words([Remark.COMMENTS])
        titles = (
            ("3", "Minutes of 12 January", "attached", *clean),
            ("5", "CSE action plan: progress and actions to discharge", "attached", *clean),
            ("4", "Action log", "attached", *clean),
            ("6", "Training and awareness of the workforce", "attached", "all", comments),
            ("7", "Obstacles in service provision", "to follow", *clean),
            ("8", "Community engagement and prevention", "attached", "core members", ()),
            ("10", "Case management and coordination across agencies", "attached", "part 2", ()),
            ("11", "Intelligence and patterns across the county", "attached", "part 2", ()),
        )
        everything, part_one = (True,) * 8, (True,) * 5 + (False,) * 3
        return cls(
            **TO_UNIT,
            addressee="Business Unit",
            marking="",
            why=UNIT,
            meeting=NEXT.date,
            papers=tuple(
                PackPaper(number=number, title=title, paper=paper, readers=readers, remarks=remarks)
                for number, title, paper, readers, remarks in titles
            ),
            readers=(
                PackReader(name="Independent Chair", place="Chair", gets=everything),
                PackReader(name="Detective Superintendent", place="Kent Police", gets=everything),
                PackReader(name="Designated Nurse", place="CCGs", gets=everything),
                PackReader(name="Head of Service", place="Medway Social Care", gets=everything),
                PackReader(name="Deputy Director", place="deputy, KCHFT", gets=everything),
                PackReader(name="Voluntary Sector Lead", place="co-opted", gets=part_one),
            ),
            seats=("Kent Police", "CCGs"),
            changed=("Item 8: for core members.", "The order: 3, 5, 4, 6, 7, 8, 10 and 11."),
            by=dt.date(2027, 2, 2),
        )
