"""The letters about reports to boards, with sample data.

The letters to a guest for one item, with sample data. The letter to a partnership's contact, with sample
data.
"""

from __future__ import annotations

import datetime as dt

from forum.boards.answers import asks_in
from forum.boards.report import Box, empty_boxes, sections
from forum.letters.base import reason_for_guest, reason_for_partnership, reason_for_role
from forum.letters.boards import BoardOutcome, BoardReportLetter, ReportDraft
from forum.letters.guests import GuestInvitation, GuestNotNeeded, GuestPaper
from forum.letters.partnerships import Briefing, BriefingLine
from forum.members.membership import Role
from samples.letters.shared import COMMON, HELD, MARKING, NEXT, TO_UNIT, UNIT
from samples.task_group import BODY, FACTS, WRITTEN

SECRETARY = reason_for_role(Role.BOARD_SECRETARY, COMMON["group"])

BOARD_LETTERS = (
    ReportDraft(
        **TO_UNIT,
        addressee="Business Unit",
        marking=MARKING,
        why=UNIT,
        board=BODY.name,
        body=BODY.code,
        date=BODY.dates[0],
        by=dt.date(2027, 4, 2),
        due=dt.date(2027, 4, 19),
        empty=empty_boxes(WRITTEN, BODY),
    ),
    BoardReportLetter(
        **COMMON,
        addressee="KSCB Board Secretary",
        marking=MARKING,
        why=SECRETARY,
        board=BODY.name,
        body=BODY.code,
        date=BODY.dates[0],
        since=FACTS.first,
        until=FACTS.last,
        purpose=BODY.report,
        sender="the Independent Chair",
        standing="Agreed by the Chair on 12 April 2027",
        sections=sections(FACTS, WRITTEN, BODY, is_draft=False),
    ),
    BoardOutcome(
        **COMMON,
        addressee="KSCB Board Secretary",
        marking="",
        why=SECRETARY,
        board=BODY.name,
        body=BODY.code,
        date=BODY.dates[0],
        by=dt.date(2027, 5, 12),
        asks=asks_in(WRITTEN[Box.ASKS]),
    ),
)


GUEST = "Consultant Paediatrician"
WHY = reason_for_guest(COMMON["group"])
STARTS = dt.datetime.combine(NEXT.date, dt.time(10, 40))
ENDS = STARTS + dt.timedelta(minutes=15)
OBSTACLES = "Obstacles in service provision"
GUEST_LETTERS = (
    GuestInvitation(
        **COMMON,
        addressee=GUEST,
        marking="",
        why=WHY,
        number="7",
        title=OBSTACLES,
        starts=STARTS,
        ends=ENDS,
        place=NEXT.place,
        joining="",
        is_settled=False,
        paper_follows=True,
        agreement=True,
    ),
    GuestPaper(
        **COMMON,
        addressee=GUEST,
        marking=MARKING,
        why=WHY,
        number="7",
        title=OBSTACLES,
        starts=STARTS + dt.timedelta(minutes=5),
        ends=ENDS + dt.timedelta(minutes=5),
        place=NEXT.place,
        joining="",
        was=STARTS,
    ),
    GuestNotNeeded(
        **COMMON,
        addressee=GUEST,
        marking="",
        why=WHY,
        title=OBSTACLES,
        meeting=NEXT.date,
        is_cancelled=False,
    ),
)


ASHFORD = "Community Safety Partnerships, Ashford"
PARTNERSHIP_LETTERS = (
    Briefing(
        **COMMON,
        addressee="Community Safety Manager",
        marking=MARKING,
        why=reason_for_partnership(ASHFORD, COMMON["group"]),
        body=ASHFORD,
        meeting=HELD.date,
        briefings=(
            BriefingLine(
                reference="B/2027/01",
                purpose="for action",
                decided="Night staff of hotels are trained to know the signs of exploitation.",
                why="Your wardens meet these staff every week, and know which hotels change them often.",
                ask="Tell us which hotels to begin with, and name a warden who goes along.",
                by=dt.date(2027, 2, 26),
                pass_on="All of it, within your partnership.",
            ),
            BriefingLine(
                reference="B/2027/02",
                purpose="for information",
                decided="Calls to the helpline are counted by district from April.",
                why="You may see your own figures, and ask what lies behind them.",
                pass_on="That they are counted; the figures stay with you.",
            ),
        ),
        acknowledge_by=dt.date(2027, 2, 5),
        chair="Independent Chair",
    ),
)
