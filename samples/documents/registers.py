"""The draft of a report to a board with sample data.

The page of a task and finish group with sample data. The challenge log with sample data. The register of
decisions with sample data. The risk register with sample data.
"""

from __future__ import annotations

import datetime as dt

from forum.boards.report import sections
from forum.documents.boards import BoardReport
from forum.documents.registers import (
    ChallengeEntry,
    ChallengeLog,
    DecisionEntry,
    DecisionsRegister,
    RiskEntry,
    RiskRegister,
)
from forum.task_groups.commission import read_commission
from samples.documents.shared import COMMON
from samples.task_group import BODY, FACTS, REFERENCE, WRITTEN, commission_page
from tasks.duties.base.documents import commission_document

BOARD_REPORT = BoardReport(
    **COMMON,
    reference=REFERENCE,
    board=BODY.name,
    date=BODY.dates[0],
    first=FACTS.first,
    last=FACTS.last,
    purpose="assurance",
    sender="Independent Chair, MASE Group",
    prepared_by="Kent Safeguarding Children Board Business Unit",
    standing="DRAFT for the Business Unit",
    sections=sections(FACTS, WRITTEN, BODY, is_draft=True),
)


COMMISSION = commission_document(
    read_commission(commission_page(), "page"),
    group=COMMON["group"],
    marking=COMMON["marking"],
    reference="MASE/2027-01",
    purpose="Cases are well managed and coordinated",
)


CHALLENGE_LOG = ChallengeLog(
    **COMMON,
    reference="MASE, 2027",
    first=dt.date(2027, 1, 1),
    last=dt.date(2027, 3, 31),
    challenges=(
        ChallengeEntry(
            reference="MASE/2027-01/C1",
            opened=dt.date(2027, 1, 12),
            raised_by="CCGs",
            to="Kent Police",
            what="Return interviews are not offered in time.",
            stage="officer",
            due=dt.date(2027, 1, 27),
            answered=dt.date(2027, 1, 25),
            answer="They are offered within three days from February on.",
            changed="Nine in ten children were asked within three days in March.",
        ),
        ChallengeEntry(
            reference="MASE/2027-01/C21",
            opened=dt.date(2027, 1, 13),
            raised_by="The group",
            to="CAMHS",
            what="The seat was empty at the last three meetings.",
            stage="chief officer",
            due=dt.date(2027, 3, 12),
        ),
    ),
)


DECISIONS_REGISTER = DecisionsRegister(
    **COMMON,
    reference="MASE, 2026 to 2027",
    first=dt.date(2026, 4, 1),
    last=dt.date(2027, 3, 31),
    decisions=(
        DecisionEntry(
            reference="MASE/2027-02/D1",
            on=dt.date(2027, 2, 9),
            item="CSE action plan: progress and actions to discharge",
            purpose="1g",
            text="Discharge P1.1 and P3.4, and take longer over P2.2.",
            standing="stands",
            followed=("P1.1: discharged", "P3.4: discharged", "P2.2: due 30 April 2027"),
        ),
        DecisionEntry(
            reference="MASE/2027-01/D2",
            on=dt.date(2027, 1, 12),
            item="Training and awareness of the workforce",
            purpose="1c",
            text="All new staff are trained within three months of starting.",
            standing="stands; ratified at MASE/2027-02",
            followed=(
                "MASE/2027-01/03, Update the training plan: open, due 26 February 2027",
                "B/2027/01 for Community Safety Partnerships: sent",
            ),
        ),
        DecisionEntry(
            reference="MASE/2026-12/D1",
            on=dt.date(2026, 12, 8),
            item="Community engagement and prevention",
            purpose="1e",
            text="Hotels are visited once a year.",
            standing="superseded by MASE/2027-03/D1",
        ),
    ),
)


RISK_REGISTER = RiskRegister(
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
