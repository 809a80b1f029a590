"""The second bookkeeper: holds all pages of a year against books of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.years.actions import hold_log
from tests.years.attendance import hold_review, hold_table
from tests.years.boards import Boards
from tests.years.books import Books
from tests.years.compliance import hold_compliance
from tests.years.days import ONE_DAY, short
from tests.years.differences import Check, Difference, Hold
from tests.years.journal import Went
from tests.years.pages import Page
from tests.years.play import Year

HALF_A_YEAR = 183 * ONE_DAY


@dataclass
class Account:
    """What came of a year: the ``differences``, and how many sentences of each kind of page were held."""

    seed: int
    differences: list[Difference] = field(default_factory=list)
    held: Counter[str] = field(default_factory=Counter)


def account_for(year: Year) -> Account:
    """Hold every page of a year that the bookkeeper can read."""
    account = Account(year.seed)
    for page in year.pages:
        year.journal.events += _went(page)
    checks = dict(_checks())
    for page in sorted(year.pages, key=lambda page: page.at):
        check = checks.get(page.kind)
        if check:
            hold = Hold(page)
            account.differences += check(hold, Books(year.journal, page.at))
            account.held[page.kind] += hold.held
    return account


def _checks() -> Iterator[tuple[str, Check]]:
    yield "attendance_review", hold_review
    yield "attendance_review: attendance table", hold_table
    yield "compliance page", hold_compliance
    yield "minutes: action log", hold_log
    boards = Boards()
    yield "report_draft", boards.note_draft
    yield "board_report", boards.hold_report


def _went(page: Page) -> Iterator[Went]:
    """Yield that a letter about a meeting left, as the postbook has it: "MASE papers, Tue 12 Jan, 10am"."""
    about = re.search(r"MASE (?:papers|minutes)\b.*?, (?:\w{3} )?(\d+ \w{3})\b", page.subject)
    if about and page.kind in ("papers", "minutes"):
        # Papers go before their meeting, minutes after it, and both within half a year.
        first = page.at.date() - (HALF_A_YEAR if page.kind == "minutes" else 0 * ONE_DAY)
        days = (first + number * ONE_DAY for number in range(HALF_A_YEAR.days))
        yield Went(page.at, page.kind, next(day for day in days if short(day) == about[1]))
