"""The letters about minutes, with sample data."""

from __future__ import annotations

import datetime as dt

from forum.letters.base import reason_for_standing_in
from forum.letters.minutes import (
    CorrectionAnswer,
    EmptyItem,
    LastMinutes,
    Minutes,
    MinutesAgain,
    MinutesDraft,
    RecordWorkbook,
    StoodIn,
)
from samples.letters.shared import COMING, COMMON, HELD, MARKING, MEMBER, NEXT, OPEN, TO_UNIT, UNIT

LETTERS = (
    StoodIn(
        **COMMON,
        addressee="Locality Manager",
        marking=MARKING,
        why=reason_for_standing_in("MASE Group", HELD.date),
        held=HELD.date,
        organisation="Kent and Medway CAMHS",
    ),
    LastMinutes(**COMMON, addressee="Interim Lead, KCHFT", marking=MARKING, why=MEMBER, held=HELD.date),
    Minutes(
        **COMMON,
        addressee="Designated Nurse",
        marking=MARKING,
        why=MEMBER,
        held=HELD.date,
        minutes="unconfirmed",
        action_log=True,
        corrections_by=dt.date(2027, 2, 2),
        next_date=NEXT.date,
        actions=(OPEN, COMING),
        tabled=("7",),
        confirmed=(dt.date(2026, 12, 8),),
        answers=(
            CorrectionAnswer(
                held=dt.date(2026, 12, 8),
                text="Item 5 was agreed, not noted",
                made=False,
                because="the group noted it, and agreed it under item 9",
            ),
        ),
    ),
    MinutesAgain(
        **TO_UNIT,
        addressee="Business Unit",
        marking=MARKING,
        why=UNIT,
        held=HELD.date,
        by=dt.date(2027, 1, 21),
        out_by=dt.date(2027, 1, 26),
        because="ruling",
        to_say=(
            "The Chair’s ruling is missing: under Quorum put “7 of the 8 seats needed were filled "
            "(clause 4). The Chair ruled the meeting quorate.” in place of what is there.",
            "Decision MASE/2027-01/D1, under item 5, is valid now: take “not quorate” and “to be ratified” "
            "out.",
        ),
        drafted_anew=True,
    ),
    MinutesDraft(
        **TO_UNIT,
        addressee="Business Unit",
        marking=MARKING,
        why=UNIT,
        held=HELD.date,
        by=dt.date(2027, 1, 21),
        out_by=dt.date(2027, 1, 26),
        without_note=(
            EmptyItem(number="6", title="Action plan: what is behind"),
            EmptyItem(number="9", title="Items from boards and partnerships"),
        ),
    ),
    RecordWorkbook(
        **TO_UNIT,
        addressee="Business Unit",
        marking=MARKING,
        why=UNIT,
        meeting=NEXT,
        by=dt.date(2027, 2, 11),
        agreement=True,
    ),
)
