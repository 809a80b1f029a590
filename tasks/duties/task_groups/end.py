"""Extend a task group once, stop it, or close it with its report accepted: its open actions go back to the
parent, its members are thanked, and what they may see ends (clause 6).

The steps of a task and finish group, finished with their verdict; a step that is done stays as it is.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.actions.action_log import UpdateKind
from forum.calendar.steps import StepKind, StepVerdict, judge_step
from forum.members.membership import Role
from forum.questions.kinds import QuestionKind
from forum.task_groups.stages import TaskStep, look_again_by
from forum.text.dates import months_after
from forum.text.problem import Problem
from forum.text.wording import count, long_date
from tasks.duties.actions.action_log import record_update
from tasks.duties.agenda.agenda import put_in_order
from tasks.duties.base.group_context import GroupContext, group_context
from tasks.duties.base.office import UnitOfWork
from tasks.duties.base.steps import set_aside_steps
from tasks.duties.coming.invitations import follow_members
from tasks.duties.meetings.end_group import end_group
from tasks.duties.meetings.plan_move_cancel import cancel_all_meetings
from tasks.duties.meetings.replan import meetings_with_open_steps
from tasks.duties.members.welcome import leavers_to_thank
from tasks.duties.questions.ask import withdraw, withdraw_question
from tasks.register.actions import open_actions
from tasks.register.database.register import Transaction
from tasks.register.meetings import HELD, step_of, step_value
from tasks.register.members.membership import membership
from tasks.register.outbox import LIVE
from tasks.register.questions import open_questions
from tasks.register.tables import AppointmentRow, DispatchRow, GroupRow, TaskGroupRow
from tasks.register.task_groups import (
    commission_as_it_is,
    decision_of,
    item_of_step,
    task_group_by_code,
    task_steps,
)


def finish_task_step(tx: Transaction, row: TaskGroupRow, kind: TaskStep, on: dt.date) -> None:
    """Record that a step was done on a day, with its verdict."""
    step = task_steps(tx.session, row.id)[kind]
    if step.verdict is not None:
        return
    step.opens, step.done = step.opens or on, on
    step.verdict = judge_step(step_value(step), meeting_date=step.planned_on, as_of=on).verdict
    tx.audit("task group step done", task_group=row.id, step=kind, on=on, verdict=step.verdict)


def set_aside_task_steps(tx: Transaction, row: TaskGroupRow, *kinds: TaskStep) -> None:
    """Close the open steps among these for which nobody waits any more."""
    for kind, step in task_steps(tx.session, row.id).items():
        if kind in kinds and step.verdict is None:
            step.verdict = StepVerdict.NOT_NEEDED
    tx.audit("task group steps set aside", task_group=row.id)


CLOSED_WITHIN = 10  # working days


def extend_task_group(work: UnitOfWork, code: str, end: dt.date, decision: str) -> None:
    """Give a task group more time, once, by a decision of its parent."""
    row, forum = _at_work(work, code)
    if row.extended_on:
        raise Problem(f"{row.code} was extended on {long_date(row.extended_on)}: it is extended once only.")
    latest = months_after(row.end, forum.policy.task_groups.most_months)
    if not max(row.end, forum.on) < end <= latest:
        raise Problem(
            f"{row.code} ends on {long_date(row.end)}: give a later day, at most "
            f"{count(forum.policy.task_groups.most_months, 'month')} after it, {long_date(latest)}."
        )
    row.extended_by, row.extended_on, row.end = (
        decision_of(work.session, row.group_id, decision).reference,
        work.on,
        end,
    )
    child = work.session.get_one(GroupRow, row.child_id)
    commission = commission_as_it_is(work.session, row)
    child.commission = commission.model_copy(update={"end": end}).model_dump_json()
    _plan_report_anew(work, row)
    work.audit("task group extended", task_group=row.id, end=end)


def _plan_report_anew(work: UnitOfWork, row: TaskGroupRow) -> None:
    """Have the final report come before the parent about the new end. Where it is on an agenda that is
    agreed it stays there."""
    final = task_steps(work.session, row.id)[TaskStep.FINAL]
    found = item_of_step(work.session, final)
    if found and final.verdict is None:
        item, meeting = found
        if meeting.state is not HELD:
            if step_of(work.session, meeting.id, StepKind.AGENDA_AGREED).verdict is not None:
                return
            item.dropped_on = work.on
            work.session.flush()
            put_in_order(group_context(work, row.group_id), meeting)
    final.verdict, final.done = None, None
    final.deadline, final.planned_on = row.end, work.on


def stop_task_group(work: UnitOfWork, code: str, decision: str) -> None:
    """Stop a task group before its report, by a decision of its parent; a proposed one is declined."""
    row = task_group_by_code(work.session, code)
    reference = decision_of(work.session, row.group_id, decision).reference
    if row.child_id is None:
        row.declined_on = row.finished_on = work.on
        row.ended_by = reference
        withdraw_question(work, row.id, QuestionKind.ALLOW_TASK_GROUP, work.on)
        work.audit("task group declined", task_group=row.id)
        return
    row, forum = _at_work(work, code)
    row.stopped_on = work.on
    set_aside_task_steps(work, row, TaskStep.SCOPED, TaskStep.INTERIM, TaskStep.FINAL, TaskStep.ACCEPTED)
    _wind_up(forum, row, reference)


def close_task_group(work: UnitOfWork, code: str, decision: str) -> None:
    """Close a task group whose final report its parent has accepted by a decision."""
    row, forum = _at_work(work, code)
    reference = decision_of(work.session, row.group_id, decision).reference
    steps = task_steps(work.session, row.id)
    if steps[TaskStep.FINAL].verdict is None:
        raise Problem(
            f"The final report of {row.code} has not come. Once it is filed as a paper, or the record says "
            f"that it was tabled, close it; to end it without, stop it: STOP {row.code} by {reference}"
        )
    finish_task_step(work, row, TaskStep.ACCEPTED, work.on)
    set_aside_task_steps(work, row, TaskStep.SCOPED, TaskStep.INTERIM)
    _wind_up(forum, row, reference)


def is_thanked(session: Session, row: TaskGroupRow, on: dt.date) -> bool:
    """Say whether the members of a task group that has ended have had their thanks: the letters have left."""
    child = session.get_one(GroupRow, row.child_id)
    members = membership(session, child.id, on)
    last = max(appointment.last for appointment in members.appointments if appointment.last)
    waiting = select(DispatchRow.id).where(DispatchRow.group_id == child.id, LIVE)
    return (
        last < on
        and not leavers_to_thank(session, child, members, on)
        and session.scalars(waiting).first() is None
    )


def close_once_thanked(forum: GroupContext, *, row: TaskGroupRow) -> None:
    """End the group of the register, with its unit's appointments; six months later its parent looks again at
    what came of the work."""
    child = forum.tx.session.get_one(GroupRow, row.child_id)
    end_group(forum.work, child.code, on=forum.on, reason="the work is done")
    _end_appointments(forum, child, officers=True)
    finish_task_step(forum.tx, row, TaskStep.CLOSED, forum.on)
    again = task_steps(forum.tx.session, row.id)[TaskStep.LOOKED_AT_AGAIN]
    again.opens, again.planned_on = forum.on, forum.on
    again.deadline = look_again_by(forum.on, forum.policy.task_groups)


def _at_work(work: UnitOfWork, code: str) -> tuple[TaskGroupRow, GroupContext]:
    """Return a task group that works, with the context of its parent; Problem for another."""
    row = task_group_by_code(work.session, code)
    if not row.is_at_work:
        raise Problem(f"{row.code} is not at work: it is proposed only, or has ended.")
    return row, group_context(work, row.group_id)


def _wind_up(forum: GroupContext, row: TaskGroupRow, decision: str) -> None:
    """Cancel the meetings to come, hand the open actions back, and end what the members may see today."""
    session = forum.tx.session
    row.ended_by = decision
    child = group_context(forum.work, session.get_one(GroupRow, row.child_id).id)
    cancel_all_meetings(child, reason="the work is done")
    for meeting in meetings_with_open_steps(session, child.group.id):
        set_aside_steps(forum.tx, meeting, "the work is done")
    for question in open_questions(session, child.group.id):
        withdraw(forum.tx, question, forum.on)
    name = child.policy.group.short_name
    for action in open_actions(session, child.group.id):
        action.group_id, action.seat_id = forum.group.id, None
        session.flush()
        record_update(
            forum, action, UpdateKind.UPDATE, f"Handed back by the {name} ({decision}).", on=forum.on
        )
    _end_appointments(forum, child.group, officers=False)
    steps = task_steps(session, row.id)
    steps[TaskStep.CLOSED].opens = forum.on
    steps[TaskStep.CLOSED].deadline = forum.days.add(forum.on, CLOSED_WITHIN)
    forum.tx.audit("task group wound up", task_group=row.id, decision=decision)


def _end_appointments(forum: GroupContext, child: GroupRow, *, officers: bool) -> None:
    """End the running appointments today: those of the unit once all others have been thanked."""
    running = select(AppointmentRow).where(AppointmentRow.group_id == child.id, AppointmentRow.last.is_(None))
    for appointment in forum.tx.session.scalars(running):
        if officers or appointment.role is not Role.UNIT:
            appointment.last = forum.on
    forum.tx.session.flush()
    follow_members(forum.tx, [child.id])
