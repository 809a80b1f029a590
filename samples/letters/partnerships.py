"""The letter to a partnership's contact, with sample data."""

from __future__ import annotations

import datetime as dt

from forum.letters.foot import reason_for_partnership
from forum.letters.partnerships import Briefing, BriefingLine
from samples.letters.shared import COMMON, HELD, MARKING

ASHFORD = "Community Safety Partnerships, Ashford"
LETTERS = (
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
