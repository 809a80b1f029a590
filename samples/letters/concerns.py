"""The letters about concerns, with sample data."""

from __future__ import annotations

import datetime as dt

from forum.concerns.follow_up import advice, front_doors
from forum.concerns.kinds import ConcernKind
from forum.letters.concerns import Acknowledgement, ConcernAnswer, ConcernLine, ConcernNotice
from forum.letters.foot import REASON_FOR_WRITER
from samples.letters.shared import COMMON, CONCERNS, MEMBER, TO_UNIT, UNIT

LETTERS = (
    ConcernAnswer(
        **COMMON,
        addressee="Designated Nurse",
        marking="",
        why=MEMBER,
        urgent=True,
        advice=(advice(ConcernKind.WORRY, CONCERNS, None),),
        answered=dt.date(2027, 1, 15),
        lead="Kent Safeguarding Lead, 03000 000009",
        unit="Kent Safeguarding Children Board Business Unit, 03000 000000",
    ),
    Acknowledgement(
        **COMMON,
        addressee="",
        marking="",
        why=REASON_FOR_WRITER,
        numbers=front_doors(CONCERNS),
        unit="Kent Safeguarding Children Board Business Unit, 03000 000000",
    ),
    ConcernNotice(
        **TO_UNIT,
        addressee="Business Unit Officer",
        marking="",
        why=UNIT,
        urgent=True,
        concerns=(
            ConcernLine(
                reference="W/2027/01",
                words="a worry about a child or adult",
                does="Read it now, ring whoever wrote, and see that the front door or the police have it.",
            ),
        ),
        writer="CCGs, 03000 000110",
        came="9:40pm on Monday 18 January 2027",
        proved=True,
        mailbox="mase@kent.example",
    ),
)
