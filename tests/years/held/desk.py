"""The counts of letters that list what somebody is asked, held against the lists themselves."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from tests.years.books import Books
from tests.years.days import ONE_DAY, after, before, day_month, is_open, open_by, short
from tests.years.differences import Difference, Hold
from tests.years.held.attendance import WORDS
from tests.years.held.task_group import hold_task_group
from tests.years.terms import BOARD_NAMES, BOARDS

STEPS = (
    *("Record", "Follow up", "Attendance reviewed", "Minutes and action log out"),
    *("Agenda agreed", "Papers collected", "Papers out", "Quorum forecast"),
)


def hold_desk(hold: Hold, books: Books) -> Iterator[Difference]:
    """Hold how many things need the unit, in subject and first line, and how many of them today; and what is
    coming on which day."""
    yield from hold.of_its_day(books, hold_task_group)
    yield from _hold_coming(hold, books)
    needs = hold.page.text.partition("What waits for whom")[0]
    items = re.split(r"^\d+\. ", needs, flags=re.MULTILINE)[1:]
    today = sum(re.search(r"^   (?:Today|Was due)\b", item, re.MULTILINE) is not None for item in items)
    number = len(items)
    if number:
        need = f"{_word(number)} thing{'s' * (number != 1)} need{'s' * (number == 1)} you".capitalize()
        end = " today" if today == number else f", {_word(today)} of them today" if today else ""
        yield from hold.sentences(r"^.* things? needs? you.*$", f"{need}{end}.")
        hold.held += 1
        if f": {number} thing" not in hold.page.subject:
            yield Difference(hold.page, hold.page.subject, f"{number} things")


def _hold_coming(hold: Hold, books: Books) -> Iterator[Difference]:
    """Hold the days of the steps to come."""
    pattern = (
        rf"^\* (\w{{3}} \d+ \w+), MASE: ({'|'.join(STEPS)}|Report sent) for (?:the )?(.* of )?(\d+ \w+)$"
    )
    expected = []
    for _, name, of, words in re.findall(pattern, hold.page.text, re.MULTILINE):
        if of:
            days, _ = BOARDS[board := BOARD_NAMES[of.removesuffix(" of ")]]
            day = before(next(day for day in books.dates(board) if day_month(day) == words), days)
        else:
            lately = books.today - 60 * ONE_DAY
            days_of_meetings = [each.date for each in books.calendar if each.date > lately]
            day = _day_of_step(name, next(day for day in days_of_meetings if day_month(day) == words))
        expected.append(f"{day:%a} {short(day)} | {name} | {of} | {words}")
    yield from hold.sentences(pattern, *expected)


def _day_of_step(name: str, meets: dt.date) -> dt.date:
    """The day of a step of a meeting's month: by the terms, or by the lead times that the group has."""
    agenda, papers, minutes = (open_by(meets + days * ONE_DAY) for days in (-14, -7, 14))
    return {
        "Agenda agreed": agenda,
        "Papers collected": before(papers, 2),
        "Papers out": papers,
        "Quorum forecast": before(meets, 2),
        "Record": after(meets, 2),
        "Follow up": after(meets, 3),
        "Attendance reviewed": after(meets, 5),
        "Minutes and action log out": minutes,
    }[name]


def hold_chair(hold: Hold, _books: Books) -> Iterator[Difference]:
    """Hold how many things the Chair is asked, in subject and first line, numbered one after another, and the
    first of their days."""
    asked, _, notes = hold.page.text.partition("For you to know\n")
    blocks = re.findall(r"^(\d+)(?: (?:and|to) (\d+))?\. ", asked, re.MULTILINE)
    numbers = [int(each) for block in blocks for each in block if each]
    number = numbers[-1] if numbers else 0
    to_know = len(re.findall(r"^\d+\. ", notes, re.MULTILINE))
    if not number:
        return
    hold.held += 3
    counted = [number for first, last in blocks for number in range(int(first), int(last or first) + 1)]
    if counted != [*range(1, number + 1)]:
        yield Difference(hold.page, f"numbers {counted}", f"1 to {number}")
    more = f", {_word(to_know)} to know" if to_know else ""
    subject = re.sub(r"^.*?MASE, |to (?:agree|answer) by \w+ \d+ \w+", "", hold.page.subject)
    things = f"{_word(number)} thing{'s' * (number != 1)} {more}"
    if subject.replace("  ", " ") != things:
        yield Difference(hold.page, hold.page.subject, things)
    if number > 2:
        yield from hold.sentences(r"^Please answer these (\w+)", _word(number))
    days = [_day(hold, words) for words in re.findall(r"\b[Bb]y (\w{3} \d+ \w{3})\b", asked)]
    (first,) = [_day(hold, words) for words in re.findall(r" by (\w{3} \d+ \w{3})", hold.page.subject)]
    if days and first != min(days):
        yield Difference(hold.page, f"by {first}", f"by {min(days)}")
    if not is_open(first) or first < hold.page.at.date():
        yield Difference(hold.page, f"by {first}", "a working day to come")


def _day(hold: Hold, words: str) -> dt.date:
    """Read "Mon 25 Jan", a day near that on which the letter left."""
    first = hold.page.at.date() - 60 * ONE_DAY
    return next(
        day for number in range(365) if f"{(day := first + number * ONE_DAY):%a} {short(day)}" == words
    )


def _word(number: int) -> str:
    return WORDS[number] if number < len(WORDS) else str(number)
