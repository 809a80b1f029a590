"""The group decides on lines of the plan in the record of its meeting; nothing else discharges one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from forum.plan.lines import LineState
from forum.questions.kinds import QuestionKind
from forum.questions.words import Reply, Word
from forum.text.problem import Problem
from tasks.duties.base.group_context import group_context
from tasks.duties.base.office import read_only
from tasks.duties.minutes.quorum_ruling import ask_for_ruling
from tasks.duties.plan.ask_leads import report_line
from tasks.duties.plan.rated import action_plan, plan_as_at
from tasks.register.actions import versions
from tests.english import day
from tests.forum.policies import MASE
from tests.stages import stage
from tests.tasks.duties.do import do
from tests.tasks.duties.plan_ahead import cells, import_sample, in_words, plan_of_forum
from tests.tasks.duties.secretariat import CHAIR, ENTRIES, FEBRUARY, JANUARY, Forum

ABOVE_QUORUM, BELOW_QUORUM = ("NPS", "CRC"), ("NPS", "CRC", "MSCB", "KSCB", "KCHFT")  # who stays away
DECISION = {"Item": "6", "Text": "Discharge P1.1 and P3.4, and take longer over P2.2."}
OUTCOME = "Two in three staff say that they know whom to ring."
DISCHARGED = cells(Decided="Discharged", Decision="D1", Evidence_or_reason="Register", Impact=OUTCOME)
D1 = f"{JANUARY}/D1"


@stage
def met(forum: Forum) -> Forum:
    """A plan is in since Monday 4 January, P3.4 is put forward with its evidence, and the group has met on
    Tuesday 12 January."""
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    forum.on("Mon 4 Jan 2027")
    import_sample(forum)
    done = Reply(Word.DONE, "Contract signed on 8 January")
    do(report_line, forum.office, forum.group, "P3.4", done)
    forum.on("Wed 13 Jan 2027")
    return forum


def file(
    forum: Forum, plan: Mapping[str, Mapping[str, object]], away: tuple[str, ...] = ABOVE_QUORUM
) -> None:
    attendance = {**ENTRIES.attendance, **{seat: {"Status": "Absent"} for seat in away}}
    entries = replace(ENTRIES, attendance=attendance, decisions=(DECISION,), plan=plan)
    forum.file_entries(entries)


def test_one_decision_discharges_two_lines_and_moves_a_third(met: Forum) -> None:
    later = cells(Decided="New date", Decision="D1", New_due="30/4/27", New_RAG="Green")
    no_more = DISCHARGED | cells(Evidence_or_reason=None)  # the lead gave it
    file(met, {"P1.1": DISCHARGED, "P3.4": no_more, "P2.2": later})
    plan = plan_of_forum(met)
    for reference, evidence in (("P1.1", "Register"), ("P3.4", "Contract signed on 8 January")):
        assert in_words(plan[reference]) == f"Blue (B): discharged by the group, {D1}"
        line = plan[reference].line
        assert (line.ended_on, line.evidence, line.impact) == (day("Tue 12 Jan 2027"), evidence, OUTCOME)
    moved = plan["P2.2"].line
    assert (moved.first_due, moved.due, moved.due_by) == (
        day("Fri 18 Dec 2026"),
        day("Fri 30 Apr 2027"),
        D1,
    )
    assert in_words(plan["P2.2"]) == f"Green (G): as the group agreed, {D1}"


WITHOUT_QUORUM = {"P1.1": DISCHARGED, "P2.2": cells(Decided="New date", Decision="D1", New_due="8/2/27")}


@pytest.mark.thorough
def test_what_was_decided_without_a_quorum_is_carried_out_when_a_meeting_ratifies_it(met: Forum) -> None:
    file(met, WITHOUT_QUORUM, BELOW_QUORUM)
    file(met, WITHOUT_QUORUM | {"P1.3": DISCHARGED}, BELOW_QUORUM)
    file(met, WITHOUT_QUORUM, BELOW_QUORUM)  # what waits may be taken out again
    assert plan_of_forum(met)["P1.1"].line.state is LineState.OPEN
    met.on("Tue 26 Jan 2027")
    met.draft_agenda(FEBRUARY)
    met.on("Wed 10 Feb 2027")
    ratified = replace(ENTRIES, decisions=({"Reference": D1, "To ratify": "No"},))
    met.file_entries(ratified, FEBRUARY)
    plan = plan_of_forum(met)
    assert in_words(plan["P1.1"]) == f"Blue (B): discharged by the group, {D1}"
    assert plan["P1.1"].line.ended_on == day("Tue 9 Feb 2027"), "the day it came to stand"
    assert plan["P2.2"].line.due == day("Fri 18 Dec 2026"), "the new date has passed by then"
    assert plan["P1.3"].line.state is LineState.OPEN


def test_a_meeting_may_ratify_what_was_decided_of_a_line_and_decide_it_again(met: Forum) -> None:
    file(met, WITHOUT_QUORUM, BELOW_QUORUM)
    met.on("Tue 26 Jan 2027")
    met.draft_agenda(FEBRUARY)
    met.on("Wed 10 Feb 2027")
    decisions = {"Reference": D1, "To ratify": "No"}, DECISION
    met.file_entries(replace(ENTRIES, decisions=decisions, plan={"P1.1": DISCHARGED}), FEBRUARY)
    line = plan_of_forum(met)["P1.1"].line
    assert (line.ended_on, line.ended_by) == (day("Tue 9 Feb 2027"), f"{FEBRUARY}/D1")


def test_what_was_decided_without_a_quorum_is_carried_out_when_the_chair_rules_so(met: Forum) -> None:
    file(met, WITHOUT_QUORUM, BELOW_QUORUM)
    do(ask_for_ruling, met.office, met.meeting().id)
    met.answer(QuestionKind.RULE_ON_QUORUM, Word.QUORATE, CHAIR)
    plan = plan_of_forum(met)
    assert plan["P1.1"].line.ended_on == day("Tue 12 Jan 2027")
    assert plan["P2.2"].line.due == day("Mon 8 Feb 2027")


def test_the_empty_row_of_a_line_that_ended_once_the_workbook_was_out_is_passed_over(met: Forum) -> None:
    met.on("Tue 26 Jan 2027")
    met.draft_agenda(FEBRUARY)
    met.on("Wed 10 Feb 2027")
    before = met.workbook(FEBRUARY)
    file(met, {"P1.1": DISCHARGED})
    met.file_entries(ENTRIES, FEBRUARY, before)
    assert plan_of_forum(met)["P1.1"].line.ended_on == day("Tue 12 Jan 2027")


@stage
def discharged(met: Forum) -> Forum:
    """The meeting's record is filed, with P1.1 discharged."""
    file(met, {"P1.1": DISCHARGED})
    return met


def test_the_plan_as_at_a_day_is_as_it_stood_before_and_after_the_meeting(discharged: Forum) -> None:
    met = discharged
    states = []
    for on in ("Sun 3 Jan 2027", "Mon 4 Jan 2027", "Mon 11 Jan 2027", "Tue 12 Jan 2027"):
        with read_only(met.office, "test", day(on)) as work:
            forum = group_context(work, met.group)
            plan = plan_as_at(forum, forum.on)
        states.append({each.line.reference: each.rating.in_words for each in plan}.get("P1.1"))
    assert states == [None, "Green (G)", "Green (G)", "Blue (B)"]


def test_the_plan_for_a_meeting_shows_its_colours_beside_those_that_the_last_left(discharged: Forum) -> None:
    met = discharged
    met.on("Mon 15 Feb 2027")
    with read_only(met.office, "test") as work:
        group = group_context(work, met.group)
        plan = action_plan(group, met.meeting(FEBRUARY))
    assert plan
    heard = {seat.short_name for seat in group.membership.seats if seat.present_name not in plan.silent}
    assert heard == {"CCGs"}, "P3.4 was put forward"
    assert plan.chart
    assert plan.chart.alternative == (
        "Bar chart. 2 of 14 lines are red, 1 more than at the last meeting. Now: red 2, amber 11, green 1, "
        "grey 0; At the last meeting: red 1, amber 1, green 12, grey 0."
    )


def test_a_line_that_was_put_forward_and_discharged_is_not_put_to_the_group_again(met: Forum) -> None:
    plans = []
    for decided in ({}, {"P3.4": DISCHARGED}):
        met.on("Wed 13 Jan 2027")
        file(met, decided)
        met.on("Mon 15 Feb 2027")
        with read_only(met.office, "test") as work:
            plans.append(action_plan(group_context(work, met.group), met.meeting(FEBRUARY)))
    assert [[line.reference for line in plan.to_discharge] for plan in plans if plan] == [["P3.4"], []]


def test_the_plan_that_a_meeting_adopts_is_kept_as_it_left_it(met: Forum) -> None:
    in_january = MASE.model_copy(update={"plan": MASE.plan.model_copy(update={"adopted_in": "January"})})
    met.office = replace(met.office, policies={"MASE": in_january})
    file(met, {"P1.1": DISCHARGED})
    import_sample(met, {"P1.3": cells(Latest="drafted"), "P1.1": cells(Reference="P1.9")})
    with met.office.register.reading() as session:
        (version,) = versions(session, met.group)
        lines = {line["reference"]: line for line in version.lines}
    assert version.name == "adopted 2027"
    assert lines["P1.1"]["state"] == LineState.DISCHARGED
    assert (lines["P1.3"]["latest"], "P1.9" in lines) == ("", False)


@pytest.mark.thorough
def test_a_record_filed_again_decides_nothing_twice_and_puts_words_right(met: Forum) -> None:
    later = cells(Decided="New date", Decision="D1", New_due="30/4/27")
    file(met, {"P1.1": DISCHARGED, "P2.2": later})
    met.on("Thu 14 Jan 2027")
    file(met, {"P1.1": DISCHARGED | cells(Impact="Staff refer sooner."), "P2.2": later})
    plan = plan_of_forum(met)
    assert plan["P1.1"].line.impact == "Staff refer sooner."
    assert plan["P2.2"].line.moved == (day("Tue 12 Jan 2027"),)
    with pytest.raises(Problem) as caught:
        file(met, {"P1.1": cells(Impact=None)})
    assert any("correct the line by the plan’s workbook" in fault for fault in caught.value.faults)


IMPACT = "one sentence on what it changed for children"
ENDS = "Discharged; Returned; New date; New RAG; Closed, not achieved; or Superseded"
FAULTY = (
    ("P1.1", DISCHARGED | cells(Evidence_or_reason=None),
     "H5: nothing found; allowed: what shows that it is done; no line is discharged without."),
    ("P1.2", DISCHARGED | cells(Impact=None), f"I6: nothing found; allowed: {IMPACT}."),
    ("P1.3", DISCHARGED | cells(Decision=None),
     "G7: nothing found; allowed: a decision of the sheet Decisions, such as D1."),
    ("P2.1", DISCHARGED | cells(Decision="D9"),
     "G9: found “D9”; allowed: a decision of the sheet Decisions, such as D1."),
    ("P2.2", DISCHARGED | cells(Decided=None), f"F10: nothing found; allowed: {ENDS}."),
    ("P2.3", cells(Decided="New date", Decision="D1", New_due="ongoing"),
     "J11: found “ongoing”; allowed: a date such as 12/1/27 or 12 January 2027."),
    ("P3.1", cells(Decided="Superseded", Decision="D1", New_due="1/5/27"),
     "J13: found “1/5/27”; allowed: nothing, unless New date was decided."),
    ("P3.2", cells(Decided="New RAG", Decision="D1"), "K14: nothing found; allowed: Green, Amber or Red."),
    ("P3.3", cells(Decided="New RAG", Decision="D1", New_RAG="Blue"),
     "K15: found “Blue”; allowed: Green, Amber or Red."),
)  # fmt: skip


def test_what_is_not_decided_as_it_must_be_is_named_and_nothing_recorded(met: Forum) -> None:
    with pytest.raises(Problem, match="Nothing has been recorded") as caught:
        file(met, {reference: row for reference, row, _ in FAULTY})
    assert caught.value.faults == tuple(f"Plan, cell {fault}" for _, _, fault in FAULTY)
    assert {each.line.state for each in plan_of_forum(met).values()} == {LineState.OPEN}


def test_a_line_returned_goes_back_to_its_lead(met: Forum) -> None:
    row = cells(Decided="Returned", Decision="D1", Evidence_or_reason="Show it for Medway too.")
    file(met, {"P3.4": row})
    rated = plan_of_forum(met)["P3.4"]
    assert rated.line.wants_update(met.today)
    assert rated.line.why == "Show it for Medway too."


def test_the_sheet_is_not_there_without_a_plan(forum: Forum) -> None:
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    forum.on("Wed 13 Jan 2027")
    with pytest.raises(KeyError, match="Plan"):
        file(forum, {"P1.1": DISCHARGED})
