"""Task groups as the unit and the boards read of them: what waits for a decision, and how they stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from forum.actions.action_log import latest_digest_day
from forum.calendar.steps import judge_step
from forum.calendar.timetable import StepLine
from forum.letters.questions import DeskTask
from forum.task_groups.stages import GroupStage, TaskStep, day_of_warning, is_report_overdue, stage_on
from forum.text.wording import capital, day_month, listed, long_date
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.office import Office
from tasks.register.groups import Groups, groups_at_work
from tasks.register.meetings import HELD, PLANNED, step_value
from tasks.register.registers import decision_on
from tasks.register.tables import GroupRow, TaskGroupRow
from tasks.register.task_groups import (
    commission_as_it_is,
    item_of_step,
    open_task_groups,
    task_group_by_code,
    task_group_value,
    task_groups_of,
    task_groups_to_see_to,
    task_steps,
)


@dataclass(frozen=True)
class TaskGroupEntry:
    """A task group as lists show it, with its steps in their order."""

    parent: str
    code: str
    name: str
    stage: GroupStage
    end: dt.date
    standing: str
    steps: tuple[StepLine, ...]


@dataclass(frozen=True)
class Wanted:
    """A decision that the unit is asked for: what it is about, how it is given, and since when.
    ``by`` is the day of the meeting that decides, before which nothing can be done; None for today."""

    what: str
    how: str
    since: dt.date
    by: dt.date | None = None


def entries(office: Office, group: str | None = None) -> tuple[TaskGroupEntry, ...]:
    """Return the task groups of a group, or of all, the earliest proposed first. Problem for an unknown
    group."""
    today = office.clock.now().date()
    with office.register.reading() as session:
        return tuple(
            _entry(session, row, task_group, today)
            for row in groups_at_work(session, group)
            for task_group in task_groups_of(session, row.id)
        )


def how_it_goes_on(row: TaskGroupRow) -> str:
    """Say what follows once the page of a task group has come."""
    if row.child_id:
        return f"{row.code} is commissioned. Its lead is asked to agree the scope."
    if row.decision:
        return f"{row.code} waits for the Chair’s word: as many groups are at work as may be at once."
    return f"{row.code} is proposed, and comes before the next meeting whose agenda is open."


def page_in_words(office: Office, code: str) -> Sequence[str]:
    """Return the lines of a task group's page as it stands. Problem for an unknown code."""
    with office.register.reading() as session:
        row = task_group_by_code(session, code)
        page = commission_as_it_is(session, row)
        return (
            page.question,
            f"Why now: {page.why_now}",
            f"In scope: {'; '.join(page.in_scope)}",
            f"Out of scope: {'; '.join(page.out_of_scope)}",
            f"Products: {'; '.join(page.products)}",
            f"Lead: {page.lead}; sponsor: {page.sponsor}",
            f"Members: {'; '.join(f'{member.name}, {member.organisation}' for member in page.members)}",
            f"They may see: {page.may_see}",
            f"Meetings: {listed(map(long_date, page.meetings))}",
            f"The unit does: {'; '.join(page.unit_does)}",
            f"The unit does not: {'; '.join(page.unit_does_not)}",
            f"Success: {page.success}",
            f"Commissioned by {row.decision}" if row.decision else "Not decided yet",
            *([f"Extended by {row.extended_by}"] if row.extended_by else []),
            *([f"Ended by {row.ended_by}"] if row.ended_by else []),
        )


def under_way(session: Session, group: GroupRow, on: dt.date) -> Iterator[TaskGroupEntry]:
    """Yield the task groups of a group of which something is still to be done."""
    for row in open_task_groups(session, group.id):
        yield _entry(session, group, row, on)


def _entry(session: Session, group: GroupRow, row: TaskGroupRow, on: dt.date) -> TaskGroupEntry:
    values = [step_value(step) for step in task_steps(session, row.id).values()]
    return TaskGroupEntry(
        parent=group.code,
        code=row.code,
        name=commission_as_it_is(session, row).name,
        stage=stage_on(task_group_value(session, row), on),
        end=row.end,
        standing=row.course.value if row.course else "",
        steps=tuple(
            StepLine(step, judge_step(step, meeting_date=step.planned_on, as_of=on)) for step in values
        ),
    )


def decisions_waiting(
    office: Office, session: Session, on: dt.date, only: Groups
) -> Iterator[tuple[TaskGroupRow, Wanted]]:
    """Yield what the unit is asked of each task group: commissioned, about to end, or heard by the parent."""
    for row in task_groups_to_see_to(session, only):
        group = session.get_one(GroupRow, row.group_id)
        if wanted := _wanted(office, session, group, row, on):
            yield row, wanted


def decisions_wanted(
    forum: GroupContext, decisions: Sequence[tuple[TaskGroupRow, Wanted]]
) -> Iterator[DeskTask]:
    """Yield what the unit says of each task group."""
    for _, wanted in decisions:
        yield DeskTask(
            group=forum.group.code,
            what=wanted.what,
            how=wanted.how,
            by=wanted.by or forum.on,
            since=wanted.since,
        )


def _wanted(
    office: Office, session: Session, group: GroupRow, row: TaskGroupRow, on: dt.date
) -> Wanted | None:
    if row.ended_by or (row.decision and not row.child_id):
        return None
    steps, code = task_steps(session, row.id), row.code
    if row.child_id is None:
        found = item_of_step(session, steps[TaskStep.COMMISSIONED])
        if found is None or found[1].state is not HELD:
            return None
        reference = decision_on(session, found[0])
        by = f"{reference} (its decision)" if reference else "the reference of the decision"
        return Wanted(
            f"The meeting of {day_month(found[1].date)} had the {_name(session, row)} before it.",
            f"Reply COMMISSION {code} by {by}; or STOP {code} by it if the group decided against.",
            found[1].date,
        )
    is_reported = steps[TaskStep.FINAL].verdict is not None
    warned = day_of_warning(row.end, office.policy(group).task_groups, office.days(group))
    if not is_reported and on < warned:  # as on most days
        return None
    more_time = f"EXTEND {code} to a day by the decision, once" if row.extended_on is None else ""
    final = item_of_step(session, steps[TaskStep.FINAL])
    if is_reported:
        if final is None or final[1].state is not HELD:
            return None
        reference = decision_on(session, final[0])
        by = f"{reference} (its decision)" if reference else "the reference of the decision"
        choices = [f"CLOSE {code} by {by} if it is accepted", more_time]
        return Wanted(
            f"The final report of the {_name(session, row)} was before the meeting of "
            f"{day_month(final[1].date)}.",
            f"Reply {listed(filter(None, choices), 'or')}.",
            final[1].date,
        )
    if on not in (warned, latest_digest_day(office.policy(group).actions.digest_day, office.days(group), on)):
        return None  # once, and then once a week
    day = day_month(final[1].date) if final else ""
    report = f"Its final report is on the agenda of {day}. " if final else ""
    if final and final[1].state is HELD:
        report = f"Its final report did not come to the meeting of {day}. "
    choices = [more_time, f"STOP {code} by the decision"]
    return Wanted(
        f"The {_name(session, row)} {'ends' if row.end >= on else 'was to end'} on {long_date(row.end)}.",
        f"{report}If the group decides otherwise, reply {listed(filter(None, choices), 'or')}.",
        warned,
        by=final[1].date if final and final[1].state is PLANNED else None,
    )


def _name(session: Session, row: TaskGroupRow) -> str:
    return commission_as_it_is(session, row).name


def stages_in_words(session: Session, group_id: UUID, first: dt.date, last: dt.date) -> Sequence[str]:
    """Return a sentence for each stage that task groups of a group had reached at the end of a period; those
    that were closed before it are left out."""
    by_stage: dict[GroupStage, list[str]] = {}
    for row in task_groups_of(session, group_id):
        value = task_group_value(session, row)
        stage = stage_on(value, last)
        closed = value.done.get(TaskStep.CLOSED, last)
        if stage not in (GroupStage.PROPOSED, GroupStage.DECLINED) and closed >= first:
            late = (
                f" (its report was due on {day_month(value.end)})" if is_report_overdue(value, last) else ""
            )
            by_stage.setdefault(stage, []).append(value.short_name + late)
    return [
        f"{capital(stage.value)}: {listed(by_stage[stage])}." for stage in GroupStage if stage in by_stage
    ]
