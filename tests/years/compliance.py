"""The compliance page, held against the books."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from tests.years.books import Books, Planned
from tests.years.days import ONE_DAY, open_by
from tests.years.differences import Difference, Hold
from tests.years.terms import BEGAN, SEATS, SERVICE_BEGAN


def hold_compliance(hold: Hold, books: Books) -> Iterator[Difference]:
    """Hold the figures and the outcome of the clauses on attendance, quorum and meetings."""
    last = books.today
    held = books.held_between(books.year_began(), last)
    yield from _line(hold, "4 | Each meeting quorate", "meeting", [books.is_quorate(met) for met in held])
    standings = [books.standing(seat) for seat in SEATS]
    judged = [not standing.is_below for standing in standings if standing.is_judged and standing.holder]
    yield from _line(hold, "4 | Members at 75% of meetings, deputies at no more than 25%", "member", judged)
    due = [planned for planned in books.calendar if books.year_began() <= planned.date <= books.today]
    met = {event.date for event in held}
    by_rule = [planned for planned in due if planned.planned == BEGAN and not _is_ruled_out(planned)]
    monthly = [planned.date in met and not planned.called_off for planned in by_rule]
    yield from _line(hold, "5 | A meeting each month", "meeting", monthly)
    for begin, days, done in (
        ("6 | Agenda agreed with the Chair 14 days before", -14, books.agenda_agreed),
        ("6 | Agenda and papers out 7 days before", -7, partial(books.went, "papers")),
        ("6 | Minutes and action log out within 14 days", 14, partial(books.went, "minutes")),
    ):
        yield from _line(hold, begin, "meeting", [*_in_time(books, due, days, done)])
    tasks = [task for task in books.tasks if books.year_began() <= task.first_due <= books.today]
    done_by = [task.reported is not None and task.reported <= task.first_due for task in tasks]
    yield from _line(hold, "6 | Actions done by the day first agreed", "action", done_by)


def _is_ruled_out(planned: Planned) -> bool:
    return planned.called_off is not None and planned.called_off.is_ruled


def _in_time(
    books: Books, meetings: Sequence[Planned], days: int, done: Callable[[str], dt.datetime | None]
) -> Iterator[bool]:
    """Yield whether a step was done by its day for each meeting; not those whose day is to come, nor those
    that could not be met when the meeting was called. The day is that of the meeting as it was then."""
    for planned in meetings:
        if planned.called_off or planned.date <= SERVICE_BEGAN:
            continue
        at = done(planned.reference)
        then = (
            [each for each in Books(books.journal, at).calendar if each.reference == planned.reference]
            if at
            else [planned]
        )
        deadline = open_by(then[0].date + days * ONE_DAY)
        if deadline >= planned.planned and (at or deadline < books.today):
            yield at is not None and at.date() <= deadline


def _line(hold: Hold, begin: str, noun: str, cases: Sequence[bool]) -> Iterator[Difference]:
    """Hold the figures of a line, and its outcome."""
    figures = (
        f"{sum(cases)} of {len(cases)} {noun}{'s' * (len(cases) != 1)}." if cases else f"No {noun} to judge."
    )
    outcome = "Met" if all(cases) else "In part" if any(cases) else "Not met"
    lines = [line for line in hold.page.text.splitlines() if line.startswith(f"{begin} | ")]
    shorter = [re.sub(r" Worst: .*(?= \| .* \| )", "", line).rsplit(" | ", 2) for line in lines]
    short = [f"{line} | {said}" for line, _proof, said in shorter]
    hold.held += 1
    expected = f"{begin} | {figures} | {outcome if cases else 'Nothing due'}"
    if short != [expected]:
        yield Difference(hold.page, "; ".join(short), expected)
