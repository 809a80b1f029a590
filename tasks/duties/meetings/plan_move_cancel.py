"""Meetings: planned by the rule of the terms, called, moved, cancelled, or left out (clause 5)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy.orm import Session

from forum.calendar.meetings import (
    MeetingKind,
    MeetingState,
    dates_without_meeting,
    day_to_meet,
    last_day_to_move_to,
    last_day_to_plan,
    meeting_ids,
    meeting_reference,
    reach,
)
from forum.calendar.steps import figures_of, is_step_too_late, plan_steps
from forum.calendar.working_days import WorkingDays
from forum.letters.parts import Ask
from forum.members.membership import Person
from forum.questions.kinds import QuestionKind
from forum.questions.lifecycle import Channel
from forum.questions.reasons import audited
from forum.questions.words import Reply, Word
from forum.text.checks import checked_line
from forum.text.problem import Problem
from forum.text.wording import clock_time, full_date
from tasks.duties.agenda.carry_forward import carry_forward
from tasks.duties.base.group_context import GroupContext, forum_of_meeting
from tasks.duties.base.office import Office, UnitOfWork
from tasks.duties.base.steps import set_aside_steps
from tasks.duties.coming.invitations import (
    refresh,
    sync_with_meeting,
    tell_of_cancellation,
    tell_of_move,
    withdraw_invitation,
)
from tasks.duties.coming.seats_to_fill import ask_for_deputy
from tasks.duties.meetings.between_meetings import (
    UrgentItem,
    agree_business,
    put_business,
)
from tasks.duties.meetings.replan import open_by_days, replan_steps
from tasks.duties.meetings.tell_of_gap import ask_for_another_day, tell_chair_of_gap
from tasks.duties.papers.ask_for_release import put_for_new_time
from tasks.duties.papers.send_packs import print_agenda_anew, send_packs_of
from tasks.duties.questions.ask import ask_chairs, open_questions_of, withdraw_question
from tasks.mail.sending.queue import Enclosure
from tasks.register.database.register import Transaction
from tasks.register.groups import group_by_code, refuse_resting
from tasks.register.meetings import (
    CANCELLED,
    EXTRAORDINARY,
    NO_MEETING,
    ORDINARY,
    PLANNED,
    called_for,
    group_of,
    meetings_between,
    ordinary_meetings,
    planned_from,
    planned_meeting,
    references_around,
    step_value,
    steps_of,
)
from tasks.register.tables import GroupRow, MeetingRow, QuestionRow, StepRow


def dates_to_plan(office: Office, session: Session, group: GroupRow, as_of: dt.date) -> tuple[dt.date, ...]:
    """The dates of the rule, some months ahead, in whose period the group has no ordinary meeting yet."""
    meetings = office.policy(group).meetings
    first = max(as_of, group.go_live)
    last = last_day_to_plan(as_of, meetings.plan_months_ahead)
    known = ordinary_meetings(session, group.id, first - reach(meetings.rule))
    return dates_without_meeting(meetings.rule, first, last, known)


def plan_meetings(work: UnitOfWork, group_id: UUID) -> tuple[str, ...]:
    """Plan the meetings the rule gives; from then on the register's row rules. Returns their references."""
    group = work.session.get_one(GroupRow, group_id)
    if group.calendar is None:  # it is new, or was planned by a version that kept none
        group.calendar = work.office.days(group).digest
        open_by_days(GroupContext(work, group))
    new = [
        _add_meeting(work, group, day_to_meet(date, work.office.days(group)), work.as_of, rule_date=date)
        for date in dates_to_plan(work.office, work.session, group, work.as_of)
    ]
    return tuple(meeting.reference for meeting in new)


def call_meeting(
    work: UnitOfWork,
    group_code: str,
    date: dt.date,
    *,
    start: dt.time | None = None,
    place: str = "",
    business: UrgentItem | None = None,
    by_chair: bool = False,
    by_members: bool = False,
) -> str:
    """Call an extraordinary meeting, with the agenda of every meeting or for one item. What can no longer be
    done in time says "not possible", unless the Chair, who is asked or calls it, waives the notice. One that
    members call is held without the Chair's word, on what they ask it for.
    """
    group = group_by_code(work.session, group_code)
    refuse_resting(group)
    _refuse_past(date, work.at.date())
    _refuse_day_off(work.office.days(group), date)
    _refuse_second_meeting(work.session, group.id, date)
    meeting = _add_meeting(work, group, date, work.at.date(), kind=EXTRAORDINARY)
    meeting.start = start or meeting.start
    meeting.place = checked_line(place, "place") or meeting.place
    forum = GroupContext(work, group)
    if business:
        put_business(forum, meeting, business)
    sync_with_meeting(forum, meeting)  # the next morning may be that of the meeting
    if by_chair:
        waive_notice(forum, meeting)
    elif by_members:
        agree_business(forum, meeting)
    elif _is_notice_short(forum, meeting):
        ask_to_waive(forum, meeting)
    return meeting.reference


def plan_instead(
    forum: GroupContext, cancelled: MeetingRow, date: dt.date, start: dt.time | None = None
) -> tuple[MeetingRow, bool]:
    """Plan an ordinary meeting in place of a cancelled one, at its hour unless it is given; say too whether
    the notice is short."""
    _refuse_past(date, forum.tx.at.date())
    _refuse_day_off(forum.days, date)
    _refuse_second_meeting(forum.tx.session, forum.group.id, date)
    _refuse_far_off(cancelled, date, forum.tx.at.date(), forum.policy.meetings.plan_months_ahead)
    meeting = _add_meeting(forum.work, forum.group, date, forum.tx.at.date())
    meeting.start, meeting.place = start or cancelled.start, cancelled.place
    meeting.joining = cancelled.joining
    return meeting, _is_notice_short(forum, meeting)


def _is_notice_short(forum: GroupContext, meeting: MeetingRow) -> bool:
    return any(is_step_too_late(step_value(row)) for row in steps_of(forum.tx.session, meeting.id))


def move_meeting(
    work: UnitOfWork,
    reference: str,
    date: dt.date,
    *,
    start: dt.time | None = None,
    place: str = "",
    reason: str = "",
) -> tuple[str, dt.datetime]:
    """Move a planned meeting: done steps keep their verdict, open ones get new dates, everybody is told.

    Its reference, and when it now is.
    """
    meeting = planned_meeting(work.session, reference)
    group = group_of(work.session, meeting)
    was, at, where = meeting.date, meeting.start, meeting.place
    _refuse_past(date, work.at.date())
    if was != date:
        _refuse_day_off(work.office.days(group), date)
        _refuse_second_meeting(work.session, meeting.group_id, date)
        _refuse_far_off(meeting, date, work.at.date(), work.office.policy(group).meetings.plan_months_ahead)
    meeting.date, why = date, checked_line(reason, "reason")
    if not called_for(meeting):  # which stands in all that is written of it
        meeting.reason = why
    meeting.start = start or at
    meeting.place = checked_line(place, "place") or where
    if (meeting.date, meeting.start, meeting.place) == (was, at, where):
        raise Problem(
            f"{meeting.reference} is on {full_date(was)}, {clock_time(at)} already; give another day, "
            "time or place."
        )
    meeting.moves += 1
    forum = GroupContext(work, group)
    replan_steps(forum, meeting)
    if meeting.date != was:  # the workbook that is out has the day in it
        withdraw_question(work, meeting.id, QuestionKind.FILE_RECORD, forum.on)
        withdraw_question(work, meeting.id, QuestionKind.MEET_ON_DAY_OFF, forum.on)
    work.audit("meeting moved", meeting=meeting.id, was=was, to=date, reason=audited(reason))
    for question in open_questions_of(work.session, meeting, [QuestionKind.NAME_DEPUTY]):
        ask_for_deputy(forum, meeting, question.about_id)  # of another date nobody has said anything yet
    tell_of_move(forum, meeting, dt.datetime.combine(was, at), why)
    refresh(forum, meeting)
    put_for_new_time(forum, meeting)
    print_agenda_anew(forum, meeting)
    send_packs_of(forum, meeting)
    return meeting.reference, dt.datetime.combine(meeting.date, meeting.start)


def cancel_meeting(work: UnitOfWork, reference: str, *, reason: str = "", is_off_rule: bool = False) -> None:
    """Cancel a planned meeting: its steps are set aside, its questions withdrawn, its actions go on, and the
    Chair is asked for another day. A meeting that ``is_off_rule`` has none."""
    meeting = planned_meeting(work.session, reference)
    _close(work, meeting, CANCELLED, reason or "meeting cancelled")
    group = group_of(work.session, meeting)
    forum = GroupContext(work, group)
    is_asked = not is_off_rule and ask_for_another_day(forum, meeting)
    _call_off(forum, meeting, if_held_instead=is_asked)
    if not is_asked:
        tell_chair_of_gap(forum, meeting)


def cancel_all_meetings(forum: GroupContext, *, reason: str) -> int:
    """Cancel the meetings to come of a group that ends: the calendars of all invited say so, with the
    reason. Return how many there were."""
    meetings = planned_from(forum.tx.session, forum.group.id, forum.on)
    for meeting in meetings:
        _close(forum.tx, meeting, CANCELLED, reason)
        withdraw_invitation(forum, meeting)
    return len(meetings)


def rule_no_meeting(
    work: UnitOfWork, reference: str, *, ruled_by: UUID, channel: Channel, reason: str = ""
) -> None:
    """Record the Chair's ruling that a month has no meeting; it is shown as agreed, not as missed.

    Problem for anybody's ruling but a Chair's, the deputy chair's, or of who acts for them.
    """
    meeting = planned_meeting(work.session, reference)
    forum, _ = forum_of_meeting(work, meeting.id)
    if ruled_by not in {leader.id for leader in forum.membership.leaders_on(forum.on)}:
        raise Problem(
            "That a month has no meeting is for the Chair to rule, or the deputy chair; say whose ruling "
            "it is with --by chair."
        )
    _close(work, meeting, NO_MEETING, reason or NO_MEETING)
    work.audit("no meeting ruled", meeting=meeting.id, by=ruled_by, channel=channel)
    _call_off(forum, meeting)
    tell_chair_of_gap(forum, meeting)


def set_joining(work: UnitOfWork, reference: str, joining: str) -> None:
    """Say how to join a planned meeting: a link, or words; everybody's calendar item then has it."""
    meeting = planned_meeting(work.session, reference)
    meeting.joining = checked_line(joining, "way to join")
    work.audit("joining details set", meeting=meeting.id)
    refresh(GroupContext(work, group_of(work.session, meeting)), meeting)


def _call_off(forum: GroupContext, meeting: MeetingRow, *, if_held_instead: bool = False) -> None:
    carried = carry_forward(forum, meeting)
    tell_of_cancellation(forum, meeting, carried, if_held_instead=if_held_instead)
    withdraw_invitation(forum, meeting)


def _add_meeting(
    work: UnitOfWork,
    group: GroupRow,
    date: dt.date,
    planned_on: dt.date,
    *,
    rule_date: dt.date | None = None,
    kind: MeetingKind = ORDINARY,
) -> MeetingRow:
    policy = work.office.policy(group)
    references = references_around(work.session, group.id, date)
    ids = meeting_ids(group.id, rule_date or date)
    meeting = MeetingRow(
        id=next(id for id in ids if work.session.get(MeetingRow, id) is None),
        group_id=group.id,
        reference=meeting_reference(group.code, date, references),
        kind=kind,
        date=date,
        start=policy.meetings.start,
        minutes=policy.meetings.minutes,
        place=policy.meetings.place,
        planned_on=planned_on,
        rule_date=rule_date,
        figures=figures_of(policy),
    )
    work.session.add(meeting)
    work.session.flush()
    for step in plan_steps(policy, work.office.days(group), date, planned_on):
        work.session.add(
            StepRow(
                group_id=group.id,
                meeting_id=meeting.id,
                kind=step.kind,
                opens=step.opens,
                deadline=step.deadline,
                clause=step.clause,
                planned_on=step.planned_on,
            )
        )
    work.session.flush()
    work.audit("meeting planned", meeting=meeting.id, date=date)
    return meeting


def _close(tx: Transaction, meeting: MeetingRow, state: MeetingState, reason: str) -> None:
    meeting.state, meeting.reason = state, checked_line(reason, "reason")
    set_aside_steps(tx, meeting, reason)
    for question in open_questions_of(tx.session, meeting):
        if question.kind is not QuestionKind.UPDATE_ACTION:
            question.withdrawn = tx.at.date()
    tx.audit(f"meeting {state}", meeting=meeting.id, reason=audited(reason))


def ask_to_waive(forum: GroupContext, meeting: MeetingRow) -> None:
    ask_chairs(
        forum,
        QuestionKind.WAIVE_NOTICE,
        about=meeting.id,
        due=min(forum.days.add(forum.on, 1), meeting.date),
        meeting_id=meeting.id,
    )


def waive_or_refuse_notice(work: UnitOfWork, question: QuestionRow, reply: Reply) -> None:
    """The Chair waived the notice of a meeting, or did not: one that was called for one item is not held
    then."""
    forum, meeting = forum_of_meeting(work, question.about_id)
    if reply.word is not Word.NO:
        waive_notice(forum, meeting)
    elif called_for(meeting):
        cancel_meeting(work, meeting.reference, reason="The Chair did not agree to meet at short notice.")


def waive_notice(forum: GroupContext, meeting: MeetingRow) -> None:
    """Give the open steps of a meeting time again; its one item, if it has one, is agreed with it."""
    meeting.notice_waived = True
    replan_steps(forum, meeting)
    forum.tx.audit("notice waived", meeting=meeting.id)
    if called_for(meeting):
        agree_business(forum, meeting)


def put_notice(
    forum: GroupContext, question: QuestionRow, ask: Ask, _reader: Person
) -> tuple[Ask, Sequence[Enclosure]]:
    """Return the ask with the one item that a meeting is called for, and why."""
    meeting = forum.tx.session.get_one(MeetingRow, question.about_id)
    return replace(ask, facts=called_for(meeting)), ()


def _refuse_second_meeting(session: Session, group_id: UUID, date: dt.date) -> None:
    for meeting in meetings_between(session, group_id, date, date):
        if meeting.state == PLANNED:
            raise Problem(f"{meeting.reference} is planned for {full_date(date)} already; give another day.")


def _refuse_day_off(days: WorkingDays, date: dt.date) -> None:
    if not days.is_working(date):
        raise Problem(
            f"{full_date(date)} is at a weekend, on a bank holiday or in a closure; give a working day."
        )


def _refuse_far_off(meeting: MeetingRow, date: dt.date, today: dt.date, months_ahead: int) -> None:
    last = last_day_to_move_to(meeting.date, today, months_ahead)
    if date > last:
        raise Problem(
            f"{full_date(date)} is too far off: {meeting.reference} can move to {full_date(last)} at the "
            "latest. Was the year mistyped?"
        )


def _refuse_past(date: dt.date, today: dt.date) -> None:
    if date < today:
        raise Problem(f"{full_date(date)} is past; give a date from {full_date(today)} on.")
