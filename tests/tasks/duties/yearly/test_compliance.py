"""The compliance of a board's year as at a day: what is recorded later changes nothing."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pytest

from forum.actions.action_log import UpdateKind
from forum.documents.registers import CompliancePage
from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from forum.terms.parts.deadlines import Limit
from forum.text.problem import Problem
from tasks.duties.actions.action_log import record_update
from tasks.duties.base.group_context import group_context
from tasks.duties.base.office import unit_of_work
from tasks.duties.members.details import confirm_details
from tasks.duties.minutes.circulate import circulate_minutes
from tasks.duties.minutes.quorum_ruling import ask_for_ruling
from tasks.register.tables import ActionRow
from tests.english import day
from tests.forum.policies import MASE
from tests.tasks.duties.boards.story import SECRETARY, Story
from tests.tasks.duties.clause_as_at import compliance_as_at, this_year
from tests.tasks.duties.desk_today import desk_today
from tests.tasks.duties.do import do
from tests.tasks.duties.plan_ahead import import_sample
from tests.tasks.duties.secretariat import CHAIR, FEBRUARY, NURSE, SEATS, Forum

ON_2_MARCH = """
Purposes: Not met, 0 of 7 purposes. Worst: 1a Cases are well managed and coordinated, no pieces of work.
Partnerships: Nothing due, No briefing to judge.
Reports: Met, 1 of 1 report.
Receipts: Met, 1 of 1 answer.
Action plan: In part, 12 of 15 lines. Worst: P1.2, 92 days overdue, Red (R).
Seats: Met, 12 of 12 seats.
Attendance: Nothing due, No member to judge.
Quorum: Met, 1 of 1 meeting.
Meetings: In part, 1 of 6 meetings. Worst: February 2027, MASE/2027-02, 21 days overdue, no record was filed.
Agenda: In part, 1 of 2 meetings. Worst: MASE/2027-01, Tue 12 Jan, not done.
Papers: In part, 1 of 2 meetings. Worst: MASE/2027-01, Tue 12 Jan, not done.
Minutes: Not met, 0 of 2 meetings. Worst: MASE/2027-01, Tue 12 Jan, 35 days overdue.
Actions: Not met, 0 of 1 action. Worst: MASE/2027-01/01, 18 days overdue.
List of members: In part, 12 of 22 names. Worst: Deputy Designated Nurse, CCGs (Designated Nurses).
Agreements: Met, 22 of 22 readers.
"""
ON_5_MARCH = """
Quorum: Met, 2 of 2 meetings.
Meetings: In part, 2 of 6 meetings. Worst: September 2026, no meeting was planned.
Actions: Met, 1 of 1 action.
List of members: In part, 14 of 22 names. Worst: Detective Chief Inspector, Public Protection, Kent Police.
"""


def lines_of(page: CompliancePage) -> list[str]:
    return [f"{line.proof}: {line.outcome}, {line.this_year}" for line in page.lines]


def test_a_day_looks_the_same_whatever_is_recorded_after_it(asked: Story) -> None:
    forum = asked.post.forum
    import_sample(forum)
    then = forum.today
    before = compliance_as_at(forum)
    assert lines_of(before.page) == ON_2_MARCH.strip().splitlines()
    workbook = openpyxl.load_workbook(io.BytesIO(before.workbook))
    assert workbook.sheetnames == ["Compliance page", *(line.proof for line in before.page.lines)]
    assert [cell.value for cell in workbook["Quorum"][2]][3:] == [None, "Yes", "11 seats filled, 8 needed"]

    forum.on("Wed 3 Mar 2027")
    asked.post.hear("1 agreed, 2 agreed", to=asked.post.sent("board_outcome", SECRETARY))
    forum.file_record(FEBRUARY, updates={"MASE/2027-01/01": {"Status": "Done"}})
    do(confirm_details, forum.office, forum.person("Deputy Designated Nurse"))
    forum.on("Fri 5 Mar 2027")

    assert lines_of(compliance_as_at(forum, then).page) == lines_of(before.page)
    assert compliance_as_at(forum, then) == before
    today = lines_of(compliance_as_at(forum).page)
    assert [line for line in today if line in ON_5_MARCH] == ON_5_MARCH.strip().splitlines()

    with pytest.raises(Problem, match="Group MASE began on 1 September 2026; choose that day"):
        compliance_as_at(forum, day("Mon 31 Aug 2026"))


def test_attendance_is_as_it_stood_after_the_last_meeting_though_the_year_has_had_none(forum: Forum) -> None:
    from_the_first = MASE.model_copy(
        update={"attendance": MASE.attendance.model_copy(update={"from_meetings": 1})}
    )
    forum.office = replace(forum.office, policies={"MASE": from_the_first})
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    forum.on("Wed 13 Jan 2027")
    forum.file_record(attendance={"NPS": "Absent"})
    forum.on("Fri 30 Apr 2027")
    assert this_year(forum, "Quorum") == "Nothing due: No meeting to judge."
    assert this_year(forum, "Attendance").startswith("In part: 11 of 12 members. Worst: NPS, 0 of 1")


def test_an_action_log_with_a_limit_of_its_own_goes_before_the_minutes(forum: Forum) -> None:
    limits = {"log_out": Limit(working_days=4, clause="7.1"), "draft_to_chair": Limit(days=4, clause="7.2")}
    own = MASE.model_copy(update={"deadlines": MASE.deadlines.model_copy(update=limits)})
    forum.office = replace(forum.office, policies={"MASE": own})
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    forum.on("Wed 13 Jan 2027")
    forum.file_record()
    forum.draft_minutes()
    assert forum.question(QuestionKind.DRAFT_MINUTES).due == day("Fri 15 Jan 2027")
    forum.on("Mon 18 Jan 2027")
    forum.file_minutes()
    do(circulate_minutes, forum.office, forum.meeting().id, day=forum.today)
    assert "action log, 12 Jan; minutes to follow" in forum.letters("minutes", to=NURSE)[0].subject
    forum.on("Fri 29 Jan 2027")
    assert this_year(forum, "Action log") == "Met: 1 of 1 meeting."
    assert this_year(forum, "Drafts").startswith("Not met: 0 of 1 meeting")


@pytest.mark.parametrize(
    ("absent", "ruling", "words"),
    [
        (4, None, "Met: 1 of 1 meeting."),  # exactly two thirds came
        (5, None, "Not met: 0 of 1 meeting"),
        (5, Word.QUORATE, "Met: 1 of 1 meeting."),
        (5, Word.NOT_QUORATE, "Not met: 0 of 1 meeting"),
    ],
)
def test_a_meeting_is_quorate_by_the_chairs_ruling_and_else_by_the_count(
    forum: Forum, absent: int, ruling: Word | None, words: str
) -> None:
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    forum.on("Wed 13 Jan 2027")
    forum.file_record(attendance=dict.fromkeys(SEATS[:absent], "Absent"))
    if ruling:
        do(ask_for_ruling, forum.office, forum.meeting().id, day=forum.today)
        forum.answer(QuestionKind.RULE_ON_QUORUM, ruling, CHAIR)
    assert this_year(forum, "Quorum").startswith(words)
    limit = {"another_meeting": Limit(days=14, clause="4.9")}
    own = MASE.model_copy(update={"deadlines": MASE.deadlines.model_copy(update=limit)})
    forum.office = replace(forum.office, policies={"MASE": own})
    told = "No meeting by 26 January 2027 after MASE/2027-01, which had no quorum (clause 4.9)."
    assert (told in desk_today(forum)) == words.startswith("Not")
    forum.on("Wed 27 Jan 2027")
    assert this_year(forum, "Another meeting").startswith("Not" if words.startswith("Not") else "Nothing due")


def test_an_action_is_done_in_time_by_the_day_first_agreed_however_often_it_moved(drafted: Story) -> None:
    forum = drafted.post.forum
    (row,) = forum.rows(ActionRow)
    for on, kind, new_due in (
        ("Thu 11 Feb 2027", UpdateKind.NEW_DATE, day("Fri 26 Feb 2027")),
        ("Mon 15 Feb 2027", UpdateKind.DONE, None),  # three days after the day first agreed
    ):
        forum.on(on)
        with unit_of_work(forum.office, "test", forum.today) as work:
            action = work.session.get_one(ActionRow, row.id)
            context = group_context(work, forum.group)
            record_update(context, action, kind, "", on=forum.today, new_due=new_due)
    forum.on("Tue 2 Mar 2027")
    assert this_year(forum, "Actions").startswith("Not met: 0 of 1 action")


def test_a_report_for_a_meeting_that_its_board_dropped_is_owed_by_nobody(drafted: Story) -> None:
    drafted.with_body(drafted.body.model_copy(update={"dates": ()}))
    drafted.morning("Wed 27 Jan 2027")
    drafted.post.forum.on("Tue 2 Mar 2027")
    assert this_year(drafted.post.forum, "Reports") == "Nothing due: No report to judge."
