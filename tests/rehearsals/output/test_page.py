"""What stands where on the page."""

from __future__ import annotations

import datetime as dt

from forum.calendar.steps import StepKind
from forum.outbox.budget import Kind, Reader, Tally
from forum.outbox.states import State
from rehearsals.output.facts import PlayFacts
from rehearsals.output.page import TITLES, by_month, page, summary, to_look_at
from tests.english import day
from tests.rehearsals.output.samples import CHAIR, FIRST, LAST, NURSE, POLICE, a_letter, a_meeting, a_step


def test_what_was_missed_is_looked_at_before_what_was_late() -> None:
    late = a_step(StepKind.PAPERS_OUT, "Thu 28 Jan 2027", "Tue 2 Feb 2027", "Thu 4 Feb 2027")
    missed = a_step(StepKind.MINUTES_OUT, "Tue 9 Feb 2027", "Tue 23 Feb 2027")
    well = a_step(StepKind.RECORD, "Mon 8 Feb 2027", "Thu 11 Feb 2027", "Wed 10 Feb 2027")
    assert [one.step for one in to_look_at([a_meeting(late, well, missed)])] == [missed, late]


def test_the_figures_at_the_top_count_what_the_table_of_steps_says() -> None:
    invited = a_step(StepKind.INVITE, "Wed 9 Dec 2026", None, "Wed 9 Dec 2026")  # "done" in the table
    well = a_step(StepKind.RECORD, "Mon 8 Feb 2027", "Thu 11 Feb 2027", "Wed 10 Feb 2027")
    facts = PlayFacts(day("Wed 9 Dec 2026"), LAST, ("MASE Group",), (a_meeting(invited, well),), (), ())
    assert ("1", "step on time", False) in summary(facts, ())


def test_letters_of_a_day_and_kind_stand_together() -> None:
    letters = [
        a_letter(NURSE, "CCGs"),
        a_letter(POLICE, "Kent Police", state=State.LAPSED),
        a_letter(CHAIR, "Chair", letter="chair", subject="MASE: agree the agenda"),
        a_letter(CHAIR, "Chair", at=dt.datetime(2027, 3, 2, 9, 0)),
    ]
    (february, [to_chair, papers]), (march, [later]) = by_month(letters, {}, {})
    assert (february, march) == (day("Mon 1 Feb 2027"), day("Mon 1 Mar 2027"))
    assert (to_chair.title, to_chair.to, to_chair.not_sent) == ("Questions for the Chair", "Chair", "")
    assert (papers.title, papers.to, papers.not_sent) == ("Papers", "2 people", "1 lapsed")
    assert papers.subject == "MASE papers"
    assert later.to == "Chair"


def test_the_name_of_a_kind_does_not_say_to_whom_it_goes_since_the_line_does() -> None:
    assert not [title for title in TITLES.values() if title.startswith("To ")]


def test_the_letters_of_a_year_stand_beside_each_other_as_numbers() -> None:
    letters = (a_letter(NURSE, "CCGs (Designated Nurses)"),)
    tally = Tally("MASE", NURSE, Reader.MEMBER, FIRST.replace(day=1), Kind.LETTER, sent=4, allowed=3)
    few, many = (
        page(PlayFacts(FIRST, last, ("MASE Group",), (), letters, (tally,)), {}, {}, [])
        for last in (LAST, FIRST + dt.timedelta(days=300))
    )
    assert ('class="blocks"' in few, 'class="blocks"' in many) == (True, False)
    assert all('class="bad">4, 1 over<' in shown for shown in (few, many))
