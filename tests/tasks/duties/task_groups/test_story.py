"""A task and finish group, from the page that a meeting decides on to the look back six months later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from flows.do_what_is_due import MORNING
from forum.actions.action_log import ActionState
from forum.calendar.steps import StepKind, StepVerdict
from forum.letters.actions import ActionDigest
from forum.letters.members import Farewell, Induction, TaskGroupOutcome, TaskGroupTask
from forum.letters.questions import ChairLetter, Desk
from forum.papers.papers import PaperState
from forum.questions.kinds import QuestionKind
from forum.task_groups.stages import Course, GroupStage, TaskStep
from rehearsals.leads import RecordEntries
from samples.task_group import CODE, LEAD, OUTSIDE, SPONSOR
from tasks.documents.minutes import paragraphs_of
from tasks.duties.agenda.coverage import work_in_words, work_to_look_at
from tasks.duties.base.batches import do_each
from tasks.duties.base.group_context import group_context
from tasks.duties.base.office import unit_of_work
from tasks.duties.calendar.due import minutes_to_move_on
from tasks.duties.desk.data import open_deadlines
from tasks.duties.minutes.circulate import circulate_minutes
from tasks.duties.papers.file_paper import clean_paper, file_paper
from tasks.duties.task_groups.in_words import entries, stages_in_words
from tasks.duties.yearly.bundle import actions_of_part
from tasks.duties.yearly.period import Period, year_until
from tasks.duties.yearly.work_clauses import task_groups
from tasks.register.audit.trail import SERVICE
from tasks.register.documents import MINUTES, fetch, latest_editions, name_of
from tasks.register.groups import group_by_code
from tasks.register.members.membership import membership
from tasks.register.papers import agenda_items
from tasks.register.tables import (
    ActionRow,
    AgendaItemRow,
    AuditRow,
    DispatchRow,
    GroupRow,
    MeetingRow,
    PaperRow,
    TaskGroupRow,
)
from tasks.register.task_groups import task_groups_of, task_steps
from tests.english import day
from tests.tasks.duties.do import do
from tests.tasks.duties.inbox.post import Post
from tests.tasks.duties.month_ahead import PDF
from tests.tasks.duties.secretariat import CHAIR, ENTRIES, JANUARY, UNIT

NAME = "Task and Finish Group on Children who Go Missing"
FLOWS = ("plan_meetings", "chase_actions", "maintain_members", "put_questions")
MARCH = f"{CODE}/2027-03"  # the task group's first meeting, on Thursday 4 March
HANDED_BACK = {
    "Reference": f"{MARCH}/01",
    "Short title (no names)": "Compare the two pathways",
    "Action in full": "Compare the two pathways.",
    "Owner": OUTSIDE,
    "Seat": "Missing Children Society",
    "Due": "12/9/2027",
}


def morning(post: Post, on: str) -> None:
    """The flows of a morning that see to task groups, and its letters."""
    post.forum.on(on)
    today = post.forum.today
    for flow in FLOWS:
        for work in MORNING[flow]:
            for duty in work.duties:
                found = work.find(post.office, today)
                do_each(post.office, duty, found, today, f"flow {flow}", together=work.together)
    post.send()


def needs(post: Post) -> Sequence[str]:
    """What the last desk letter says of the task group."""
    letters = [letter for letter in post.letters.printed if isinstance(letter, Desk)]
    said = [f"{need.what} {need.how}" for need in letters[-1].needs] if letters else []
    return [each for each in said if NAME in each]


def order(post: Post, words: str) -> str:
    """The unit replies to its desk letter; what it is told."""
    post.hear(words, to=post.sent("desk", UNIT))
    return post.told()[-1]


def meet(post: Post, reference: str, on: str, entries: RecordEntries = ENTRIES) -> None:
    """A meeting is held, and its record filed on a day."""
    post.forum.draft_agenda(reference)
    post.forum.on(on)
    post.forum.file_entries(entries, reference)


def decide(post: Post, reference: str, on: str, words: str) -> None:
    """The parent meets, and takes two decisions, the second on the item of the task group."""
    post.forum.draft_agenda(reference)
    number = item_number(post, reference)
    decisions = {"Item": "5", "Text": "The plan stands."}, {"Item": number, "Text": words}
    meet(post, reference, on, replace(ENTRIES, decisions=decisions))


def item_number(post: Post, reference: str) -> str:
    """The number of the task group's item on the agenda of a meeting of the parent."""
    meeting = post.forum.meeting(reference).id
    with post.office.register.reading() as session:
        (number,) = [item.number for item in agenda_items(session, meeting) if NAME in item.title]
    return number


def report(post: Post, reference: str) -> None:
    """The final report is filed as the paper of its item."""
    post.forum.draft_agenda(reference)
    do(file_paper, post.office, reference, item_number(post, reference), clean_paper(post.office, PDF))


def final_report_on_its_day(post: Post) -> bool | None:
    """Whether the report counts as given in time on the evening of its last day, which is made today."""
    today = post.forum.today
    with unit_of_work(post.office, "test", today) as work:
        forum = group_context(work, post.forum.group)
        (row,) = task_groups_of(work.session, forum.group.id)
        step = task_steps(work.session, row.id)[TaskStep.FINAL]
        due, step.deadline = step.deadline, today
        clause = task_groups(year_until(forum, today))
        assert clause
        step.deadline = due
        return next(case.met for case in clause.cases if case.what == f"{CODE}, final report")


def items(post: Post) -> Mapping[str, Any]:
    """The items of the task group on the parent's agendas, by title: the reference of the meeting."""
    rows = [row for row in post.forum.rows(AgendaItemRow) if row.task_step_id and not row.dropped_on]
    with post.office.register.reading() as session:
        return {row.title: session.get_one(MeetingRow, row.meeting_id).reference for row in rows}


def stage(post: Post) -> GroupStage:
    (entry,) = entries(post.office)
    return entry.stage


def commissioned(post: Post) -> None:
    """January's meeting commissions the group, and on Friday 15 January its lead agrees the scope."""
    morning(post, "Tue 5 Jan 2027")
    assert items(post) == {f"Task and finish group to commission: {NAME}": JANUARY}
    (paper,) = post.forum.rows(PaperRow)
    assert paper.state is PaperState.FILED
    with post.office.register.reading() as session:
        assert name_of(session, str(paper.document)) == f"MASE-2027-01 commission {CODE}.docx"
        page = [line.text for line in paragraphs_of(fetch(session, str(paper.document)))]
        assert "Cases are well managed and coordinated" in page, "the purpose that it serves"
    decide(post, JANUARY, "Wed 13 Jan 2027", "The group is commissioned.")
    morning(post, "Thu 14 Jan 2027")
    (wanted,) = needs(post)
    assert wanted == (
        f"The meeting of 12 January had the {NAME} before it. Reply COMMISSION {CODE} by {JANUARY}/D2 (its "
        f"decision); or STOP {CODE} by it if the group decided against."
    )
    told = order(post, f"commission {CODE.lower()} by {JANUARY}/D2")
    assert f"The task and finish group {CODE} is commissioned by decision {JANUARY}/D2." in told
    assert stage(post) is GroupStage.COMMISSIONED
    morning(post, "Fri 15 Jan 2027")
    assert needs(post) == []
    letter = [letter for letter in post.letters.printed if isinstance(letter, ChairLetter)][-1]
    assert (letter.group, letter.addressee) == ("Missing Children Group", LEAD)
    assert [ask.kind for ask in letter.asks] == [QuestionKind.AGREE_SCOPE]
    post.hear("AGREE", to=post.sent("chair", LEAD))
    assert post.told()[-1] == f"recorded: The scope of {CODE} is agreed."


@pytest.mark.thorough
def test_a_task_group_goes_from_its_page_to_the_look_back(proposed: Post) -> None:
    post = proposed
    commissioned(post)
    assert stage(post) is GroupStage.SCOPED
    with post.office.register.reading() as session:
        child = group_by_code(session, CODE)
        assert child.policy == "MASE"
        members = membership(session, child.id, post.forum.today)
        assert {person.name for person in members.members_on(post.forum.today)} >= {LEAD, OUTSIDE}
    of_child = [row for row in post.forum.letters("induction") if row.group_id == child.id]
    everybody = {appointment.person_id for appointment in members.appointments}
    assert {row.person_id for row in of_child} == everybody - {post.forum.person(UNIT)}
    welcome = next(
        letter
        for letter in post.letters.printed
        if isinstance(letter, Induction) and letter.addressee == OUTSIDE
    )
    assert welcome.agreement_by
    assert welcome.code == "Missing Children Group", "MISSING in a subject reads as news"
    assert welcome.task == TaskGroupTask(
        question="Why do return interviews not reach half of the children who go missing from care?",
        products=("one pathway for both councils", "a form that panels can use", "a report of four pages"),
        end=day("Tue 22 Jun 2027"),
        parent="MASE Group",
    )

    morning(post, "Mon 15 Feb 2027")  # asked for the parent's meeting on 9 March, from 9 February on
    letter = [letter for letter in post.letters.printed if isinstance(letter, ActionDigest)][-1]
    assert (letter.addressee, letter.parent) == (LEAD, "MASE Group")
    assert [line.reference for line in letter.lines] == [CODE]
    post.hear(f"{CODE} amber, one council has sent no figures", to=post.sent("actions", LEAD))
    assert post.told()[-1] == f"recorded: The work of {CODE} has your update: amber."
    (row,) = post.forum.rows(TaskGroupRow)
    assert (row.course, row.standing) == (Course.AMBER, "one council has sent no figures")
    morning(post, "Mon 22 Feb 2027")
    assert len(post.forum.letters("actions", LEAD)) == 1  # not asked again
    assert stage(post) is GroupStage.RUNNING

    there = {
        seat: {"Status": "Present"}
        for seat in ("Medway Social Care", "Kent Police", "Missing Children Society")
    }
    head = {"Start": "14.00", "Finish": "15.20", "Chaired by": LEAD, "Minute-taker": LEAD}
    meet(post, MARCH, "Fri 5 Mar 2027", RecordEntries(meeting=head, attendance=there, actions=(HANDED_BACK,)))
    note = post.forum.step(StepKind.MINUTES_OUT, MARCH)
    assert note.deadline == day("Thu 11 Mar 2027")
    post.forum.draft_minutes(MARCH)
    with post.office.register.reading() as session:
        (draft,) = latest_editions(session, post.forum.meeting(MARCH).id, MINUTES)
        assert name_of(session, draft.sha256) == f"{CODE}-2027-03 action note DRAFT v1.docx"
        assert not any("In attendance" in line.text for line in paragraphs_of(fetch(session, draft.sha256)))
    with unit_of_work(post.office, "test", post.forum.today) as work:
        parent = group_context(work, post.forum.group)
        assert work_in_words(parent) == (
            "Task and finish groups: Missing Children Group, until 22 June: amber, one council has sent no "
            "figures (15 February)."
        )
        assert work_to_look_at(parent) == ()
        boards = stages_in_words(
            work.session, post.forum.group, day("Mon 1 Mar 2027"), day("Wed 23 Jun 2027")
        )
        assert boards == ["Running: Missing Children Group (its report was due on 22 June)."]
    with unit_of_work(post.office, "test", day("Wed 23 Jun 2027")) as work:
        assert work_in_words(group_context(work, post.forum.group)) == (
            "Task and finish groups: Missing Children Group, final report due on 22 June and overdue: red, "
            "one council has sent no figures (15 February)."
        )

    morning(post, "Mon 8 Mar 2027")
    assert items(post)[f"Interim report: {NAME}"] == "MASE/2027-04"
    post.forum.on("Fri 12 Mar 2027")  # the note is late, and the action log goes with it alone
    with post.office.register.reading() as session:
        assert minutes_to_move_on(post.office, session, post.forum.today, frozenset([child.id])) == []
    do(circulate_minutes, post.office, post.forum.meeting(MARCH).id)
    assert [row for row in post.forum.letters("minutes") if row.group_id == child.id] == []
    meet(post, "MASE/2027-04", "Wed 14 Apr 2027")
    morning(post, "Thu 15 Apr 2027")
    assert stage(post) is GroupStage.INTERIM
    assert items(post)[f"Final report: {NAME}"] == "MASE/2027-06"

    morning(post, "Fri 21 May 2027")
    assert needs(post) == []
    morning(post, "Mon 24 May 2027")
    assert needs(post) == [
        f"The {NAME} ends on 22 June 2027. Its final report is on the agenda of 8 June. If the group decides "
        f"otherwise, reply EXTEND {CODE} to a day by the decision, once; or STOP {CODE} by the decision."
    ]
    (*_, desk) = [letter for letter in post.letters.printed if isinstance(letter, Desk)]
    assert day("Tue 8 Jun 2027") in {need.by for need in desk.needs}, "before that nobody can decide"
    report(post, "MASE/2027-06")
    assert final_report_on_its_day(post), "it came, and is noted the next morning"
    assert stage(post) is GroupStage.FINAL
    decide(post, "MASE/2027-06", "Wed 9 Jun 2027", "The report is accepted.")
    morning(post, "Thu 10 Jun 2027")
    assert stage(post) is GroupStage.FINAL
    morning(post, "Fri 11 Jun 2027")
    (wanted,) = needs(post)
    assert wanted == (
        f"The final report of the {NAME} was before the meeting of 8 June. Reply CLOSE {CODE} by "
        f"MASE/2027-06/D2 (its decision) if it is accepted; or EXTEND {CODE} to a day by the decision, once."
    )
    assert f"The report of the task and finish group {CODE} is accepted" in order(
        post, f"CLOSE {CODE} by MASE/2027-06/D2"
    )
    assert stage(post) is GroupStage.ACCEPTED
    with post.office.register.reading() as session:
        until = day("Fri 25 Jun 2027")
        due = [
            f"{each.what} {each.words}"
            for each in open_deadlines(session, post.forum.today, until)
            if each.of == CODE
        ]
        assert due == [f"closing of the {NAME}"]
    (action,) = [row for row in post.forum.rows(ActionRow) if row.reference == f"{MARCH}/01"]
    assert (action.group_id, action.state) == (post.forum.group, ActionState.OPEN)
    with unit_of_work(post.office, "test", post.forum.today) as work:
        forum = group_context(work, post.forum.group)
        _, rows = actions_of_part(Period(forum, day("Mon 4 Jan 2027"), post.forum.today))
        assert f"{MARCH}/01" in {str(row[1]) for row in rows}, "it was taken at a meeting of another group"
    assert action.last_update == "Handed back by the Missing Children Group (MASE/2027-06/D2)."

    morning(post, "Mon 14 Jun 2027")
    thanked = [letter for letter in post.letters.printed if isinstance(letter, Farewell)]
    assert {letter.addressee for letter in thanked} >= {LEAD, OUTSIDE, SPONSOR}
    assert {letter.group for letter in thanked} == {"Missing Children Group"}
    assert {letter.outcome for letter in thanked} == {
        TaskGroupOutcome(
            parent="MASE Group",
            decision="MASE/2027-06/D2",
            is_accepted=True,
            again=day("Tue 14 Dec 2027"),
        )
    }
    morning(post, "Tue 15 Jun 2027")
    assert stage(post) is GroupStage.CLOSED
    (child,) = [row for row in post.forum.rows(GroupRow) if row.code == CODE]
    assert child.ended == day("Tue 15 Jun 2027")
    trail = [row for row in post.forum.rows(AuditRow) if child.id.hex in row.wrote.get("forum_group", ())]
    assert max(trail, key=lambda row: row.seq).chain == SERVICE, (
        "its parent's flow ended it, while nobody wrote for either group"
    )
    with post.office.register.reading() as session:
        assert membership(session, child.id).all_on(day("Wed 16 Jun 2027")) == ()
        told = stages_in_words(session, post.forum.group, day("Tue 1 Jun 2027"), day("Wed 30 Jun 2027"))
        assert told == ["Closed: Missing Children Group."]
        assert stages_in_words(session, post.forum.group, day("Thu 1 Jul 2027"), day("Fri 30 Jul 2027")) == []

    dispatches = post.forum.rows(DispatchRow)
    assert {row.person_id for row in dispatches if row.group_id == child.id} <= everybody
    to_outsider = [row for row in dispatches if row.person_id == post.forum.person(OUTSIDE)]
    assert {row.group_id for row in to_outsider if row.queued_at.date() < day("Fri 11 Jun 2027")} == {
        child.id
    }

    morning(post, "Mon 4 Oct 2027")
    assert items(post)[f"What came of the work: {NAME}"] == "MASE/2027-12"
    meet(post, "MASE/2027-12", "Wed 15 Dec 2027")
    morning(post, "Thu 16 Dec 2027")
    assert stage(post) is GroupStage.LOOKED_AT_AGAIN
    (entry,) = entries(post.office)
    assert {line.step.kind: line.finding.verdict for line in entry.steps} == dict.fromkeys(
        TaskStep, StepVerdict.ON_TIME
    )
    with unit_of_work(post.office, "test", post.forum.today) as work:
        clause = task_groups(year_until(group_context(work, post.forum.group), post.forum.today))
        assert clause
        assert clause.in_words(post.forum.today) == "4 of 4 steps."
    with unit_of_work(post.office, "test", day("Wed 30 Jun 2027")) as work:
        clause = task_groups(year_until(group_context(work, post.forum.group), work.as_of))
        assert clause
        assert [(case.what, case.met) for case in clause.cases] == [
            (f"{CODE}, interim report", True),
            (f"{CODE}, final report", True),
            (f"{CODE}, closed", True),
        ]
    done = [row.about for row in post.forum.rows(AuditRow) if row.event == "task group step done"]
    assert [about["step"] for about in sorted(done, key=lambda about: str(about["on"]))] == [*TaskStep]
    morning(post, "Fri 17 Dec 2027")
    assert len([title for title in items(post) if "work" in title]) == 1


@pytest.mark.thorough
def test_a_final_report_that_never_came_is_not_given_and_comes_before_the_next_meeting(
    proposed: Post,
) -> None:
    post = proposed
    commissioned(post)
    morning(post, "Mon 10 May 2027")
    assert items(post)[f"Final report: {NAME}"] == "MASE/2027-06"
    decide(post, "MASE/2027-06", "Wed 9 Jun 2027", "The group waits for the report.")
    morning(post, "Thu 10 Jun 2027")
    morning(post, "Fri 11 Jun 2027")
    assert stage(post) is GroupStage.RUNNING
    assert needs(post) == [], "what is as it was is said once a week"
    morning(post, "Mon 14 Jun 2027")
    (wanted,) = needs(post)
    assert "Its final report is on the agenda of 13 July." in wanted
    assert "CLOSE" not in wanted
    assert "The final report of MISSING has not come" in order(post, f"CLOSE {CODE} by MASE/2027-06/D2")
    morning(post, "Wed 23 Jun 2027")
    with unit_of_work(post.office, "test", post.forum.today) as work:
        clause = task_groups(year_until(group_context(work, post.forum.group), post.forum.today))
        assert clause
        assert (f"{CODE}, final report", False) in [(case.what, case.met) for case in clause.cases]

    morning(post, "Mon 28 Jun 2027")
    assert post.forum.questions(QuestionKind.SETTLE_MATTER) == []
    morning(post, "Tue 29 Jun 2027")
    morning(post, "Wed 30 Jun 2027")
    (asked,) = post.forum.questions(QuestionKind.SETTLE_MATTER)
    assert (asked.of_id, asked.opened) == (post.forum.person(CHAIR), day("Tue 29 Jun 2027"))
    (overrun,) = [
        ask
        for letter in post.letters.printed
        if isinstance(letter, ChairLetter)
        for ask in letter.asks
        if ask.kind is QuestionKind.SETTLE_MATTER
    ]
    assert overrun.title == NAME
    assert "It was to end on 22 June 2027, and its final report has not come." in overrun.facts
    post.hear("Ask for it by Friday, please", to=post.sent("chair", CHAIR))
    assert f"What goes on with {CODE}: what you say is with the Business Unit" in post.told()[-1]
    report(post, "MASE/2027-07")
    decide(post, "MASE/2027-07", "Wed 14 Jul 2027", "The report is accepted.")
    morning(post, "Thu 15 Jul 2027")
    morning(post, "Fri 16 Jul 2027")
    assert stage(post) is GroupStage.FINAL
    (wanted,) = needs(post)
    assert f"Reply CLOSE {CODE} by MASE/2027-07/D2 (its decision)" in wanted
    (entry,) = entries(post.office)
    assert {line.step.kind: line.finding.verdict for line in entry.steps}[TaskStep.FINAL] is StepVerdict.LATE
