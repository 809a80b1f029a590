"""The answers of the Chair, or of the deputy chair, to the questions of a letter."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from forum.inbox.answered_letter import AskedQuestion
from forum.inbox.courtesies_and_conditions import is_harmless
from forum.inbox.reading.questions import fitting, how_to_answer, names_matter
from forum.inbox.sayings import Answered, NotUnderstood, Reading
from forum.inbox.typed_words import read_line, read_lines
from forum.questions.kinds import DRAFTS, KINDS
from forum.questions.words import CONSENTS, Reply, Word
from forum.text.dates import leading_date
from forum.text.patterns import any_of, words

_NUMBER = re.compile(
    r"\W*(?:(?:question|q|no|number)\b\.?\s*)?(?P<numbers>\d{1,2}(?:\s*(?:,|and|&|to|-|–)\s*\d{1,2})*)"
    r"\b[\s.:)–—-]*(?P<answer>\S.*)",
    re.IGNORECASE,
)
_NEXT_NUMBER = re.compile(
    r"(?<=[a-z.!])[\s,;.]{1,40}(?=\d{1,2}[\s.:)–—-]+"
    r"(?:agreed?|allow(?:ed)?|yes|no|not|send|discharged?|return(?:ed)?|quorate)\b)",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"\W*(?:on |for )?(?:the )?(?:draft )?(?P<about>agenda|minutes)\b\s*[:,–—-]?\s*(?P<answer>.*)",
    re.IGNORECASE,
)
_CHANGE = any_of(
    r"\b(?:chang|amend|mov|remov|delet|correct|replac|swap|includ|add|reword|clarif|re-?order|defer|typo)\w*",
    words("should be, should read, should say, instead, rather, wrong, missing, take out, drop, spelling"),
    words("not agree, do not agree, don.t agree, disagree, not happy, not content, not accurate"),
    r"\b(?:item|page|paragraph|para|section|line|point) \d",
    r"\b(?:take|put|have|hear)\b[^.?!]{0,300}\b(?:first|last|earlier|before|after|at the end)\b",
)
_CONSENT = re.compile(
    r"\W*(?:(?:i|we|yes)\b,? )*(?:agreed?|allow(?:ed)?|release|send|discharged?|quorate)\b", re.IGNORECASE
)
_YES = re.compile(r"(?:yes|yep|yes please|allowed|ok|okay)\W*", re.IGNORECASE)


def read_chair(lines: Sequence[str], questions: Sequence[AskedQuestion], today: dt.date) -> Reading:
    """Read the answers to a letter's questions (clause 6: the agenda and minutes are agreed with the Chair).

    A line answers the question whose number it begins with; a word alone answers the one that it fits, if it
    fits one only. What is to be changed in a draft is told in free text. A consent that stands beside
    anything but courtesies is none.
    """
    if len(questions) > 1 and (numbered := list(_numbered(lines, questions, today))):
        return _by_number(numbered, questions, today)
    return _by_word(lines, questions, today)


def _numbered(
    lines: Sequence[str], questions: Sequence[AskedQuestion], today: dt.date
) -> Iterator[tuple[tuple[AskedQuestion, ...], str]]:
    """Yield each answer that a number of the letter begins, with its questions.

    A line without a number goes with the one above. Yields nothing when no line begins with a number.
    """
    parts = [part for line in lines for part in _one_number_each(line)]
    about: tuple[AskedQuestion, ...] = ()
    by_number: list[tuple[tuple[AskedQuestion, ...], str]] = []
    for part in parts:
        number = _NUMBER.match(part)
        if (
            number
            and not leading_date(part, today)
            and (of_number := _of_numbers(number["numbers"], questions))
        ):
            about, part = of_number, number["answer"]
        by_number.append((about, part))
    if any(of_number for of_number, _ in by_number):
        yield from by_number


def _one_number_each(line: str) -> Iterator[str]:
    """Yield the parts of "1 AGREE, 2 NO"; "1 and 2 AGREE" is one."""
    start = 0
    for mark in _NEXT_NUMBER.finditer(line):
        part = line[start : mark.start()]
        if re.search(r"(?!\band\b)\b[a-z]+", part, re.IGNORECASE):
            yield part
            start = mark.end()
    yield line[start:]


def _of_numbers(numbers: str, questions: Sequence[AskedQuestion]) -> tuple[AskedQuestion, ...]:
    """Return the questions of "2", "1, 2 and 4" or "1-3"; none where the letter has no such number."""
    counted: list[int] = []
    for piece in re.split(r",|and|&", numbers):
        ends = [int(end) for end in re.findall(r"\d+", piece)]
        counted += range(ends[0], ends[-1] + 1)
    if not counted or not all(1 <= number <= len(questions) for number in counted):
        return ()
    return tuple(questions[number - 1] for number in dict.fromkeys(counted))


def _by_number(
    numbered: Sequence[tuple[tuple[AskedQuestion, ...], str]],
    questions: Sequence[AskedQuestion],
    today: dt.date,
) -> Reading:
    by_question: dict[AskedQuestion, list[str]] = {}
    stray: list[str] = []
    for of_number, line in numbered:
        for question in of_number:
            by_question.setdefault(question, []).append(line)
        if not of_number and not is_harmless([line]):
            stray.append(line)
    read = [_answer(question, lines, questions, today) for question, lines in by_question.items()]
    answers = tuple(answer for answer in read if isinstance(answer, Answered))
    unclear = tuple(answer for answer in read if isinstance(answer, NotUnderstood))
    if stray:
        if any(answer.reply.word in CONSENTS for answer in answers):  # it may be a condition of any of them
            return _not_understood(
                "Part of your reply has no number, and may change the rest.", questions, stray
            )
        unclear += (
            NotUnderstood("Part of your reply has no number.", how_to_answer(questions), "\n".join(stray)),
        )
    return Reading(answers, unclear)


def _answer(
    question: AskedQuestion, lines: Sequence[str], questions: Sequence[AskedQuestion], today: dt.date
) -> Answered | NotUnderstood:
    """Read the answer to one question."""
    reply = read_lines(lines, today)
    kind = KINDS[question.kind]
    if reply.word is Word.OTHER and len(lines) == 1 and kind.yes and _YES.fullmatch(lines[0]):
        reply = Reply(kind.yes)
    if reply.word in kind.words:
        return Answered(question.id, question.kind, reply)
    if question.kind in DRAFTS and reply.word is Word.OTHER and _CHANGE.search(reply.text):
        return Answered(question.id, question.kind, reply)
    why = f"Your answer on {question.matter} is none of the words that answer it."
    if reply.word is Word.OTHER and _starts_with_consent(lines, today):
        why = (
            f"Your answer on {question.matter} has more in it than the word; nothing is agreed with a "
            "condition."
        )
    how = how_to_answer([question])
    if len(questions) > 1 and question.kind not in DRAFTS:
        how = f"In a line that begins with {questions.index(question) + 1}, r{how[1:]}"
    return NotUnderstood(why, how, reply.text)


def _by_word(lines: Sequence[str], questions: Sequence[AskedQuestion], today: dt.date) -> Reading:
    about, rest = _by_draft(lines, questions, today)
    if not about:
        return _whole(rest, questions, today)
    read = [_answer(question, own, questions, today) for question, own in about.items()]
    answers = tuple(answer for answer in read if isinstance(answer, Answered))
    unclear = tuple(answer for answer in read if isinstance(answer, NotUnderstood))
    if rest and not is_harmless(rest):
        unnamed = [question for question in questions if question not in about]
        more = _whole(rest, unnamed, today)
        if not more.sayings:
            return _not_understood(
                "It is not plain which of the questions all of it answers.", questions, lines
            )
        return Reading((*answers, *more.sayings), (*unclear, *more.not_understood))
    return Reading(answers, unclear)


def _by_draft(
    lines: Sequence[str], questions: Sequence[AskedQuestion], today: dt.date
) -> tuple[dict[AskedQuestion, list[str]], list[str]]:
    """Sort out the lines that begin with the name of a draft, and all other lines.

    "Minutes: the date is wrong", "Agenda agreed".
    """
    about: dict[AskedQuestion, list[str]] = {}
    rest: list[str] = []
    for line in lines:
        match = _SUBJECT.match(line)
        about_draft = match["about"] if match else ""
        drafts = [
            question
            for question in questions
            if question.kind in DRAFTS and names_matter(about_draft, question.kind)
        ]
        if match and len(drafts) == 1 and not read_line(line, today):
            about.setdefault(drafts[0], []).append(match["answer"])
        else:
            rest.append(line)
    return about, rest


def _whole(lines: Sequence[str], questions: Sequence[AskedQuestion], today: dt.date) -> Reading:
    """Read lines that name no question: a word that fits, or what to change."""
    reply = read_lines(lines, today)
    if reply.word is Word.OTHER:
        return _in_free_text(reply, lines, questions, today)
    fits = fitting(reply.word, questions)
    if reply.word is Word.AGREE_BOTH:
        drafts = [question for question in questions if question.kind in DRAFTS]
        if len(drafts) != 2:
            return _not_understood("There are not two drafts to agree in the letter.", questions, lines)
        answers = tuple(
            Answered(question.id, question.kind, reply) for question in drafts if question.is_open
        )
        return Reading(answers or tuple(Answered(question.id, question.kind, reply) for question in drafts))
    if len(fits) == 1:
        return Reading((Answered(fits[0].id, fits[0].kind, reply),))
    if fits:
        return _not_understood(f"“{reply.word}” can answer more than one of the questions.", questions, lines)
    return _not_understood(f"“{reply.word}” does not answer this letter.", questions, lines)


def _in_free_text(
    reply: Reply, lines: Sequence[str], questions: Sequence[AskedQuestion], today: dt.date
) -> Reading:
    drafts = [question for question in questions if question.kind in DRAFTS and question.is_open]
    yes = KINDS[questions[0].kind].yes if len(questions) == 1 else None
    if yes and _YES.fullmatch(reply.text):
        return Reading((Answered(questions[0].id, questions[0].kind, Reply(yes)),))
    changed = [
        question for question in drafts if len(questions) == 1 or names_matter(reply.text, question.kind)
    ]
    if len(changed) == 1 and _CHANGE.search(reply.text):
        return Reading((Answered(changed[0].id, changed[0].kind, reply),))
    if _starts_with_consent(lines, today):
        why = "Your reply has more in it than the word, and nothing is agreed with a condition."
        return _not_understood(why, questions, lines)
    if len(drafts) > 1 and _CHANGE.search(reply.text):
        why = "It is not plain whether the change is wanted in the agenda or in the minutes."
        how = "Begin a line with AGENDA: or with MINUTES: and say what to change."
        return Reading(not_understood=(NotUnderstood(why, how, reply.text),))
    return _not_understood("Your reply has none of the words that answer this letter.", questions, lines)


def _starts_with_consent(lines: Sequence[str], today: dt.date) -> bool:
    answers = [answer for line in lines if (answer := read_line(line, today))]
    return any(answer.word in CONSENTS for answer in answers) or _CONSENT.match(" ".join(lines)) is not None


def _not_understood(why: str, questions: Sequence[AskedQuestion], lines: Sequence[str]) -> Reading:
    return Reading(not_understood=(NotUnderstood(why, how_to_answer(questions), "\n".join(lines)),))
