"""The action log, held against the books (clause 6)."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator

from tests.years.books import Books, Task
from tests.years.days import ONE_DAY, day_month, long, short
from tests.years.differences import Difference, Hold
from tests.years.journal import Went

SOON = 7  # days
DATE = r"\d+ \w+ \d{4}"


def hold_log(hold: Hold, books: Books) -> Iterator[Difference]:
    """Hold the log of part 1, which stands as at a moment of the day on which it left. Whoever has it later
    has the same as the others."""
    day = re.search(r", (\d+ \w+)$", hold.page.kind)
    while day and day_month(books.today) != day[1]:  # one that waited for its letter says of which day it is
        books = Books(books.journal, dt.datetime.combine(books.today - ONE_DAY, dt.time.max))
    said = re.search(r"^As at \w+ (.*?):", hold.page.text, re.MULTILINE)
    about = re.search(
        r"MASE (?:minutes|action log)\b.*, (\d+ \w{3})(?:; minutes to follow)?$", hold.page.subject
    )
    for went in books.journal.of(Went, books.at):
        if said and about and (short(went.date), long(went.at.date())) == (about[1], said[1]):
            books = Books(books.journal, dt.datetime.combine(went.at.date(), dt.time.max))
            break
    yield from hold.of_its_day(books, _hold_log)


def _hold_log(hold: Hold, books: Books) -> Iterator[Difference]:
    """Hold how each open action stands, and how many stand so."""
    tasks = [task for task in books.tasks if not task.discharged and task.is_public]
    today = books.at.date()
    rows = [(task, *_standing(task, today)) for task in tasks]
    yield from hold.sentences(
        rf"^(\S+/\d\d) \| .* \| ({DATE}) \| (Overdue \d+ days? late|Due soon|Open|Reported done {DATE})\b",
        *(f"{task.reference} | {_date(task.due)} | {' '.join(words).strip()}" for task, *words in rows),
    )
    counts = Counter(word.lower() for _, word, _ in rows)
    order = ("overdue", "due soon", "open", "reported done")
    figures = ", ".join(f"{counts[word]} {word}" for word in order if counts[word]) or "no open actions"
    yield from hold.sentences(r"^As at \w+ (.*?)\. Meeting", f"{long(today)}: {figures}")


def _standing(task: Task, today: dt.date) -> tuple[str, str]:
    if task.reported:
        return "Reported done", _date(task.reported)
    late = (today - task.due).days
    if late > 0:
        return "Overdue", f"{late} day{'s' * (late != 1)} late"
    return ("Due soon" if task.due <= today + SOON * ONE_DAY else "Open"), ""


def _date(day: dt.date) -> str:
    return f"{day.day} {day:%b %Y}"
