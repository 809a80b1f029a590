"""The letters about inbox, with sample data."""

from __future__ import annotations

import datetime as dt

from forum.letters.inbox import NotUnderstood, OwnWords, Recorded, Undone
from forum.letters.parts import Choice, Quote, Unclear
from forum.letters.questions import DeskTask
from forum.questions.words import Word
from samples.letters.shared import CHAIR, COMMON, MARKING, MEMBER, TO_UNIT, UNIT

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
