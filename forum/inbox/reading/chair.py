"""The answers of the Chair, or of the deputy chair, to the questions of a letter."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence, Set
from itertools import chain

from forum.inbox.answered_letter import AnsweredLetter, AskedQuestion, ReceivedReply
from forum.inbox.phrases.closed_answers import (
    Part,
    closed_answer,
    closed_answers,
    numbered_parts,
    phrases_of,
    refusal_with_reason,
)
from forum.inbox.phrases.courtesies import is_harmless
from forum.inbox.phrases.plain_lines import plain_lines
from forum.inbox.phrases.put_off import puts_off
from forum.inbox.reading.minutes import wants_change
from forum.inbox.reading.questions import how_to_answer, names_matter
from forum.inbox.reading.reply_text import ReplyText
from forum.inbox.sayings import Answered, NotUnderstood, Reading, asked_back, joined
from forum.questions.kind import ChairList
from forum.questions.kinds import BOTH, DRAFTS, KINDS, QuestionKind
from forum.questions.words import CONSENTS, Reply, Word
from forum.text.dates import leading_date

_NAMED_NEXT = re.compile(
    r"(?:(?<=[.;,!])\s+|\s[-–—]\s)"
    r"(?=(?:(?:and|but|on|for|the|draft) ){0,3}(?:agenda|minutes|action note|report)\b)",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"\W*(?:and |but )?(?:on |for )?(?:the )?(?:draft )?(?P<about>agenda|minutes|action note|report)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!;])\s+|(?<=[a-z]),? (?=(?:but )?(?:i )?haven['’]?t )|\n", re.IGNORECASE)
_ANSWERS = re.compile(r"\b(?:yes|no|(?:discharg|return|send|allow|agree|approv|quorat)\w*)\b", re.IGNORECASE)
_FIGURE = re.compile(r"(?<![/\w])(?<!item )(?<!page )(?<!items )(?<!paper )\d{1,2}(?![/:.]\d)")
_TIME = re.compile(r"\b(?:\d+|five|ten|fifteen|twenty|thirty|few|more|extra) minutes\b", re.IGNORECASE)
_COUNTS_ON = re.compile(r"(?:^|[,;.])\s*\d{1,2}[\s.):–-]+[A-Za-z]")
_BEFORE_A_DAY = re.compile(
    r"^(?:yes,? )?(?:please )?(?:(?:let['’]?s|we) )?(?:meet |hold it )?(?:on |for )?", re.IGNORECASE
)
_CONSENT = re.compile(
    r"^[^\w\n]*+(?:(?:i|we|yes|both|all)\b,? )*(?:agreed?|allow(?:ed)?|release|send|discharged?|quorate)\b",
    re.IGNORECASE | re.MULTILINE,
)
MORE_THAN_THE_WORD = "Your reply has more in it than the word, and nothing is agreed with a condition."


def read_chair(lines: Sequence[str], questions: Sequence[AskedQuestion], today: dt.date) -> Reading:
    """Read the answers to a letter's questions (clause 6: the agenda and minutes are agreed with the Chair).

    A part of a reply answers the question whose number it has; a word alone answers the one that it fits, if
    it fits one only. What is to be changed in a draft is told in free text. A consent that stands beside
    anything but courtesies is none.
    """
    if len(questions) > 1 and (left := _without_put_off(lines, questions)):
        return read_chair(*left, today)
    if chosen := _day_chosen(lines, questions, today):
        answer, rest = chosen
        others = [question for question in questions if question.id != answer.question]
        return _of(answer) if is_harmless(rest) else joined(_of(answer), read_chair(rest, others, today))
    plain = plain_lines(lines, questions)
    if len(questions) > 1 and (parts := numbered_parts(plain, questions, today)):
        return _by_number(parts, questions, today)
    if answers := closed_answers(plain, questions):
        return _answered(answers)
    if len(questions) == 1:
        return _of(_answer(questions[0], _without_its_number(lines, questions, today), questions, today))
    return _by_draft(lines, questions, today) or _in_free_text(lines, questions)


def _day_chosen(
    lines: Sequence[str], questions: Sequence[AskedQuestion], today: dt.date
) -> tuple[Answered, list[str]] | None:
    """Return the day in a line of its own on which a cancelled meeting is held instead, and the other lines;
    None where no such day is asked for, where several lines are days, or where more is said and nothing else
    is asked."""
    asked = [question for question in questions if question.kind is QuestionKind.CHOOSE_DAY]
    days = {line: day for line in lines if (day := _day_alone(line, today))}
    if len(asked) != 1 or len(days) != 1:
        return None
    ((line, day),) = days.items()
    rest = [other for other in lines if other != line]
    if len(questions) == 1 and not is_harmless(rest):
        return None
    return Answered(asked[0].id, asked[0].kind, Reply(Word.NEW_DATE, "", day)), rest


def _day_alone(line: str, today: dt.date) -> dt.date | None:
    """Return the day that a line is, "18 February" or "On Thursday 18 February, please", and nothing else."""
    read = leading_date(_BEFORE_A_DAY.sub("", line.strip()), today)
    return read[0] if read and is_harmless([read[1].strip(" ,.;:!–-")]) else None


def _without_put_off(
    lines: Sequence[str], questions: Sequence[AskedQuestion]
) -> tuple[list[str], list[AskedQuestion]] | None:
    """Return a reply without the sentences that leave some of its questions for later, which is no condition
    of what is said of the others, and these others alone where drafts are asked for."""
    sentences = [each for line in lines for each in _SENTENCE.split(line) if each and each.strip()]
    later = {
        each: of
        for each in sentences
        if puts_off(each) and not _ANSWERS.search(each) and (of := _spoken_of(each, questions))
    }
    kept = [each for each in sentences if each not in later]
    put_off = {question for of in later.values() for question in of}
    named = {question for each in kept for question in _spoken_of(each, questions)}
    if not put_off or put_off & named or len(put_off) == len(questions) or is_harmless(kept):
        return None
    drafts = all(question.kind in DRAFTS for question in questions)
    return kept, [question for question in questions if not (drafts and question in put_off)]


def _spoken_of(sentence: str, questions: Sequence[AskedQuestion]) -> list[AskedQuestion]:
    """Return the questions whose draft or number a sentence names."""
    figures = {int(figure) for figure in _FIGURE.findall(sentence)}
    return [
        question
        for number, question in enumerate(questions, start=1)
        if number in figures or (question.kind in DRAFTS and names_matter(sentence, question.kind))
    ]


def _without_its_number(
    lines: Sequence[str], questions: Sequence[AskedQuestion], today: dt.date
) -> Sequence[str]:
    """Return lines without the number of the one question of a letter, as in "1 NO". Of a draft the number
    may be that of an item."""
    parts = [] if _has_draft(questions) else numbered_parts(lines, questions, today)
    words = [words for _, words in parts]
    is_all = bool(parts) and all(named for named, _ in parts) and not any(map(_COUNTS_ON.search, words))
    return words if is_all else lines


def _has_draft(questions: Sequence[AskedQuestion]) -> bool:
    return any(question.kind in DRAFTS for question in questions)


def read_chairs_reply(letter: AnsweredLetter, received: ReceivedReply, text: ReplyText) -> Reading:
    """Read a reply to the Chair's letter; NO is added for each letter in the Chair's name that a reply leaves
    out which sends others: "SEND 1 3"."""
    reading = read_chair(text.lines, letter.questions, received.on)
    answers = [saying for saying in reading.sayings if isinstance(saying, Answered)]
    if reading.not_understood or not any(answer.reply.word is Word.SEND for answer in answers):
        return reading
    answered = {answer.question for answer in answers}
    left_out = [
        question
        for question in letter.questions
        if KINDS[question.kind].in_list is ChairList.LETTERS
        and question.is_open
        and question.id not in answered
    ]
    return joined(reading, _answered(dict.fromkeys(left_out, Word.NO)))


def _by_number(parts: Sequence[Part], questions: Sequence[AskedQuestion], today: dt.date) -> Reading:
    by_question: dict[AskedQuestion, list[str]] = {}
    stray = [words for named, words in parts if not named]
    for named, words in parts:
        for question in named:
            by_question.setdefault(question, []).append(words)
    reading = _of(*(_answer(question, words, questions, today) for question, words in by_question.items()))
    if not stray or is_harmless(stray):
        return reading
    others = [question for question in questions if question not in by_question]
    if answers := closed_answers(stray, others):
        return joined(_answered(answers), reading)
    if _consents(reading):  # it may be a condition of any of them
        return _unclear("Part of your reply has no number, and may change the rest.", questions, stray)
    return joined(reading, _unclear("Part of your reply has no number.", questions, stray))


def _by_draft(lines: Sequence[str], questions: Sequence[AskedQuestion], today: dt.date) -> Reading | None:
    """Read sentences that begin with the name of a draft, "Minutes: the date is wrong", and others beside
    them; None where none does.
    """
    about: dict[AskedQuestion, list[str]] = {}
    rest: list[str] = []
    for sentence in (sentence for line in lines for sentence in _NAMED_NEXT.split(line)):
        match = _SUBJECT.match(sentence)
        drafts = [q for q in questions if match and q.kind in DRAFTS and names_matter(match["about"], q.kind)]
        if match and len(drafts) == 1:
            about.setdefault(drafts[0], []).append(sentence)
        else:
            rest.append(sentence)
    if not about:
        return None
    if len(questions) > 1 and not all(map(_is_one_wish, chain.from_iterable(about.values()))):
        return _unclear("It is not plain which of the questions all of it answers.", questions, lines)
    reading = _of(*(_answer(question, words, questions, today) for question, words in about.items()))
    others = [question for question in questions if question not in about]
    answers = closed_answers(rest, others) if others else {}
    names_two = any(
        names_matter(_TIME.sub(" ", saying.reply.text), other.kind)
        for saying in reading.sayings
        if isinstance(saying, Answered)
        for other in questions
        if other.kind in DRAFTS and other.kind is not saying.kind
    )
    if names_two or not (answers or is_harmless(rest)):
        return _unclear("It is not plain which of the questions all of it answers.", questions, lines)
    reading = joined(reading, _answered(answers))
    if reading.not_understood and _consents(reading):  # it may be a condition of the other
        return _unclear(MORE_THAN_THE_WORD, questions, lines)
    return reading


def _is_one_wish(words: str) -> bool:
    """Say whether what is wanted of a draft is wanted in the sentence that names it: "The agenda is fine. I
    never said that, change it" wants nothing of the agenda."""
    return wants_change(next(filter(None, _SENTENCE.split(words)))) or not wants_change(words)


def _in_free_text(lines: Sequence[str], questions: Sequence[AskedQuestion]) -> Reading:
    """Read what is to be changed in a draft that the text names; of several drafts, one that a sentence
    names in which a change is wanted: "The agenda is fine. I never said that" wants none in the agenda."""
    text = "\n".join(lines)
    drafts = [question for question in questions if question.kind in DRAFTS and question.is_open]
    sentences = [each for line in lines for each in _SENTENCE.split(line) if each]
    wanting = [each for each in sentences if wants_change(each)] if len(drafts) > 1 else [text]
    named = [question for question in drafts if names_matter(" ".join(wanting), question.kind)]
    if _CONSENT.search(text):
        if phrases_of(lines):
            return _unclear("It is not plain which of the questions your answer is for.", questions, lines)
        return _unclear(MORE_THAN_THE_WORD, questions, lines)
    if wants_change(text) and len(named) == 1:
        return _of(Answered(named[0].id, named[0].kind, Reply(Word.OTHER, text)))
    if wants_change(text) and len(drafts) > 1:
        return _of(_which_draft({question.kind for question in drafts}, text))
    return _unclear("Sorry, we could not tell what you decided.", questions, lines)


def _which_draft(kinds: Set[QuestionKind], text: str) -> NotUnderstood:
    """Ask in which of several drafts a change is wanted; of two reports the number of the question says
    it."""
    if kinds <= BOTH:
        why = "It is not plain whether the change is wanted in the agenda or in the minutes."
        return NotUnderstood(why, "Begin a line with AGENDA: or with MINUTES: and say what to change.", text)
    why = "It is not plain in which draft the change is wanted."
    return NotUnderstood(why, "Begin a line with the number of the draft, and say what to change.", text)


def _answer(
    question: AskedQuestion, lines: Sequence[str], questions: Sequence[AskedQuestion], today: dt.date
) -> Answered | NotUnderstood:
    """Read the answer to one question."""
    text, plain = "\n".join(lines), plain_lines(lines, [question])
    if word := closed_answer(question.kind, plain):
        return Answered(question.id, question.kind, Reply(word))
    if chosen := _day_chosen(lines, [question], today):
        return chosen[0]
    if refusal := refusal_with_reason(question.kind, plain):
        return Answered(question.id, question.kind, Reply(refusal.word, refusal.beside))
    if KINDS[question.kind].invites_words or (question.kind in DRAFTS and wants_change(text)):
        return Answered(question.id, question.kind, Reply(Word.OTHER, text))
    if len(questions) == 1:
        why = "Sorry, we could not tell what you decided."
        why = MORE_THAN_THE_WORD if _CONSENT.search(text) else why
        return NotUnderstood(why, how_to_answer([question]), text)
    why = f"Your answer on {question.matter} was not clear to us, sorry."
    if _CONSENT.search(text):
        why = (
            f"Your answer on {question.matter} has more in it than the word; nothing is agreed with a "
            "condition."
        )
    how = how_to_answer([question])
    if question.kind not in DRAFTS:
        how = f"In a line that begins with {questions.index(question) + 1}, r{how[1:]}"
    return NotUnderstood(why, how, text)


def _of(*parts: Answered | NotUnderstood) -> Reading:
    return Reading(
        tuple(part for part in parts if isinstance(part, Answered)),
        tuple(part for part in parts if isinstance(part, NotUnderstood)),
    )


def _answered(answers: Mapping[AskedQuestion, Word]) -> Reading:
    return _of(*(Answered(question.id, question.kind, Reply(word)) for question, word in answers.items()))


def _consents(reading: Reading) -> bool:
    return any(isinstance(saying, Answered) and saying.reply.word in CONSENTS for saying in reading.sayings)


def _unclear(why: str, questions: Sequence[AskedQuestion], lines: Sequence[str]) -> Reading:
    return asked_back(why, how_to_answer(questions), "\n".join(lines))
