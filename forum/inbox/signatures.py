"""The writer's name below an answer: it closes the reply, and is no part of the answer."""

from __future__ import annotations

import re
from functools import lru_cache

from forum.inbox.courtesies_and_conditions import CONDITIONS, answers_a_letter

_BEFORE = r"[\W_]*"
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
    return not CONDITIONS.search(rest) and not answers_a_letter(rest)


def without_name(writer: str, line: str) -> str:
    """Return a line without the name that closes it: "Done, thanks Colin", "Yes. Karen"."""
    match = _closing(writer).fullmatch(line) if writer else None
    return match["own"] if match else line


def goes_on_below_name(line: str) -> bool:
    """Say whether the line right below the name may take back or change what stands above it."""
    return _GOES_ON.match(line) is not None


@lru_cache(maxsize=256)
def _signed(writer: str) -> re.Pattern[str]:
    names = [re.escape(name) for name in writer.split()]
    first, last = names[0], names[-1]
    initials = "".join(name[0] for name in writer.split())
    dotted = r"\.?\s?".join(map(re.escape, initials))
    whole = rf"(?:{' '.join(names)}|{first} {last}|{re.escape(initials[0])}\.? {last}|{last}, {first})"
    rest = rf"(?:{_LETTERS})?(?:\s*[,|/(–—•·-]\s*(?P<rest>.*))?"
    short = rf"(?i:{first}(?: {last[0]}\.?)?)|{dotted}\.?|{re.escape(initials[0])}\.?"
    return re.compile(rf"{_BEFORE}(?:(?i:{whole}){rest}|{short}){_KISSES}")


@lru_cache(maxsize=256)
def _closing(writer: str) -> re.Pattern[str]:
    names = [re.escape(name) for name in writer.split()]
    name = rf"{names[0]}(?: {names[-1]})?"
    return re.compile(
        rf"(?P<own>.*(?:\w[.!]+(?=\s)|\w(?=\s+[–—-]\s)|\b(?:{_THANKS})\b(?=[\s,!.])))[\s,!.–—-]+{name}{_KISSES}",
        re.IGNORECASE,
    )
