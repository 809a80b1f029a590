"""Answers that the unit was told by phone: the Chair's, an owner's or an author's, in our form or in its own
words: "Rang Helen, 02 is done".

The matter of a line: the words that name a question beside those that answer it. Days on which the unit
spoke to somebody.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from forum.inbox.answered_letter import AnsweredLetter, AskedQuestion
from forum.inbox.phrases.actions.action_words import REPORTS
from forum.inbox.phrases.lexicon import turns
from forum.inbox.phrases.plain_lines import in_first_person
from forum.inbox.phrases.typed_words import read_lines
from forum.inbox.reading.actions.reports import read_actions, read_hand_over, speaks_of_hand_over
from forum.inbox.reading.chair import read_chair
from forum.inbox.reading.questions import fitting, mentioned
from forum.inbox.sayings import ActionReported, Answered, ByPhone, Reading, asked_back
from forum.letters.actions import ActionDigest
from forum.questions.kind import KindOfQuestion
from forum.questions.kinds import KINDS, TO_THE_CHAIR, QuestionKind
from forum.text.dates import MONTH, WEEKDAY, leading_date
from forum.text.patterns import any_of

HOW = (
    "Say what was answered, by whom, how and when: AGENDA AGREED BY CHAIR, phone, 21 January; or begin with "
    "the reference: MASE/2027-01/03 DONE, phone, 21 January."
)
_MATTER = any_of(
    r"\b(?:the )?(?:late |attendance |short )?(?:paper|letter|action|ruling|quorum|notice)\b"
    r"(?: for| on| to)?"
)


def without_matter(words: str, questions: Sequence[AskedQuestion]) -> str:
    """Return the words without the matter: "late paper for item 7 ALLOWED" is "ALLOWED"."""
    for question in questions:
        if question.reference:
            short = question.reference[-2:] if question.reference[-3:-2] == "/" else question.reference
            named = f"(?:{re.escape(question.reference)}|{re.escape(short)}(?= [a-z]))"
            reference = rf"\b(?:(?:for|on|action|to) ){{0,3}}(?:item )?{named}(?!\w)"
            words = re.sub(reference, " ", words, flags=re.IGNORECASE)
    for question in questions:
        words = _without_name(words, KINDS[question.kind])
    words = _MATTER.sub(" ", words)
    return " ".join(words.split()).strip(" ,;:.–-")


def _without_name(words: str, kind: KindOfQuestion) -> str:
    """Return the words without the name of the matter, unless that is part of an answer: QUORATE."""
    if not kind.matter_pattern or any(
        re.search(kind.matter_pattern, word, re.IGNORECASE) for word in kind.words
    ):
        return words
    return re.sub(kind.matter_pattern, " ", words, flags=re.IGNORECASE)


def unclear(why: str, line: str) -> Reading:
    """Return the reading of a line that is asked back, with how the unit writes such a line."""
    return asked_back(why, HOW, line)


LONGEST_AGO = 60  # days; what is longer ago is a slip, such as a day to come without its year
_DAYS_AGO = {"yesterday": 1, "last night": 1}
_RELATIVE = {"today": 0, "this morning": 0, "this afternoon": 0, "just now": 0, "yesterday": 1}
_TIME = re.compile(r"\b(?:at )?(?:\d{1,2}[:.]?\d\d(?: ?[ap]m)?|\d{1,2} ?[ap]m)\b", re.IGNORECASE)


def past_day(when: str, today: dt.date) -> dt.date | None:
    """Return the day of a call: "21 January", "today", "yesterday"; None for none, or one to come."""
    when = when.strip(" .,;")
    relative = _TIME.sub("", when).strip(" .,;").casefold()
    if relative in _RELATIVE:
        return today - dt.timedelta(days=_RELATIVE[relative])
    day = None if "?" in when else leading_date(when, today, gone_by=True)
    return day[0] if day and not turns(day[1]) and 0 <= (today - day[0]).days <= LONGEST_AGO else None


def day_of_call(text: str, today: dt.date) -> dt.date:
    """Return the day of a call that a text names, or else the day on which it came."""
    for day_before, days in _DAYS_AGO.items():
        if day_before in text.casefold():
            return today - dt.timedelta(days=days)
    dated = (leading_date(text[at:], today, gone_by=True) for at in range(len(text)) if text[at].isdigit())
    return next((day[0] for day in dated if day and day[0] <= today), today)


_NAME = r"(?P<{name}>(?:the )?chair|(?-i:[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?))"
_WHEN = (
    r"(?:,? \(?(?:today|yesterday|last night|just now|now|back|(?:this )?(?:morning|afternoon|am|pm)"
    r"|(?:by|on the|over the) phone|(?:(?:on|at) )?(?:"
    rf"{WEEKDAY}|\d{{1,2}}(?:[:.]?\d\d)?(?: ?[ap]m)?|\d{{1,2}}(?:st|nd|rd|th)? {MONTH}"
    r")(?= ?[,.;:–)-]| and\b)|\d{1,2}/\d{1,2}(?:/\d{2,4})?)\)?){0,4}"
)
_CALL = re.compile(
    r"\W*(?:(?:i|we)(?: have|['’]ve)? )?(?:just )?"
    rf"(?:(?:rang|rung|phoned|called|caught|(?:spoke|spoken|talked) (?:to|with)) {_NAME.format(name='rung')}"
    rf"|{_NAME.format(name='rang')} (?:has |just )?(?:rang|rung|phoned|called)(?: (?:me|us))?)"
    rf"{_WHEN}(?: and|(?: ?[,;:.–-])+) (?:and )?(?P<answer>.+)",
    re.IGNORECASE | re.DOTALL,
)


_REPORTED = re.compile(
    r"(?:^|(?<=[,.;–-] )|(?<=\band ))(?:s?he|they) (?:now |just )?(?:says?|said|tells? (?:me|us)"
    r"|told (?:me|us)|confirm(?:s|ed)"
    r"|reckons?)(?: that)? "
    r"|(?:,? (?:over|by|on)(?: the)? phone)(?=\W*$)",
    re.IGNORECASE,
)
"""What reports another's words, and is no part of them."""


def read_call(line: str, questions: Sequence[AskedQuestion], today: dt.date) -> Reading:
    """Read a line that tells of a call and of what was said in it; nothing where any of it is no answer."""
    call = _CALL.fullmatch(line)
    if call is None:
        return Reading()
    name = " ".join((call["rung"] or call["rang"]).split())
    of = [question for question in questions if _is_of(question, name)]
    said = _REPORTED.sub("", call["answer"].lower() if call["answer"].isupper() else call["answer"])
    answer = in_first_person(f"{name} says {said}", name)
    on = day_of_call(call[0].removesuffix(call["answer"]), today)
    by_chair = [question for question in of if question.kind in TO_THE_CHAIR]
    others = [question for question in of if question.kind not in TO_THE_CHAIR]
    readers = (
        (by_chair, read_of_chair),
        (others, _read_report),
        (others, read_of_others),
    )
    for asked, read in readers:
        reading = (
            read(answer, asked, ByPhone(on, chair=asked is by_chair), line, today) if asked else Reading()
        )
        if reading.sayings and not reading.not_understood:
            return reading
    return Reading()


def _is_of(question: AskedQuestion, name: str) -> bool:
    """Say whether a question is asked of somebody of this name, who may be called by a part of it."""
    if name.casefold().endswith("chair"):
        return question.kind in TO_THE_CHAIR
    return not question.of or set(name.split()) <= set(question.of.split())


def _read_report(
    words: str, questions: Sequence[AskedQuestion], by: ByPhone, _line: str, today: dt.date
) -> Reading:
    """Read what an owner said of actions in their own words."""
    references = tuple(q.reference for q in questions if q.kind is QuestionKind.UPDATE_ACTION)
    letter = AnsweredLetter(ActionDigest.NAME, actions=references)
    reports = read_actions([(words, False)], letter, today, alone=True) if references else None
    if reports is None or reports.for_the_unit or reports.not_understood or reports.rest:
        return Reading()
    reported = tuple(replace(each, by_phone=by) for each in reports.reported if each.reply.word in REPORTS)
    return Reading(reported)


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
    for name in {question.of for question in questions if question.of}:
        words = in_first_person(words, name)
    of = mentioned(words, questions)
    reply = read_lines([without_matter(words, of or questions)], today)
    fits = fitting(reply.word, of or questions)
    if len(fits) != 1:
        return unclear("It is not plain which question that answers.", line)
    if fits[0].kind is QuestionKind.UPDATE_ACTION:
        return Reading((ActionReported(fits[0].reference, reply, by),))
    return Reading((Answered(fits[0].id, fits[0].kind, reply, by),))
