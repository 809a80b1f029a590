"""What the unit reads of a task and finish group, held against the books (clause 6)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from rehearsals.business import ACCEPTED, COMMISSIONED
from tests.years.books import Books
from tests.years.days import ONE_DAY, before, day_month, long, open_from
from tests.years.differences import Difference, Hold
from tests.years.journal import GroupClosed, GroupCommissioned, GroupProposed, GroupReported

DAY = r"\d+ \w+"
NAME, SHORT_NAME = "Task and Finish Group on Children who Go Missing", "Missing Children Group"
WARNED_BEFORE = 20  # working days
BEFORE_REPORT = ("Commissioned", "Scoped", "Running", "Interim report given")
BY = r"(MASE/\S+/D\d+(?= \(its decision\))|the reference of the decision)"


def hold_task_group(hold: Hold, books: Books) -> Iterator[Difference]:
    """Hold which decision commissions or closes it, whether its final report came, and when it ends."""
    is_proposed = books.has(GroupProposed) and not books.has(GroupCommissioned)
    at_work = books.has(GroupCommissioned) and not books.has(GroupClosed)
    put = [met for met in books.meetings if is_proposed and COMMISSIONED in met.decisions]
    reports = [_carried_to(books, event.meeting) for event in books.journal.of(GroupReported, books.at)]
    heard = [met for met in books.meetings if at_work and met.date in reports]
    yield from hold.sentences(
        rf"The meeting of ({DAY}) had the {NAME} before it\.", *(day_month(met.date) for met in put[-1:])
    )
    for wanted, text, word in ((put, COMMISSIONED, "COMMISSION"), (heard, ACCEPTED, "CLOSE")):
        reference = books.decided(text) or "the reference of the decision"
        yield from hold.sentences(rf"Reply {word} MISSING by {BY}", *[reference][: len(wanted)])
    yield from hold.sentences(
        rf"The final report of the {NAME} was before the meeting of ({DAY})\.",
        *(day_month(met.date) for met in heard[-1:]),
    )
    yield from _end(hold, books, is_late=at_work and not reports)


def _carried_to(books: Books, reference: str) -> dt.date | None:
    """Return the day on which a meeting's paper is before the group: at the next, where it is called off."""
    day = books.named(reference).date
    return min(
        (each.date for each in books.calendar if each.date >= day and not each.called_off), default=None
    )


def _end(hold: Hold, books: Books, *, is_late: bool) -> Iterator[Difference]:
    """Hold when it ends, or was to end, while its final report has not come, and where that is expected:
    once, and then on each Monday, or the first working day after a holiday."""
    ends = [event.end for event in books.journal.of(GroupProposed, books.at)]
    monday = books.today - books.today.weekday() * ONE_DAY
    first = before(ends[-1], WARNED_BEFORE) if is_late else books.today
    is_said = is_late and first <= books.today and books.today in (first, open_from(monday))
    words = [
        f"{'ends' if end >= books.today else 'was to end'} | {long(end)}" for end in ends[-1:] if is_said
    ]
    yield from hold.sentences(rf"The {NAME} (ends|was to end) on (\d+ \w+ \d{{4}})\.", *words)
    pattern = rf"Its final report (is on the agenda of|did not come to the meeting of) ({DAY})\."
    days = {
        "is on the agenda of": [each.date for each in books.calendar if not each.called_off],
        "did not come to the meeting of": [met.date for met in books.meetings],
    }
    expected = []
    for where, day in re.findall(pattern, hold.page.text):
        is_so = is_late and day in {day_month(date) for date in days[where] if _is_near(date, books.today)}
        expected.append(f"{where} | {day}" if is_so else "nothing of a final report")
    yield from hold.sentences(pattern, *expected)


def _is_near(date: dt.date, today: dt.date) -> bool:
    return abs((date - today).days) < 100


def hold_lateness(hold: Hold, books: Books) -> Iterator[Difference]:
    """Hold how late its final report was, where a page says so."""
    pattern = r"MISSING, final report, (\d+ days?) late"
    late = [
        (reported.at.date() - proposed.end).days
        for proposed in [*books.journal.of(GroupProposed, books.at)][-1:]
        for reported in books.journal.of(GroupReported, books.at)
    ]
    said = len(re.findall(pattern, hold.page.text))
    expected = [f"{days} day{'s' * (days != 1)}" for days in late if days > 0]
    yield from hold.sentences(pattern, *(expected * said or ["no report that was late"] * said))


def hold_stage(hold: Hold, books: Books) -> Iterator[Difference]:
    """Hold how far a report to a board says that it is, and that its own report is overdue."""
    late = rf" \(its report was due on ({DAY})\)"
    ends = [event.end for event in books.journal.of(GroupProposed, books.at) if event.end < books.today]
    overdue = "" if books.has(GroupReported) else "".join(map(day_month, ends[-1:]))
    number = len(re.findall(SHORT_NAME + late, hold.page.text))
    yield from hold.sentences(SHORT_NAME + late, *([overdue or "no report that is overdue"] * number))
    maybe = rf"(?: \(its report was due on {DAY}\))?"
    pattern = rf"^\* (?:Task and finish groups: )?([\w ]+): {SHORT_NAME}{maybe}\.$"
    said = re.findall(pattern, hold.page.text, re.MULTILINE)
    stages: tuple[str, ...] = BEFORE_REPORT if books.has(GroupCommissioned) else ()
    if books.has(GroupReported):
        stages = ("Final report given",)
    if books.has(GroupClosed):
        stages = ("Accepted", "Closed")
    expected = [stage for stage in said if stage in stages] or stages[:1]
    yield from hold.sentences(pattern, *(() if books.has(GroupClosed) and not said else expected))
