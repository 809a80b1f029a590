"""A person's own words in a reply, taken out of all that mail systems put around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from forum.inbox.mail_text.banners_and_signatures import (
    begins_the_end,
    cleaned,
    goes_on_after,
    goes_on_below_name,
    is_farewell,
    is_marking,
    is_rule,
    is_signed_by,
    is_thanks_alone,
    without_name,
    without_opening,
)
from forum.inbox.mail_text.subjects import FIELDS, ON, ORIGINAL, WROTE

_ATTRIBUTION = re.compile(
    rf"\W*(?:on\b (?=.*\d).{{5,250}} wrote\W*|(?:{ON})\b(?=.*\d)(?=.*\b(?:{WROTE})\b).{{5,250}}:)$",
    re.IGNORECASE,
)
_NAMED = re.compile(r".{3,120}<[^>][^>@]{0,250}@[^>]{1,250}>.{0,60} wrote\W*$", re.IGNORECASE)
_QUOTE = re.compile(
    r"\W*--\s*(?:original|forwarded|reply|replied) (?:message|e-?mail|appointment|above)"
    rf"|\W*--\s*(?:{ORIGINAL})"
    r"|begin forwarded message|-{3,}[^-]{3,200} wrote\b",
    re.IGNORECASE,
)
_HEADER = re.compile(rf"[\W_]*(?P<label>{'|'.join(FIELDS.values())})[*_]*\s?:[*_]*(?:\s|$)", re.IGNORECASE)
_FIELD = {field: re.compile(labels, re.IGNORECASE) for field, labels in FIELDS.items()}
_ALL_IN_ONE = re.compile(r"[\W_]*from:(?>.*?\b(?:sent|date):).*\b(?:to|subject):", re.IGNORECASE)
_QUOTED_BELOW = re.compile(r">{3}\s+(?=\S)[^>]*(?:<[^>]*>)?[^>]*>{3}$")  # GroupWise, over text without ">"
_NAME = "the writer's name"
_WRAPPED_OVER = 3  # lines that "On ... wrote:" may take


def own_lines(body: str, writer: str = "") -> tuple[str, ...]:
    """Return the lines a person wrote, without empty ones: no quoted text, banner, greeting or signature."""
    return tuple(line for line, quoted in lines_of(body, writer) if not quoted)


def lines_of(body: str, writer: str = "") -> Iterator[tuple[str, bool]]:
    """Yield the lines of a reply that count, and whether each is quoted with ">".

    The name of the ``writer``, as the register has it, closes the reply. What a mail program quotes below
    without ">" is left out, since nothing tells it from an answer.
    """
    lines = [cleaned(line) for line in body.splitlines()]
    has_begun, closing, number = False, None, 0
    while number < len(lines):
        line = lines[number]
        number += 1
        if _QUOTED_BELOW.match(line):
            return
        if line.startswith(">"):
            closing = None  # between and below quoted lines people write on
            yield line.lstrip("> "), True
        elif announced := _attribution(lines, number - 1):
            number += announced - 1
            if not _is_quoted_next(lines, number):
                return
        elif _QUOTE.match(line) or _is_header(lines, number - 1):
            return
        elif is_marking(line):
            continue
        elif closing is not None:
            if goes_on_after(closing, line) or (closing == _NAME and goes_on_below_name(line)):
                closing = None
                yield line, False
            else:
                closing = ""  # only the line right after it goes on
        elif has_begun and is_signed_by(writer, line):
            closing = _NAME
        elif not has_begun and is_rule(line):
            continue
        elif begins_the_end(line):
            closing = line if has_begun or is_farewell(line) else None
            if not has_begun and is_thanks_alone(line):
                has_begun = True
                yield line, False
        elif own := line if has_begun else without_opening(line):
            has_begun = True
            yield without_name(writer, own), False


def passed_on(body: str) -> tuple[tuple[str, ...], ...]:
    """Return the lines of each mail that somebody passes on below their own words: from a header, or the mark
    of a mail program, to the next."""
    lines = [cleaned(line) for line in body.splitlines()]
    begins = [
        number
        for number, line in enumerate(lines)
        if _QUOTE.match(line) or _is_header(lines, number) or _attribution(lines, number)
    ]
    ends = [*begins[1:], len(lines)]
    return tuple(
        tuple(line.lstrip("> ") for line in lines[first:end])
        for first, end in zip(begins, ends, strict=False)
    )


def _attribution(lines: Sequence[str], number: int) -> int:
    """Return how many lines "On ... wrote:" takes up from a line on, wrapped or not, or 0."""
    if not lines[number]:
        return 0
    if _NAMED.match(lines[number]):
        return 1
    for length in range(1, _WRAPPED_OVER + 1):
        attribution = lines[number : number + length]
        if not all(attribution) or any(line.startswith(">") for line in attribution):
            return 0
        if _ATTRIBUTION.match(" ".join(attribution)):
            return length
    return 0


def _is_quoted_next(lines: Sequence[str], number: int) -> bool:
    return next((line.startswith(">") for line in lines[number:] if line), False)


def _is_header(lines: Sequence[str], number: int) -> bool:
    """Say whether the header of an earlier mail begins here: "From" with "Sent" or "Date" after it, or three
    of its fields together.
    """
    if _ALL_IN_ONE.match(lines[number]):
        return True
    if not _HEADER.match(lines[number]):
        return False
    below: Iterable[str] = lines[number : number + 12]
    if _field_of(lines[number]) != "from":  # "Date: 26 February." may be the writer's own, above a header
        below = takewhile(bool, below)
    near = [line for line in below if line][:7]
    fields = [field for line in near if (field := _field_of(line))]
    return len(set(fields)) >= 3 or (fields[0] == "from" and not {"sent", "date"}.isdisjoint(fields))


def _field_of(line: str) -> str:
    """Return the field of a header that a line has, in the language of somebody's mail program; empty where
    it has none."""
    if not (match := _HEADER.match(line)):
        return ""
    return next(field for field, labels in _FIELD.items() if labels.fullmatch(match["label"]))
