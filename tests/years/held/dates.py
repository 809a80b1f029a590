"""Sentences that name the day of a meeting, or a day counted from one, held against the books."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from tests.years.books import Books, Planned
from tests.years.days import ONE_DAY, before, day_month, full, open_by
from tests.years.differences import Difference, Hold

AGENDA_BEFORE, MINUTES_WITHIN = 14, 14  # days
ITEMS_BEFORE = 5  # working days before the agenda is due
A_WEEK = dt.timedelta(days=7)
DAY = r"\d+ \w+"


def hold_date(hold: Hold, books: Books) -> Iterator[Difference]:
    """Hold the day beside the reference of a meeting."""
    block = r"^Date: (.*)\nTime: .*\nPlace: .*\nReference: (MASE/\S+)$"
    named = [reference for _, reference in re.findall(block, hold.page.text, re.MULTILINE)]
    expected = [f"{full(books.named(reference).date)} | {reference}" for reference in named]
    yield from hold.sentences(block, *expected)


def hold_papers(hold: Hold, books: Books) -> Iterator[Difference]:
    yield from hold_date(hold, books)
    yield from hold.of_its_day(books, _hold_meeting_after)


def _hold_meeting_after(hold: Hold, books: Books) -> Iterator[Difference]:
    (reference,) = re.findall(r"^Reference: (\S+)$", hold.page.text, re.MULTILINE)
    after = [
        day_month(planned.date)
        for planned in _following(books, books.named(reference).date)
        if _takes_items(planned, books)
    ]
    yield from hold.sentences(
        rf"the meeting after this one, on ({DAY})", *after[: _says(hold, "after this one")]
    )


def hold_cancelled(hold: Hold, books: Books) -> Iterator[Difference]:
    """Hold when the group meets next instead of a cancelled meeting: after that day, or before it where one
    was called, or is held in its place."""
    (reference,) = re.findall(r"\((MASE/\S+)\) is withdrawn", hold.page.text)
    planned = books.named(reference)
    following = next(
        each
        for each in books.calendar
        if each.date > books.today
        and not each.called_off
        and (each.date > planned.date or not each.is_ordinary)
    )
    yield from hold.sentences(
        r"^The meeting of .* will not take place.*$",
        f"The meeting of {full(planned.date)} will not take place; "
        f"the next one is on {full(following.date)}.",
    )


def hold_minutes(hold: Hold, books: Books) -> Iterator[Difference]:
    """Hold which meeting is to confirm the minutes: the next, whatever it was called for."""
    number = _says(hold, "unconfirmed until the meeting of")
    days = [
        day_month(each.date)
        for each in books.calendar
        if each.date >= books.at.date() and not each.called_off
    ]
    yield from hold.sentences(rf"until the meeting of ({DAY}) confirms", *days[:number])


def hold_after_meeting(hold: Hold, books: Books) -> Iterator[Difference]:
    """Hold for which meeting items are wanted, and by when the minutes are due of one whose record came
    lately: there may be two."""
    number = _says(hold, "To propose an item for")
    items = [planned for planned in _following(books, books.at.date()) if _takes_items(planned, books)]
    expected = [day_month(planned.date) for planned in items[:number]]
    yield from hold.sentences(rf"^To propose an item for ({DAY})$", *expected)
    lately = [met for met in books.meetings if books.at - met.at <= A_WEEK]
    days = [open_by(met.date + MINUTES_WITHIN * ONE_DAY) for met in lately or books.meetings[-1:]]
    due = [f"The minutes and action log are due by {day:%A} {day_month(day)}." for day in days]
    said = [sentence for sentence in due if sentence in hold.page.text] or due[-1:]
    yield from hold.sentences(
        r"^The minutes and action log are due by .*$",
        *said[: _says(hold, "The minutes and action log are due")],
    )


def _takes_items(planned: Planned, books: Books) -> bool:
    """Say whether a letter still asks for items: its reader is given a day at least, and no agenda is agreed
    yet, as of a meeting that moved once it was."""
    return (
        not books.agenda_agreed(planned.reference)
        and before(open_by(planned.date - AGENDA_BEFORE * ONE_DAY), ITEMS_BEFORE) > books.at.date()
    )


def _says(hold: Hold, words: str) -> int:
    """Return how often a page has some words: a letter need not have each sentence."""
    return hold.page.text.count(words)


def _following(books: Books, day: dt.date) -> list[Planned]:
    """The ordinary meetings to come after a day."""
    return [
        planned
        for planned in books.calendar
        if planned.date > day and not planned.called_off and planned.is_ordinary
    ]
