"""The questions of a letter that each part of a reply answers, by the number or the reference beside it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from forum.inbox.answered_letter import AskedQuestion
from forum.inbox.phrases.closed_answers import phrases_of
from forum.inbox.phrases.lexicon import is_doubtful
from forum.questions.kind import Reference
from forum.questions.kinds import KINDS
from forum.text.dates import leading_date

_NUMBER = r"(?:[A-Z][A-Z0-9]{1,15}/)?(?:\d{4}-\d\d[a-z]?/)?\d{1,2}"
_NUMBERS = rf"(?P<numbers>{_NUMBER}(?:(?:\s*(?:,|and|&|to|-|–)\s*|\s+){_NUMBER}){{0,30}})"
_LABEL = r"(?:(?:(?:on|for|and) )?(?P<label>question|q|no|number|actions?|items?)\b\.?\s*)?"
_FIRST = re.compile(
    rf"\W*{_LABEL}{_NUMBERS}(?![\w/]|[.:]\d)[\s.:)–—,-]*(?:is (?=an? (?:no|yes)\b))?(?P<answer>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_LAST = re.compile(
    rf"(?P<answer>[a-z'’ ]{{2,40}}?)(?: (?:to|for|on|with|about))? {_LABEL}{_NUMBERS}(?: (?:please"
    rf"|pls|thanks|only|for now))?",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"(?<=[a-z.!)])(?<!\bto)(?<!\bof)(?<!\band)(?<!\bitem)(?<!\baction)(?<!\bquestion)"
    r"[\s,;.(]{1,40}(?:and )?(?=(?:(?:question|q|no|number|action|item)\.? ?)?"
    rf"{_NUMBER}(?:(?:\s?(?:,|and|&|to|-|–)\s?|\s){_NUMBER}){{0,30}}[\s.:)–—-]{{1,9}}"
    r"(?:agree|approve|allow|yes|yep|no\b|not\b|don['’]?t|send|discharge|return|quorate|inquorate|fine|ok"
    r"|hold|wait|leave"
    r"|keep|park|defer)"
    r"[a-z]*\b)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[a-z][.;!])\s+|(?<=\d[.;])\s+(?=\d{1,2} [a-z])", re.IGNORECASE)
_PIECE = re.compile(r"(?:[,;.!]|(?<=\s)and)\s++(?=[a-z])", re.IGNORECASE)

Part = tuple[tuple[AskedQuestion, ...], str]
"""The questions that a part of a reply names, and its words."""


def numbered_parts(lines: Sequence[str], questions: Sequence[AskedQuestion], today: dt.date) -> list[Part]:
    """Return the parts of a reply, each with the questions it names; nothing where none names any.

    "1 AGREE, 2 NO" has two parts, as has "Discharge 1-3, don't send 4". Words without a number go with a
    number that stands above or before them.
    """
    parts: list[Part] = []
    above: tuple[AskedQuestion, ...] = ()
    for sentence in (sentence for line in lines for sentence in _SENTENCE.split(line)):
        if word_first := _word_first(sentence, questions):
            above = ()
            parts += word_first
            continue
        for part in _one_number_each(sentence):
            named = _number_first(part, questions, today)
            above, words = named or (above, part)
            parts.append((above, words))
    return parts if any(of_part for of_part, _ in parts) else []


def _one_number_each(sentence: str) -> list[str]:
    """Return the parts of "1 AGREE, 2 NO"; a condition at its end may be one of them all, and keeps it
    whole."""
    parts = _NEXT.split(sentence) if _FIRST.match(sentence) else [sentence]
    return [sentence] if is_doubtful(parts[-1]) else parts


def _number_first(part: str, questions: Sequence[AskedQuestion], today: dt.date) -> Part | None:
    """Read "2. no" or "item 7: allow"; a date that a part begins with is no number."""
    match = _FIRST.match(part)
    if not match or (not match["label"] and leading_date(part, today)):
        return None
    named = _named(match, questions)
    return (named, match["answer"]) if named else None


def _word_first(sentence: str, questions: Sequence[AskedQuestion]) -> list[Part]:
    """Read "discharge 1-3, don't send 4"; nothing where any number follows other words than an answer's."""
    parts: list[Part] = []
    for piece in filter(None, _PIECE.split(sentence)):
        match = _LAST.fullmatch(piece.strip(" \t,;.!"))
        named = _named(match, questions) if match else ()
        if match and named and phrases_of([match["answer"]]):
            parts.append((named, match["answer"]))
        elif any(letter.isdigit() for letter in piece):
            return []
        elif parts and parts[-1][0] and phrases_of([piece]) is None:  # why: "return 2, not seen"
            parts[-1] = (parts[-1][0], f"{parts[-1][1]}, {piece}")
        else:
            parts.append(((), piece))
    return parts if any(of_part for of_part, _ in parts) else []


def _named(match: re.Match[str], questions: Sequence[AskedQuestion]) -> tuple[AskedQuestion, ...]:
    """Return the questions that "2", "1-3" or "item 7" names; none where one of them is unknown."""
    label = (match["label"] or "").lower()
    named = [_one(label, number, questions) for number in _each(match["numbers"])]
    return tuple(dict.fromkeys(question for question in named if question)) if all(named) else ()


def _each(numbers: str) -> Iterator[str]:
    """Yield each number of "1, 2 and 4" or "1-3"."""
    for piece in re.findall(rf"{_NUMBER}(?:\s*(?:-|–|\bto\b)\s*\d{{1,2}}\b)?", numbers, re.IGNORECASE):
        ends = re.fullmatch(r"(\d{1,2})\s*(?:-|–|to)\s*(\d{1,2})", piece, re.IGNORECASE)
        if ends:
            yield from map(str, range(int(ends[1]), int(ends[2]) + 1))
        else:
            yield piece


def _one(label: str, number: str, questions: Sequence[AskedQuestion]) -> AskedQuestion | None:
    """Return the one question that a number or a reference names; a number with a nought before it is an
    action's."""
    if label.startswith("item"):
        return _sole([q for q in questions if _refers(q, Reference.ITEM) and q.reference == number])
    at = int(number.rpartition("/")[2])
    counted = questions[at - 1] if 1 <= at <= len(questions) else None
    actions = [q for q in questions if _refers(q, Reference.ACTION)]
    if label.startswith("action"):
        named = _sole([q for q in actions if int(q.reference.rpartition("/")[2]) == at])
        return None if named and counted and named != counted and number[0] != "0" else named
    if "/" in number or number[0] == "0":
        return _sole([q for q in actions if f"/{q.reference}".upper().endswith(f"/{number}".upper())])
    return counted


def _refers(question: AskedQuestion, reference: Reference) -> bool:
    return KINDS[question.kind].reference is reference and bool(question.reference)


def _sole(questions: Sequence[AskedQuestion]) -> AskedQuestion | None:
    return questions[0] if len(questions) == 1 else None
