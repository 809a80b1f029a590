"""Answers that the unit was told by phone: the Chair's, an owner's or an author's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from forum.inbox.answered_letter import AskedQuestion
from forum.inbox.phrases.typed_words import read_lines
from forum.inbox.reading.actions.hand_overs import read_hand_over, speaks_of_hand_over
from forum.inbox.reading.chair import read_chair
from forum.inbox.reading.desk.matters import unclear, without_matter
from forum.inbox.reading.questions import fitting, mentioned
from forum.inbox.sayings import ActionReported, Answered, ByPhone, Reading
from forum.questions.kinds import QuestionKind


def read_of_chair(
    answer: str, questions: Sequence[AskedQuestion], by: ByPhone, line: str, today: dt.date
) -> Reading:
    """Read what the Chair answered: to the one question it fits, or to the one that the line names."""
    of = mentioned(answer, questions)
    plain = without_matter(answer, questions)
    for candidates, words in ((questions, answer), (questions, plain), (of, plain)):
        reading = read_chair([words], candidates, today) if candidates and words else Reading()
        if reading.sayings and not reading.not_understood:
            return Reading(
                tuple(
                    replace(saying, by_phone=by) for saying in reading.sayings if isinstance(saying, Answered)
                )
            )
    return unclear("It is not plain which question of the Chair’s that answers.", line)


def read_of_others(
    words: str, questions: Sequence[AskedQuestion], by: ByPhone, line: str, today: dt.date
) -> Reading:
    """Read what an owner said of an action, or an author of a paper."""
    if speaks_of_hand_over(words, questions):
        reading = read_hand_over(words, questions)
        answers = [replace(answer, by_phone=by) for answer in reading.sayings if isinstance(answer, Answered)]
        return Reading(tuple(answers), reading.not_understood)
    of = mentioned(words, questions)
    reply = read_lines([without_matter(words, of)], today)
    fits = fitting(reply.word, of or questions)
    if len(fits) != 1:
        return unclear("It is not plain which question that answers.", line)
    if fits[0].kind is QuestionKind.UPDATE_ACTION:
        return Reading((ActionReported(fits[0].reference, reply, by),))
    return Reading((Answered(fits[0].id, fits[0].kind, reply, by),))
