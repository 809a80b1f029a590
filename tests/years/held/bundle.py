"""The inspection bundle, held against the books: its register, its index and the pages made for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from tests.years.books import Books, Task
from tests.years.days import long
from tests.years.deadlines import MINUTES, Step, steps_of, steps_of_reports
from tests.years.differences import Difference, Hold
from tests.years.held.attendance import hold_report_until
from tests.years.held.compliance import hold_compliance_since
from tests.years.terms import BEGAN, SERVICE_BEGAN

DAY = r"\d{4}-\d\d-\d\d"


def hold_attendance(hold: Hold, books: Books) -> Iterator[Difference]:
    """Hold the attendance by organisation in all of the group's time, which is shorter than the bundle's."""
    yield from hold_report_until(books.today, hold, books)


def hold_compliance(hold: Hold, books: Books) -> Iterator[Difference]:
    """Hold how each clause was met in all of the group's time."""
    yield from hold_compliance_since(BEGAN, hold, books)


def hold_register(hold: Hold, books: Books) -> Iterator[Difference]:
    """Hold the sheets of decisions, of actions, of what is done by a day, and of what is missing."""
    yield from _decisions(hold, books)
    tasks = [
        " | ".join([str(_held_on(books, task)), task.reference, str(task.discharged or "")])
        for task in books.tasks
        if task.is_public
    ]
    yield from hold.sentences(rf"^Actions \| ({DAY}) \| (\S+) \| .* \| .* \| {DAY} \| ?({DAY}|)$", *tasks)
    rows = [
        f"{planned.reference} | {_step(step)}"
        for planned in books.calendar
        if planned.date > SERVICE_BEGAN
        for step in steps_of(books, planned)
        if step.done or not planned.called_off
        if planned.planned <= step.deadline <= books.today and planned.date <= books.today
    ]
    yield from hold.sentences(
        r"^Steps \| (\S+) \| (agenda agreed|papers out|minutes and action log out) \| 6 \| "
        rf"({DAY}) \| ({DAY}|) \| (on time|missed|\d+ days? late)$",
        *rows,
    )
    yield from _missing(hold, books)


def _held_on(books: Books, task: Task) -> dt.date:
    """The day of the meeting that an action is of."""
    return task.taken or books.named(task.reference.rpartition("/")[0]).date


def _missing(hold: Hold, books: Books) -> Iterator[Difference]:
    """Hold what is not kept of a meeting, or nobody recorded, and each report that did not leave."""
    held, rows = {met.date for met in books.meetings}, []
    before = "it was held before they were kept here"
    for planned in books.calendar:
        if planned.called_off or not BEGAN <= planned.date <= books.today:
            continue
        steps = {step.name: step for step in steps_of(books, planned)}
        if planned.date not in held:
            why = f"the meeting of {long(planned.date)} has no record"
            rows.append(f"record of {planned.reference} | {why}")
        elif planned.date <= SERVICE_BEGAN:
            rows.append(f"documents of {planned.reference} | {before}")
        elif not steps[MINUTES].done:
            due = f"not out, due on {long(steps[MINUTES].deadline)}"
            rows.append(f"minutes of {planned.reference} | {due}")
    yield from hold.sentences(
        r"^Missing \| [\w ,]+ \| ((?:minutes|record) of \S+|.* of MASE/2026-(?:09|1\d)) \| (.*)$", *rows
    )
    late = [step for step in steps_of_reports(books) if not step.done and step.deadline <= books.today]
    left = r"^Missing \| [\w ,]+ \| report to the .* \| (it has not left)$"
    yield from hold.sentences(left, *["it has not left"] * len(late))


def _step(step: Step) -> str:
    late = (step.done - step.deadline).days if step.done else 0
    verdict = f"{late} day{'s' * (late != 1)} late" if late > 0 else "on time" if step.done else "missed"
    return " | ".join([step.name.lower(), str(step.deadline), str(step.done or ""), verdict])


def _decisions(hold: Hold, books: Books) -> Iterator[Difference]:
    """Hold each decision with the seats that were filled, whether it was taken with a quorum, and the meeting
    that ratified it."""
    rows = []
    for met in books.meetings:
        reference = _reference(books, met.date)
        for text in met.decisions:
            quorate = "Yes" if books.is_quorate(met) else "No"
            ratified = books.ratified(met, text)
            waits = "" if books.is_quorate(met) else "not ratified yet"
            filled = str(books.filled([met])[0])
            followed = f"ratified at {_reference(books, ratified)}" if ratified else waits
            rows.append(" | ".join([str(met.date), reference, text, filled, quorate, followed]))
    yield from hold.sentences(
        rf"^Decisions \| ({DAY}) \| (MASE/\S+)/D\d+ \| (.*) \| (\d+) \| (Yes|No) \|  \| "
        r"(ratified at [^;\n]*|not ratified yet|)(?:; )?(?:action .*)?$",
        *rows,
    )


def _reference(books: Books, date: dt.date) -> str:
    return next(each.reference for each in books.calendar if each.date == date and not each.called_off)
