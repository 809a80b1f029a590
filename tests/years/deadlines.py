"""What the terms of reference have done by a day, and whether it was (clauses 2, 3 and 6)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from tests.years.books import Books, Planned
from tests.years.days import ONE_DAY, before, open_by
from tests.years.terms import BOARDS, SERVICE_BEGAN

AGENDA, PAPERS, MINUTES, REPORT = (
    "Agenda agreed",
    "Papers out",
    "Minutes and action log out",
    "Report sent",
)


@dataclass(frozen=True)
class Step:
    """A thing to do by a day, and the day on which it was done."""

    name: str
    deadline: dt.date
    done: dt.date | None
    clause: str = "6"

    @property
    def in_time(self) -> bool:
        return self.done is not None and self.done <= self.deadline

    def is_past(self, today: dt.date) -> bool:
        """Whether its day has come and it was done, or is past."""
        return self.deadline < today or (self.deadline == today and self.done is not None)


def steps_of_meetings(books: Books, first: dt.date, last: dt.date) -> Iterator[Step]:
    """Yield what is done for the meetings of a period that were not called off; not what could not be done in
    time any more when the meeting was called."""
    for planned in books.calendar:
        if first <= planned.date <= last and planned.date > SERVICE_BEGAN and not planned.called_off:
            yield from (step for step in steps_of(books, planned) if step.deadline >= planned.planned)


def steps_of(books: Books, planned: Planned) -> Iterator[Step]:
    """Yield the steps of a meeting. The day of each is counted from that of the meeting as it was when the
    step was done."""
    for name, days, done in (
        (AGENDA, -14, books.agenda_agreed),
        (PAPERS, -7, partial(books.went, "papers")),
        (MINUTES, 14, partial(books.went, "minutes")),
    ):
        at = done(planned.reference)
        then = Books(books.journal, at).named(planned.reference) if at else planned
        yield Step(name, open_by(then.date + days * ONE_DAY), at.date() if at else None)


def steps_of_reports(books: Books) -> Iterator[Step]:
    """Yield the report for each meeting of each board."""
    for board, (days, _) in BOARDS.items():
        for meets in books.dates(board):
            sent = books.reported(board, meets)
            clause = "2" if board == "KSCB" else "3"
            yield Step(REPORT, before(meets, days), sent.date() if sent else None, clause)
