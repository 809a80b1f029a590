"""The plan as the rehearsal's leads and its group play it."""

from __future__ import annotations

import pytest

from forum.boards.steps import plan_report_steps
from forum.questions.words import Word
from mase.options import day as day_of
from rehearsals.command import DEFAULT_START
from rehearsals.leads import Typed, taken_on_plan, word_on
from rehearsals.play import days_to_play
from tasks.register.tables import PlanLineRow
from tests.english import day
from tests.forum.policies import MASE, MASE_DAYS


@pytest.mark.parametrize(
    ("reference", "due", "moved", "word"),
    [
        ("P2.2", "Fri 18 Dec 2026", False, Word.DONE),
        ("P2.3", "Fri 28 May 2027", False, Word.GREEN),
        ("P1.2", "Mon 30 Nov 2026", False, Word.RED),
        ("P1.4", "Fri 29 Jan 2027", False, Word.AMBER),
        ("P1.4", "Tue 4 May 2027", True, Word.GREEN),
        ("P4.3", "Fri 29 Oct 2027", False, None),
    ],
)
def test_a_lead_has_a_word_on_their_line(reference: str, due: str, moved: bool, word: Word | None) -> None:
    line = PlanLineRow(reference=reference, due=day(due), moved=["2027-03-09"] if moved else [])
    reply = word_on(line, day("Thu 14 Jan 2027"))
    assert (reply and reply.word) == word


def test_one_decision_discharges_what_has_evidence_and_moves_the_late_line_once() -> None:
    rows: list[Typed] = [
        {"Reference": "P1.4", "Evidence so far": None},
        {"Reference": "P2.2", "Evidence so far": "Register of 214 visits"},
        {"Reference": None, "Evidence so far": None},
    ]
    met = day("Tue 9 Mar 2027")
    taken = taken_on_plan(rows, 3, met)
    assert taken is not None
    assert taken.decision == "Discharge P2.2 and take longer over P1.4."
    assert taken.rows["P1.4"]["New due"] == day("Tue 4 May 2027")
    assert taken_on_plan(rows[:1], 4, met) is None


def test_three_months_have_a_board_s_report_from_its_draft_to_what_the_board_said() -> None:
    run = days_to_play(MASE, MASE_DAYS, day_of(DEFAULT_START), 3)
    whole = [
        (body.code, date)
        for body in MASE.bodies
        for date in body.dates
        if all(
            run.first <= (step.deadline or step.opens or run.first) <= run.last
            for step in plan_report_steps(MASE.reports, body, MASE_DAYS, date, run.first)
        )
    ]
    assert whole == [("KSCB-BG", day("Thu 25 Feb 2027"))]
