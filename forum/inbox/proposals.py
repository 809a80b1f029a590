"""What a reply that was not understood may mean: one reading or none, for its writer to confirm.

A pure function of the letter and the words, so that the same mail gives the same proposal in every run. What
is proposed is recorded only once the writer has confirmed it (own rule: nothing is agreed by silence).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence

from forum.inbox.action_words import REPORTS
from forum.inbox.answered_letter import AnsweredLetter
from forum.inbox.courtesies_and_conditions import is_qualified
from forum.inbox.reading.actions import OF_ACTIONS, read_actions
from forum.inbox.sayings import Answered, Saying
from forum.questions.kinds import DRAFTS
from forum.questions.words import Reply, Word

VERSION = 1
"""The version of the rules. It goes up with each change of what is proposed, and stands beside what was
confirmed."""
NEVER = frozenset({Word.RELEASE, Word.SEND})
"""Words that let something leave the house: they are typed, or nothing leaves."""

Proposer = Callable[[AnsweredLetter, Sequence[str], dt.date], tuple[Saying, ...]]
"""A proposer takes a letter, the writer's own lines and the day on which the reply came."""
_SHORT_OF_A_YES = re.compile(
    r"\W*(?:ok(?:ay)?|fine|good|great|right|👍|👌|(?:no|nothing) (?:further |other |more )?"
    r"(?:comments?|issues|concerns|queries|problems?)|nothing to add)"
    r"(?: (?:from me|thanks?|thank you|ta))*\W*",
    re.IGNORECASE,
)


def propose(letter: AnsweredLetter, lines: Sequence[str], today: dt.date) -> tuple[Saying, ...]:
    """Return the one reading that a reply may have; nothing where there are several, or where the reply asks,
    denies or sets a condition.
    """
    if is_qualified(lines):
        return ()
    readings = {reading for proposer in PROPOSERS if (reading := proposer(letter, lines, today))}
    reading = readings.pop() if len(readings) == 1 else ()
    return () if any(isinstance(s, Answered) and s.reply.word in NEVER for s in reading) else reading


def _agreement(letter: AnsweredLetter, lines: Sequence[str], _today: dt.date) -> tuple[Saying, ...]:
    """Return the agreement to the one draft asked about that "OK", a thumb or "No comments" may mean."""
    asked = [question for question in letter.questions if question.is_open]
    if len(asked) != 1 or asked[0].kind not in DRAFTS or not _SHORT_OF_A_YES.fullmatch(" ".join(lines)):
        return ()
    return (Answered(asked[0].id, asked[0].kind, Reply(Word.AGREE)),)


def _reports(letter: AnsweredLetter, lines: Sequence[str], today: dt.date) -> tuple[Saying, ...]:
    """Return what is likely reported on the actions of a letter: "next Friday", "first one sent out"."""
    alone = letter.name in OF_ACTIONS
    reports = read_actions([(line, False) for line in lines], letter, today, alone=alone, likely=True)
    is_all = not (reports.for_the_unit or reports.not_understood or reports.rest)
    plain = all(saying.reply.word in REPORTS for saying in reports.reported)
    return tuple(reports.reported) if is_all and plain else ()


PROPOSERS: tuple[Proposer, ...] = (_agreement, _reports)
