"""The plan's workbook goes into the register whole or not at all, and comes out again."""

from __future__ import annotations

import datetime as dt

import pytest

from forum.plan.lines import LineState
from forum.text.problem import Problem
from samples.plan import plan_rows, plan_workbook
from tasks.duties.members.appointments import end_appointment
from tasks.duties.plan.import_plan import export_plan, import_plan, preview_plan
from tasks.register.tables import AppointmentRow
from tests.english import day
from tests.tasks.duties.do import do
from tests.tasks.duties.plan_ahead import (
    Changes,
    cells,
    import_sample,
    in_words,
    plan_of_forum,
    sample_with,
)
from tests.tasks.duties.secretariat import Forum

A_DECISION = "the reference of a decision of the group that stands, such as MASE/2027-02/D1"
NO_BETTER = "no better than Red (R): 35 days past its date; the group alone agrees better"


def test_fifteen_lines_go_in_with_their_colours(forum: Forum) -> None:
    changes = import_sample(forum)
    assert len(changes) == 15
    assert changes[1] == (
        "P1.2: new: Agree one risk assessment tool; KSCB Programme Manager, by 30 November 2026"
    )
    plan = plan_of_forum(forum)  # on 4 January 2027
    assert in_words(plan["P1.1"]) == "Green (G): on course for 31 March 2027"
    assert in_words(plan["P1.2"]) == "Red (R): 35 days past its date"
    assert in_words(plan["P2.2"]) == "Amber (A): 17 days past its date"
    assert plan["P2.1"].line.lead_id == plan["P1.1"].line.lead_id, "as P1.1"


def test_a_workbook_given_out_comes_back_without_a_change(forum: Forum) -> None:
    import_sample(forum)
    content = do(export_plan, forum.office, "MASE")
    assert do(preview_plan, forum.office, "MASE", content, "plan.xlsx") == ()


def test_what_changes_is_said_and_a_line_left_out_stays(forum: Forum) -> None:
    import_sample(forum)
    row = next(row for row in plan_rows() if row["Reference"] == "P2.2")
    row |= cells(RAG="Red", Why="No officer.", Latest="12 of 40")
    changes = do(import_plan, forum.office, "MASE", plan_workbook([row]), "plan.xlsx")
    assert changes == (
        "P2.2: RAG Red, was none",
        "P2.2: why No officer., was none",
        "P2.2: latest 12 of 40, was none",
    )
    plan = plan_of_forum(forum)
    assert len(plan) == 15
    assert in_words(plan["P2.2"]) == "Red (R): “No officer.”"


def test_wrong_cells_are_named_and_nothing_is_taken(forum: Forum) -> None:
    wrong: Changes = {"P1.1": cells(Start=""), "P1.2": cells(RAG="Green")}
    with pytest.raises(Problem, match="Nothing has been changed") as caught:
        import_sample(forum, wrong)
    assert caught.value.faults[0].startswith("Plan MASE, cell H2: nothing found; allowed: a date")
    assert NO_BETTER in caught.value.faults[1]
    assert plan_of_forum(forum) == {}


def test_a_lead_who_has_left_is_named_with_each_of_their_lines(forum: Forum) -> None:
    head = forum.person("Head of Inclusion")
    (appointment,) = [row for row in forum.rows(AppointmentRow) if row.person_id == head]
    do(end_appointment, forum.office, appointment.id, day("Sun 3 Jan 2027"))
    with pytest.raises(Problem) as caught:
        import_sample(forum)
    assert [each.partition("allowed: ")[2] for each in caught.value.faults] == [
        "a person who belongs to the group today; that one has left.",
        "a person who belongs to the group today; that one has left.",
    ]


def test_only_a_decision_moves_a_date_and_the_day_first_agreed_stays(forum: Forum) -> None:
    import_sample(forum)
    with pytest.raises(Problem) as caught:
        import_sample(forum, {"P1.1": {"Due as first agreed": day("Fri 30 Apr 2027")}})
    assert "31 March 2027, as first agreed; a new day goes under Due now" in caught.value.faults[0]
    later = {"Due now": day("Fri 30 Apr 2027"), "Agreed by": "MASE/2026-11/D1"}
    with pytest.raises(Problem) as caught:  # of a line that is there the decision is in the register
        import_sample(forum, {"P1.1": later})
    assert A_DECISION in caught.value.faults[0]


def test_a_plan_that_was_under_way_comes_in_with_what_was_decided_before(forum: Forum) -> None:
    import_sample(
        forum,
        {
            "P1.1": {"Due now": day("Fri 30 Apr 2027"), "Agreed by": "MASE/2026-08/D2"},
            "P1.2": cells(
                Status="Discharged",
                Evidence="Tool, version 2",
                Impact="Risk is judged alike.",
                Decision="MASE/2026-07/D1",
                Ended=dt.date(2026, 7, 14),
            ),
            "P1.3": cells(Status="Superseded", Decision="MASE/2026-07/D2", Ended=dt.date(2026, 7, 14)),
        },
    )
    plan = plan_of_forum(forum)
    moved = plan["P1.1"].line
    assert (moved.first_due, moved.due, moved.due_by) == (
        day("Wed 31 Mar 2027"),
        day("Fri 30 Apr 2027"),
        "MASE/2026-08/D2",
    )
    assert in_words(plan["P1.2"]) == "Blue (B): discharged by the group, MASE/2026-07/D1"
    assert plan["P1.2"].rating.since == dt.date(2026, 7, 14)
    assert plan["P1.3"].line.state is LineState.SUPERSEDED


def test_a_plan_changed_since_somebody_looked_is_not_overwritten(forum: Forum) -> None:
    content = sample_with({"P1.1": cells(Latest="40%")})
    shown = do(preview_plan, forum.office, "MASE", content, "plan.xlsx")
    import_sample(forum)
    with pytest.raises(Problem, match="changed by somebody else since you looked"):
        do(import_plan, forum.office, "MASE", content, "plan.xlsx", shown)
    assert plan_of_forum(forum)["P1.1"].line.latest == ""
