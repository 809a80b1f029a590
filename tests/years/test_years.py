"""The second bookkeeper agrees with what is printed of random years, and sees a wrong figure."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from rehearsals.business import COMMISSIONED
from tests.years.bookkeeper import account_for
from tests.years.books import Books
from tests.years.journal import (
    Appointed,
    GroupCommissioned,
    GroupProposed,
    Journal,
    Met,
    Moved,
    PlanTaken,
    Raised,
    RuleChanged,
    Sat,
)
from tests.years.pages import Page
from tests.years.play import Year, play
from tests.years.terms import BEGAN, SEATS
from tests.years.terms import PLAN as PLANNED

HELD = dt.date(2027, 1, 12)
REVIEW = """No attendance concerns this month. The full table is attached.

Meeting of Tuesday 12 January 2027: 11 of 12 seats were filled and 8 are needed: quorate (clause 4).

* NPS: too early to say
  Lead of NPS
  Attended 0 of 1 (0%); organisation represented 0 of 1
"""
PRESENT = """
* {seat}: too early to say
  Lead of {seat}
  Attended 1 of 1 (100%); organisation represented 1 of 1
"""


@pytest.fixture
def year() -> Year:
    """A year of which only the letter after one meeting is there. NPS sent apologies."""
    began, record = dt.datetime.combine(BEGAN, dt.time(9)), dt.datetime.combine(HELD, dt.time(16))
    seats = {seat: Sat(f"Lead of {seat}", "A" if seat == "NPS" else "P") for seat in SEATS}
    journal = Journal([Appointed(began, seat, f"Lead of {seat}") for seat in SEATS])
    journal.write(Met(record, HELD, seats))
    text = REVIEW + "".join(PRESENT.format(seat=seat) for seat in SEATS if seat != "NPS")
    at = dt.datetime(2027, 1, 14, 9)
    return Year(7, journal, [Page("attendance_review", at, "unit", "MASE attendance", text)])


def test_a_page_that_says_what_happened_does_not_differ(year: Year) -> None:
    account = account_for(year)
    assert (account.differences, account.held.total()) == ([], 14)


@pytest.mark.parametrize(
    ("printed", "wrong"),
    [
        ("11 of 12 seats were filled", "12 of 12 seats were filled"),
        ("Attended 0 of 1 (0%)", "Attended 1 of 1 (100%)"),
        ("* CRC: too early to say", "* CRC: below"),
        ("No attendance concerns", "Please look at one seat first."),
    ],
)
def test_a_wrong_figure_or_sentence_is_a_difference(year: Year, printed: str, wrong: str) -> None:
    (page,) = year.pages
    year.pages = [Page(page.kind, page.at, page.to, page.subject, page.text.replace(printed, wrong))]
    (difference,) = account_for(year).differences
    assert wrong in difference.printed
    assert printed in difference.expected
    assert str(difference).startswith("Thu 14 Jan 2027, attendance_review: ")


MOVED = """
Date: Friday 12 February 2027
Time: 10am
Place: Room 2 and online
Reference: MASE/2027-02

Was: Tuesday 9 February 2027, 10am
"""
ACTIONS = """
* MASE/2027-01/01: Map return interview capacity
  Due 19 January 2027, 2 days overdue
"""
PLAN = """
* P1.2: Agree one risk assessment tool
  Due 30 November 2026. Red (R) since 29 December 2026: 52 days past its date
"""
REGISTER = """
Missing | 2 Agendas | record of MASE/2026-09 | the meeting of 8 September 2026 has no record
Missing | 2 Agendas | record of MASE/2026-10 | the meeting of 13 October 2026 has no record
Missing | 2 Agendas | record of MASE/2026-11 | the meeting of 10 November 2026 has no record
Missing | 2 Agendas | record of MASE/2026-12 | the meeting of 8 December 2026 has no record
Missing | 2 Agendas | minutes of MASE/2027-01 | not out, due on 26 January 2027
Actions | 2027-01-12 | MASE/2027-01/01 | Map return interview capacity | Medway Social Care | 2027-01-12 |
Steps | MASE/2027-01 | agenda agreed | 6 | 2026-12-24 |  | missed
Steps | MASE/2027-01 | papers out | 6 | 2027-01-05 |  | missed
"""
ROOM = "\n".join(f"Attendance | {seat} | {name} | Lead of {seat} | " for seat, name in SEATS.items())
LINES = "\n".join(f"Plan | {line} | {action} | KSCB | {due} | " for line, (_, due, action) in PLANNED.items())
SHEETS = f"""
Meeting | Reference | MASE/2027-02
Meeting | Next date | Tuesday 9 March 2027 |
{ROOM}
{LINES}
Updates | MASE/2027-01/01 | Map return interview capacity | Lead of CRC | 2027-01-19 |
"""
MINUTES = """
MASE/2027-01 Minutes
11 of 12 seats were filled and 8 are needed: quorate (clause 4).
Apologies: National Probation Service, Lead of NPS
MASE/2027-01/01 Map return interview capacity by 19 January 2027
"""
MINUTES += "\n".join(f"Present: {name}, Lead of {seat}" for seat, name in SEATS.items() if seat != "NPS")
TO_CHAIR = """
Please answer these three, each with its number.

1. The agenda for 9 February

   Reply AGREE AGENDA, or what to change, by Mon 25 Jan.

2 to 3. Recommended for discharge

   Reply DISCHARGE ALL. By Tue 26 Jan.
"""


@pytest.mark.parametrize(
    ("kind", "subject", "text", "printed", "wrong"),
    [
        ("moved", "", MOVED, "Date: Friday 12 February", "Date: Thursday 11 February"),
        ("moved", "", MOVED, "Was: Tuesday 9", "Was: Tuesday 2"),
        ("actions", "MASE: 1 action needs an update", ACTIONS, "2 days overdue", "3 days overdue"),
        ("actions", "MASE: 1 action needs an update", ACTIONS, "1 action", "2 actions"),
        ("actions", "MASE: 1 plan line needs an update", PLAN, "Red (R)", "Amber (A)"),
        ("actions", "MASE: 1 plan line needs an update", PLAN, "Due 30 November", "Due 20 November"),
        ("record_workbook: sheets", "", SHEETS, "| Lead of KSCB", "| vacant"),
        ("record_workbook: sheets", "", SHEETS, "2027-01-19", "2027-01-20"),
        ("record_workbook: sheets", "", SHEETS, "2026-11-30", "2026-12-30"),
        ("record_workbook: sheets", "", SHEETS, "9 March", "13 April"),
        ("minutes: minutes UNCONFIRMED v3", "", MINUTES, "11 of 12", "12 of 12"),
        ("minutes: minutes UNCONFIRMED v3", "", MINUTES, "Apologies", "Absent"),
        ("minutes: minutes UNCONFIRMED v3", "", MINUTES, "by 19 January", "by 9 February"),
        ("bundle: register", "", REGISTER, "of MASE/2026-09", "of MASE/2026-08"),
        ("bundle: register", "", REGISTER, "2027-01-05 |  | missed", "2027-01-05 | 2027-01-05 | on time"),
        ("bundle: register", "", REGISTER, "2027-01-12 |\n", "2027-01-12 | 2027-01-20\n"),
        ("chair", "MASE, three things to answer by Mon 25 Jan", TO_CHAIR, "three things", "two things"),
        ("chair", "MASE, three things to answer by Mon 25 Jan", TO_CHAIR, "these three", "these two"),
        ("chair", "MASE, three things to answer by Mon 25 Jan", TO_CHAIR, "2 to 3.", "3 to 4."),
        ("chair", "MASE, three things to answer by Mon 25 Jan", TO_CHAIR, "Mon 25 Jan.", "Fri 22 Jan."),
    ],
)
def test_a_letter_that_says_what_is_not_so_differs(
    year: Year, kind: str, subject: str, text: str, printed: str, wrong: str
) -> None:
    year.journal.write(PlanTaken(dt.datetime(2026, 12, 9)))
    year.journal.write(Raised(dt.datetime(2027, 1, 14, 11), "MASE/2027-01/01", dt.date(2027, 1, 19)))
    year.journal.write(Moved(dt.datetime(2027, 1, 20, 11), "MASE/2027-02", dt.date(2027, 2, 12)))
    at = dt.datetime(2027, 1, 21, 9)
    year.pages = [Page(kind, at, "", subject, text)]
    assert account_for(year).differences == []
    year.pages = [Page(kind, at, "", subject.replace(printed, wrong), text.replace(printed, wrong))]
    assert account_for(year).differences


COMMISSION = """One thing needs you.

1. The meeting of 12 January had the Task and Finish Group on Children who Go Missing before it.
   Reply COMMISSION MISSING by MASE/2027-01/D2 (its decision); or STOP MISSING by it.
"""
OVERRUN = """One thing needs you.

1. The Task and Finish Group on Children who Go Missing was to end on 19 January 2027.
   Its final report is on the agenda of 9 February.
"""


@pytest.mark.parametrize(
    ("text", "printed", "wrong"),
    [
        (COMMISSION, "MASE/2027-01/D2 (its decision)", "MASE/2027-01/D1 (its decision)"),
        (COMMISSION, "of 12 January", "of 9 February"),
        (OVERRUN, "was to end on 19", "ends on 19"),
        (OVERRUN, "is on the agenda of 9 February", "did not come to the meeting of 9 February"),
        (OVERRUN, "is on the agenda of 9 February", "is on the agenda of 10 February"),
    ],
)
def test_a_desk_letter_that_has_a_task_group_otherwise_differs(
    year: Year, text: str, printed: str, wrong: str
) -> None:
    (met,) = year.journal.of(Met, dt.datetime(2027, 2, 1))
    year.journal.events.remove(met)
    year.journal.write(replace(met, decisions=("The pack is used.", COMMISSIONED)))
    year.journal.write(GroupProposed(dt.datetime(2026, 12, 10), dt.date(2027, 1, 19)))
    if text == OVERRUN:
        year.journal.write(GroupCommissioned(dt.datetime(2027, 1, 15)))
    year.pages = [Page("desk", dt.datetime(2027, 1, 25, 9), "", "MASE desk: 1 thing", text)]
    assert account_for(year).differences == []
    year.pages = [replace(year.pages[0], text=text.replace(printed, wrong))]
    assert account_for(year).differences


def test_meetings_to_come_follow_a_changed_rule_and_those_past_do_not(year: Year) -> None:
    year.journal.write(Moved(dt.datetime(2027, 1, 20, 11), "MASE/2027-02", dt.date(2027, 2, 12)))
    year.journal.write(RuleChanged(dt.datetime(2027, 2, 15, 11), week=3, weekday=2))
    calendar = Books(year.journal, dt.datetime(2027, 2, 16, 9)).calendar
    days = {each.reference: each.date for each in calendar if each.date > HELD}
    assert [*days.values()][:3] == [dt.date(2027, 2, 12), dt.date(2027, 3, 17), dt.date(2027, 4, 21)]


@pytest.mark.long
@pytest.mark.timeout(1_800)
@pytest.mark.parametrize("seed", [1])
def test_what_is_printed_of_a_random_year_is_what_happened(seed: int) -> None:
    account = account_for(play(seed))
    assert [str(difference) for difference in account.differences] == []
    assert account.held.total() > 1_000, account.held
