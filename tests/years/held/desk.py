"""The counts of letters that list what somebody is asked, held against the lists themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.years.books import Books
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


def _word(number: int) -> str:
    return WORDS[number] if number < len(WORDS) else str(number)
