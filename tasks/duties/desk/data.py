"""The data of a morning's desk letters, read for all their groups at once.

The deadlines of all steps that are not done: of meetings, of reports to boards and of task groups (clauses
3 and 6).
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, Select, bindparam, or_, select
from sqlalchemy.orm import Session

from forum.actions.action_log import UpdateKind
from forum.boards.steps import report_reference
from forum.calendar.steps import BEFORE_MEETING, Step, StepFinding, StepVerdict, judge_step
from forum.outbox.states import Cause
from forum.questions.kinds import (
    ABOUT_A_REPORT,
    ABOUT_A_TASK_GROUP,
    ABOUT_PAPERS,
    ABOUT_RESEARCH,
    QuestionKind,
)
from forum.task_groups.stages import DUE_OF_GROUP
from forum.text.wording import day_month
from tasks.duties.base.office import Office
from tasks.duties.base.subject import OnDesk, group_of_subject
from tasks.duties.inbox.waiting import INBOX
from tasks.duties.minutes.corrections import corrections_of_late
from tasks.duties.outbox.decisions import HoldOfEverything, hold_in
from tasks.duties.outbox.subject import STUCK
from tasks.duties.questions.ask import is_too_late
from tasks.duties.subjects import SUBJECTS
from tasks.register.database.rows import Entity, rows_by_id
from tasks.register.groups import Groups, of_group
from tasks.register.meetings import step_value, unrecorded_meetings
from tasks.register.members.membership import paused_beside
from tasks.register.members.people import addresses_that_bounced
from tasks.register.other_bodies import REPORT_IS_OPEN
from tasks.register.outbox import in_state
from tasks.register.questions import open_questions_in
from tasks.register.tables import (
    ActionRow,
    ActionUpdateRow,
    AgendaItemRow,
    Base,
    BoardReportRow,
    BriefingRow,
    ChallengeRow,
    CorrectionRow,
    GroupRow,
    MeetingRow,
    PaperRow,
    PersonRow,
    PlanLineRow,
    QuestionRow,
    ReportStepRow,
    ResearchRow,
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


ON_DESK: Sequence[OnDesk[Any]] = [part for subject in (*SUBJECTS, INBOX) for part in subject.desk]
Value = TypeVar("Value")
# Built once, since building a statement costs more than running it.
_HELP_WANTED = (
    select(ActionUpdateRow.action_id, ActionUpdateRow.text)
    .where(
        ActionUpdateRow.action_id.in_(bindparam("ids", expanding=True)),
        ActionUpdateRow.said == UpdateKind.HELP,
    )
    .order_by(ActionUpdateRow.on)
)
_ITEM_NUMBERS = (
    select(PaperRow.id, AgendaItemRow.number)
    .join(AgendaItemRow, AgendaItemRow.id == PaperRow.item_id)
    .where(PaperRow.id.in_(bindparam("ids", expanding=True)))
)


@dataclass(frozen=True)
class Affairs:
    """The rows that the desk letters tell of.

    By group: open questions and deadlines, people for whose signed agreement letters wait, corrections to
    minutes, the paused groups of the same officer, and for each part of the desk what waits there.
    By id: the rows that the questions name, of each table; for papers the number of the item, what the owner
    of an action last wrote on the help they want, and the day since which letters to a person come back.
    """

    questions: Mapping[UUID, Sequence[QuestionRow]]
    deadlines: Mapping[UUID, Sequence[OpenDeadline]]
    unsigned: Mapping[UUID, Sequence[UUID]]
    corrections: Mapping[UUID, Sequence[tuple[CorrectionRow, MeetingRow]]]
    paused: Mapping[UUID, Sequence[GroupRow]]
    on_desk: Sequence[tuple[OnDesk[Any], Mapping[UUID, Sequence[Any]]]]
    bounced: Mapping[UUID, dt.date]
    rows: Mapping[type[Base], Mapping[UUID, Any]]
    help_wanted: Mapping[UUID, str]
    items: Mapping[UUID, str]
    hold: HoldOfEverything | None

    def of(self, table: type[Entity]) -> Mapping[UUID, Entity]:
        """Return the rows of a table that the questions name."""
        return self.rows[table]


def read_affairs(
    office: Office, session: Session, groups: frozenset[UUID], on: dt.date, until: dt.date
) -> Affairs:
    """Read the affairs of these groups, with the deadlines that are missed or come ``until`` a
    day."""
    been = unrecorded_meetings(session, on, groups)
    questions = [
        question for question in open_questions_in(session, groups) if not is_too_late(question, been)
    ]

    def about(*kinds: QuestionKind) -> set[UUID]:
        """Return what questions of these kinds are about."""
        return {question.about_id for question in questions if question.kind in kinds}

    deadlines = open_deadlines(session, on, until, groups)
    stuck = in_state(session, *STUCK, groups=groups)
    actions = rows_by_id(session, ActionRow, {question.about_id for question in questions})
    of_help = about(QuestionKind.HELP_WITH_ACTION)
    asked = {question.of_id for question in questions} | about(QuestionKind.RECORD_AGREEMENT)
    owners = {action.owner_id for action in actions.values() if action.id in of_help}
    named = {
        PersonRow: asked | owners,
        MeetingRow: {question.meeting_id for question in questions if question.meeting_id},
        BriefingRow: about(QuestionKind.WRITE_BRIEFING),
        ChallengeRow: about(QuestionKind.ANSWER_CHALLENGE),
        ResearchRow: about(*ABOUT_RESEARCH),
        PlanLineRow: about(QuestionKind.UPDATE_LINE),
        TaskGroupRow: about(*ABOUT_A_TASK_GROUP),
        BoardReportRow: about(*ABOUT_A_REPORT),
        QuestionRow: about(QuestionKind.SETTLE_BETWEEN_CHAIRS),
    }
    return Affairs(
        questions=_by_group((question.group_id, question) for question in questions),
        deadlines=_by_group((one.group_id, one) for one in deadlines),
        unsigned=_by_group((row.group_id, row.person_id) for row in stuck if row.cause is Cause.UNSIGNED),
        corrections=_by_group(
            (meeting.group_id, (row, meeting)) for row, meeting in corrections_of_late(session, groups, on)
        ),
        paused=_by_group(paused_beside(session, on)),
        on_desk=[
            (
                part,
                _by_group(
                    (group_of_subject(thing), thing) for thing in part.waiting(office, session, on, groups)
                ),
            )
            for part in ON_DESK
        ],
        bounced=addresses_that_bounced(session, on),
        rows={ActionRow: actions} | {table: rows_by_id(session, table, ids) for table, ids in named.items()},
        help_wanted=_texts_by_id(session, _HELP_WANTED, of_help),
        items=_texts_by_id(session, _ITEM_NUMBERS, about(*ABOUT_PAPERS)),
        hold=hold_in(session),
    )


def _texts_by_id(session: Session, query: Select[UUID, str], ids: Collection[UUID]) -> Mapping[UUID, str]:
    return dict(session.execute(query, {"ids": [*ids]}).all()) if ids else {}


def _by_group(pairs: Iterable[tuple[UUID, Value]]) -> Mapping[UUID, Sequence[Value]]:
    by_group: defaultdict[UUID, list[Value]] = defaultdict(list)
    for group, value in pairs:
        by_group[group].append(value)
    return by_group
