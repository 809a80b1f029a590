"""What the trained model takes a reply for that no rule understands, of what the letter asked alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from forum.inbox.answered_letter import AnsweredLetter, AskedQuestion
from forum.inbox.likely_meaning import Meant, Weights, likely_meaning
from forum.inbox.phrases.actions.action_phrases import OF_A_MESSAGE
from forum.inbox.phrases.actions.action_words import casts_doubt, days_given
from forum.inbox.phrases.attendance.likely_coming import (
    denies_deputy,
    doubts_coming,
    named_among,
    speaks_of_a_place_in_papers,
)
from forum.inbox.phrases.attendance.meeting_days import speaks_of_another_day
from forum.inbox.phrases.courtesies_and_conditions import DOUBTS, is_asking, is_qualified
from forum.inbox.phrases.other_matters import MORE_TO_DO, OF_OTHERS, TO_COME
from forum.inbox.reading.actions.reports import OF_ACTIONS
from forum.inbox.reading.desk.days_of_calls import day_of_call
from forum.inbox.reading.draft_changes import wants_change
from forum.inbox.reading.questions import mentioned, names_matter
from forum.inbox.sayings import (
    ActionReported,
    Answered,
    Apologies,
    ByPhone,
    Coming,
    DeputyNamed,
    DetailsRight,
    Saying,
)
from forum.questions.kinds import DRAFTS, QuestionKind
from forum.questions.words import Reply, Word

Meanings = Mapping[Meant, tuple[Saying, ...]]
LIKELY = 0.5
"""The probability from which a meaning is proposed."""
_LONGEST = 400  # characters; whoever writes more says more
_OF_THE_CHAIR: Mapping[QuestionKind, Mapping[Meant, Word]] = {
    QuestionKind.AGREE_AGENDA: {Meant.YES: Word.AGREE},
    QuestionKind.AGREE_MINUTES: {Meant.YES: Word.AGREE},
    QuestionKind.ALLOW_LATE_PAPER: {Meant.YES: Word.ALLOW, Meant.NO: Word.NO},
    QuestionKind.ALLOW_LATE_ITEM: {Meant.YES: Word.ALLOW, Meant.NO: Word.NO},
    QuestionKind.WAIVE_NOTICE: {Meant.YES: Word.ALLOW, Meant.NO: Word.NO},
    QuestionKind.DISCHARGE_ACTION: {Meant.YES: Word.DISCHARGE, Meant.NO: Word.RETURN},
    QuestionKind.RULE_ON_QUORUM: {Meant.YES: Word.QUORATE, Meant.NO: Word.NOT_QUORATE},
    QuestionKind.SEND_ATTENDANCE_NOTICE: {Meant.NO: Word.NO},
    QuestionKind.TELL_ORGANISATION_OF_ATTENDANCE: {Meant.NO: Word.NO},
    QuestionKind.ESCALATE_ACTION: {Meant.NO: Word.NO},
}
_OF_AN_ACTION = {Meant.DONE: Word.DONE, Meant.HELP: Word.HELP}
_OF_A_PAPER = {Meant.VERBAL: Word.VERBAL, Meant.WITHDRAW: Word.WITHDRAW}
_OF_COMING = frozenset({Meant.COMING, Meant.NOT_COMING, Meant.DEPUTY, Meant.NO_DEPUTY})
ASKED = {
    "chair": "chair",
    **dict.fromkeys(("invitation", "papers", "supplement", "moved"), "coming"),
    "deputy_wanted": "deputy",
    **dict.fromkeys((*OF_ACTIONS, "after_meeting", "farewell", "minutes"), "action"),
    "paper_author": "paper",
    "details": "details",
    "desk": "desk",
}
"""What the letters ask of which the model was trained; of any other nothing is proposed."""


def trained_proposal(
    letter: AnsweredLetter, lines: Sequence[str], today: dt.date, weights: Weights | None = None
) -> tuple[Saying, ...]:
    """Return the one thing that a reply likely says of what the letter asks; nothing where it asks, doubts or
    says it of several things."""
    text = "\n".join(lines)
    if letter.name not in ASKED or not 0 < len(text) <= _LONGEST or is_asking(text) or DOUBTS.search(text):
        return ()
    meant, probability = likely_meaning(ASKED[letter.name], text, letter.deputies, weights)
    meanings = _meanings(letter, text, today)
    if probability < LIKELY or meant not in meanings or _says_otherwise(meant, letter, lines, today):
        return ()
    return meanings[meant]


def _says_otherwise(meant: Meant, letter: AnsweredLetter, lines: Sequence[str], today: dt.date) -> bool:
    """Say whether a reply has words beside which such a meaning is never proposed."""
    text = "\n".join(lines)
    if meant is Meant.YES:
        is_more = any(pattern.search(text) for pattern in (OF_OTHERS, TO_COME, MORE_TO_DO))
        return is_more or is_qualified(lines) or wants_change(text) or any(map(str.isdigit, text))
    if meant is Meant.DONE:
        return casts_doubt(Word.DONE, text, today) or bool(days_given(text, today))
    if meant is Meant.DATE:
        return OF_A_MESSAGE.search(text) is not None
    if meant in (Meant.DEPUTY, Meant.COMING) and denies_deputy(text):
        return True
    if meant not in _OF_COMING:
        return False
    is_of_another = letter.meeting is not None and speaks_of_another_day(text, letter.meeting, today)
    return doubts_coming(text) or is_of_another or speaks_of_a_place_in_papers(text)


def _meanings(letter: AnsweredLetter, text: str, today: dt.date) -> Meanings:
    """Return what may be said of what a letter asks, where it asks one thing."""
    waiting = [question for question in letter.questions if question.is_open]
    match ASKED[letter.name]:
        case "chair":
            return _of_the_chair(waiting, text)
        case "coming":
            return {Meant.COMING: (Coming(),), Meant.NOT_COMING: (Apologies(),), **_of_deputies(letter, text)}
        case "deputy":
            none = tuple(Answered(question.id, question.kind, Reply(Word.NONE)) for question in waiting)
            return {Meant.NO_DEPUTY: none, **_of_deputies(letter, text)}
        case "paper" if len(waiting) == 1:
            return {meant: (_answer(waiting[0], word),) for meant, word in _OF_A_PAPER.items()}
        case "details":
            return {Meant.RIGHT: (DetailsRight(),)}
        case "desk" if len(of := mentioned(text, waiting) or waiting) == 1:
            return _at_the_desk(of[0], day_of_call(text, today))
        case "action" if letter.name in OF_ACTIONS:
            return _of_an_action(letter, text, today)
    return {}


def _of_the_chair(waiting: Sequence[AskedQuestion], text: str) -> Meanings:
    """Return the answers to the Chair's one question, or to both drafts; never SEND. A draft that is named
    alone, or that is not asked about, is not what the answer is for."""
    kinds = {question.kind for question in waiting}
    named = {kind for kind in DRAFTS if names_matter(text, kind)}
    if kinds == DRAFTS and len(named) != 1:
        return {Meant.YES: tuple(_answer(question, Word.AGREE_BOTH) for question in waiting)}
    if len(waiting) != 1 or not named <= kinds:
        return {}
    words = _OF_THE_CHAIR.get(waiting[0].kind, {})
    return {meant: (_answer(waiting[0], word),) for meant, word in words.items()}


def _of_deputies(letter: AnsweredLetter, text: str) -> Meanings:
    """Return the one registered deputy whom a text names."""
    named = named_among(text, letter.deputies)
    return {Meant.DEPUTY: (DeputyNamed(named[0]),)} if len(named) == 1 else {}


def _of_an_action(letter: AnsweredLetter, text: str, today: dt.date) -> Meanings:
    """Return the reports on the one action to do, with the one day that a text gives."""
    to_do = [each for each in letter.actions if each not in letter.reported]
    if len(to_do) != 1:
        return {}
    reports = {meant: Reply(word, text) for meant, word in _OF_AN_ACTION.items()}
    if len(days := days_given(text, today)) == 1:
        reports[Meant.DATE] = Reply(Word.NEW_DATE, text, days.pop())
    return {meant: (ActionReported(to_do[0], reply),) for meant, reply in reports.items()}


def _at_the_desk(question: AskedQuestion, on: dt.date) -> Meanings:
    """Return what the unit may have been told by phone on a day, or have been given."""
    match question.kind:
        case QuestionKind.AGREE_AGENDA | QuestionKind.AGREE_MINUTES:
            by = ByPhone(on, chair=True)
            agreed = Answered(question.id, question.kind, Reply(Word.AGREE), by)
            return {Meant.AGREED_BY_CHAIR: (agreed,)}
        case QuestionKind.PROVIDE_PAPER:
            return {
                meant: (Answered(question.id, question.kind, Reply(word), ByPhone(on, chair=False)),)
                for meant, word in _OF_A_PAPER.items()
            }
        case QuestionKind.RECORD_AGREEMENT:
            return {Meant.SIGNED: (Answered(question.id, question.kind, Reply(Word.SIGNED, date=on)),)}
    return {}


def _answer(question: AskedQuestion, word: Word) -> Answered:
    return Answered(question.id, question.kind, Reply(word))
