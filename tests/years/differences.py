"""Holding a printed page against the books, sentence by sentence."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.years.books import Books
from tests.years.journal import MOMENT
from tests.years.pages import Page


@dataclass(frozen=True)
class Difference:
    """A sentence of a page that the books have otherwise; ``printed`` is empty where there is none."""

    page: Page
    printed: str
    expected: str

    def __str__(self) -> str:
        what = f"{self.page.at:%a %d %b %Y}, {self.page.kind}"
        return f"{what}: {self.printed or 'nothing'} → {self.expected or 'nothing'}"


@dataclass
class Hold:
    """A page, and how many of its sentences were held against the books."""

    page: Page
    held: int = 0
    as_at: dt.datetime | None = None  # the moment that a page stands as at

    def sentences(self, pattern: str, *expected: str) -> Iterator[Difference]:
        """Yield each sentence of the page that matches and is not expected, and each that is lacking.

        Of a pattern with groups these alone count, joined by a bar.
        """
        found = re.finditer(pattern, self.page.text, re.MULTILINE)
        printed = [" | ".join(match.groups("")) or match[0] for match in found]
        self.held += max(len(printed), len(expected))
        lacking = [sentence for sentence in expected if sentence not in printed]
        wrong = [sentence for sentence in printed if sentence not in expected]
        for place in range(max(len(lacking), len(wrong))):
            yield Difference(
                self.page, "".join(wrong[place : place + 1]), "".join(lacking[place : place + 1])
            )

    def of_its_day(self, books: Books, check: Check) -> Iterator[Difference]:
        """Check the page as at the moment, of the day on which it left, at which the least differs.

        All of it stands as at that one moment.
        """
        morning = dt.datetime.combine(books.at.date(), dt.time(second=1))  # at midnight the day before ends
        events = [event.at + MOMENT for event in books.journal.events]
        moments = sorted({morning, books.at, *(at for at in events if morning <= at <= books.at)})
        best = None
        for at in reversed(moments):
            hold = Hold(self.page)
            differences = [*check(hold, Books(books.journal, at))]
            if best is None or len(differences) < len(best):
                best, self.held, self.as_at = differences, hold.held, at
            if not differences:
                break
        yield from best or ()


Check = Callable[[Hold, Books], Iterator[Difference]]
