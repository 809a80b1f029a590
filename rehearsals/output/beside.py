"""The duties beside the months at the end: plan, reports, task groups, research, partnerships."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from forum.calendar.steps import Finding, Verdict, judge_step
from forum.task_groups.stages import stage_on
from forum.text.wording import capital, short_date
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.duties.partnerships.listed import messages_both_ways
from tasks.duties.plan.rated import rated_plan
from tasks.duties.research.register_of_research import research_of
from tasks.register.boards import report_step_value, report_steps, reports_of
from tasks.register.tables import GroupRow, TaskGroupRow
from tasks.register.task_groups import (
    commission_as_it_is,
    task_group_value,
    task_groups_of,
    task_step_value,
    task_steps,
)

JUDGED = {Verdict.ON_TIME, Verdict.LATE, Verdict.MISSED}


@dataclass(frozen=True)
class BesideTable:
    """A table of one duty: its ``title``, and ``rows`` under their ``headings``."""

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]


def tables_beside(work: UnitOfWork, group: GroupRow) -> list[BesideTable]:
    """Return a table for each duty of the group that the months had."""
    forum = GroupContext(work, group)
    tables = (
        BesideTable("Action plan", ("Line", "Action", "Due", "Colour", "Why"), [*_plan(forum)]),
        BesideTable("Reports to the boards", ("Report", "Meets", "State", "Steps"), [*_reports(forum)]),
        BesideTable("Task and finish groups", ("Group", "End", "Stage", "Steps"), [*_task_groups(forum)]),
        BesideTable("Research", ("Request", "Question", "Stage", "Use"), [*_research(forum)]),
        BesideTable("Partnerships", ("Message", "With", "Purpose", "Standing"), [*_partnerships(forum)]),
    )
    return [table for table in tables if table.rows]


def _plan(forum: GroupContext) -> Iterator[Sequence[str]]:
    for each in rated_plan(forum):
        line, rating = each.line, each.rating
        yield line.reference, line.action, short_date(line.due), rating.in_words, capital(rating.reason)


def _reports(forum: GroupContext) -> Iterator[Sequence[str]]:
    session = forum.tx.session
    for report in reports_of(session, forum.group.id):
        findings = [
            judge_step(report_step_value(row), meeting_date=report.date, as_of=forum.on)
            for row in report_steps(session, report.id).values()
        ]
        yield report.name, short_date(report.date), report.state.value, _in_words(findings)


def _task_groups(forum: GroupContext) -> Iterator[Sequence[str]]:
    session = forum.tx.session
    for row in task_groups_of(session, forum.group.id):
        name = commission_as_it_is(session, row).name
        stage = stage_on(task_group_value(session, row), forum.on)
        yield name, short_date(row.end), stage.value, _in_words(_findings(forum, row))


def _findings(forum: GroupContext, row: TaskGroupRow) -> list[Finding]:
    steps = [task_step_value(step) for step in task_steps(forum.tx.session, row.id).values()]
    return [judge_step(step, meeting_date=row.end, as_of=forum.on) for step in steps]


def _research(forum: GroupContext) -> Iterator[Sequence[str]]:
    for entry in research_of(forum.office, forum.tx.session, forum.group):
        request = entry.request
        yield request.reference, request.question, request.stage.value, request.use


def _partnerships(forum: GroupContext) -> Iterator[Sequence[str]]:
    for message in messages_both_ways(forum.tx.session, forum.group):
        yield message.reference, capital(message.whom), message.purpose, message.standing


def _in_words(findings: Sequence[Finding]) -> str:
    """Say how the steps were kept: "5 of 6 on time"."""
    judged = [finding.verdict for finding in findings if finding.verdict in JUDGED]
    return f"{judged.count(Verdict.ON_TIME)} of {len(judged)} on time" if judged else ""
