"""``awkward.html``: day by day what happened, and what each person read of it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from config.settings import ROOT
from forum.text import wording
from mase.pages import page_in_print
from mase.private_files import write_private
from rehearsals.output.facts import LetterFacts, PlayFacts
from rehearsals.output.page import link


@dataclass(frozen=True)
class Happening:
    """What happens on a day: ``what`` in a few words, ``who`` wrote, and what they wrote."""

    on: dt.date
    what: str
    who: str
    words: str


@dataclass(frozen=True)
class Day:
    """A day with what happened on it, and the letters that came, by their reader."""

    on: dt.date
    happened: tuple[Happening, ...]
    read: Mapping[str, Sequence[LetterFacts]]


def write_days(happened: Sequence[Happening], facts: PlayFacts, out: Path) -> None:
    """Write the page beside the letters, which it links."""
    filters = {"full_date": wording.full_date, "capital": wording.capital, "link": link}
    page = page_in_print(ROOT / "templates", "awkward.html", filters, days=days(happened, facts.letters))
    write_private(out / "awkward.html", page)


def days(happened: Sequence[Happening], letters: Sequence[LetterFacts]) -> list[Day]:
    """Return each day on which something happened or a letter came, the earliest first."""
    read: defaultdict[dt.date, defaultdict[str, list[LetterFacts]]] = defaultdict(lambda: defaultdict(list))
    for letter in letters:
        if letter.sent:
            read[letter.sent.date()][letter.recipient].append(letter)
    every = sorted({*read, *(each.on for each in happened)})
    return [
        Day(day, tuple(each for each in happened if each.on == day), dict(sorted(read[day].items())))
        for day in every
    ]
