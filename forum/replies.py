"""What a typed reply says. Quoted text is never the answer; what is not one of our words goes to a person."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from forum.reply_text import lines_of, own_lines
from forum.written_dates import leading_date


class Word(StrEnum):
    """The words that answer a question, as people type them."""

    AGREE = "AGREE"
    AGREE_BOTH = "AGREE BOTH"
    AGREE_AGENDA = "AGREE AGENDA"
    AGREE_MINUTES = "AGREE MINUTES"
    ALLOW = "ALLOW"
    RELEASE = "RELEASE"
    DONE = "DONE"
    HELP = "HELP"
    NEW_DATE = "a new date"
    VERBAL = "VERBAL"
    WITHDRAW = "WITHDRAW"
    WRONG = "WRONG"
    DISCHARGE = "DISCHARGE"
    RETURN = "RETURN"
    SEND = "SEND"
    QUORATE = "QUORATE"
    NOT_QUORATE = "NOT QUORATE"
    NO = "NO"
    NONE = "NONE"
    OTHER = "in their own words"


CONSENTS = frozenset(
    {
        Word.AGREE,
        Word.AGREE_BOTH,
        Word.AGREE_AGENDA,
        Word.AGREE_MINUTES,
        Word.ALLOW,
        Word.RELEASE,
        Word.DISCHARGE,
        Word.SEND,
        Word.QUORATE,
    }
)
_SPELT = {
    **{word.value: word for word in Word if word not in (Word.NEW_DATE, Word.OTHER)},
    "AGREE AGENDA AND MINUTES": Word.AGREE_BOTH,
    "AGREE MINUTES AND AGENDA": Word.AGREE_BOTH,
    "BOTH AGREE": Word.AGREE_BOTH,
    "COMPLETE": Word.DONE,
}
_SAME = {"AGREED": "AGREE", "COMPLETED": "COMPLETE", "DISCHARGED": "DISCHARGE"}
_FILLERS = frozenset({"I", "WE", "YES", "OK", "PLEASE", "THE", "TO", "THANKS", "THANK", "YOU", "MANY"})
_CONDITIONS = re.compile(
    r"\b(but|except|subject to|provided|providing|however|if|unless|once|when|until|after|apart from|only|not"
    r"|don.?t|can.?t|won.?t|without|instead|change|amend|add|remove|delete|correct|should|could|would|what|why)\b"
    r"|\?",
    re.IGNORECASE,
)
_ANSWER = re.compile(r"(?P<words>[A-Za-z ]+?)(?:\s*[.!]*$|\s*[-–—:,.;!(]\s*(?P<remark>.*))")
_HELP = re.compile(r"help\b(?P<remark>.*)", re.IGNORECASE)
_BEFORE_DATE = re.compile(
    r"^(?:(?:(?:a )?new date|now|due|by|moved? to|extend(?:ed)? to)\b[:\s]*)+", re.IGNORECASE
)
_EDGES = " \t,;:.!–—-"


@dataclass(frozen=True)
class Reply:
    """``date`` is given with NEW_DATE; ``text`` is the reason, a remark, or all of a reply in free text."""

    word: Word
    text: str = ""
    date: dt.date | None = None


@dataclass(frozen=True)
class ActionReplies:
    """What a reply says of each action by reference, and what it says of none."""

    by_reference: Mapping[str, Reply]
    text: str


def read_reply(body: str, today: dt.date) -> Reply:
    """Read the plain text of a reply (own rule: nothing is agreed by silence, nor with a condition).

    Dates without a year are the next to come after ``today``; a date gone by is no new date.
    """
    return _read(own_lines(body), today)


def read_action_replies(body: str, references: Sequence[str], today: dt.date) -> ActionReplies:
    """Read a reply to a digest, which may speak of each action asked about (``references``) or of some.

    A line names its action ("MASE/2027-01/03", or "03" alone), or stands under the quoted line that does.
    With one action asked about, the reply needs no reference.
    """
    said: dict[str, list[str]] = {}
    about = references[0] if len(references) == 1 else ""
    for line, quoted in lines_of(body):
        reference, rest = _referred(line, references, today, quoted=quoted)
        about = reference or about
        if not quoted and rest:
            said.setdefault(about, []).append(rest)
    rest = "\n".join(said.pop("", []))
    return ActionReplies({reference: _read(lines, today) for reference, lines in said.items()}, rest)


def own_words(body: str) -> str:
    """Return what the person wrote: without quoted text, banners, greeting, signature and "Sent from"."""
    return "\n".join(own_lines(body))


def read_date(text: str, today: dt.date) -> dt.date | None:
    """Read a date as people write it (12/1/27, 12 Jan, Tue 12 January 2027); None when it is no date."""
    found = leading_date(text.strip(), today)
    return found[0] if found and not found[1].strip(_EDGES) else None


def _read(lines: Sequence[str], today: dt.date) -> Reply:
    answers = [answer for line in lines if (answer := _answer(line, today))]
    if not lines or not (first := _answer(lines[0], today)):
        return Reply(Word.OTHER, "\n".join(lines))
    words = {answer.word for answer in answers}
    if words == {Word.AGREE_AGENDA, Word.AGREE_MINUTES}:
        first = Reply(Word.AGREE_BOTH, first.text)
    elif len(words | {answer.date for answer in answers}) > 2:  # two words, or one with two dates
        return Reply(Word.OTHER, "\n".join(lines))
    more = [line for line in lines[1:] if not ((answer := _answer(line, today)) and not answer.text)]
    text = "\n".join(filter(None, [first.text, *more]))
    if first.word in CONSENTS and _CONDITIONS.search(text):
        return Reply(Word.OTHER, "\n".join(lines))
    return Reply(first.word, text, first.date)


def _answer(line: str, today: dt.date) -> Reply | None:
    """Read one line: one of our words or a date, alone or with a remark after it."""
    if dated := leading_date(_BEFORE_DATE.sub("", line, count=1).strip(), today):
        date, why = dated
        return Reply(Word.NEW_DATE, why.strip(_EDGES), date) if date > today else None
    line = line.strip("*_\"'“”‘’ ")
    if found := _HELP.match(line):
        return Reply(Word.HELP, found["remark"].strip(_EDGES))
    if not (found := _ANSWER.match(line)):
        return None
    tokens = [_SAME.get(token, token) for token in found["words"].upper().split()]
    word = _SPELT.get(" ".join(token for token in tokens if token not in _FILLERS))
    return Reply(word, (found["remark"] or "").strip(_EDGES)) if word else None


def _referred(line: str, references: Sequence[str], today: dt.date, *, quoted: bool) -> tuple[str, str]:
    """Find the action that a line begins with or, in quoted text, names; return it and what the line says."""
    for reference in references:
        if quoted and reference in line:
            return reference, ""
        if line.upper().startswith(reference) and not line[len(reference) :][:1].isdigit():
            return reference, line[len(reference) :].strip(_EDGES)
    numbered = re.match(r"(?:action|no\.?)?\s*0*(\d{1,3})\b[\s:.)–—-]*(.*)", line, re.IGNORECASE)
    if quoted or not numbered or not _answer(numbered[2], today):
        return "", line
    same = [reference for reference in references if int(reference.rpartition("/")[2]) == int(numbered[1])]
    return (same[0], numbered[2]) if len(same) == 1 else ("", line)
