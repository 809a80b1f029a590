from __future__ import annotations

from collections.abc import Callable

import pytest

from forum.agenda import purpose_codes
from forum.plan.lines import (
    Colour,
    LineState,
    PlanLine,
    agree,
    discharge_line,
    end,
    in_plan_order,
    line_reference,
    measured,
    measured_for_outside,
    put_forward,
    send_line_back,
    with_titles,
)
from forum.text.problem import Problem
from tests.english import day
from tests.forum.plan.lines import line
from tests.forum.policies import MASE

MEETING, DECISION = day("Tue 9 Mar 2027"), "MASE/2027-03/D1"


@pytest.mark.parametrize(
    ("written", "reference"), [("P2.3", "P2.3"), ("p2.3", "P2.3"), (" P 2.03 ", "P2.3"), ("P12.10", "P12.10")]
)
def test_a_reference_is_written_in_one_way(written: str, reference: str) -> None:
    assert line_reference(written) == reference


@pytest.mark.parametrize(
    ("figures", "within", "outside"),
    [
        (("Staff trained", "40%", "62%", "90%"), "Staff trained: 40% at first, 62% now, target 90%", ""),
        (("Children heard", "2", "12", ""), "Children heard: 2 at first, 12 now",
         "Children heard: fewer than 5 at first, 12 now"),
        (("Tool agreed", "", "", ""), "Tool agreed", ""),
        (("", "", "", "3"), "target 3", "target fewer than 5"),
        (("", "", "", ""), "", ""),
    ],
)  # fmt: skip
def test_what_a_line_measures_leaves_the_group_without_a_small_count(
    figures: tuple[str, ...], within: str, outside: str
) -> None:
    measure, baseline, latest, target = figures
    of_line = line(measure=measure, baseline=baseline, latest=latest, target=target)
    assert measured(of_line) == within
    assert measured_for_outside(of_line) == (outside or within)


@pytest.mark.parametrize("written", ["2.3", "P2", "Q2.3", "P2.3.1", "P2.345", ""])
def test_another_text_is_no_reference(written: str) -> None:
    with pytest.raises(Problem, match=r"they look like P2\.3"):
        line_reference(written)


def test_lines_stand_by_strand_and_number() -> None:
    lines = [line(reference=reference) for reference in ("P10.1", "P2.10", "P2.9", "P1.1")]
    assert [each.reference for each in in_plan_order(lines)] == ["P1.1", "P2.9", "P2.10", "P10.1"]


@pytest.mark.parametrize(
    ("evidence", "impact", "decision", "lacks"),
    [
        ("", "Staff report more.", DECISION, "evidence"),
        ("Register of 41 hotels", " ", DECISION, "a sentence on what it changed for children"),
        ("Register of 41 hotels", "Staff report more.", "", "the group’s decision"),
    ],
)
def test_a_line_is_discharged_only_with_evidence_impact_and_decision(
    evidence: str, impact: str, decision: str, lacks: str
) -> None:
    with pytest.raises(Problem, match=f"P2.3 can’t be discharged without {lacks}"):
        discharge_line(line(), MEETING, decision, evidence=evidence, impact=impact)


def test_a_discharged_line_has_its_evidence_impact_and_decision() -> None:
    waiting = put_forward(line(), day("Mon 1 Mar 2027"), "Register of 41 hotels")
    ended = discharge_line(waiting, MEETING, DECISION, evidence="", impact=" Staff report more. ")
    assert (ended.state, ended.ended_on, ended.ended_by) == (LineState.DISCHARGED, MEETING, DECISION)
    assert (ended.evidence, ended.impact) == ("Register of 41 hotels", "Staff report more.")


def test_a_line_is_put_forward_only_with_evidence() -> None:
    with pytest.raises(Problem, match=r"P2\.3: say after DONE what shows that it is done"):
        put_forward(line(), MEETING, " ")


def test_a_line_that_waits_is_not_asked_about_and_one_sent_back_is() -> None:
    waiting = put_forward(line(), day("Mon 1 Mar 2027"), "Register of 41 hotels")
    assert not waiting.wants_update(MEETING)
    returned = send_line_back(waiting, "Nine hotels are missing.")
    assert returned.wants_update(MEETING)
    assert returned.why == "Nine hotels are missing."


def test_the_day_first_agreed_stays_when_the_group_agrees_another() -> None:
    later = agree(line(), MEETING, DECISION, due=day("Thu 30 Sep 2027"))
    assert (later.first_due, later.due) == (day("Wed 30 Jun 2027"), day("Thu 30 Sep 2027"))
    assert (later.due_by, later.moved) == (DECISION, (MEETING,))


@pytest.mark.parametrize("due", ["Wed 30 Jun 2027", "Tue 9 Mar 2027", "Mon 1 Mar 2027"])
def test_the_same_date_or_one_gone_by_is_no_new_date(due: str) -> None:
    with pytest.raises(Problem, match="is not a new date; give a later day"):
        agree(line(), MEETING, DECISION, due=day(due))


def test_not_achieved_needs_a_decision() -> None:
    with pytest.raises(Problem, match="“closed, not achieved” needs a decision of the group"):
        end(line(), LineState.CLOSED, MEETING, "", "No money.")
    assert end(line(), LineState.CLOSED, MEETING, DECISION, "No money.").ended_by == DECISION


@pytest.mark.parametrize(
    "happens",
    [
        lambda ended: agree(ended, MEETING, DECISION, colour=Colour.GREEN),
        lambda ended: put_forward(ended, MEETING, "Register"),
        lambda ended: discharge_line(ended, MEETING, DECISION, evidence="Register", impact="More reports."),
        lambda ended: end(ended, LineState.SUPERSEDED, MEETING, DECISION, ""),
    ],
)
def test_nothing_happens_to_a_line_that_has_ended(happens: Callable[[PlanLine], PlanLine]) -> None:
    ended = end(line(), LineState.CLOSED, MEETING, DECISION, "")
    with pytest.raises(Problem, match=r"P2\.3 is closed, not achieved; nothing is left to say of it"):
        happens(ended)


def test_the_purposes_have_the_letters_of_the_terms() -> None:
    codes = purpose_codes(MASE.objectives)
    assert "".join(code[1] for code in codes) == "abcdefg"
    assert (codes["1a"], codes["1g"]) == ("cases", "oversight")


def test_a_reader_without_the_plan_reads_what_a_line_is_about_in_place_of_its_reference() -> None:
    titles = {"P3.2": "Agree one tool.", "P1.10": "Train GPs"}
    assert with_titles("Discharge P3.2 and p 1.10; P9.9 waits.", titles) == (
        "Discharge “Agree one tool” and “Train GPs”; P9.9 waits."
    )
    assert with_titles("GP3.2 and P3.25", titles) == "GP3.2 and P3.25"
