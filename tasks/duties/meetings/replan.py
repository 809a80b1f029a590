"""Plan the open steps of meetings anew: when a meeting moves, the days off change, or the figures do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import lru_cache
from uuid import UUID

from sqlalchemy import Select, bindparam, exists, select
from sqlalchemy.orm import Session

from forum.calendar.steps import Step, StepKind, figures_of, plan_steps, replan, with_figures
from forum.questions.kinds import QuestionKind
from forum.terms.policy import Policy
from tasks.duties.base.group_context import GroupContext, forum_of_meeting, group_context
from tasks.duties.base.office import Office, UnitOfWork
from tasks.duties.questions.ask import ask_unit, open_questions_of
from tasks.register.groups import Groups, groups_by_id
from tasks.register.meetings import is_to_come, step_value, steps_of
from tasks.register.tables import GroupRow, MeetingRow, QuestionRow, StepRow

DUE_WITH: Mapping[QuestionKind, StepKind] = {
    QuestionKind.AGREE_AGENDA: StepKind.AGENDA_AGREED,
    QuestionKind.PROVIDE_PAPER: StepKind.PAPERS_COLLECTED,
    QuestionKind.RELEASE_PACK: StepKind.PAPERS_OUT,
    QuestionKind.FILE_RECORD: StepKind.RECORD,
}

FARTHEST = dt.timedelta(days=800)  # more than the two years for which a policy can have meetings planned


def replan_steps(forum: GroupContext, meeting: MeetingRow) -> None:
    """Give the steps that are open the deadlines of today by the present figures, and what is asked for
    them."""
    rows = steps_of(forum.tx.session, meeting.id)
    meeting.figures = figures_of(forum.policy)
    _write(forum, meeting, rows, _planned_today(forum, meeting, forum.policy))


def follow_calendar(work: UnitOfWork, group_id: UUID) -> None:
    """Give the open steps whose dates other days off have changed their new dates, by the figures by which
    they were planned."""
    forum = group_context(work, group_id)
    if forum.group.calendar == forum.days.digest:
        return
    for meeting in meetings_with_open_steps(work.session, group_id):
        _follow_calendar(forum, meeting)
    forum.group.calendar = forum.days.digest
    work.audit("days off taken into account", group=group_id)


def open_by_days(forum: GroupContext) -> None:
    """Give the steps that an earlier version opened with an event the day on which they open now: authors are
    asked for papers before the agenda is agreed (own rule)."""
    for meeting in meetings_with_open_steps(forum.tx.session, forum.group.id):
        opens = {step.kind: step.opens for step in _planned_today(forum, meeting, forum.policy)}
        for row in steps_of(forum.tx.session, meeting.id):
            if row.verdict is None and row.opens is None:
                row.opens = opens.get(row.kind)


def meetings_with_open_steps(session: Session, group_id: UUID) -> Sequence[MeetingRow]:
    """Return the meetings of a group that have an open step, earliest first."""
    is_open = StepRow.done.is_(None), StepRow.verdict.is_(None)
    open_steps = select(StepRow.meeting_id).where(StepRow.group_id == group_id, *is_open)
    return session.scalars(
        select(MeetingRow).where(MeetingRow.id.in_(open_steps)).order_by(MeetingRow.date)
    ).all()


def groups_with_other_days_off(office: Office, session: Session, _as_of: dt.date, only: Groups) -> list[UUID]:
    """Groups whose days off have changed since their meetings were planned."""
    return [
        group.id
        for group in groups_by_id(session, only)
        if group.calendar is not None and group.calendar != office.days(group).digest
    ]


def meetings_on_days_off(office: Office, session: Session, as_of: dt.date, only: Groups) -> list[UUID]:
    """Meetings to come on a day that has become a day off, of which the unit has not been asked."""
    days_off = {
        day for days in office.calendars.values() for day in days.closed if as_of <= day <= as_of + FARTHEST
    }
    meetings = session.execute(_unasked_on(only), {"as_of": as_of, "days": list(days_off)})
    return [meeting.id for meeting, group in meetings if not office.days(group).is_working(meeting.date)]


@lru_cache  # to put it together takes longer than to ask it
def _unasked_on(only: Groups) -> Select[MeetingRow, GroupRow]:
    is_asked = exists().where(
        QuestionRow.about_id == MeetingRow.id,
        QuestionRow.kind == QuestionKind.MEET_ON_DAY_OFF,
        QuestionRow.withdrawn.is_(None),
    )
    return (
        select(MeetingRow, GroupRow)
        .join(GroupRow, GroupRow.id == MeetingRow.group_id)
        .where(*is_to_come(only), MeetingRow.date.in_(bindparam("days", expanding=True)), ~is_asked)
    )


def ask_about_day_off(work: UnitOfWork, meeting_id: UUID) -> None:
    """Ask the unit whether the group meets on a day that has become a day off."""
    forum, meeting = forum_of_meeting(work, meeting_id)
    ask_unit(forum, QuestionKind.MEET_ON_DAY_OFF, meeting, due=forum.days.on_or_before(meeting.date))


def _follow_calendar(forum: GroupContext, meeting: MeetingRow) -> None:
    policy = with_figures(forum.policy, meeting.figures)
    waived = meeting.notice_waived
    changed = []
    for row in steps_of(forum.tx.session, meeting.id):
        planned = plan_steps(policy, forum.days, meeting.date, row.planned_on, waived=waived)
        if row.verdict is None and _replanned(row, planned) != step_value(row):
            changed.append(row)
    if changed:
        _write(forum, meeting, changed, _planned_today(forum, meeting, policy))
        kinds = [row.kind for row in changed]
        forum.tx.audit("steps planned anew", meeting=meeting.id, steps=kinds)


def _planned_today(forum: GroupContext, meeting: MeetingRow, policy: Policy) -> Sequence[Step]:
    return plan_steps(policy, forum.days, meeting.date, forum.on, waived=meeting.notice_waived)


def _replanned(row: StepRow, planned: Sequence[Step]) -> Step:
    (step,) = replan([step_value(row)], planned)
    return step


def _write(
    forum: GroupContext, meeting: MeetingRow, rows: Sequence[StepRow], planned: Sequence[Step]
) -> None:
    """Write the new dates of those of the steps that are open, and when their questions are due."""
    deadlines = {}
    for row in rows:
        if row.verdict is None:
            step = _replanned(row, planned)
            row.opens, row.deadline, row.planned_on = step.opens, step.deadline, step.planned_on
            row.clause = step.clause
        deadlines[row.kind] = row.deadline
    for question in open_questions_of(forum.tx.session, meeting, DUE_WITH):
        if needed_by := deadlines.get(DUE_WITH[question.kind]):
            question.due = max(needed_by, forum.on)
