"""What is printed of attendance, held against the books (clause 4)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tests.years.books import Books, Standing, percent
from tests.years.days import full, short
from tests.years.differences import Difference, Hold
from tests.years.journal import Met
from tests.years.terms import NEEDED, SEATS

WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "11", "12")
ENDS = ("Came", "Seat filled", "Absences left", "Standing")
SEAT = r"^\* (?:{}): .*\n  .*\n  .*$".format("|".join(SEATS))


def hold_review(hold: Hold, books: Books) -> Iterator[Difference]:
    """Hold the letter after a meeting: its quorum, and how each seat stands."""
    met = books.meetings[-1]
    yield from hold.sentences(r"^Meeting of .*$", f"Meeting of {full(met.date)}: {quorum(books, met)}")
    standings = {seat: books.standing(seat) for seat in SEATS}
    yield from hold.sentences(SEAT, *(_seat(seat, standing) for seat, standing in standings.items()))
    first = sum(standing.words not in ("met", "too early to say") for standing in standings.values())
    look = f"Please look at {_counted(first)} first." if first else "No attendance concerns this month."
    yield from hold.sentences(r"^(?:Please look at .*? first\.|No attendance concerns .*?\.)", look)


def quorum(books: Books, met: Met) -> str:
    """Say how many seats were filled of those needed."""
    filled, seats = books.filled([met])
    if filled >= NEEDED:
        return f"{filled} of {seats} seats were filled and {NEEDED} are needed: quorate (clause 4)."
    return (
        f"{filled} of the {NEEDED} seats needed were filled: not quorate unless the Chair rules otherwise "
        "(clause 4)."
    )


def _counted(number: int) -> str:
    return f"{WORDS[number]} seat{'s' * (number != 1)}"


def _seat(seat: str, standing: Standing) -> str:
    number = len(standing.marks)
    figures = (
        f"Attended {standing.came} of {number} ({percent(standing.came, number)}); "
        f"organisation represented {standing.represented} of {number}"
        if number
        else "No meeting counted yet"
    )
    may_miss = f"; can miss {WORDS[standing.may_miss]} more" if standing.may_miss else "; cannot miss another"
    left = may_miss if standing.is_judged else ""
    return f"* {seat}: {standing.words}\n  {standing.holder or 'Nobody holds the seat'}\n  {figures}{left}"


def hold_table(hold: Hold, books: Books) -> Iterator[Difference]:
    """Hold the attendance table: each row of it, and the quorum of each meeting."""
    text = hold.page.text
    (headings,) = re.findall(r"^Organisation and member \| (.*) \| Came ", text, re.MULTILINE)
    shown = _shown(books)[-len(headings.split(" | ")) :]
    yield from hold.sentences(
        r"^Organisation and member .*$",
        " | ".join(["Organisation and member", *(short(met.date) for met in shown), *ENDS]),
    )
    filled = [f"{books.filled([met])[0]}/{NEEDED}" for met in shown]
    yield from hold.sentences(
        r"^Seats filled, of those needed \|(?: \d+/\d+ \|)*", _row(["Seats filled, of those needed", *filled])
    )
    quorate = ["Yes" if books.is_quorate(met) else "No" for met in shown]
    yield from hold.sentences(r"^Quorate \|(?: (?:Yes|No) \|)*", _row(["Quorate", *quorate]))


def _row(cells: Sequence[str]) -> str:
    return " | ".join([*cells, ""]).rstrip(" ")


def _shown(books: Books) -> Sequence[Met]:
    return [met for met in books.meetings if met.is_ordinary][-12:]
