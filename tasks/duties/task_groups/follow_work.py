"""Follow the work of task groups: their reports stand on the parent's agenda, and their leads say each month
how it stands (clause 6)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from sqlalchemy.orm import Session

from forum.actions.action_log import latest_digest_day
from forum.agenda import Purpose, purpose_codes
from forum.calendar.steps import StepKind
from forum.calendar.working_days import ONE_DAY, WorkingDays
from forum.members.membership import Membership
from forum.papers.papers import PaperState
from forum.questions.kinds import QuestionKind
from forum.questions.lifecycle import Channel
from forum.questions.words import Reply
from forum.task_groups.commission import Commission
from forum.task_groups.stages import Course, Round, TaskStep, meeting_for, round_for
from forum.terms.policy import Policy
from forum.text.checks import checked_text, folded
from forum.text.problem import Problem
from tasks.duties.agenda.agenda import propose_item
from tasks.duties.base.batches import for_the_service
from tasks.duties.base.group_context import GroupContext, group_context
from tasks.duties.base.office import Office, UnitOfWork
from tasks.duties.questions.ask import ask, ask_chairs, close_question, open_question, questions_about
from tasks.duties.task_groups.commission import CHAIR_ANSWERS_WITHIN, file_commission
from tasks.duties.task_groups.end import close_once_thanked, finish_task_step, is_thanked
from tasks.register.groups import Groups
from tasks.register.meetings import HELD, planned_from, step_of
from tasks.register.members.membership import office_holders
from tasks.register.papers import paper_of_item
from tasks.register.tables import AgendaItemRow, GroupRow, MeetingRow, QuestionRow, TaskGroupRow, TaskStepRow
from tasks.register.task_groups import (
    commission_as_it_is,
    item_of_step,
    open_task_groups,
    task_group_of_child,
    task_group_over,
    task_groups_to_see_to,
    task_steps,
)


@dataclass(frozen=True)
class ItemOfStep:
    """An item that a step of a task group has on the parent's agenda."""

    title: str
    purpose: Purpose
    minutes: int
    with_paper: bool = False


ITEMS: Mapping[TaskStep, ItemOfStep] = {
    TaskStep.COMMISSIONED: ItemOfStep(
        "Task and finish group to commission: {}", Purpose.DECISION, 15, with_paper=True
    ),
    TaskStep.INTERIM: ItemOfStep("Interim report: {}", Purpose.DISCUSSION, 10),
    TaskStep.FINAL: ItemOfStep("Final report: {}", Purpose.DECISION, 20, with_paper=True),
    TaskStep.LOOKED_AT_AGAIN: ItemOfStep("What came of the work: {}", Purpose.DISCUSSION, 10),
}
"""The items that come by themselves, each with the name of the task group."""


@dataclass(frozen=True)
class Parent:
    """The group of some task groups on a day, as a query or a duty looks at it."""

    session: Session
    group: GroupRow
    policy: Policy
    days: WorkingDays
    on: dt.date

    def open_agendas(self) -> Mapping[dt.date, MeetingRow]:
        """Return the meetings to come whose agenda is not agreed, by date."""
        planned = planned_from(self.session, self.group.id, self.on + ONE_DAY)
        steps = {
            meeting.date: step_of(self.session, meeting.id, StepKind.AGENDA_AGREED) for meeting in planned
        }
        return {meeting.date: meeting for meeting in planned if steps[meeting.date].verdict is None}


Task = Callable[[GroupContext], None]


def groups_with_task_groups(office: Office, session: Session, as_of: dt.date, only: Groups) -> list[UUID]:
    """Groups with a task group for which something is to be done today."""
    rows = task_groups_to_see_to(session, only)
    if not rows:  # as in most groups
        return []
    ids = list(dict.fromkeys(row.group_id for row in rows))
    groups = [session.get_one(GroupRow, id) for id in ids]
    parents = {
        group.id: Parent(session, group, office.policy(group), office.days(group), as_of) for group in groups
    }
    due = [row.group_id for row in rows if any(_tasks(parents[row.group_id], row))]
    return list(dict.fromkeys(due))


@for_the_service  # what is written is the task groups' too
def see_to_task_groups(work: UnitOfWork, group_id: UUID) -> None:
    """Do what is due today for each task group of a group."""
    forum = group_context(work, group_id)
    parent = Parent(work.session, forum.group, forum.policy, forum.days, forum.on)
    for row in open_task_groups(work.session, group_id):
        for task in list(_tasks(parent, row)):
            task(forum)


def report_work(
    work: UnitOfWork, child_id: UUID, reply: Reply, *, channel: Channel = Channel.COMMAND
) -> None:
    """Record the lead's word on how the work of their task group stands, asked or not. Problem for one that
    has ended."""
    row = task_group_of_child(work.session, child_id)
    if row is None or not row.is_at_work:
        raise Problem("That task and finish group has ended: nothing is asked of its work now.")
    question = open_question(work.session, row.id, QuestionKind.REPORT_WORK)
    if question is not None:
        close_question(work, question, reply.word, by=question.of_id, channel=channel, on=work.on)
    _record(work, row, reply)


def record_work(work: UnitOfWork, question: QuestionRow, reply: Reply) -> None:
    """Record the lead's answer to the digest."""
    _record(work, work.session.get_one(TaskGroupRow, question.about_id), reply)


def _record(work: UnitOfWork, row: TaskGroupRow, reply: Reply) -> None:
    row.course, row.heard_on = Course(reply.word.lower()), work.on
    row.standing = checked_text(reply.text, f"how {row.code} stands").strip()
    work.audit("task group reported on", task_group=row.id, course=row.course)


def _tasks(parent: Parent, row: TaskGroupRow) -> Iterator[Task]:
    """Yield what is to be done for a task group today; nothing on a day off."""
    if not parent.days.is_working(parent.on):
        return
    steps = task_steps(parent.session, row.id)
    for kind in _kinds_to_hear(row, steps):
        if task := _hearing(parent, row, steps[kind]):
            yield task
    if row.child_id is None:
        return
    if row.ended_by:
        if steps[TaskStep.CLOSED].verdict is None and is_thanked(parent.session, row, parent.on):
            yield partial(close_once_thanked, row=row)
        return
    if round := _round_today(parent, row):
        yield partial(_ask_lead, row=row, round=round)
    overrun = parent.days.add(row.end, parent.policy.task_groups.overrun_after)
    is_over = parent.on >= overrun and task_group_over(parent.session, row, parent.on)
    if is_over and not _is_told(parent, row):
        yield partial(_ask_chair, row=row)


def _is_told(parent: Parent, row: TaskGroupRow) -> bool:
    """Say whether the Chair was asked of a task group that is over its end."""
    asked = questions_about(parent.session, row.id, QuestionKind.SETTLE_MATTER)
    return any(question.opened > row.end for question in asked)


def _ask_chair(forum: GroupContext, *, row: TaskGroupRow) -> None:
    """Ask the Chair what is to be done about a task group that is over its end without its report."""
    due = forum.days.add(forum.on, CHAIR_ANSWERS_WITHIN)
    ask_chairs(forum, QuestionKind.SETTLE_MATTER, about=row.id, due=due)


def _kinds_to_hear(row: TaskGroupRow, steps: Mapping[TaskStep, TaskStepRow]) -> Sequence[TaskStep]:
    """Return the open steps that the parent hears of under an item of its agenda."""
    if row.child_id is None:
        return [] if row.decision else [TaskStep.COMMISSIONED]
    wanted = [TaskStep.LOOKED_AT_AGAIN] if row.ended_by else [TaskStep.INTERIM, TaskStep.FINAL]
    return [kind for kind in wanted if steps[kind].verdict is None and steps[kind].deadline]


def _hearing(parent: Parent, row: TaskGroupRow, step: TaskStepRow) -> Task | None:
    """Return what is to be done for a step: put its item on an agenda, again where its paper did not come to
    the meeting, or note that it was heard."""
    if found := item_of_step(parent.session, step):
        if step.kind is TaskStep.COMMISSIONED:
            return None
        if heard := _heard_on(parent.session, step.kind, *found):
            return partial(_note_heard, row=row, kind=step.kind, on=heard)
        if found[1].state is not HELD:
            return None
    agendas = parent.open_agendas()
    day = meeting_for(step.deadline, tuple(agendas)) if step.deadline else next(iter(agendas), None)
    return partial(_put_on_agenda, row=row, step=step, meeting=agendas[day]) if day else None


def _heard_on(session: Session, kind: TaskStep, item: AgendaItemRow, meeting: MeetingRow) -> dt.date | None:
    """Return the day on which the parent had what a step brings: the meeting, or where a report is written
    the day on which its paper came (own rule); None before."""
    held = meeting.date if meeting.state is HELD else None
    if not ITEMS[kind].with_paper:
        return held
    paper = paper_of_item(session, item)
    if paper is None:
        return None
    return paper.filed_on or (held if paper.state is PaperState.TABLED else None)


def _put_on_agenda(forum: GroupContext, *, row: TaskGroupRow, step: TaskStepRow, meeting: MeetingRow) -> None:
    commission = commission_as_it_is(forum.tx.session, row)
    item = ITEMS[step.kind]
    item_id = propose_item(
        forum.work,
        meeting.reference,
        title=item.title.format(commission.name),
        purpose=item.purpose,
        minutes=item.minutes,
        person=_speaker(forum, row, commission),
        with_paper=item.with_paper,
        objective=purpose_codes(forum.policy.objectives).get(commission.purpose, ""),
        task_step=step.id,
    )
    if step.kind is TaskStep.COMMISSIONED:
        file_commission(forum, meeting, item_id, commission)
    elif step.deadline and not item.with_paper and forum.on <= step.deadline:
        step.deadline = max(step.deadline, meeting.date)  # it is heard at that meeting, and no sooner


def _speaker(forum: GroupContext, row: TaskGroupRow, commission: Commission) -> UUID:
    """Return who speaks for a task group at its parent: the lead where they belong to it, else the sponsor,
    else the unit."""
    members = forum.membership
    of_group = {
        folded(members.person(appointment.person_id).name): appointment.person_id
        for appointment in members.all_on(forum.on)
    }
    leads = _leads(forum.tx.session, row, forum.on)
    for person in leads:
        if members.is_appointed(person, forum.on):
            return person
    return of_group.get(folded(commission.sponsor)) or forum.unit().id


def _leads(session: Session, row: TaskGroupRow, on: dt.date) -> tuple[UUID, ...]:
    if row.child_id is None:
        return ()
    offices: Membership = office_holders(session, row.child_id, on)
    return tuple(person.id for person in offices.chairs(on))


def _note_heard(forum: GroupContext, *, row: TaskGroupRow, kind: TaskStep, on: dt.date) -> None:
    finish_task_step(forum.tx, row, kind, on)
    if kind is TaskStep.LOOKED_AT_AGAIN:
        row.finished_on = forum.on


def _round_today(parent: Parent, row: TaskGroupRow) -> Round | None:
    """Return the round in which the lead is to be asked today; None where they are asked, or have said."""
    if task_steps(parent.session, row.id)[TaskStep.FINAL].verdict is not None:
        return None
    digest_day = latest_digest_day(parent.policy.actions.digest_day, parent.days, parent.on)
    for meeting in planned_from(parent.session, parent.group.id, parent.on):
        round = round_for(meeting.date, parent.policy.plan, parent.days)
        if round.asked <= digest_day and parent.on <= round.by:
            is_heard = row.heard_on is not None and row.heard_on >= round.asked
            is_asked = open_question(parent.session, row.id, QuestionKind.REPORT_WORK) is not None
            is_new = task_steps(parent.session, row.id)[TaskStep.COMMISSIONED].planned_on >= round.asked
            return None if is_heard or is_asked or is_new else round
    return None


def _ask_lead(forum: GroupContext, *, row: TaskGroupRow, round: Round) -> None:
    (lead, *_) = _leads(forum.tx.session, row, forum.on) or (forum.unit().id,)
    assert row.child_id is not None
    ask(
        forum.tx,
        QuestionKind.REPORT_WORK,
        group_id=row.child_id,
        about=row.id,
        of=lead,
        on=forum.on,
        due=round.by,
    )
