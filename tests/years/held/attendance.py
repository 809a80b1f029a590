"""What is printed of attendance, held against the books (clause 4)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tests.years.books import Books, Standing, percent
from tests.years.days import full, short
from tests.years.differences import Difference, Hold
from tests.years.journal import ABSENT, APOLOGIES, CAME, DEPUTY, FILLED, Met
from tests.years.terms import BEGAN, NEEDED, SEATS

WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "10", "11", "12")
LOOKED_AT = ("below", "one absence from falling below")
ENDS = ("Came", "Seat filled", "Absences left", "Standing")
SEAT = r"^\* (?:{}): .*\n  .*\n  .*$".format("|".join(SEATS))


def hold_review(hold: Hold, books: Books) -> Iterator[Difference]:
    """Hold the letter after a meeting: its quorum, and how each seat stood by it."""
    books = _until_meeting(hold, books)
    met = books.meetings[-1]
    yield from hold.sentences(r"^Meeting of .*$", f"Meeting of {full(met.date)}: {quorum(books, met)}")
    standings = {seat: books.standing(seat) for seat in SEATS}
    yield from hold.sentences(SEAT, *(_seat(seat, standing) for seat, standing in standings.items()))
    first = sum(standing.words in LOOKED_AT for standing in standings.values())
    look = f"Please look at {_counted(first)} first." if first else "No attendance concerns this month."
    yield from hold.sentences(r"^(?:Please look at .*? first\.|No attendance concerns .*?\.)", look)


def hold_seats_of_draft(hold: Hold, books: Books) -> Iterator[Difference]:
    """Hold the seats to look at in the letter with the draft minutes, where it has any."""
    if "Attendance: " not in hold.page.text:
        return
    books = _until_meeting(hold, books)
    standings = {seat: books.standing(seat) for seat in SEATS}
    first = {seat: standing for seat, standing in standings.items() if standing.words in LOOKED_AT}
    yield from hold.sentences(SEAT, *(_seat(seat, standing) for seat, standing in first.items()))
    yield from hold.sentences(r"^Attendance: .*$", f"Attendance: {_counted(len(first))} to look at")


def _until_meeting(hold: Hold, books: Books) -> Books:
    """Return the books up to the meeting that a letter names, or a table has last: the record of another that
    followed may have come on the same day."""
    named = re.findall(
        r"^Meeting of (.*?):|\| (\d+ \w{3}) \| Came |actions of (.*?) are in it", hold.page.text, re.MULTILINE
    )
    for met in reversed(books.meetings):
        if {full(met.date), short(met.date)} & {day for days in named for day in days}:
            return replace(books, until=met.date)
    return books


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
    left = may_miss if standing.is_judged and standing.words != "below" else ""
    return f"* {seat}: {standing.words}\n  {standing.holder or 'Nobody holds the seat'}\n  {figures}{left}"


def hold_table(hold: Hold, books: Books) -> Iterator[Difference]:
    """Hold the attendance table: each row of it, and the quorum of each meeting."""
    text, books = hold.page.text, _until_meeting(hold, books)
    (headings,) = re.findall(r"^Organisation and member \| (.*) \| Came ", text, re.MULTILINE)
    shown = books.meetings[-len(headings.split(" | ")) :]
    yield from hold.sentences(
        r"^Organisation and member .*$",
        " | ".join(["Organisation and member", *(short(met.date) for met in shown), *ENDS]),
    )
    for seat, name in SEATS.items():
        expected = _table_row(name, books.standing(seat), [met.seats[seat].mark for met in shown])
        yield from hold.sentences(rf"^{re.escape(name)} .*$", expected)
    filled = [f"{books.filled([met])[0]}/{NEEDED}" for met in shown]
    yield from hold.sentences(
        r"^Seats filled, of those needed \|(?: \d+/\d+ \|)*", _row(["Seats filled, of those needed", *filled])
    )
    quorate = ["Yes" if books.is_quorate(met) else "No" for met in shown]
    yield from hold.sentences(r"^Quorate \|(?: (?:Yes|No) \|)*", _row(["Quorate", *quorate]))


def _table_row(name: str, standing: Standing, marks: Sequence[str]) -> str:
    """Return the row of a seat: whatever marks there were, its holder's own figures, and how it stands."""
    number, filled = len(standing.marks), sum(mark in FILLED for mark in marks)
    deputised = sum(mark == DEPUTY for mark in standing.marks)
    words = {
        "vacant": "Vacant",
        "too early to say": "Too early to say",
        "below": "Below",
        "met": "Met",
    }.get(standing.words, "At the limit")
    own = f"{standing.came} of {number} {percent(standing.came, number)}" if number else "–"
    return " | ".join(
        [
            f"{name} {standing.holder}" if standing.holder else f"{name} vacant",
            *marks,
            own,
            percent(filled, len(marks)),
            str(standing.may_miss) if standing.is_judged else "–",
            f"{words} deputies at {deputised} of {number}" if deputised else words,
        ]
    )


def _row(cells: Sequence[str]) -> str:
    return " | ".join([*cells, ""]).rstrip(" ")


def hold_report_of_year(hold: Hold, books: Books) -> Iterator[Difference]:
    """Hold the attendance by organisation of the board's year that ended in March."""
    yield from hold_report_until(dt.date(books.at.year, 3, 31), hold, books)


def hold_report_until(last: dt.date, hold: Hold, books: Books) -> Iterator[Difference]:
    """Hold the attendance by organisation from the group's first day to another."""
    met = books.held_between(BEGAN, last)
    filled, seats = books.filled(met)
    times = {seat: sum(each.seats[seat].mark in FILLED for each in met) for seat in SEATS}
    least = min(times, key=lambda seat: times[seat])
    often = f", least often {least}: {times[least]} of {len(met)} meetings" if times[least] < len(met) else ""
    yield from hold.sentences(
        r"^Seats were filled .*$",
        f"Seats were filled {filled} of {seats} times ({percent(filled, seats)}){often}.",
    )
    for seat, name in SEATS.items():
        sat = [each.seats[seat] for each in met]
        counts = [
            sum(each.mark in CAME for each in sat),
            sum(each.mark == DEPUTY for each in sat),
            sum(each.mark in (APOLOGIES, ABSENT) and each.holder != "" for each in sat),
            sum(not each.holder and each.mark not in FILLED for each in sat),
            books.days_vacant(seat, BEGAN, last),
        ]
        share = f"{times[seat]} of {len(met)} ({percent(times[seat], len(met))})"
        row = " | ".join([f"{seat} {name}", share, *map(str, counts)])
        yield from hold.sentences(rf"^{re.escape(f'{seat} {name}')}(?: \| [^|\n]+){{6}}(?= \|)", row)
