"""The letters about inbox, with sample data.

The letters about concerns, with sample data.
"""

from __future__ import annotations

import datetime as dt

from forum.concerns.kinds import ConcernKind, advice, front_doors
from forum.letters.base import REASON_FOR_WRITER
from forum.letters.concerns import Acknowledgement, ConcernAnswer, ConcernLine, ConcernNotice
from forum.letters.inbox import NotUnderstood, OwnWords, Recorded, Undone
from forum.letters.parts import Choice, Quote, Unclear
from forum.letters.questions import DeskTask
from forum.questions.words import Word
from samples.letters.shared import CHAIR, COMMON, CONCERNS, MARKING, MEMBER, TO_UNIT, UNIT

LETTERS = (
    NotUnderstood(
        **COMMON,
        addressee="Independent Chair",
        marking="",
        why=CHAIR,
        answered=dt.date(2027, 1, 18),
        unclear=(
            Unclear(
                why="Your reply has more in it than the word, and nothing is agreed with a condition.",
                how="Reply AGREE AGENDA, or tell us what to change.",
            ),
        ),
        choices=(Choice(about="1", matter="the agenda for 9 February", words=(Word.AGREE_AGENDA,)),),
    ),
    Recorded(
        **COMMON,
        addressee="Designated Nurse",
        marking="",
        why=MEMBER,
        answered=dt.date(2027, 1, 18),
        lines=("Action MASE/2027-01/03 is reported done.",),
        unanswered=("action MASE/2027-01/05 (Report on return interviews to the February meeting)",),
    ),
    OwnWords(
        **TO_UNIT,
        addressee="Business Unit",
        marking=MARKING,
        why=UNIT,
        office="the Chair",
        task=DeskTask(
            group="MASE",
            what="Independent Chair (chair), 03000 000001, wrote at 9:40am on 19 January 2027, in answer to "
            "our letter (MASE, two things to agree by Mon 25 Jan).",
            quote=Quote(lines=("Can we speak before I answer this?", "I have had a call about item 11.")),
            how="It answers nothing that we asked, and we have asked them what they mean. Once it is dealt "
            "with, reply ASIDE 0a1b2c3d and what was done.",
            by=dt.date(2027, 1, 19),
            since=dt.date(2027, 1, 19),
        ),
    ),
    Undone(
        **COMMON,
        addressee="Designated Nurse",
        marking="",
        why=MEMBER,
        answered=dt.date(2027, 1, 18),
        lines=("Action MASE/2027-01/03 is reported done.",),
    ),
)


CONCERN_LETTERS = (
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
