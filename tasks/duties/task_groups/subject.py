"""What task and finish groups hand the house."""

from __future__ import annotations

from collections.abc import Iterator

from forum.calendar.timetable import StatusTable, steps_section
from forum.questions.kinds import QuestionKind
from forum.text.wording import short_date
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.subject import Handler, OnDesk, Subject
from tasks.duties.task_groups.commission import (
    agree_or_change_scope,
    allow_or_refuse_task_group,
    put_commission,
)
from tasks.duties.task_groups.follow_work import record_work
from tasks.duties.task_groups.in_words import decisions_waiting, decisions_wanted, under_way


def _under_way(forum: GroupContext) -> Iterator[StatusTable]:
    """Yield the steps of each task group of which something is still to be done."""
    for entry in under_way(forum.tx.session, forum.group, forum.on):
        title = f"Task group {entry.code}, {entry.stage}, ends {short_date(entry.end)}"
        yield steps_section(entry.steps, title, forum.on, whole=True)


TASK_GROUPS = Subject(
    answers={
        QuestionKind.ALLOW_TASK_GROUP: Handler(allow_or_refuse_task_group, put_commission),
        QuestionKind.AGREE_SCOPE: Handler(agree_or_change_scope, put_commission),
        QuestionKind.REPORT_WORK: Handler(record_work),
    },
    desk=[OnDesk(decisions_waiting, decisions_wanted)],
    steps=_under_way,
)
