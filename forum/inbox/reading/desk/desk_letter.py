"""The unit's replies to its desk letter: what it did itself, and what it was told by phone."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from forum.inbox.answered_letter import AskedQuestion
from forum.inbox.orders import begins_order, order_in
from forum.inbox.phrases.closed_answers import closed_answers
from forum.inbox.phrases.courtesies import is_harmless
from forum.inbox.phrases.lexicon import Turn, turns
from forum.inbox.phrases.typed_words import read_lines
from forum.inbox.reading.desk.by_phone import HOW, past_day, read_call, read_of_chair, read_of_others, unclear
from forum.inbox.reading.desk.own_tasks import BRIEFING, not_in_form, read_order, read_own
from forum.inbox.reading.research import asks_for_research, read_research
from forum.inbox.sayings import Answered, ByPhone, ForTheUnit, Reading, asked_back, joined
from forum.questions.kinds import TO_THE_CHAIR, QuestionKind
from forum.questions.words import CONSENTS, Word
from forum.text.patterns import any_of
from forum.text.wording import listed, plural

_MORE_TO_DO = any_of(r"\b(?:release|send|hold)\b")
_HAS_SIGNED = (
    r"(?:yes,? )?(?:(?:{name})(?: has| have|['’]s)? (?:now )?signed"
    r"(?: (?:it|theirs|hers|his|this|that|the (?:agreement|form)))?"
    r"|signed[\s:,]+(?:by )?(?:{name}))(?: (?:at|in|on) (?:the )?(?!behalf)[a-z]+)?"
    r"(?:,? (?:today|yesterday|now|just now|this (?:am|morning|afternoon)|on [a-z]+day"
    r"|(?:on )?(?P<when>\d[\d/.]*(?: [a-z]+)?)))?"
    r"(?:\s*[,.;(–-]+\s*(?:and )?(?:(?:(?:i|we)(?: have|['’]ve)?(?: got)?|the|a|her|his|signed|paper) )*"
    r"(?:copy|form|it|original|agreement|filed|scan(?:ned)?|saved|got|have|in the)\b[^\d?]{{0,60}})?\W*"
)
"""That somebody has signed, with where the agreement is kept."""
_BY_CHAIR = any_of(
    r"(?<!\s)\s*+,?\s*+\b(?:by|from) (?:the )?chair\b", r"^\W*(?:the )?chair(?: has)?\b[\s:,–-]*"
)
_NOTHING_TO_CHANGE = any_of(r"^(?:\w+ ){1,3}not agreed$")
"""What the Chair did not agree to, without what is to be changed."""
_DEPUTY_CHAIR = any_of(r"\bdeputy chair\b")
_PHONE = any_of(
    r"(?:(?<![\s,;:(–-])[\s,;:(–-]++)?\b(?:by |over the |on the |via )?(?:tele)?phone[d]?(?: call)?\b"
    r"[\s,;:–-]*(?:on )?(?P<when>[^,;)]*)(?:, \d{1,2} [a-z]+)?\)?"
)
_OF_A_SIGNATURE = (Turn.OTHERS, Turn.DAY)


def read_desk(lines: Sequence[str], questions: Sequence[AskedQuestion], today: dt.date) -> Reading:
    """Read what the unit says, a line a matter (own rule: an answer by phone is put on record as such).

    ``questions`` are all questions that wait in the unit's groups. What the unit says "by Chair" is the
    Chair's answer; what it was told of an action or a paper by phone is its owner's or author's. Without
    "phone" it speaks of its own tasks.
    """
    lines = _with_their_parts(lines)
    readings = {
        number: _read_line(line, questions, today)
        for number, line in enumerate(lines, start=1)
        if read_lines([line], today).word is not Word.OTHER
        or closed_answers([line], questions)
        or _MORE_TO_DO.search(line)  # of the Chair's a courtesy, of the unit's a task
        or not is_harmless([line])
    }
    sayings = tuple(saying for reading in readings.values() for saying in reading.sayings)
    consents = any(isinstance(saying, Answered) and saying.reply.word in CONSENTS for saying in sayings)
    free = [
        str(number)
        for number, reading in readings.items()
        if any(isinstance(s, ForTheUnit) for s in reading.sayings)
    ]
    if consents and free:
        lines_in_words = (
            f"{plural(len(free), 'Line')} {listed(free)} of your reply {'is' if len(free) == 1 else 'are'}"
        )
        why = f"{lines_in_words} none of the answers, and nothing is agreed or released on a condition."
        return asked_back(why, HOW, "\n".join(lines))
    return joined(*readings.values())


def _with_their_parts(lines: Sequence[str]) -> list[str]:
    """Join each BRIEFING with the lines below it, up to the next: these are its parts."""
    joined: list[str] = []
    for line in lines:
        if joined and BRIEFING.match(joined[-1]) and not BRIEFING.match(line):
            joined[-1] += f"\n{line}"
        else:
            joined.append(line)
    return joined


def _read_line(line: str, questions: Sequence[AskedQuestion], today: dt.date) -> Reading:
    """Read an order in its exact form, or what answers a question; a line that is neither and begins like an
    order is asked back with its form."""
    if order := order_in(line):
        return read_order(*order, line, today)
    if asks_for_research(line):
        return read_research(line, today)
    reading = read_call(line, questions, today)
    reading = reading if reading.sayings else _read_answer(line, questions, today)
    begun = begins_order(line)
    if begun and all(isinstance(saying, ForTheUnit) for saying in reading.sayings):
        return not_in_form(begun, "That is not in the form that is carried out.", line)
    return reading


def _read_answer(line: str, questions: Sequence[AskedQuestion], today: dt.date) -> Reading:
    line, questions = _of_named_chair(_in_form_of_signed(line, questions), questions)
    phone, chair = _PHONE.search(line), _BY_CHAIR.search(line)
    if _DEPUTY_CHAIR.search(line):
        why = "The deputy chair’s word by phone counts only where they were asked as well."
        return asked_back(why, "Ask the deputy chair to reply to our letter.", line)
    if chair and not phone:
        return unclear("It is not plain how and when the Chair said so.", line)
    if not phone:
        return read_own(line, questions, today)
    on = past_day(phone["when"] or "", today)
    if on is None:
        return unclear("It is not plain on which day that was said, or it is a day to come.", line)
    words = _BY_CHAIR.sub("", _PHONE.sub("", line)).strip(" ,;:.–-")
    by = ByPhone(on, chair=chair is not None)
    if chair and _NOTHING_TO_CHANGE.search(words):
        return unclear("It is not plain what the Chair wants changed.", line)
    if chair:
        return read_of_chair(
            words, [question for question in questions if question.kind in TO_THE_CHAIR], by, line, today
        )
    return read_of_others(
        words, [question for question in questions if question.kind not in TO_THE_CHAIR], by, line, today
    )


def _in_form_of_signed(line: str, questions: Sequence[AskedQuestion]) -> str:
    """Return a line that says who signed, "Jo signed it today", as our letter asks for it."""
    names = [question.reference for question in questions if question.kind is QuestionKind.RECORD_AGREEMENT]
    for name in names:
        first = name.split()[0]
        is_only = sum(each.split()[0] == first for each in names) == 1
        called = f"{re.escape(name)}|{re.escape(first)}" if is_only else re.escape(name)
        match = re.fullmatch(_HAS_SIGNED.format(name=called), line, re.IGNORECASE)
        if match and not turns(line, _OF_A_SIGNATURE):
            return f"SIGNED {name} {match['when'] or ''}".strip()
    return line


def _of_named_chair(line: str, questions: Sequence[AskedQuestion]) -> tuple[str, Sequence[AskedQuestion]]:
    """Return a line that names one of joint Chairs as one that says "the Chair", with that Chair's questions
    alone."""
    for name in {question.of for question in questions if question.kind in TO_THE_CHAIR and question.of}:
        by_name = re.compile(rf"\b(by|from) {re.escape(name)}(?!\w)", re.IGNORECASE)
        if by_name.search(line):
            return by_name.sub(r"\1 Chair", line), [question for question in questions if question.of == name]
    return line, questions
