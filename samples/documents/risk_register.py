"""The risk register with sample data."""

from __future__ import annotations

import datetime as dt

from forum.documents.registers import RiskEntry, RiskRegister
from samples.documents.shared import COMMON

DOCUMENT = RiskRegister(
    **COMMON,
    reference="MASE",
    as_of=dt.date(2027, 2, 9),
    tolerance=12,
    risks=(
        RiskEntry(
            number=2,
            cause="Posts in social care are vacant",
            event="Referrals wait for more than a week",
            effect="Help comes late",
            purpose="1d",
            owner="KCC SCS",
            likelihood=4,
            impact=4,
            score=16,
            trend="rising since 9 February 2027",
            controls="Agency staff until May; the wait is reported each month",
            told="KSCB Business Group",
            is_over=True,
        ),
        RiskEntry(
            number=1,
            cause="Few return interviews are held",
            event="Patterns are missed",
            effect="The same children are harmed again",
            purpose="1b",
            owner="Kent Police",
            likelihood=3,
            impact=4,
            score=12,
            trend="new since 12 January 2027",
            controls="Interviews are counted each month",
            told="",
            is_over=False,
        ),
    ),
)
