"""The reports to boards, held against the books (clauses 2 and 3)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Sequence
from functools import partial

from tests.years.books import Books, percent
from tests.years.days import day_month
from tests.years.differences import Difference, Hold
from tests.years.journal import FILLED, Met
from tests.years.terms import SEATS


class Boards:
    """What each board has been told, report by report."""

    def __init__(self) -> None:
        self.told: dict[str, set[object]] = {}
        self.drafted: dict[str, dt.datetime] = {}

    def note_draft(self, hold: Hold, _books: Books) -> Iterator[Difference]:
        """Note when the unit was given the first draft of a report."""
        (board,) = re.findall(r"draft report to (\S+),", hold.page.subject)
        self.drafted.setdefault(board, hold.page.at)
        yield from ()

    def hold_report(self, hold: Hold, books: Books) -> Iterator[Difference]:
        """Hold a report as it went to a board: all that the board has not been told, and that once.

        It may stand as at any moment between its draft and its leaving.
        """
        (board,) = re.findall(r"report to (\S+),", hold.page.subject)
        told = self.told.setdefault(board, set())
        drafted = self.drafted.pop(board, books.at)
        yield from hold.at_best(books, drafted, partial(_hold_report, told))
        as_at = Books(books.journal, hold.as_at or books.at)
        told |= {*(met.date for met in as_at.meetings), *_decided(as_at)}


def _hold_report(told: Collection[object], hold: Hold, books: Books) -> Iterator[Difference]:
    """Hold a report to a board that has been told of these meetings and decisions."""
    meetings = [met for met in books.meetings if met.date not in told]
    yield from hold.sentences(r"^\* \d+ meetings? held.*$", *_held(books, meetings))
    decisions = [each for each in _decided(books) if each not in told]
    lines = [f"* Decided on {day_month(date)}: {text}" for date, text in decisions]
    yield from hold.sentences(r"^\* Decided on .*$", *lines)
    yield from _attendance(hold, books, meetings)


def _decided(books: Books) -> Sequence[tuple[dt.date, str]]:
    return [(met.date, text) for met in books.meetings for text in books.decisions(met)]


def _held(books: Books, meetings: Sequence[Met]) -> Iterator[str]:
    if meetings:
        number, quorate = len(meetings), sum(map(books.is_quorate, meetings))
        dates = _listed([day_month(met.date) for met in meetings])
        yield (f"* {number} meeting{'s' * (number != 1)} held ({dates}), {quorate} of {number} quorate.")


def _attendance(hold: Hold, books: Books, meetings: Sequence[Met]) -> Iterator[Difference]:
    filled, seats = books.filled(meetings)
    if meetings:
        sentence = f"* Seats were filled {filled} of {seats} times ({percent(filled, seats)})."
        yield from hold.sentences(r"^\* Seats were filled .*$", sentence)
        rows = []
        for seat, name in SEATS.items():
            times = sum(met.seats[seat].mark in FILLED for met in meetings)
            number = len(meetings)
            rows.append(f"{name} | {times} of {number} | {percent(times, number)}")
        yield from hold.sentences(r"^[^|\n]+ \| \d+ of \d+ \| \d+%$", *rows)
    below = [SEATS[seat] for seat in books.seats_below()]
    sentence = (
        f"* Below the attendance standard: {_listed(below)}."
        if below
        else "* No member is below the attendance standard."
    )
    yield from hold.sentences(r"^\* (?:Below the attendance standard|No member is below).*$", sentence)


def _listed(parts: Sequence[str]) -> str:
    return " and ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)
