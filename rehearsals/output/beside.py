"""The duties beside the months at the end: plan, reports, task groups, research, partnerships, the year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from forum.attendance.standing import board_year_start
from forum.calendar.steps import Step, StepVerdict, judge_step
from forum.calendar.working_days import ONE_DAY
from forum.task_groups.stages import stage_on
from forum.text.wording import capital, listed, long_date
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.office import UnitOfWork
from tasks.duties.partnerships.write_briefings import messages_both_ways
from tasks.duties.plan.rated import rated_plan
from tasks.duties.research.register_of_research import research_of
from tasks.duties.yearly.compliance import compliance
from tasks.register.meetings import step_value
from tasks.register.other_bodies import report_steps, reports_of
from tasks.register.tables import GroupRow
from tasks.register.task_groups import (
    commission_as_it_is,
    task_group_value,
    task_groups_of,
    task_steps,
)

JUDGED = {StepVerdict.ON_TIME, StepVerdict.LATE, StepVerdict.MISSED}


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
        *_compliance(forum),
    )
    return [table for table in tables if table.rows]


def _plan(forum: GroupContext) -> Iterator[Sequence[str]]:
    for each in rated_plan(forum):
        line, rating = each.line, each.rating
        yield line.reference, line.action, long_date(line.due), rating.in_words, capital(rating.reason)


def _reports(forum: GroupContext) -> Iterator[Sequence[str]]:
    session = forum.tx.session
    for report in reports_of(session, forum.group.id):
        steps = [step_value(row) for row in report_steps(session, report.id).values()]
        yield (
            report.name,
            long_date(report.date),
            report.state.value,
            _in_words(forum, steps, report.date),
        )


def _task_groups(forum: GroupContext) -> Iterator[Sequence[str]]:
    session = forum.tx.session
    for row in task_groups_of(session, forum.group.id):
        name = commission_as_it_is(session, row).name
        stage = stage_on(task_group_value(session, row), forum.on)
        steps = [step_value(step) for step in task_steps(session, row.id).values()]
        yield name, long_date(row.end), stage.value, _in_words(forum, steps, row.end)


def _research(forum: GroupContext) -> Iterator[Sequence[str]]:
    for entry in research_of(forum.office, forum.tx.session, forum.group):
        request = entry.request
        yield request.reference, request.question, request.stage.value, request.use


def _partnerships(forum: GroupContext) -> Iterator[Sequence[str]]:
    for message in messages_both_ways(forum.tx.session, forum.group):
        yield message.reference, capital(message.whom), message.purpose, message.standing


def _compliance(forum: GroupContext) -> Iterator[BesideTable]:
    """Yield the compliance page of the board's year that ended last, as it stood then; none where the group
    began later."""
    last = board_year_start(forum.policy.attendance, forum.on) - ONE_DAY
    if last < forum.group.go_live:
        return
    page = compliance(replace(forum.work, as_of=last), forum.group.id).page
    rows = [(line.clause, line.asks, line.this_year, line.outcome) for line in page.lines]
    yield BesideTable(
        f"Compliance as at {long_date(last)}: {page.in_short}",
        ("Clause", "Asks", "This year", "Outcome"),
        rows,
    )


def _in_words(forum: GroupContext, steps: Sequence[Step], meeting_date: dt.date) -> str:
    """Say how steps were kept: "5 of 6 on time; not interim report"."""
    findings = {str(step.kind): judge_step(step, meeting_date=meeting_date, as_of=forum.on) for step in steps}
    judged = {kind: finding.verdict for kind, finding in findings.items() if finding.verdict in JUDGED}
    late = [kind for kind, verdict in judged.items() if verdict is not StepVerdict.ON_TIME]
    kept = f"{len(judged) - len(late)} of {len(judged)} on time" if judged else ""
    return f"{kept}; not {listed(late)}" if late else kept
