"""The amounts that terms of reference speak of: numbers, shares and limits of days, as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from forum.text.cell_values import parse_share, whole_number
from forum.text.wording import count

_WORDS = (
    "an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    "|sixteen|seventeen"
    "|eighteen|nineteen|twenty(?:-(?:one|eight))?|thirty"
)
NUMBER = rf"(?:\d{{1,3}}|{_WORDS})"
_KIND = r"(?P<kind>(?:statutory |full )?(?:clear )?(?:working |business |calendar |school |office )?)"
_BEFORE = (
    r"(?:before|prior to|in advance(?: of)?|ahead of|advance notice|(?:clear )?notice|preceding|beforehand"
    r"|prior)"
)
_AFTER = r"(?:after|of|following|from|later than the meeting|afterwards)"
_LIMIT = re.compile(
    rf"(?<![\w/.-])(?P<number>{NUMBER})(?: ?\(\w[\w -]{{0,12}}\))? ?{_KIND}(?P<unit>day|week"
    rf"|fortnight|month|hour)s?[’']?"
    rf"(?P<rest>(?: (?:of|to|after|the|each|every|a|any|date|day|set|planned|scheduled|normal)\b)*"
    rf"(?: (?P<side>{_BEFORE}|{_AFTER})\b)?)",
    re.IGNORECASE,
)
_FIGURE_IN_WORDS = re.compile(r"\b([a-z]+|\d{1,3}) \((\d{1,3}|[a-z]+)\)", re.IGNORECASE)
_SHARE = re.compile(
    r"\d{1,3} ?(?:%|per ?cent)|\b(?:an?|one|two|three)[ -](?:third|quarter|fifth|half)s?\b|\b\d/\d\b"
    r"|\bhalf\b",
    re.IGNORECASE,
)
_DAYS_OF_HOURS = {24: 1, 48: 2, 72: 3}


@dataclass(frozen=True)
class Amount:
    """A limit as a sentence has it: its answer in the workbook, where it stands, and on which side of the
    meeting. ``is_plain`` says that the policy counts it as the sentence does."""

    answer: str
    start: int
    end: int
    side: Literal["before", "after", ""]
    is_plain: bool = True


def any_of(words: str) -> re.Pattern[str]:
    """Return the pattern of one of these words or phrases, from the beginning of a word."""
    return re.compile(rf"\b(?:{words})", re.IGNORECASE)


def plain_numbers(sentence: str) -> str:
    """Write "ten (10) working days", or "10 (ten)", as "10 working days"."""

    def plain(match: re.Match[str]) -> str:
        number = whole_number(match[1])
        return str(number) if number is not None and number == whole_number(match[2]) else match[0]

    return _FIGURE_IN_WORDS.sub(plain, sentence)


def limits_in(sentence: str) -> Iterator[Amount]:
    """Yield the limits of days, weeks or months that a sentence names, in order."""
    for match in _LIMIT.finditer(sentence):
        number = whole_number(match["number"])
        kind = (
            " ".join(match["kind"].lower().split())
            .replace("business", "working")
            .replace("office", "working")
        )
        unit = match["unit"].lower()
        if not number:
            continue
        plain = "school" not in kind and "full" not in kind and unit != "hour"
        kind = kind.replace("school", "working").replace("full", "clear").replace("calendar", "").strip()
        if unit == "hour":
            number, unit = _DAYS_OF_HOURS.get(number, 0), "day"
        if kind and unit != "day":
            plain, kind = False, ""
        if number == 0:
            continue
        if unit in ("week", "fortnight"):
            number, unit = number * (7 if unit == "week" else 14), "day"
        side = (match["side"] or "").lower()
        yield Amount(
            count(number, f"{kind} {unit}".strip()),
            match.start(),
            match.end(),
            "" if not side else ("before" if re.fullmatch(_BEFORE, side) else "after"),
            plain,
        )


def share_in(text: str) -> Fraction | None:
    """Return the first share that a text names; None where it names none."""
    match = _SHARE.search(text)
    if match is None:
        return None
    words = match[0].lower().replace("-", " ")
    return parse_share("1/2" if words == "half" else words)


def number_before(text: str, nouns: str) -> int | None:
    """Return the number that stands before one of these nouns, "four" in "at least four core members"."""
    adjectives = (
        r"(?:(?:of the|core|voting|full|statutory|partner|other|appointed|council|elected|independent) )*"
    )
    of_them = rf"(?:(?:out )?of (?:the |its |our )?(?:{NUMBER} )?)?"
    pattern = rf"(?<![\w/])({NUMBER})(?: ?\(\w+\))? {of_them}{adjectives}(?:{nouns})\b"
    match = re.search(pattern, text, re.IGNORECASE)
    if match is None or match[1].lower() in ("a", "an"):
        return None
    return whole_number(match[1])
