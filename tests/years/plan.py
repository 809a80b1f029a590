"""The lines of the action plan as they stand at a moment (clause 3: own, monitor, discharge)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tests.years.books import Books
from tests.years.days import after, before
from tests.years.deadlines import PAPERS, steps_of
from tests.years.journal import LineDecided, PlanTaken, Said
from tests.years.terms import (
    LEADS_ASKED_BEFORE,
    PLAN,
    RED_AFTER,
    RED_AFTER_SILENCES,
    SERVICE_BEGAN,
)

WORST_FIRST = ("red", "amber", "green")


@dataclass(frozen=True)
class Line:
    """A line: its date as agreed now, its colour, and once it is discharged the day of the meeting that did
    so, or ratified it, and what that changed."""

    reference: str
    strand: str
    action: str
    due: dt.date
    colour: str
    ended: dt.date | None
    impact: str


def lines_of(books: Books) -> Sequence[Line]:
    """Return all lines, by reference; none in a year without a plan."""
    if not any(books.journal.of(PlanTaken, books.at)):
        return ()
    said, rounds = [*books.journal.of(Said, books.at)], [*_rounds(books)]
    decided = [event for event in books.journal.of(LineDecided, books.at) if _stands(books, event)]
    return [_line(books, reference, said, decided, rounds) for reference in PLAN]


def still_open(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if line.ended is None]


def counts(lines: Sequence[Line]) -> Mapping[str, str]:
    """Return the open lines of each strand by colour, in words: "1 red and 2 green"."""
    numbers = Counter((line.strand, line.colour) for line in still_open(lines))
    return {
        strand: _listed([f"{numbers[strand, each]} {each}" for each in WORST_FIRST if numbers[strand, each]])
        for strand in dict.fromkeys(line.strand for line in still_open(lines))
    }


def _line(
    books: Books,
    reference: str,
    said: Sequence[Said],
    decided: Sequence[LineDecided],
    rounds: Sequence[tuple[dt.date, dt.date]],
) -> Line:
    strand, due, action = PLAN[reference]
    of_line = [event for event in decided if event.reference == reference]
    due = next((event.due for event in reversed(of_line) if event.due and _is_ahead(books, event)), due)
    discharged = [event for event in of_line if not event.due]
    ends = [(day, event.impact) for event in discharged if (day := _stands_since(books, event))]
    ended, impact = min(ends, default=(None, ""))
    words = [event for event in said if event.reference == reference]
    word = words[-1].word if words else ""
    heard = words[-1].at.date() if words else SERVICE_BEGAN
    silences = sum(heard < asked and by < books.today for asked, by in rounds)
    late = (books.today - due).days
    if word == "DONE":
        colour = "green"
    elif late > RED_AFTER or silences >= RED_AFTER_SILENCES or word == "RED":
        colour = "red"
    else:
        colour = "amber" if late > 0 or silences or word == "AMBER" else "green"
    return Line(reference, strand, action, due, colour, ended, impact)


def _rounds(books: Books) -> Iterator[tuple[dt.date, dt.date]]:
    """Yield when leads are asked before each ordinary meeting, and by when they are to answer: before its
    papers go, and never before the meeting before it was held."""
    ordinary = [each for each in books.calendar if each.is_ordinary and not each.called_off]
    for last, planned in pairwise(ordinary):
        if planned.date > SERVICE_BEGAN:
            asked = max(before(planned.date, LEADS_ASKED_BEFORE), after(last.date, 1))
            (papers,) = (step for step in steps_of(books, planned) if step.name == PAPERS)
            yield asked, papers.deadline


def _stands(books: Books, event: LineDecided) -> bool:
    """Say whether a decision on a line stands: taken with a quorum, or ratified (clause 4)."""
    (met,) = (met for met in books.meetings if met.date == event.date)
    return event.text in books.decisions(met)


def _stands_since(books: Books, event: LineDecided) -> dt.date | None:
    """Return the day of the meeting by which a decision stands: its own, or the one that ratified it."""
    (met,) = (met for met in books.meetings if met.date == event.date)
    return met.date if books.is_quorate(met) else books.ratified(met, event.text)


def _is_ahead(books: Books, event: LineDecided) -> bool:
    """Say whether a new date was yet to come when its decision stood: nobody can keep one that has passed."""
    since = _stands_since(books, event)
    return bool(since and event.due and since < event.due)


def _listed(parts: Sequence[str]) -> str:
    return " and ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)
