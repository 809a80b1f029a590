"""The counts of letters that list what somebody is asked, held against the lists themselves."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from tests.years.books import Books
from tests.years.days import ONE_DAY, is_open, short
from tests.years.differences import Difference, Hold
from tests.years.held.attendance import WORDS


def hold_desk(hold: Hold, _books: Books) -> Iterator[Difference]:
    """Hold how many things need the unit, in subject and first line, and how many of them today."""
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
