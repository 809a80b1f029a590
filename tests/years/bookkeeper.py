"""The second bookkeeper: holds all pages of a year against books of its own."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.years.books import Books
from tests.years.days import ONE_DAY, short
from tests.years.differences import Check, Difference, Hold
from tests.years.held import bundle
from tests.years.held.actions import hold_log
from tests.years.held.attendance import (
    hold_report_of_year,
    hold_review,
    hold_seats_of_draft,
    hold_table,
)
from tests.years.held.boards import Boards
from tests.years.held.compliance import hold_compliance
from tests.years.held.dates import hold_after_meeting, hold_cancelled, hold_date, hold_minutes, hold_papers
from tests.years.held.desk import hold_chair, hold_desk
from tests.years.held.letters import (
    hold_actions,
    hold_attendance,
    hold_minutes_due,
    hold_moved,
    hold_outcome,
    hold_report_draft,
)
from tests.years.held.record import hold_minutes_text, hold_sheets
from tests.years.journal import Posted, Sent, Went
from tests.years.pages import Page
from tests.years.play import Year

HALF_A_YEAR, A_QUARTER = 183 * ONE_DAY, 91 * ONE_DAY


@dataclass
class Account:
    """What came of a year: the ``differences``, each once however many people had the letter, and how many
    sentences of each kind of page were held."""

    seed: int
    differences: list[Difference] = field(default_factory=list)
    held: Counter[str] = field(default_factory=Counter)


def account_for(year: Year) -> Account:
    """Hold every page of a year that the bookkeeper can read."""
    account = Account(year.seed)
    year.journal.events += map(Posted, sorted({page.at for page in year.pages}))
    for page in year.pages:
        year.journal.events += _went(page)
    checks, seen = [*_checks()], set[str]()
    for page in sorted(year.pages, key=lambda page: page.at):
        for kind, check in checks:
            if not re.fullmatch(kind, page.kind):
                continue
            hold = Hold(page)
            found = {str(each): each for each in check(hold, Books(year.journal, page.at))}
            account.differences += [each for name, each in found.items() if name not in seen]
            seen |= {*found}
            account.held[re.sub(r", .*|MASE-\S+ ", "", page.kind)] += hold.held
    return account


def _checks() -> Iterator[tuple[str, Check]]:
    yield "attendance_review", hold_review
    yield r"attendance_review: (?:MASE-\S+ )?attendance table", hold_table
    yield "attendance_review: to 2027 attendance report", hold_report_of_year
    yield "compliance page", hold_compliance
    yield r"(?:minutes|papers): (?:MASE-\S+ )?action log(?:, \d+ \w+)?", hold_log
    yield "bundle: attendance", bundle.hold_attendance
    yield "bundle: compliance", bundle.hold_compliance
    yield "bundle: register", bundle.hold_register
    yield "desk", hold_desk
    yield "papers", hold_papers
    yield "cancelled", hold_cancelled
    yield "minutes", hold_minutes
    yield "after_meeting", hold_after_meeting
    for kind in (
        "deputy_wanted",
        "guest_invitation",
        "invitation",
        "item_off",
        "paper_author",
        "quorum",
        "record_workbook",
    ):
        yield kind, hold_date
    yield "record_workbook: sheets", hold_sheets
    yield r"minutes(?:_draft)?: .*\bminutes\b.* v\d+", hold_minutes_text  # minutes_again has the unit's own
    yield "moved", hold_moved
    yield "actions|after_meeting|escalation|escalation_ahead", hold_actions
    yield "attendance_notice|attendance_organisation", hold_attendance
    yield "board_outcome", hold_outcome
    yield "report_draft", hold_report_draft
    yield "minutes_draft|minutes_again", hold_minutes_due
    yield "minutes_draft", hold_seats_of_draft
    yield "chair", hold_chair
    boards = Boards()
    yield "board_report", boards.hold_report
    yield "board_report: report", boards.hold_file
    yield "(?:report_draft|chair): report", boards.hold_draft


def _went(page: Page) -> Iterator[Went | Sent]:
    """Yield that a letter about a meeting left, as the postbook has it: "MASE papers, Tue 12 Jan, 10am"; or a
    report: "MASE: report to KSCB, 10 Jun"."""
    about = re.search(r"MASE (papers|minutes|action log)\b.*?, (?:\w{3} )?(\d+ \w{3})\b", page.subject)
    if about and page.kind in ("papers", "minutes"):
        yield Went(page.at, about[1], _day(page, about[2]))
    elif page.kind == "board_report":
        report = re.search(r"report to (\S+), (\d+ \w{3});", page.subject)
        assert report
        yield Sent(page.at, report[1], _day(page, report[2]))


def _day(page: Page, words: str) -> dt.date:
    """Read "12 Jan": minutes go after the day that they name, a report before or soon after it, other letters
    before."""
    back = {"minutes": HALF_A_YEAR, "board_report": A_QUARTER}.get(page.kind, 0 * ONE_DAY)
    days = (page.at.date() - back + number * ONE_DAY for number in range(2 * HALF_A_YEAR.days))
    return next(day for day in days if short(day) == words)
