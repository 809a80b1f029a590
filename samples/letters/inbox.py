"""The letters about inbox, with sample data."""

from __future__ import annotations

import datetime as dt

from forum.letters.inbox.not_understood import NotUnderstood
from forum.letters.inbox.recorded import Recorded
from forum.letters.inbox.undone import Undone
from forum.letters.parts import Choice, Unclear
from forum.questions.words import Word
from samples.letters.shared import CHAIR, COMMON, MEMBER

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
