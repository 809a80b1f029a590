"""What a reply that was not understood may mean: one reading or none, for its writer to confirm.

A pure function of the letter and the words, so that the same mail gives the same proposal in every run. What
is proposed is recorded only once the writer has confirmed it (own rule: nothing is agreed by silence).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from forum.inbox.answered_letter import AnsweredLetter, AskedQuestion
from forum.inbox.phrases.actions.action_words import REPORTS
from forum.inbox.phrases.closed_answers import LONGEST, almost_an_answer, answer_with_more, closed_answer
from forum.inbox.phrases.courtesies_and_conditions import CONDITIONS, is_qualified
from forum.inbox.phrases.other_matters import MORE_TO_DO, OF_OTHERS, TO_COME
from forum.inbox.reading.actions.reports import OF_ACTIONS, read_actions
from forum.inbox.reading.desk.days_of_calls import day_of_call
from forum.inbox.reading.draft_changes import wants_change
from forum.inbox.reading.items import likely_item
from forum.inbox.reading.questions import mentioned, names_matter
from forum.inbox.sayings import ActionReported, Answered, ByPhone, Saying
from forum.inbox.trained_proposals import trained_proposal
from forum.questions.kinds import BOTH, DRAFTS, TO_THE_CHAIR, QuestionKind
from forum.questions.words import Reply, Word
from forum.text.patterns import any_of, words

VERSION = 7
"""The version of the rules and of the trained model. It goes up with each change of what is proposed, and
stands beside what was confirmed."""
NEVER = frozenset({Word.RELEASE, Word.SEND})
"""Words that let something leave the house: they are typed, or nothing leaves."""

Proposer = Callable[[AnsweredLetter, Sequence[str], dt.date], tuple[Saying, ...]]
"""A proposer takes a letter, the writer's own lines and the day on which the reply came."""
_TOLD = any_of(
    r"\b(?:rang|phoned|telephoned|called|spoke|told me|says|said|(?:by|on the|over the) phone)\b"
    r"|\bphone(?:,| call\b)"
)
_WANTED = any_of(words("wants, wanted, would like, should, must, needs to, first, instead"))
"""Words by which somebody who was rung wants something else as well."""
_REPORTED = {
    QuestionKind.AGREE_AGENDA: ((Word.AGREE, any_of(r"\bagree[ds]\b")),),
    QuestionKind.AGREE_MINUTES: ((Word.AGREE, any_of(r"\bagree[ds]\b")),),
    QuestionKind.PROVIDE_PAPER: (
        (Word.VERBAL, any_of(r"\bverbal(?:ly)?\b")),
        (Word.WITHDRAW, any_of(r"\bwithdraw(?:n|s|ing)?\b")),
    ),
    QuestionKind.UPDATE_ACTION: ((Word.DONE, any_of(r"\b(?:done|complete[d]?)\b")),),
}
"""The answers that the unit passes on in its own words, by kind of question."""
_OF_DRAFTS = any_of(
    r"\b(?:agree(?:d|ing)?|approv(?:ed?|ing|al)|endorsed?|sign(?:ed)?(?: \w{2,6})? off|sound|spot on"
    r"|good to go)\b",
    r"\b(?:happy|content|fine|pleased|comfortable|satisfied) (?:with|for|to|by)\b",
    r"\b(?:looks?|reads?|is|are|all|it['’]s|that['’]s)(?: \w{2,10})? (?:good|great|grand|fine|well"
    r"|lovely|perfect"
    r"|excellent|brilliant|accurate|correct|right|ok|okay|in order)\b",
)
"""Words by which somebody is likely to agree to a draft."""
_KEY_WORDS = {
    QuestionKind.AGREE_AGENDA: ((Word.AGREE, _OF_DRAFTS),),
    QuestionKind.AGREE_MINUTES: ((Word.AGREE, _OF_DRAFTS),),
    QuestionKind.ALLOW_LATE_PAPER: (
        (
            Word.ALLOW,
            any_of(
                r"\b(?:allow(?:ed|ing)?|permit(?:ted)?|permission|yes|accept(?:ed|ing)?|go ahead)\b",
                r"\b(?:happy|content|fine|ok|okay) (?:with|for|to)\b",
            ),
        ),
        (Word.NO, any_of(r"\b(?:refus\w{1,3}|declin\w{1,3}|too late)\b")),
    ),
    QuestionKind.DISCHARGE_ACTION: (
        (Word.DISCHARGE, any_of(r"\b(?:discharge[ds]?|close[ds]?|signed? off)\b")),
        (
            Word.RETURN,
            any_of(r"\b(?:return(?:ed)?|send (?:\w{2,4} )?back|(?:keep|leave) (?:\w{2,4} )?open)\b"),
        ),
    ),
    QuestionKind.RULE_ON_QUORUM: (
        (Word.QUORATE, any_of(r"\b(?:quorate|had a quorum)\b")),
        (Word.NOT_QUORATE, any_of(r"\binquorate\b")),
    ),
}
"""Words by which an answer is likely meant, by kind of question."""
_ONLY_SO_LONG = any_of(r"\b(?:it|they|that)(?:['’](?:s|re)| is| are) only (?:short|an?|one|two|three|four)\b")
"""A reason that sounds like a condition: "it's only two pages"."""


def propose(letter: AnsweredLetter, lines: Sequence[str], today: dt.date) -> tuple[Saying, ...]:
    """Return the one reading that a reply may have; nothing where there are several, or where the reply asks,
    denies or sets a condition. What no rule understands may mean what the trained model takes it for.
    """
    return _by_rules(letter, lines, today) or trained_proposal(letter, lines, today)


def _by_rules(letter: AnsweredLetter, lines: Sequence[str], today: dt.date) -> tuple[Saying, ...]:
    if is_qualified(lines):
        return _new_item(letter, lines, today)  # "have you room for ten minutes on …?" asks, and proposes
    readings = {reading for proposer in PROPOSERS if (reading := proposer(letter, lines, today))}
    reading = readings.pop() if len(readings) == 1 else ()
    return () if any(isinstance(s, Answered) and s.reply.word in NEVER for s in reading) else reading


def _decision(letter: AnsweredLetter, lines: Sequence[str], _today: dt.date) -> tuple[Saying, ...]:
    """Return the answer to all that the Chair is asked, where it is short of a yes or has more beside it."""
    asked = [question for question in letter.questions if question.is_open]
    if letter.name != "chair" or not (len(asked) == 1 or {question.kind for question in asked} == BOTH):
        return ()
    named = [question for question in asked if names_matter(" ".join(lines), question.kind)]
    if len(named) == 1:
        asked = named
    likely = {question: _likely(question.kind, lines) for question in asked}
    if len(asked) > 1 and set(likely.values()) != {Word.AGREE}:
        return ()
    return tuple(Answered(q.id, q.kind, Reply(word)) for q, word in likely.items() if word)


def _likely(kind: QuestionKind, lines: Sequence[str]) -> Word | None:
    if word := almost_an_answer(kind, lines) or closed_answer(kind, lines):
        return word
    word, more = answer_with_more(kind, lines) or (_sounds_like(kind, lines), "\n".join(lines))
    more = _ONLY_SO_LONG.sub("", more)
    is_more = CONDITIONS.search(more) or MORE_TO_DO.search(more) or TO_COME.search(more) or wants_change(more)
    return None if is_more or any(map(str.isdigit, more)) else word


def _sounds_like(kind: QuestionKind, lines: Sequence[str]) -> Word | None:
    """Return the one answer whose key words a reply has, where it speaks of no one else and no later day."""
    text = " ".join(lines)
    if len(text) > LONGEST or OF_OTHERS.search(text) or TO_COME.search(text):
        return None
    if any(kind is not draft and names_matter(text, draft) for draft in DRAFTS):
        return None
    heard = {word for word, pattern in _KEY_WORDS.get(kind, ()) if pattern.search(text)}
    return heard.pop() if len(heard) == 1 else None


def _passed_on(letter: AnsweredLetter, lines: Sequence[str], today: dt.date) -> tuple[Saying, ...]:
    """Return the answer of which the unit tells in its own words: "Rang the author today, a verbal item"."""
    text = " ".join(lines)
    if letter.name != "desk" or not _TOLD.search(text) or _WANTED.search(text):
        return ()
    waiting = [question for question in letter.questions if question.is_open]
    told = [
        (question, word)
        for question in mentioned(text, waiting) or waiting
        for word, pattern in _REPORTED.get(question.kind, ())
        if pattern.search(text) and (word in (Word.VERBAL, Word.WITHDRAW) or not TO_COME.search(text))
    ]
    return (_by_phone(*told[0], day_of_call(text, today)),) if len(told) == 1 else ()


def _by_phone(question: AskedQuestion, word: Word, on: dt.date) -> Saying:
    call = ByPhone(on, chair=question.kind in TO_THE_CHAIR)
    if question.kind is QuestionKind.UPDATE_ACTION:
        return ActionReported(question.reference, Reply(word), call)
    return Answered(question.id, question.kind, Reply(word), call)


def _reports(letter: AnsweredLetter, lines: Sequence[str], today: dt.date) -> tuple[Saying, ...]:
    """Return what is likely reported on the actions of a letter: "next Friday", "first one sent out"."""
    alone = letter.name in OF_ACTIONS
    reports = read_actions([(line, False) for line in lines], letter, today, alone=alone, likely=True)
    is_all = not (reports.for_the_unit or reports.not_understood or reports.rest)
    plain = all(saying.reply.word in REPORTS for saying in reports.reported)
    return tuple(reports.reported) if is_all and plain else ()


def _new_item(letter: AnsweredLetter, lines: Sequence[str], _today: dt.date) -> tuple[Saying, ...]:
    """Return the item that free text in answer to the call for items probably proposes."""
    item = likely_item(lines) if letter.name == "after_meeting" else None
    return (item,) if item else ()


PROPOSERS: tuple[Proposer, ...] = (_decision, _passed_on, _reports)
