"""The workbook for the record of a meeting, and what its minutes say of it, held against the books (clauses 4
and 6)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.years.books import Books
from tests.years.days import long
from tests.years.differences import Difference, Hold
from tests.years.held.attendance import quorum
from tests.years.journal import APOLOGIES, CAME, DEPUTY, REMOTE, Ruled, Sat
from tests.years.plan import lines_of, still_open
from tests.years.terms import SEATS

DAY = r"\d{4}-\d\d-\d\d"
ORGANISATIONS = "|".join(map(re.escape, SEATS.values()))


def hold_sheets(hold: Hold, books: Books) -> Iterator[Difference]:
    yield from hold.of_its_day(books, _hold_sheets)


def _hold_sheets(hold: Hold, books: Books) -> Iterator[Difference]:
    """Hold who holds each seat, the decisions that wait to be ratified, the actions and the lines of the plan
    that are open, and the meeting after."""
    (reference,) = re.findall(r"^Meeting \| Reference \| (\S+)", hold.page.text, re.MULTILINE)
    meets = books.named(reference).date
    seats = [f"{seat} | {name} | {books.holder(seat, meets) or 'vacant'}" for seat, name in SEATS.items()]
    yield from hold.sentences(rf"^Attendance \| ([^|]+) \| ({ORGANISATIONS}) \| ([^|]*) \|", *seats)
    waiting = [
        f"{books.reference(met, text)} | {text}"
        for met in books.meetings
        for text in met.decisions
        if met.date < meets and text not in books.decisions(met)
    ]
    yield from hold.sentences(r"^Decisions \| (\S+) \| [^|]* \| (.*) \|  \|  \| Yes \|", *waiting)
    tasks = [f"{task.reference} | {task.due}" for task in books.tasks if not task.discharged]
    yield from hold.sentences(rf"^Updates \| (\S+) \| .* \| ({DAY}) \|", *tasks)
    plan = [f"{line.reference} | {line.action} | {line.due}" for line in still_open(lines_of(books))]
    yield from hold.sentences(rf"^Plan \| (P\d\.\d) \| (.*?) \| .* \| ({DAY}) \|", *plan)
    (following, *_) = [each for each in books.calendar if each.date > meets and not each.called_off]
    yield from hold.sentences(r"^Meeting \| Next date \| \w+ (.*?) \|", long(following.date))


def hold_minutes_text(hold: Hold, books: Books) -> Iterator[Difference]:
    yield from hold.of_its_day(books, _hold_minutes_text)


def _hold_minutes_text(hold: Hold, books: Books) -> Iterator[Difference]:
    """Hold who was there and who was not, the quorum with the Chair's ruling, each decision and action."""
    part = 2 if ", part 2," in hold.page.kind else 1
    (reference,) = re.findall(r"^(MASE/\S+) Minutes", hold.page.text, re.MULTILINE)
    (met,) = (met for met in books.meetings if met.date == books.named(reference).date)
    if part == 1:
        rows = [_row(SEATS[seat], sat) for seat, sat in met.seats.items()]
        yield from hold.sentences(rf"^(?:Present|Apologies|Absent|Vacant): (?:{ORGANISATIONS}).*$", *rows)
        rulings = [ruled.is_quorate for ruled in books.journal.of(Ruled, books.at) if ruled.date == met.date]
        counted = quorum(books, met)
        if rulings:
            counted = re.sub(r": (?:not )?quorate.*(?= \()", "", counted)
        yield from hold.sentences(r"^\d+ of .* seats .*$", counted)
        ruling = [
            f"The Chair ruled the meeting {'quorate' if each else 'not quorate'}." for each in rulings[-1:]
        ]
        yield from hold.sentences(r"^The Chair ruled the meeting .*$", *ruling)
        filled, _ = books.filled([met])
        without = "" if books.is_quorate(met) else ", not quorate"
        decided = [
            f"{reference}/D{number} {text} ({filled} seats present{without})"
            for number, text in enumerate(met.decisions, start=1)
        ]
        yield from hold.sentences(r"^\S+/D\d+ .*$", *decided)
    tasks = [
        f"{task.reference} | {long(task.first_due)}"
        for task in books.tasks
        if task.reference.rpartition("/")[0] == reference and task.is_public == (part == 1)
    ]
    yield from hold.sentences(r"^(\S+/\d\d) .* by (\d+ \w+ \d{4})$", *tasks)


def _row(organisation: str, sat: Sat) -> str:
    if sat.mark == DEPUTY:
        return f"Present: {organisation}, for {sat.holder or 'vacant seat'}"
    if sat.mark in CAME:
        return f"Present: {organisation}, {sat.holder}{', remote' if sat.mark == REMOTE else ''}"
    if not sat.holder:
        return f"Vacant: {organisation}"
    return f"{'Apologies' if sat.mark == APOLOGIES else 'Absent'}: {organisation}, {sat.holder}"
