"""A group that ends is left in peace, and so is one whose policy file is gone; the others run on."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import update

from config.settings import ROOT
from flows.do_what_is_due import CALENDAR
from forum.attendance.invitations import State as InvitationState
from forum.calendar.meetings import MeetingState
from forum.calendar.steps import StepVerdict
from forum.calendar.working_days import each_day
from forum.letters.meetings import Cancelled
from forum.members.membership import Role
from forum.outbox.states import State
from forum.text.problem import Problem
from tasks.documents.letters.print_letter import LetterPrinter
from tasks.duties.calendar import due_letters
from tasks.duties.desk.letter import write_desk_letters
from tasks.duties.desk.status_board import status_board
from tasks.duties.meetings.end_group import Ending, end_group
from tasks.duties.meetings.plan_move_cancel import call_meeting
from tasks.duties.meetings.tell_of_gap import meetings_with_steps
from tasks.duties.members.appointments import appoint
from tasks.duties.questions.open_questions import waiting_for_answers
from tasks.duties.terms import compare_terms
from tasks.register.groups import group_by_code, pause_groups, set_up_groups
from tasks.register.tables import (
    DispatchRow,
    DisposalListRow,
    GroupRow,
    InvitationRow,
    MeetingRow,
    QuestionRow,
    StepRow,
)
from tests.english import day
from tests.forum.policies import SECOND, SECOND_DAYS
from tests.tasks.duties.do import do
from tests.tasks.duties.mornings import Secretary
from tests.tasks.duties.plain_office import PlainDocuments, PlainLetters
from tests.tasks.duties.secretariat import CHAIR, UNIT, Forum

REASON = "The work goes on in another forum"


@pytest.fixture
def two(forum: Forum) -> Forum:
    """The sample's group with its meetings planned, and the Harbour partnership, with a unit and a Chair."""
    policies = {**forum.office.policies, "HAP": SECOND}
    calendars = {**forum.office.calendars, "HAP": SECOND_DAYS}
    plain: Any = {"letters": PlainLetters(), "documents": PlainDocuments()}
    forum.office = replace(forum.office, policies=policies, calendars=calendars, **plain)
    with forum.office.register.transaction("test") as tx:
        set_up_groups(tx, [SECOND])
    for person, role in ((UNIT, Role.UNIT), (CHAIR, Role.CHAIR)):
        do(appoint, forum.office, "HAP", forum.person(person), role, forum.today)
    return forum


def end(forum: Forum) -> Ending:
    return do(end_group, forum.office, "MASE", on=forum.today, reason=REASON)


def code_of(forum: Forum, row: DispatchRow | MeetingRow) -> str:
    return {group.id: group.code for group in forum.rows(GroupRow)}[row.group_id]


def play_until(forum: Forum, last: str) -> None:
    secretary = Secretary(forum.office, forum.clock)
    for date in each_day(forum.today, day(last)):
        if date.weekday() < 5:
            secretary.morning(date)
            secretary.afternoon(date)


def test_its_meetings_to_come_are_cancelled_and_its_steps_and_questions_closed(forum: Forum) -> None:
    forum.on("Thu 14 Jan 2027")
    forum.draft_agenda("MASE/2027-02")
    assert end(forum) == Ending(meetings=2, questions=1, letters=0)
    assert [
        (meeting.state, meeting.reason) for meeting in forum.rows(MeetingRow) if meeting.date > forum.today
    ] == [(MeetingState.CANCELLED, REASON)] * 2
    assert [step for step in forum.rows(StepRow) if step.verdict is None] == []
    assert {step.note for step in forum.rows(StepRow) if step.verdict is StepVerdict.NOT_NEEDED} == {REASON}
    assert all(question.withdrawn for question in forum.rows(QuestionRow))


@pytest.mark.long
def test_calendars_say_it_and_no_letter_goes_any_more_while_the_other_group_runs_on(two: Forum) -> None:
    play_until(two, "Mon 11 Jan 2027")
    with two.office.register.transaction("test") as tx:
        waits = update(DispatchRow).where(DispatchRow.letter == "induction").values(state=State.QUEUED)
        tx.session.execute(waits)
    end(two)
    before = {row.id for row in two.rows(DispatchRow) if row.state in (State.SENT, State.REHEARSED)}
    play_until(two, "Wed 3 Feb 2027")
    later = [row for row in two.rows(DispatchRow) if row.id not in before and row.state is State.SENT]
    assert {code_of(two, row) for row in later} == {"HAP"}
    meetings = {meeting.id: code_of(two, meeting) for meeting in two.rows(MeetingRow)}
    told = {row.state for row in two.rows(InvitationRow) if meetings[row.meeting_id] == "MASE"}
    assert told == {InvitationState.CANCELLED}
    assert not any(row.letter == Cancelled.NAME for row in two.rows(DispatchRow))
    assert any(code_of(two, meeting) == "HAP" for meeting in two.rows(MeetingRow))


def test_nothing_is_due_for_a_group_that_has_ended(forum: Forum) -> None:
    forum.on("Thu 14 Jan 2027")
    forum.draft_agenda("MASE/2027-02")
    end(forum)
    for date in ("Fri 15 Jan 2027", "Mon 1 Feb 2027", "Mon 8 Mar 2027"):
        forum.on(date)
        for flow, works in CALENDAR.items():
            if flow != "deliver_mail":
                assert [work.find(forum.office, forum.today) for work in works] == [[]] * len(works), flow
    assert status_board(forum.office).groups == ()
    assert not meetings_with_steps(forum.office)
    assert not waiting_for_answers(forum.office)


def test_it_ends_once_and_not_before_its_last_day(forum: Forum) -> None:
    with pytest.raises(Problem, match="5 January 2027 is still to come"):
        do(end_group, forum.office, "MASE", on=day("Tue 5 Jan 2027"), reason=REASON)
    end(forum)
    for attempt in (end, lambda forum: do(call_meeting, forum.office, "MASE", day("Wed 3 Feb 2027"))):
        with pytest.raises(Problem, match="Group MASE ended on 4 January 2027"):
            attempt(forum)


def without_policy(forum: Forum, code: str) -> None:
    """Have a policy file taken out of its folder, and the office opened."""
    policies = {other: policy for other, policy in forum.office.policies.items() if other != code}
    calendars = {other: days for other, days in forum.office.calendars.items() if other != code}
    forum.office = replace(forum.office, policies=policies, calendars=calendars)
    with forum.office.register.transaction("set up") as tx:
        pause_groups(tx, policies)


@pytest.mark.long
def test_a_group_without_its_policy_file_pauses_and_the_other_runs_on(two: Forum) -> None:
    without_policy(two, "MASE")
    play_until(two, "Fri 15 Jan 2027")
    assert {code_of(two, row) for row in two.rows(DispatchRow)} <= {"HAP"}
    assert any(code_of(two, meeting) == "HAP" for meeting in two.rows(MeetingRow))
    assert [board.code for board in status_board(two.office).groups] == ["HAP"]
    with two.office.register.reading() as session:
        compared = compare_terms(session, two.office.policies, two.office.calendars, two.today)
    assert compared.faults == []
    assert compared.paused[0].startswith("Group MASE is paused: no approved policy that can be used has the")


def test_a_group_whose_policy_file_is_back_goes_on_where_it_was(two: Forum) -> None:
    whole = two.office
    without_policy(two, "MASE")
    two.on("Fri 15 Jan 2027")
    two.office = replace(two.office, letters=LetterPrinter(ROOT / "templates" / "email"))
    with two.office.register.transaction("test") as tx:  # a list that nobody has seen to
        paused, chair, made_on = group_by_code(tx.session, "MASE").id, two.person(CHAIR), dt.date(2026, 9, 1)
        tx.session.add(
            DisposalListRow(group_id=paused, reference="D/2026/01", reviewer_id=chair, made_on=made_on)
        )
    with two.office.register.reading() as session:
        found = due_letters.groups_needing_a_hand(two.office, session, two.today, None)
    do(write_desk_letters, two.office, found, day=two.today)
    (desk,) = [row for row in two.rows(DispatchRow) if row.letter == "desk"]
    assert code_of(two, desk) == "HAP"
    assert "Nothing goes out for MASE since Mon 4 Jan: its terms of reference on file can’t be read." in (
        " ".join(desk.text.split())
    )
    two.office = whole
    with two.office.register.transaction("set up") as tx:
        pause_groups(tx, two.office.policies)
    with two.office.register.reading() as session:
        assert group_by_code(session, "MASE").paused is None
    assert any(work.find(two.office, two.today) for works in CALENDAR.values() for work in works)


def test_a_paused_group_is_not_ended_without_its_policy_file(two: Forum) -> None:
    without_policy(two, "MASE")
    with pytest.raises(Problem, match="Group MASE is paused"):
        end(two)
