"""Typed words: quoted text is never the answer, and a text with none of our words goes to a person."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence

from forum.inbox.mail_text.own_words import own_lines
from forum.inbox.phrases.actions.action_words import EDGES, REPORTS, casts_doubt, read_report
from forum.inbox.phrases.courtesies import is_harmless
from forum.inbox.phrases.lexicon import is_doubtful
from forum.questions.words import CONSENTS, Reply, Word
from forum.text.dates import leading_date
from forum.text.day_phrases import JUST_GONE_BY

_READ_OTHERWISE = frozenset(
    {Word.NEW_DATE, Word.SIGNED, Word.ACCEPT, Word.HAND_TO, Word.HELPED, Word.FILED, Word.OTHER}
)
_SPELT: Mapping[str, Word] = {
    **{str(word): word for word in Word if word not in _READ_OTHERWISE},
    "AGENDA AGREE": Word.AGREE_AGENDA,
    "MINUTES AGREE": Word.AGREE_MINUTES,
    "AGREE AGENDA MINUTES": Word.AGREE_BOTH,
    "AGREE MINUTES AGENDA": Word.AGREE_BOTH,
    "AGREE BOTH AGENDA MINUTES": Word.AGREE_BOTH,
    "AGREE BOTH MINUTES AGENDA": Word.AGREE_BOTH,
    "AGREE ACTION NOTE": Word.AGREE_MINUTES,
    "VERBAL UPDATE": Word.VERBAL,
    "VERBAL REPORT": Word.VERBAL,
    "NOT ALLOW": Word.NO,
    "NOT SEND": Word.NO,
    "NOT APPLY": Word.NO,
}
_SAME = {
    "AGREED": "AGREE",
    "APPROVE": "AGREE",
    "APPROVED": "AGREE",
    "ALLOWED": "ALLOW",
    "RELEASED": "RELEASE",
    "DISCHARGED": "DISCHARGE",
    "RETURNED": "RETURN",
    "WITHDRAWN": "WITHDRAW",
    "DON'T": "NOT",
    "DON’T": "NOT",
}
_FILLERS = frozenset(
    [
        *("I", "WE", "I'M", "I’M", "AM", "DO", "CONFIRM", "HAPPY", "CONTENT", "FULLY", "NOW"),
        *("YES", "OK", "OKAY", "PLEASE", "THANKS", "THANK", "YOU", "MANY", "TO", "OUT", "AND", "ALL"),
        *("THE", "DRAFT", "IT", "THEM", "THIS", "THESE"),
    ]
)
_ANSWER = re.compile(r"(?P<words>[A-Za-z'’ ]+?)(?<! )(?:\s*[.!]*$|\s*[-–—:,.;!(]\s*(?P<remark>.*))")
_VERBAL = re.compile(
    r"(?:(?:i|we|i['’]ll|we['’]ll|i['’]m|am|will|would like|can|just|happy|going|to) )*"
    r"(?:give|do|make|provide|offer|present|report) (?:(?:you|them|it|this|the group|an?|short|brief) )*"
    r"verbal(?:ly)?(?: (?:update|report|item|presentation|only|instead|please|on the day|at the meeting"
    r"|(?:on|for) (?:this|that|it|mine)(?: (?:item|one))?))*"
    r"(?:\W*$|\s*[-–—:,.;!(]\s*)(?P<remark>.*)",
    re.IGNORECASE,
)
_RETURN = re.compile(r"return\b(?!\s+(?:is|was|no longer|not)\b)(?P<remark>.*)", re.IGNORECASE)
_SIGNED = re.compile(
    r"(?:(?:it|this|has|was|is|now) )*signed(?: on)?\b[\s,;:–—-]*(?P<when>.*)", re.IGNORECASE
)
_KEPT = re.compile(
    r"(?:(?:(?:the |a )?(?:form|copy|original|agreement|it)(?:['’]s| is)? )?(?:now )?"
    r"(?:(?:in|on) (?:the|our|my|her|his) (?:file|folder|drive|post|tray|system|cupboard)|filed"
    r"|saved|attached|(?:scanned|saved|copied|uploaded)(?: (?:in|on)?to (?:the|our|my|her"
    r"|his) (?:file|folder|drive"
    r"|system))?))?",
    re.IGNORECASE,
)
"""Where a signed agreement is kept, or nothing."""
_YES_AFTER_ALL = re.compile(
    r"\b(?:yes|fine|ok|okay|allow|send|agree|go ahead|problem|objection)\b", re.IGNORECASE
)


def read_reply(body: str, today: dt.date) -> Reply:
    """Read the plain text of a reply (own rule: nothing is agreed by silence, nor with a condition).

    Dates without a year are the next to come after ``today``; a date gone by is no new date.
    """
    return read_lines(own_lines(body), today)


def read_lines(lines: Sequence[str], today: dt.date) -> Reply:
    """Read what a person wrote, line by line, as :func:`read_reply` does a whole reply."""
    own = _without_prelude(lines, today)
    answers = [answer for line in own if (answer := read_line(line, today))]
    if not own or not (first := read_line(own[0], today)):
        return Reply(Word.OTHER, "\n".join(lines))
    words = {answer.word for answer in answers}
    if words == {Word.AGREE_AGENDA, Word.AGREE_MINUTES}:
        first = Reply(Word.AGREE_BOTH, first.text)
    elif len(words | {answer.date for answer in answers}) > 2:  # two words, or one with two dates
        return Reply(Word.OTHER, "\n".join(lines))
    beside = [line for line in own[1:] if not ((answer := read_line(line, today)) and not answer.text)]
    if _is_in_doubt(first.word, [first.text, *beside], today):
        return Reply(Word.OTHER, "\n".join(lines))
    return Reply(first.word, "\n".join(filter(None, [first.text, *beside])), first.date)


def read_line(line: str, today: dt.date) -> Reply | None:
    """Read one line: one of our words or a date, alone or with a remark after it; None if it is neither."""
    if report := read_report(line, today):
        return report
    line = line.strip("*_\"'“”‘’ ")
    if match := _RETURN.match(line):
        return Reply(Word.RETURN, match["remark"].strip(EDGES))
    if match := _VERBAL.fullmatch(line):
        return Reply(Word.VERBAL, match["remark"].strip(EDGES))
    if match := _SIGNED.fullmatch(line):
        return _signed(match["when"].strip(EDGES), today)
    if not (match := _ANSWER.fullmatch(line)):
        return None
    tokens = (_SAME.get(token, token) for token in match["words"].upper().split())
    word = _SPELT.get(" ".join(token for token in tokens if token not in _FILLERS))
    return Reply(word, (match["remark"] or "").strip(EDGES)) if word else None


def _signed(when: str, today: dt.date) -> Reply | None:
    """Read the text after SIGNED: nothing or the day. None for any other text, or a day to come."""
    if not when:
        return Reply(Word.SIGNED)
    dated = leading_date(when, today, gone_by=True)
    if dated is None or not _KEPT.fullmatch(dated[1].strip(EDGES)):
        return None
    date, without_year = dated[0], leading_date(when, today) != dated
    long_ago = without_year and (today - date).days > JUST_GONE_BY
    return None if date > today or long_ago else Reply(Word.SIGNED, date=date)


def _without_prelude(lines: Sequence[str], today: dt.date) -> Sequence[str]:
    """Return the lines from the first one that says something: "Thank you for these." above the word is no
    remark."""
    says = (number for number, line in enumerate(lines) if read_line(line, today) or not is_harmless([line]))
    return lines[next(says, 0) :]


def _is_in_doubt(word: Word, beside: Sequence[str], today: dt.date) -> bool:
    """Say whether the text beside a word takes it back, or may (own rule: better ask than act)."""
    if word in CONSENTS:
        return not is_harmless(beside)
    text = "\n".join(line for line in beside if not is_harmless([line]))
    if word in REPORTS:
        return casts_doubt(word, text, today)
    if word is Word.NO:
        return is_doubtful(text) or _YES_AFTER_ALL.search(text) is not None
    return word in {Word.VERBAL, Word.WITHDRAW, Word.NOT_QUORATE} and is_doubtful(text)
