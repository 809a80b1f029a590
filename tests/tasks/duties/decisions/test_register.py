"""The register of decisions says how each stands, and what followed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from forum.documents.registers import DecisionsRegister
from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from forum.text.problem import Problem
from tasks.duties.base.group_context import group_context
from tasks.duties.base.office import read_only
from tasks.duties.decisions import decisions_register
from tasks.duties.minutes.quorum_ruling import ask_for_ruling
from tasks.duties.plan.rated import action_plan
from tasks.register.papers import agenda_items
from tests.english import day
from tests.stages import stage
from tests.tasks.duties.do import do
from tests.tasks.duties.plan_ahead import cells, import_sample
from tests.tasks.duties.secretariat import CHAIR, ENTRIES, FEBRUARY, JANUARY, NURSE, Forum

D1, D2 = f"{JANUARY}/D1", f"{JANUARY}/D2"
EIGHT_HERE = {seat: {"Status": "Absent"} for seat in ("NPS", "CRC", "MSCB", "KSCB")}
SEVEN_HERE = {**EIGHT_HERE, "KCHFT": {"Status": "Absent"}}
ACTION = cells(Item="5", Action_in_full="Train all staff.", Owner=NURSE, Due="26/2/27", Plan_line="p1.2") | {
    "Short title (no names)": "Training"
}


def register(forum: Forum) -> DecisionsRegister:
    with read_only(forum.office, "test") as work:
        return decisions_register(work, forum.group, day("Fri 1 Jan 2027"), forum.today)


def standings(forum: Forum) -> dict[str, str]:
    return {decision.reference: decision.standing for decision in register(forum).decisions}


@stage
def decided(forum: Forum) -> Forum:
    """January's meeting had eight of twelve seats, discharged a line of the plan and took an action on for
    another; in part 2 it decided something more."""
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    with forum.office.register.reading() as session:
        last = max(int(item.number) for item in agenda_items(session, forum.meeting().id))
    forum.on("Mon 4 Jan 2027")
    import_sample(forum)
    forum.on("Wed 13 Jan 2027")
    discharged = cells(
        Decided="Discharged", Decision="D1", Evidence_or_reason="Register", Impact="Staff refer sooner."
    )
    forum.file_entries(
        replace(
            ENTRIES,
            attendance={**ENTRIES.attendance, **EIGHT_HERE},
            decisions=(
                {"Item": "5", "Text": "Discharge P1.1."},
                {"Item": "7", "Text": "Hotels are visited once a year."},
                {"Reference": f"{JANUARY}/D51", "Item": str(last), "Text": "Refer it on."},
            ),
            actions=(ACTION,),
            plan={"P1.1": discharged},
        )
    )
    return forum


def test_a_decision_is_listed_with_its_item_its_purpose_and_what_followed(decided: Forum) -> None:
    first, second = register(decided).decisions
    assert (first.reference, first.on, first.purpose) == (D1, day("Tue 12 Jan 2027"), "1g")
    assert (first.item, first.standing) == ("CSE action plan: progress and actions to discharge", "stands")
    assert first.followed == (
        f"{JANUARY}/01, Training: open, due 26 February 2027",
        "P1.1: discharged",
    )
    assert (second.reference, second.followed) == (D2, ())


def test_a_line_of_the_plan_shows_the_actions_that_serve_it(decided: Forum) -> None:
    with read_only(decided.office, "test") as work:
        plan = action_plan(group_context(work, decided.group), decided.meeting(FEBRUARY))
    assert plan
    served = {line.reference: line.actions for line in plan.lines if line.actions}
    assert served == {"P1.2": (f"{JANUARY}/01, Training: open, due 26 February 2027",)}


def test_a_later_decision_takes_the_place_of_an_earlier_one(decided: Forum) -> None:
    decided.on("Tue 26 Jan 2027")
    decided.draft_agenda(FEBRUARY)
    decided.on("Wed 10 Feb 2027")
    later = {"Item": "7", "Text": "Hotels are visited twice a year.", "Supersedes": D2.lower()}
    entries, of_itself = replace(ENTRIES, decisions=(later,)), {**later, "Supersedes": f"{FEBRUARY}/D1"}
    with pytest.raises(Problem) as refused:
        decided.file_entries(replace(entries, decisions=(of_itself,)), FEBRUARY)
    assert "the reference of a decision of an earlier meeting" in refused.value.faults[0]
    decided.file_entries(entries, FEBRUARY)
    assert standings(decided) == {
        f"{FEBRUARY}/D1": "stands",
        D1: "stands",
        D2: f"superseded by {FEBRUARY}/D1",
    }


def test_without_a_quorum_a_decision_waits_until_it_is_ratified_or_the_chair_rules(forum: Forum) -> None:
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    forum.on("Wed 13 Jan 2027")
    decision = {"Item": "6", "Text": "Hotels are visited once a year."}
    forum.file_entries(
        replace(ENTRIES, attendance={**ENTRIES.attendance, **SEVEN_HERE}, decisions=(decision,))
    )
    assert standings(forum) == {D1: "waits to be ratified"}
    do(ask_for_ruling, forum.office, forum.meeting().id)
    forum.answer(QuestionKind.RULE_ON_QUORUM, Word.QUORATE, CHAIR)
    assert standings(forum) == {D1: "stands, as the Chair ruled"}


def test_a_line_of_the_plan_that_is_not_there_is_named(decided: Forum) -> None:
    with pytest.raises(Problem) as refused:
        decided.file_entries(replace(ENTRIES, actions=(ACTION | {"Plan line": "P9.9"},)))
    assert any(
        fault.startswith("Actions, cell K5: ") and "an open line of the action plan" in fault
        for fault in refused.value.faults
    )


def test_a_period_without_decisions_is_said(forum: Forum) -> None:
    with pytest.raises(Problem, match="No decision of part 1 was recorded from 1 January 2027"):
        register(forum)
