"""The writer's name below an answer: it closes the reply, and is no part of the answer."""

from __future__ import annotations

import re
from functools import lru_cache

from forum.inbox.phrases.courtesies import answers_a_letter, may_change

_BEFORE = r"[\W_]*"
_RANKS = "(?:det(?:ective)?|chief|supt|superintendent|insp(?:ector)?|sgt|d[ics]|dc[is]|pc|dr|mrs?|ms|cllr)"
_KISSES = r"(?:[\s,]+x{1,3})?[\W_]*"
_LETTERS = r"(?:,?\s+(?:[A-Z][A-Za-z.]{1,5}|\([A-Za-z]{2,5}\))){1,6}"  # MBE, BA (Hons) MSc
_THANKS = r"thanks|thank you|thx|ta|cheers|regards|rgds|wishes|best|kr|bw"
_GOES_ON = re.compile(
    r"[\W_]*(?:but|not|no|don['’]t|do not|please(?! (?:note|consider|think|be aware|forgive))|sorry|wait|hold"
    r"|scrap|ignore|forgot|except|subject to|provided|if|on (?:second|reflection)|having said|item|agenda"
    r"|minutes|action|paper)\b",
    re.IGNORECASE,
)


def is_signed_by(writer: str, line: str) -> bool:
    """Say whether a line is the name of the writer as people sign, with what may follow on the same line:
    "Karen", "K Whitlock", "KW", "Whitlock, Karen", "Karen Whitlock | Superintendent"."""
    if not writer or not (match := _signed(writer).fullmatch(line)):
        return False
    rest = match["rest"] or ""
    return not may_change(rest) and not answers_a_letter(rest)


def without_name(writer: str, line: str) -> str:
    """Return a line without the name that closes it: "Done, thanks Colin", "Yes. Karen"."""
    match = _closing(writer).fullmatch(line) if writer else None
    return match["own"] if match else line


def goes_on_below_name(line: str) -> bool:
    """Say whether the line right below the name may take back or change what stands above it."""
    return _GOES_ON.match(line) is not None


@lru_cache(maxsize=256)
def _signed(writer: str) -> re.Pattern[str]:
    first, last = _first_and_last(writer)
    initial = re.escape(writer[0])
    whole = (
        re.escape(writer),
        f"{first} {last}",
        f"{last}, {first}",
        rf"{initial}\.? {last}",
        rf"(?:{_RANKS}\.? ){{1,3}}(?:{first} |{initial}\.? )?{last}",
    )
    rest = rf"(?:{_LETTERS})?(?:\s*[,|/(–—•·-]\s*(?P<rest>.*))?"
    shortened = (re.escape(writer.split()[0][:length]) for length in range(3, len(writer.split()[0])))
    short = "|".join((first, rf"{first} {last[0]}\.?", *shortened))
    initials = r"\.?\s?".join(re.escape(name[0]) for name in writer.split())
    named = rf"(?i:{'|'.join(whole)}){rest}|(?i:{short})|{initials}\.?|{initial}\.?"
    return re.compile(rf"{_BEFORE}(?:{named}){_KISSES}")


@lru_cache(maxsize=256)
def _closing(writer: str) -> re.Pattern[str]:
    first, last = _first_and_last(writer)
    name = rf"(?:{first}(?: {last})?|(?-i:{re.escape(writer[0])})\.?)"
    own = rf".*(?:\w[.!]+(?=\s)|\w(?=\s+[–—-]\s)|\b(?:{_THANKS})\b(?=[\s,!.]))"
    return re.compile(rf"(?P<own>{own})[\s,!.–—-]+{name}{_KISSES}", re.IGNORECASE)


def _first_and_last(writer: str) -> tuple[str, str]:
    first, *_, last = (*writer.split(), *writer.split())
    return re.escape(first), re.escape(last)
