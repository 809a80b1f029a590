"""What is needed to commission a task group: a page, a decision, and for a third at once the Chair's word."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from forum.calendar.steps import StepVerdict
from forum.letters.questions import ChairLetter
from forum.questions.kinds import QuestionKind
from forum.task_groups.commission import commission_of, read_commission
from forum.task_groups.stages import GroupStage, TaskStep
from forum.text.look_at import passages_to_look_at
from forum.text.problem import Problem
from samples.task_group import CODE, LEAD, commission_page, filled_page
from tasks.duties.answers.put_questions import put_questions
from tasks.duties.base.group_context import group_context
from tasks.duties.base.office import read_only
from tasks.duties.meetings.end_group import end_group
from tasks.duties.task_groups.commission import commission_task_group, propose_task_group
from tasks.duties.task_groups.end import close_task_group, extend_task_group, stop_task_group
from tasks.duties.task_groups.in_words import entries, page_in_words
from tasks.register.documents import fetch
from tasks.register.tables import (
    AppointmentRow,
    AuditRow,
    DecisionRow,
    DispatchRow,
    GroupRow,
    PersonRow,
    TaskGroupRow,
)
from tests.english import day
from tests.sheet_rows import markings
from tests.stages import stage
from tests.tasks.duties.do import do
from tests.tasks.duties.inbox.post import Post
from tests.tasks.duties.inbox.two_groups import with_second_group
from tests.tasks.duties.secretariat import CHAIR, ENTRIES, JANUARY, NURSE, UNIT

DECIDED = f"{JANUARY}/D1"


@stage
def decided(proposed: Post) -> Post:
    """January's meeting has taken a decision, and its record is filed."""
    proposed.forum.draft_agenda(JANUARY)
    proposed.forum.on("Wed 13 Jan 2027")
    decisions = ({"Item": "5", "Text": "The group is commissioned."},)
    proposed.forum.file_entries(replace(ENTRIES, decisions=decisions), JANUARY)
    return proposed


def faults(post: Post, was: str, now: str) -> tuple[str, ...]:
    page = commission_page(code="SECOND").replace(was, now)
    with pytest.raises(Problem) as refused:
        do(propose_task_group, post.office, page, "page.toml")
    assert refused.value.sentence.endswith("nothing has been changed.")
    return refused.value.faults


def test_a_decision_of_a_meeting_called_beside_the_ordinary_one_commissions_as_well(decided: Post) -> None:
    with decided.office.register.transaction("test") as tx:
        tx.session.scalars(select(DecisionRow)).one().reference = "MASE/2027-01b/D1"
    do(commission_task_group, decided.office, CODE, "MASE/2027-01b/D1")
    assert {row.code for row in decided.forum.rows(GroupRow)} == {"MASE", CODE}


def files_of(post: Post, letter: DispatchRow) -> dict[str, bytes]:
    with post.office.register.reading() as session:
        return {file["name"]: fetch(session, file["sha256"]) for file in letter.attachments}


def test_what_the_register_does_not_allow_is_said_with_its_place(proposed: Post) -> None:
    assert faults(proposed, 'parent = "MASE"', 'parent = "KENT"') == (
        'parent: found "KENT", allowed the code of the group that commissions: "MASE"',
    )
    assert faults(proposed, 'code = "SECOND"', 'code = "MASE"') == (
        'code: found "MASE", allowed a code that no other group has',
    )
    assert faults(proposed, "KSCB Programme Manager", "Nobody") == (
        'sponsor: found "Nobody", allowed a member of MASE who does not lead',
    )
    assert faults(proposed, "return.interview.manager@society.example", "designated.nurse@ccg.example") == (
        'members[4].address: found "designated.nurse@ccg.example", allowed their own: it is the address of '
        f"{NURSE}",
    )
    assert faults(proposed, "start = 2027-02-22", "start = 2027-01-01")[0].startswith(
        "start: found 2027-01-01"
    )
    good_friday = "meetings[1]: found 2027-03-26, allowed a working day"
    assert faults(proposed, "2027-03-04", "2027-03-26") == (good_friday,)


def test_only_a_decision_on_record_commissions(decided: Post) -> None:
    with pytest.raises(Problem, match="There is no decision “MASE/2027-01/D9” on record"):
        do(commission_task_group, decided.office, CODE, "MASE/2027-01/D9")
    with pytest.raises(Problem, match="no task and finish group “none”"):
        do(commission_task_group, decided.office, "none", DECIDED)
    with pytest.raises(Problem, match="MISSING is not at work"):
        do(extend_task_group, decided.office, CODE, day("Fri 1 Oct 2027"), DECIDED)
    assert [row.code for row in decided.forum.rows(GroupRow)] == ["MASE"]
    assert page_in_words(decided.office, CODE)[-1] == "Not decided yet"
    do(commission_task_group, decided.office, CODE.lower(), DECIDED.lower())
    assert {row.code for row in decided.forum.rows(GroupRow)} == {"MASE", CODE}
    with pytest.raises(Problem, match="is commissioned, declined or with the Chair already"):
        do(commission_task_group, decided.office, CODE, DECIDED)
    assert page_in_words(decided.office, CODE) == (
        "Why do return interviews not reach half of the children who go missing from care?",
        "Why now: Of the interviews offered, 61% were taken up a year ago, and 48% now.",
        "In scope: children in care of both councils; interviews offered, taken up and used",
        "Out of scope: children missing from school; the contract of the provider",
        "Products: one pathway for both councils; a form that panels can use; a report of four pages",
        "Lead: Head of Children’s Social Care; sponsor: KSCB Programme Manager",
        "Members: Head of Children’s Social Care, Medway Social Care; Detective Superintendent, Public "
        "Protection, Kent Police; Detective Chief Inspector, Public Protection, Kent Police; Return "
        "Interview Manager, Missing Children Society",
        "They may see: figures without names; no case files",
        "Meetings: 4 March 2027, 1 April 2027 and 6 May 2027",
        "The unit does: invitations; the action note; chasing actions",
        "The unit does not: analysis; drafting the report",
        "Success: More than 60% of the interviews offered are taken up by December.",
        f"Commissioned by {DECIDED}",
    )


def test_people_whom_the_register_knows_are_not_entered_again(decided: Post) -> None:
    before = {row.name for row in decided.forum.rows(PersonRow)}
    do(commission_task_group, decided.office, CODE, DECIDED)
    assert {row.name for row in decided.forum.rows(PersonRow)} - before == {"Return Interview Manager"}
    with read_only(decided.office, "test") as work:  # nor is the group's own name taken for a child's
        known = group_context(work, decided.forum.group).organisations
        assert not passages_to_look_at("Running: Missing Children Group.", known)
    child = next(row.id for row in decided.forum.rows(GroupRow) if row.code == CODE)
    appointed = [row for row in decided.forum.rows(AppointmentRow) if row.group_id == child]
    assert len(appointed) == 7  # three members, a deputy, the lead, the sponsor, the unit
    assert {row.role.value for row in appointed if row.part_two} == {"business unit"}  # no case files


def test_a_third_at_once_waits_for_the_chairs_word(decided: Post) -> None:
    post = decided
    for code in (CODE, "SECOND", "THIRD", "FOURTH"):
        if code != CODE:
            do(propose_task_group, post.office, commission_page(code=code), "page.toml")
        do(commission_task_group, post.office, code, DECIDED)
    stages = {entry.code: entry.stage for entry in entries(post.office)}
    begun = {CODE: GroupStage.COMMISSIONED, "SECOND": GroupStage.COMMISSIONED}
    assert stages == {**begun, "THIRD": GroupStage.PROPOSED, "FOURTH": GroupStage.PROPOSED}
    post.forum.on("Thu 14 Jan 2027")
    post.put_questions()
    letter = [letter for letter in post.letters.printed if isinstance(letter, ChairLetter)][-1]
    asks = [ask for ask in letter.asks if ask.kind is QuestionKind.ALLOW_TASK_GROUP]
    assert {ask.reference for ask in asks} == {"THIRD", "FOURTH"}
    number = {ask.reference: letter.asks.index(ask) + 1 for ask in asks}
    post.send()
    post.hear(f"{number['THIRD']} ALLOW\n{number['FOURTH']} NO", to=post.sent("chair", CHAIR))
    stages = {entry.code: entry.stage for entry in entries(post.office)}
    assert stages == {**begun, "THIRD": GroupStage.COMMISSIONED, "FOURTH": GroupStage.DECLINED}


def test_a_group_is_extended_once_and_its_report_comes_about_the_new_end(decided: Post) -> None:
    do(commission_task_group, decided.office, CODE, DECIDED)
    with pytest.raises(Problem, match="ends on 22 June 2027: give a later day, at most 6 months after it"):
        do(extend_task_group, decided.office, CODE, day("Thu 23 Dec 2027"), DECIDED)
    do(extend_task_group, decided.office, CODE, day("Thu 30 Sep 2027"), DECIDED)
    (entry,) = entries(decided.office)
    assert entry.end == day("Thu 30 Sep 2027")
    assert [line.step.deadline for line in entry.steps if line.step.kind == "final report"] == [entry.end]
    assert page_in_words(decided.office, CODE)[-1] == f"Extended by {DECIDED}"
    (extended,) = (row.about for row in decided.forum.rows(AuditRow) if row.event == "task group extended")
    assert extended["end"] == "2027-09-30"
    with pytest.raises(Problem, match="was extended on 13 January 2027: it is extended once only"):
        do(extend_task_group, decided.office, CODE, day("Fri 1 Oct 2027"), DECIDED)
    with pytest.raises(Problem, match="The final report of MISSING has not come"):
        do(close_task_group, decided.office, CODE, DECIDED)
    with pytest.raises(Problem, match="MASE has task and finish groups that have not ended, MISSING"):
        do(end_group, decided.office, "MASE", on=decided.forum.today, reason="no more")
    do(stop_task_group, decided.office, CODE, DECIDED)
    (entry,) = entries(decided.office)
    assert entry.stage is GroupStage.STOPPED
    assert page_in_words(decided.office, CODE)[-1] == f"Ended by {DECIDED}"
    steps = {line.step.kind: line for line in entry.steps}
    not_needed = {kind for kind, line in steps.items() if line.finding.verdict is StepVerdict.NOT_NEEDED}
    assert not_needed == {TaskStep.SCOPED, TaskStep.INTERIM, TaskStep.FINAL, TaskStep.ACCEPTED}
    assert steps[TaskStep.CLOSED].step.deadline == day("Wed 27 Jan 2027"), "ten working days later"
    child = next(row.id for row in decided.forum.rows(GroupRow) if row.code == CODE)
    appointed = [row for row in decided.forum.rows(AppointmentRow) if row.group_id == child]
    assert {row.role.value for row in appointed if row.last is None} == {"business unit"}
    (scope,) = decided.forum.questions(QuestionKind.AGREE_SCOPE)
    assert scope.withdrawn == decided.forum.today
    with pytest.raises(Problem, match="MISSING is not at work: it is proposed only, or has ended"):
        do(stop_task_group, decided.office, CODE, DECIDED)


def test_a_proposed_group_that_the_meeting_does_not_want_is_declined(decided: Post) -> None:
    do(stop_task_group, decided.office, CODE, DECIDED)
    (entry,) = entries(decided.office)
    assert entry.stage is GroupStage.DECLINED
    assert page_in_words(decided.office, CODE)[-1] == f"Ended by {DECIDED}"
    assert [row.code for row in decided.forum.rows(GroupRow)] == ["MASE"]


def test_of_a_proposed_group_that_is_declined_nobody_is_said_to_be_thanked(decided: Post) -> None:
    post = decided
    post.forum.on("Thu 14 Jan 2027")
    post.hear("Please ring me about the rota.", subject="The rota", sender=post.address(NURSE))
    assert post.desk()
    post.send()
    post.hear(f"STOP {CODE} by {DECIDED}", to=post.sent("desk", UNIT))
    assert post.told()[-1] == (
        f"recorded: The task and finish group {CODE} does not go on, by decision {DECIDED}. If it was at "
        "work, its open actions are in your action log, and its members are thanked."
    )


def test_the_lead_may_say_what_is_to_change_in_the_scope(decided: Post) -> None:
    do(commission_task_group, decided.office, CODE, DECIDED)
    child = next(row.id for row in decided.forum.rows(GroupRow) if row.code == CODE)
    do(put_questions, decided.office, child, day=decided.forum.today)
    decided.send()
    decided.hear("Please leave out the form for panels.", to=decided.sent("chair", LEAD))
    assert decided.told()[-1].startswith(
        f"recorded: The scope of {CODE} is not agreed yet: what to change is with the Business Unit."
    )
    assert decided.forum.question(QuestionKind.AGREE_SCOPE).opened == day("Mon 18 Jan 2027")  # put again
    (entry,) = entries(decided.office)
    assert entry.stage is GroupStage.COMMISSIONED


def test_the_unit_gets_the_page_as_a_workbook_once_a_group_is_decided_on_and_its_reply_commissions(
    decided: Post,
) -> None:
    post = decided
    post.forum.on("Thu 14 Jan 2027")
    post.hear("Please ring me about the rota.", subject="The rota", sender=post.address(NURSE))
    assert post.desk()
    post.send()
    post.hear(f"TASK GROUP by {JANUARY}/D9", to=post.sent("desk", UNIT))
    assert f"There is no decision “{JANUARY}/D9” on record" in post.told()[-1]
    post.hear(f"TASK GROUP by {DECIDED}", to=post.sent("desk", UNIT))
    assert "is attached as a workbook, with decision MASE/2027-01/D1 in it" in post.told()[-1]
    assert post.letters.printed[-1].marking == "OFFICIAL-SENSITIVE"
    post.send()
    letter = post.sent("recorded", UNIT)
    (empty,) = files_of(post, letter).values()
    sheets = load_workbook(BytesIO(empty)).worksheets
    answers = {ask: answer for ask, answer, _ in sheets[0].iter_rows(min_row=2, values_only=True) if answer}
    assert answers == {"Commissioned by": "MASE", "Decision": DECIDED}
    assert markings(empty) == {"OFFICIAL-SENSITIVE"}

    page = commission_page(code="SECOND")
    wrong = filled_page(page, DECIDED, end="ongoing", question=None, meetings="4/3/2027, soon")
    post.hear("Attached", to=letter, files={"page.xlsx": wrong})
    said = post.told()[-1]
    for cell, found in (
        ("B5", "found nothing, allowed text on one line"),
        ("B14", "found “4/3/2027, soon”; allowed: dates with commas between"),
        ("B20", "found “ongoing”; allowed: a date such as"),
    ):
        assert f"Task group, cell {cell}: {found}" in said
    post.send()
    back = next(row for row in post.forum.letters("not_understood", UNIT) if row.attachments)
    assert list(files_of(post, back)) == ["task group.xlsx"]
    wrong = filled_page(page, DECIDED, sponsor="Nobody")
    post.hear("Attached", to=back, files={"page.xlsx": wrong})
    assert (
        'Task group, cell B11: found "Nobody", allowed a member of MASE who does not lead' in post.told()[-1]
    )
    with_second_group(post)
    for_others = filled_page(page, DECIDED, parent="HAP")
    post.hear("Attached", to=back, files={"page.xlsx": for_others})
    assert (
        'Task group, cell B26: found "HAP", allowed the code of the group that commissions: "MASE"'
        in post.told()[-1]
    ), "which has another Business Unit, of whose groups nothing is said"
    assert [entry.code for entry in entries(post.office)] == [CODE]

    post.hear("Here it is", to=back, files={"page.xlsx": filled_page(page, DECIDED)})
    assert post.told()[-1] == (
        "recorded: The page of the task and finish group has come. SECOND is commissioned. Its lead is asked "
        "to agree the scope."
    )
    row = next(row for row in post.forum.rows(TaskGroupRow) if row.code == "SECOND")
    assert commission_of(row.page) == read_commission(page, "page.toml")
