"""What reports to boards hand the house."""

from __future__ import annotations

from collections.abc import Iterator

from forum.calendar.timetable import StatusTable, steps_section
from forum.questions.kinds import QuestionKind
from forum.text.wording import short_date
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.subject import Handler, Subject
from tasks.duties.boards.answers import acknowledge_report, record_outcome
from tasks.duties.boards.report import reports_under_way


def _reports_under_way(forum: GroupContext) -> Iterator[StatusTable]:
    """Yield the steps of each report to a board that is under way."""
    for report in reports_under_way(forum.tx.session, forum.group, forum.on):
        title = f"Report to {report.board}, {short_date(report.date)}"
        yield steps_section(report.steps, title, forum.on, whole=True)


BOARDS = Subject(
    answers={
        QuestionKind.ACKNOWLEDGE_REPORT: Handler(acknowledge_report),
        QuestionKind.TELL_OUTCOME: Handler(record_outcome),
    },
    steps=_reports_under_way,
)
