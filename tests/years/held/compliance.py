"""The compliance page, held against the books."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from tests.years.books import Books, Planned
from tests.years.deadlines import AGENDA, MINUTES, PAPERS, steps_of_meetings, steps_of_reports
from tests.years.differences import Difference, Hold
from tests.years.held.task_group import hold_lateness
from tests.years.plan import lines_of
from tests.years.terms import NEEDED, SEATS


def hold_compliance(hold: Hold, books: Books) -> Iterator[Difference]:
    """Hold the page of the board's year."""
    yield from hold_compliance_since(books.year_began(), hold, books)


def hold_compliance_since(first: dt.date, hold: Hold, books: Books) -> Iterator[Difference]:
    """Hold the figures and the outcome of the clauses on attendance, quorum and meetings."""
    last = books.today
    yield from _hold_sum(hold)
    yield from hold_lateness(hold, books)
    yield from _hold_worst(hold, books, first)
    held = books.held_between(first, last)
    yield from _line(hold, "4 | Each meeting quorate", "meeting", [books.is_quorate(met) for met in held])
    standings = [books.standing(seat) for seat in SEATS]
    judged = [not standing.is_below for standing in standings if standing.is_judged and standing.holder]
    yield from _line(hold, "4 | Members at 75% of meetings, deputies at no more than 25%", "member", judged)
    due = [planned for planned in books.calendar if first <= planned.date <= books.today]
    met = {event.date for event in held}
    by_rule = [planned for planned in due if planned.is_ordinary and not _is_ruled_out(planned)]
    monthly = [planned.date in met and not planned.called_off for planned in by_rule]
    yield from _line(hold, "5 | A meeting each month", "meeting", monthly)
    steps = [*steps_of_meetings(books, first, last)]
    for begin, name in (
        ("6 | Agenda agreed with the Chair 14 days before", AGENDA),
        ("6 | Agenda and papers out 7 days before", PAPERS),
        ("6 | Minutes and action log out within 14 days", MINUTES),
    ):
        cases = [step.in_time for step in steps if step.name == name and step.is_past(books.today)]
        yield from _line(hold, begin, "meeting", cases)
    reports = [
        step.in_time
        for step in steps_of_reports(books)
        if first <= step.deadline and step.is_past(books.today)
    ]
    yield from _line(hold, "2 and 3 | A written report to each board before it meets", "report", reports)
    filled = [not books.days_vacant(seat, first, last) for seat in SEATS]
    yield from _line(hold, "4 | A core member for each seat", "seat", filled)
    lines = [
        line.ended is not None or line.colour != "red"
        for line in lines_of(books)
        if line.ended is None or line.ended >= first
    ]
    if lines:
        begin = "3 | Lines of the action plan green or amber, or discharged with evidence"
        yield from _line(hold, begin, "line", lines)
    tasks = [
        task
        for task in books.tasks
        if task.is_public
        and first <= task.first_due
        and (task.first_due < books.today or (task.first_due == books.today and task.reported))
    ]
    done_by = [task.reported is not None and task.reported <= task.first_due for task in tasks]
    yield from _line(hold, "6 | Actions of part 1 done by the day first agreed", "action", done_by)


def _hold_sum(hold: Hold) -> Iterator[Difference]:
    """Hold how many of the requirements below were met."""
    lines = [line for line in hold.page.text.splitlines() if line.count(" | ") == 4]
    ends = Counter(line.rpartition(" | ")[2] for line in lines)
    due = len(lines) - ends["Nothing due"] - 1  # the headings
    rest = [f"{ends[end]} {end.lower()}" for end in ("In part", "Not met") if ends[end]]
    expected = f"{ends['Met']} of {due} requirements met{', ' * bool(rest)}{' and '.join(rest)}."
    yield from hold.sentences(r": (\d+ of \d+ requirements? met.*)$", expected)


def _hold_worst(hold: Hold, books: Books, first: dt.date) -> Iterator[Difference]:
    """Hold who or what is named as the worst: the one that is furthest from what is asked."""
    last = books.today
    vacant = {seat: books.days_vacant(seat, first, last) for seat in SEATS}
    seat = max(SEATS, key=lambda seat: vacant[seat])
    days = f"{vacant[seat]} day{'s' * (vacant[seat] != 1)}"
    yield from _worst(hold, "4 | A core member", *[f"{seat}, vacant on {days}"] * any(vacant.values()))
    below = {seat: books.standing(seat) for seat in books.seats_below()}
    worst = [
        f"{seat}, {standing.came} of {len(standing.marks)}, a deputy at {standing.deputised}"
        for seat, standing in below.items()
        if standing.short == max(each.short for each in below.values())
    ]
    yield from _worst(hold, "4 | Members at 75%", *worst[:1])
    inquorate = [met for met in books.held_between(first, last) if not books.is_quorate(met)]
    least = min(inquorate, key=lambda met: books.filled([met])[0], default=None)
    name = least and next(each.reference for each in books.calendar if each.date == least.date)
    seats = least and books.filled([least])[0]
    filled = [f"{name}, {seats} seat{'s' * (seats != 1)} filled, {NEEDED} needed"] if least else []
    yield from _worst(hold, "4 | Each meeting quorate", *filled)


def _worst(hold: Hold, begin: str, *expected: str) -> Iterator[Difference]:
    pattern = rf"^{re.escape(begin)}.* Worst: (.*?)(?:; the Chair ruled it [\w ]+)?\. \| \w+ \| "
    yield from hold.sentences(pattern, *expected)


def _is_ruled_out(planned: Planned) -> bool:
    return planned.called_off is not None and planned.called_off.is_ruled


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
