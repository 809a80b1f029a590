"""The deadlines of all steps that are not done: of meetings, of reports to boards and of task groups (clauses
3 and 6)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, Select, bindparam, or_, select
from sqlalchemy.orm import Session

from forum.boards.steps import report_reference
from forum.calendar.steps import BEFORE_MEETING, Step, StepFinding, StepVerdict, judge_step
from forum.task_groups.stages import DUE_OF_GROUP
from forum.text.wording import day_month
from tasks.register.groups import Groups, of_group
from tasks.register.meetings import step_value
from tasks.register.other_bodies import REPORT_IS_OPEN
from tasks.register.tables import (
    BoardReportRow,
    GroupRow,
    MeetingRow,
    ReportStepRow,
    StepRow,
    TaskGroupRow,
    TaskStepRow,
)
from tasks.register.task_groups import TASK_GROUP_IS_OPEN, commission_as_it_is

Asked = Mapping[str, dt.date]
SINCE: BindParameter[dt.date] = bindparam("since")
UNTIL: BindParameter[dt.date] = bindparam("until")


@dataclass(frozen=True)
class OpenDeadline:
    """A step that is not done, with its deadline.

    ``of`` is the reference of its meeting or report, or the code of its task group; ``words`` follow the kind
    of the step in a sentence: "for 9 February". ``is_over`` says that the meeting has been for which it was.
    """

    group_id: UUID
    of: str
    words: str
    step: Step
    deadline: dt.date
    finding: StepFinding
    is_over: bool = False

    @property
    def what(self) -> str:
        """What is to be done by then, as a noun: "final report"."""
        return DUE_OF_GROUP.get(self.step.kind, self.step.kind)

    @property
    def is_missed(self) -> bool:
        return self.finding.verdict is StepVerdict.MISSED


def open_deadlines(
    session: Session, on: dt.date, until: dt.date, only: Groups = None, since: dt.date = dt.date.min
) -> Sequence[OpenDeadline]:
    """Return the steps of these groups that are not done and whose deadline is from ``since`` to ``until``,
    by deadline; each as it stands ``on`` a day."""
    asked = {"since": since, "until": until}
    found = [*_of_meetings(session, on, only, asked), *_of_reports(session, on, only, asked)]
    found += _of_task_groups(session, on, only, asked)
    return sorted(found, key=lambda one: (one.deadline, one.of, one.step.kind))


def _of_meetings(session: Session, on: dt.date, only: Groups, asked: Asked) -> Iterator[OpenDeadline]:
    for row, meeting in session.execute(_steps_of_meetings(only), asked):
        words = f"for {day_month(meeting.date)}"
        one = _deadline(meeting.group_id, meeting.reference, words, step_value(row), meeting.date, on)
        yield replace(one, is_over=row.kind in BEFORE_MEETING and meeting.date < on)


def _of_reports(session: Session, on: dt.date, only: Groups, asked: Asked) -> Iterator[OpenDeadline]:
    for row, report, code in session.execute(_steps_of_reports(only), asked):
        reference = report_reference(code, report.body, report.date)
        words = f"for the {report.name} of {day_month(report.date)}"
        yield _deadline(report.group_id, reference, words, step_value(row), report.date, on)


def _of_task_groups(session: Session, on: dt.date, only: Groups, asked: Asked) -> Iterator[OpenDeadline]:
    for row, group in session.execute(_steps_of_task_groups(only), asked):
        words = f"of the {commission_as_it_is(session, group).name}"
        yield _deadline(group.group_id, group.code, words, step_value(row), row.planned_on, on)


def _deadline(group_id: UUID, of: str, words: str, step: Step, date: dt.date, on: dt.date) -> OpenDeadline:
    assert step.deadline
    finding = judge_step(step, meeting_date=date, as_of=on)
    return OpenDeadline(group_id, of, words, step, step.deadline, finding)


def _is_open(row: type[StepRow | ReportStepRow | TaskStepRow]) -> list[ColumnElement[bool]]:
    return [row.done.is_(None), row.verdict.is_(None), row.deadline.between(SINCE, UNTIL)]


# Each statement is built once, since that costs more than running it. What is open is asked for first: SQLite
# would look through all steps that there ever were. A step opens before its deadline, and the index on open
# steps knows when.


@lru_cache
def _steps_of_meetings(only: Groups) -> Select[StepRow, MeetingRow]:
    return (
        select(StepRow, MeetingRow)
        .join(MeetingRow, MeetingRow.id == StepRow.meeting_id)
        .where(
            or_(StepRow.opens.is_(None), StepRow.opens <= UNTIL),
            *_is_open(StepRow),
            *of_group(StepRow.group_id, only),
        )
    )


@lru_cache
def _steps_of_reports(only: Groups) -> Select[ReportStepRow, BoardReportRow, str]:
    return (
        select(ReportStepRow, BoardReportRow, GroupRow.code)
        .join(BoardReportRow, BoardReportRow.id == ReportStepRow.report_id)
        .join(GroupRow, GroupRow.id == BoardReportRow.group_id)
        .where(
            ReportStepRow.report_id.in_(select(BoardReportRow.id).where(REPORT_IS_OPEN)),
            *_is_open(ReportStepRow),
            *of_group(BoardReportRow.group_id, only),
        )
    )


@lru_cache
def _steps_of_task_groups(only: Groups) -> Select[TaskStepRow, TaskGroupRow]:
    return (
        select(TaskStepRow, TaskGroupRow)
        .join(TaskGroupRow, TaskGroupRow.id == TaskStepRow.task_group_id)
        .where(
            TaskStepRow.task_group_id.in_(select(TaskGroupRow.id).where(TASK_GROUP_IS_OPEN)),
            *_is_open(TaskStepRow),
            *of_group(TaskGroupRow.group_id, only),
        )
    )
