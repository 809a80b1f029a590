"""End a group, on the unit's word: nothing is due for it any more, and nothing is sent to its members."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.calendar.meetings import MeetingState
from forum.questions.reasons import audited
from forum.text.problem import Problem
from forum.text.wording import listed, long_date
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.office import UnitOfWork
from tasks.duties.base.steps import set_aside_steps
from tasks.duties.meetings.plan_move_cancel import cancel_all_meetings
from tasks.duties.meetings.replan import meetings_with_open_steps
from tasks.duties.outbox.decisions import cancel_all
from tasks.duties.questions.ask import withdraw
from tasks.register.groups import group_by_code, refuse_resting
from tasks.register.questions import open_questions
from tasks.register.tables import AppointmentRow, GroupRow, MeetingRow
from tasks.register.task_groups import open_task_groups


@dataclass(frozen=True)
class Ending:
    """How many meetings were cancelled, questions withdrawn and letters cancelled as a group ended."""

    meetings: int
    questions: int
    letters: int


def end_group(work: UnitOfWork, code: str, *, on: dt.date, reason: str) -> Ending:
    """End a group: its open steps are set aside, its meetings to come cancelled, its questions withdrawn.

    ``on`` is its last day, today or earlier. Calendars say that the meetings will not take place; no letter
    goes any more. Its record, its members and its actions stay in the register. Raises Problem for an unknown
    group, for one that has ended or is paused, for a day to come, and while a task group has not ended. A
    paused one to which nobody belongs ends too.
    """
    group = group_by_code(work.session, code)
    ends_unasked(work.session, group)
    if on > work.at.date():
        raise Problem(f"{long_date(on)} is still to come: end the group on that day or later.")
    _refuse_task_groups(work, group)
    forum = GroupContext(work, group)
    letters = cancel_all(work, group.code, reason="the group has ended")
    questions = open_questions(work.session, group.id)
    for question in questions:
        withdraw(work, question, forum.on)
    meetings = cancel_all_meetings(forum, reason=reason)
    for meeting in meetings_with_open_steps(work.session, group.id):
        set_aside_steps(work, meeting, reason)
    group.ended = on
    work.audit("group ended", group=group.id, on=on, reason=audited(reason))
    return Ending(meetings, len(questions), letters)


def ends_unasked(session: Session, group: GroupRow) -> bool:
    """Say whether nobody belongs to a group and it never met, as a sample that was set up and left: those who
    run the service may end it, also where it is paused, since there is nobody to ask.

    Raises Problem for a group that can't be ended: one that has ended, and a paused one with people.
    """
    appointed = select(AppointmentRow.id).where(AppointmentRow.group_id == group.id)
    held = select(MeetingRow.id).where(MeetingRow.group_id == group.id, MeetingRow.state == MeetingState.HELD)
    is_nobodys = all(session.scalar(rows.limit(1)) is None for rows in (appointed, held))
    if group.ended or not is_nobodys:
        refuse_resting(group)
    return is_nobodys


def _refuse_task_groups(work: UnitOfWork, group: GroupRow) -> None:
    """Raise Problem while task groups of a group have not ended: nobody would hear of their reports."""
    children = [
        row.code
        for row in open_task_groups(work.session, group.id)
        if row.child_id and work.session.get_one(GroupRow, row.child_id).ended is None
    ]
    if children:
        raise Problem(
            f"{group.code} has task and finish groups that have not ended, {listed(children)}: stop or close "
            "them first."
        )
