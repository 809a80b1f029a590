"""The words of a briefing as the unit writes them, a label before each part."""

from __future__ import annotations

import datetime as dt
import re

from forum.partnerships.briefings import BriefingKind, BriefingWords
from forum.text.checks import folded
from forum.text.dates import leading_date
from forum.text.problem import Problem

HOW = (
    "Write BRIEFING B/2027/01 FOR ACTION (or FOR INFORMATION, FOR COMMENT, IN RESPONSE), and below it "
    "lines that begin with DECIDED:, WHY:, ASK:, BY: and PASS ON:."
)
_LABELS = ("DECIDED", "WHY", "ASK", "BY", "PASS ON")
_PART = re.compile(rf"\s*(?P<label>{'|'.join(_LABELS)})\s*:\s*(?P<text>.*)", re.IGNORECASE | re.DOTALL)
_LONG_AHEAD = dt.timedelta(days=183)
_KINDS = {kind.value: kind for kind in BriefingKind}


def read_words(text: str, today: dt.date, decided: str = "") -> BriefingWords:
    """Read the kind in the first line, and the parts below it; a line without a label goes on with the part
    before it. ``decided`` stands where the unit gives no words of its own.

    Raises Problem for an unknown kind, a line that belongs to no part, a part given twice, or no day.
    """
    first, *lines = text.strip().split("\n")
    kind = _KINDS.get(" ".join(first.casefold().split()).strip(" .:"))
    if kind is None:
        raise Problem(f"It is not plain what the briefing is for. {HOW}")
    parts: dict[str, list[str]] = {}
    label = ""
    for line in filter(str.strip, lines):
        if match := _PART.fullmatch(line):
            label = match["label"].upper()
            if label in parts:
                raise Problem(f"{label}: is there twice. {HOW}")
            parts[label] = [match["text"].strip()]
        elif label:
            parts[label].append(line.strip())
        else:
            raise Problem(f"It is not plain to which part a line belongs. {HOW}")
    words = {name: " ".join(filter(None, said)) for name, said in parts.items()}
    return BriefingWords(
        kind=kind,
        decided=words.get("DECIDED") or decided,
        why=words.get("WHY", ""),
        ask=words.get("ASK", ""),
        by=_day(words["BY"], today) if words.get("BY") else None,
        pass_on=words.get("PASS ON", ""),
    )


def kind_in(message: str) -> BriefingKind:
    """Return what a contact's message is for, which its first words may say: "FOR ACTION". Else it is for
    information (own rule)."""
    first = folded(message).lstrip(" *-–—")
    return next((kind for words, kind in _KINDS.items() if first.startswith(words)), BriefingKind.INFORMATION)


def _day(words: str, today: dt.date) -> dt.date:
    day = leading_date(words, today)
    if day is None or day[1].strip(" .") or day[0] <= today:
        raise Problem("BY: is no day to come: give one such as 12 March. “Ongoing” is none.")
    if day[0] - today > _LONG_AHEAD and f"{day[0]:%y}" not in words:
        raise Problem(f"BY: {words} has passed this year. Give a day to come, or write the year after it.")
    return day[0]
