"""The letters about papers, with sample data."""

from __future__ import annotations

import datetime as dt

from forum.agenda import ItemLine
from forum.letters.base import REASON_FOR_AUTHOR
from forum.letters.papers import (
    ItemOff,
    PackCheck,
    PaperAuthor,
    Papers,
    PapersWanted,
    Supplement,
    WantedItem,
)
from forum.papers.pack import PackPaper, PackReader
from forum.papers.papers import Remark, remarks_in_words
from samples.letters.shared import COMMON, MARKING, MEMBER, NEXT, OPEN, TO_UNIT, UNIT

ITEMS = (
    ("1", "Welcome and apologies", "information", ""),
    ("2", "Declarations of interest", "information", ""),
    ("3", "Minutes of the last meeting", "decision", "attached"),
    ("4", "Action log", "decision", "attached"),
    ("5", "CSE action plan: progress and actions to discharge", "decision", "attached"),
    ("6", "Training and awareness of the workforce", "information", "attached"),
    ("7", "Obstacles in service provision", "decision", "to follow"),
    ("8", "Community engagement and prevention", "information", "verbal"),
)
OF_PART_TWO = (
    ("10", "Case management and coordination across agencies", "discussion", "attached"),
    ("11", "Intelligence and patterns across the county", "discussion", "attached"),
)

CLEAN = "all", ()
COMMENTS = remarks_in_words([Remark.COMMENTS])
PAPERS = (
    ("5", "CSE action plan: progress and actions to discharge", "attached", *CLEAN),
    ("6", "Training and awareness of the workforce", "attached", "all", COMMENTS),
    ("7", "Obstacles in service provision", "to follow", *CLEAN),
    ("8", "Community engagement and prevention", "attached", "core members", ()),
    ("10", "Case management and coordination across agencies", "attached", "part 2", ()),
    ("11", "Intelligence and patterns across the county", "attached", "part 2", ()),
)
WHOLE_PACK, PART_ONE = (True,) * 6, (True,) * 3 + (False,) * 3

LETTERS = (
    ItemOff(
        **COMMON,
        addressee="Designated Nurse",
        marking="",
        why=MEMBER,
        meeting=NEXT.date,
        item="“Return interviews”",
        paper=True,
    ),
    Papers(
        **COMMON,
        addressee="Designated Nurse",
        marking=MARKING,
        why=MEMBER,
        meeting=NEXT,
        items=tuple(
            ItemLine(number=number, title=title, purpose=purpose, paper=paper, part=part)
            for part, lines in ((1, ITEMS), (2, OF_PART_TWO))
            for number, title, purpose, paper in lines
        ),
        actions=(OPEN,),
        one_file=True,
        next_date=dt.date(2027, 3, 9),
        items_by=dt.date(2027, 2, 16),
    ),
    PackCheck(
        **TO_UNIT,
        addressee="Business Unit",
        marking="",
        why=UNIT,
        meeting=NEXT.date,
        papers=tuple(
            PackPaper(number=number, title=title, paper=paper, readers=readers, remarks=remarks)
            for number, title, paper, readers, remarks in PAPERS
        ),
        readers=(
            PackReader(name="Independent Chair", place="Chair", gets=WHOLE_PACK),
            PackReader(name="Detective Superintendent", place="Kent Police", gets=WHOLE_PACK),
            PackReader(name="Designated Nurse", place="CCGs", gets=WHOLE_PACK),
            PackReader(name="Head of Service", place="Medway Social Care", gets=WHOLE_PACK),
            PackReader(name="Deputy Director", place="deputy, KCHFT", gets=WHOLE_PACK),
            PackReader(name="Voluntary Sector Lead", place="co-opted", gets=PART_ONE),
        ),
        seats=("Kent Police", "CCGs"),
        undocumented=(
            ItemLine(number="9", title="A sub-group on transport", purpose="decision", paper="verbal"),
        ),
        minutes_of=(dt.date(2027, 1, 12),),
        has_plan=True,
        plan_words=("P3.4: something in it may be a name",),
        changed=("Item 8: for core members.", "The order: 5, 6, 7, 8, 10 and 11."),
        by=dt.date(2027, 2, 2),
    ),
    PaperAuthor(
        **COMMON,
        addressee="Training Lead",
        marking="",
        why=REASON_FOR_AUTHOR,
        meetings=(
            PapersWanted(
                date=NEXT.date,
                items=(
                    WantedItem(
                        number="6",
                        title="In depth: The workforce is educated and equipped",
                        purpose="discussion",
                        minutes=15,
                        for_purpose=True,
                        decided="MASE/2026-11/D2",
                    ),
                ),
                by=dt.date(2027, 1, 29),
                agreed=False,
            ),
        ),
    ),
    Supplement(
        **COMMON,
        addressee="Designated Nurse",
        marking=MARKING,
        why=MEMBER,
        meeting=NEXT,
        number=1,
        items=(
            ItemLine(number="7", title="Obstacles in service provision", purpose="decision", paper="new"),
        ),
    ),
)
