"""How a clause was met over a period, in the words of the compliance page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from forum.documents.registers import CompliancePage
from forum.yearly import Case, ClauseOverPeriod, Outcome
from samples import sample_of
from tests.english import day

AS_AT = "Wed 31 Mar 2027"
MET, OTHERS = Case(what="MASE/2027-01", met=True), Case(what="MASE/2027-02", met=None, why="not possible")


def missed(what: str, due: str = "", done: str = "", lapses: str = "", why: str = "", short: int = 0) -> Case:
    days = {name: day(text) for name, text in {"due": due, "done": done, "lapses": lapses}.items() if text}
    return Case(what=what, met=False, why=why, short=short, **days)


OVERDUE = missed("MASE/2027-03", due="Tue 23 Mar 2027")
LATE = missed("MASE/2026-12", due="Tue 22 Dec 2026", done="Tue 5 Jan 2027", why="at last.")
TOO_LATE = missed("MASE/2027-02", due="Tue 26 Jan 2027", lapses="Tue 9 Feb 2027")
VACANT = missed("KCHFT", why="vacant on 229 days", short=229)
BRIEFLY = missed("CAMHS", why="vacant on 3 days", short=3)


@pytest.mark.parametrize(
    ("cases", "outcome", "words"),
    [
        ((), Outcome.NOTHING_DUE, "No meeting to judge."),
        ((OTHERS,), Outcome.NOTHING_DUE, "No meeting to judge."),
        ((MET, MET), Outcome.MET, "2 of 2 meetings."),
        ((MET, OTHERS), Outcome.MET, "1 of 1 meeting."),
        ((MET, OVERDUE), Outcome.IN_PART, "1 of 2 meetings. Worst: MASE/2027-03, 8 days overdue."),
        ((OVERDUE, LATE), Outcome.NOT_MET, "0 of 2 meetings. Worst: MASE/2026-12, 14 days late, at last."),
        ((OVERDUE, TOO_LATE), Outcome.NOT_MET, "0 of 2 meetings. Worst: MASE/2027-02, not done."),
        ((BRIEFLY, VACANT), Outcome.NOT_MET, "0 of 2 meetings. Worst: KCHFT, vacant on 229 days."),
    ],
)  # fmt: skip
def test_a_clause_says_how_often_it_was_met_and_the_worst_case(
    cases: tuple[Case, ...], outcome: Outcome, words: str
) -> None:
    clause = ClauseOverPeriod(number="6", asks="Minutes out", sheet="Minutes", noun="meeting", cases=cases)
    assert (clause.outcome, clause.in_words(day(AS_AT))) == (outcome, words)


def test_the_page_sums_up_what_was_met() -> None:
    page = sample_of(CompliancePage)
    assert page.in_short == "7 of 17 requirements met, 10 in part."
    line = page.lines[0]
    outcomes = (Outcome.MET, Outcome.IN_PART, Outcome.NOT_MET)
    each = tuple(replace(line, outcome=outcome) for outcome in outcomes)
    assert replace(page, lines=each).in_short == "1 of 3 requirements met, 1 in part and 1 not met."
    assert replace(page, lines=each[:1]).in_short == "1 of 1 requirement met."
