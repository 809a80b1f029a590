"""What the meetings of a group did for its purposes, from their records (clause 1).

The work of the group's task groups, as its agenda says it (clause 6).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from forum.agenda import WorkDone, WorkKind, purpose_codes, silent_purposes
from forum.documents.registers import PurposeRow, PurposesReport
from forum.minutes import OUTCOMES
from forum.papers.papers import PaperState
from forum.task_groups.stages import AT_WORK, Course, TaskGroup, is_report_overdue, stage_on
from forum.text.look_at import entries_to_look_at
from forum.text.problem import Problem
from forum.text.wording import day_month, long_date, years
from tasks.duties.base.group_context import GroupContext, group_context
from tasks.duties.base.office import UnitOfWork
from tasks.register.actions import actions_taken_at
from tasks.register.meetings import held_between, last_held
from tasks.register.papers import agenda_items, papers_alone
from tasks.register.registers import decisions_taken_at
from tasks.register.tables import AgendaItemRow, MeetingRow, TaskGroupRow
from tasks.register.task_groups import open_task_groups, task_group_value

_CAME = frozenset({PaperState.FILED, PaperState.LATE_ALLOWED, PaperState.TABLED})
_NOTHING_MORE = frozenset(outcome.casefold() for outcome in OUTCOMES)


def silent_on(forum: GroupContext, day: dt.date) -> tuple[str, ...]:
    """Return the purposes for which the last meetings up to a day did nothing, by their names in the
    policy."""
    after = forum.policy.meetings.purpose_raised_after
    held = last_held(forum.tx.session, forum.group.id, day, after)
    meetings = [row for row in held if agenda_items(forum.tx.session, row.id)]  # of others nothing is known
    done = list(work_done(forum.tx.session, meetings))
    return silent_purposes(tuple(forum.policy.objectives), [row.date for row in meetings], done, after)


def work_done(session: Session, meetings: Sequence[MeetingRow]) -> Iterator[WorkDone]:
    """Yield the work that meetings did for purposes. An item without a note counts for nothing."""
    for meeting in meetings:
        items = {item.id: item for item in agenda_items(session, meeting.id)}
        kinds = [
            *((WorkKind.ITEM, item.objective, item.part) for item in items.values() if _is_discussed(item)),
            *(
                (WorkKind.DECISION, *_of(items, row.item_id))
                for row in decisions_taken_at(session, meeting.id)
            ),
            *((WorkKind.ACTION, row.objective, row.part) for row in actions_taken_at(session, meeting.id)),
            *(
                (WorkKind.PAPER, *_of(items, paper.item_id))
                for paper in papers_alone(session, meeting.id)
                if paper.state in _CAME
            ),
        ]
        for kind, purpose, part in kinds:
            if purpose:
                yield WorkDone(purpose, meeting.date, kind, part)


def purposes_report(work: UnitOfWork, group_id: UUID, first: dt.date, last: dt.date) -> PurposesReport:
    """Return the report from ``first`` to ``last``, both days included. Problem when no meeting was held in
    it."""
    forum = group_context(work, group_id)
    held = held_between(work.session, group_id, first, last)
    if not held:
        raise Problem(
            f"No meeting was held from {long_date(first)} to {long_date(last)}; choose another period."
        )
    open_work = [done for done in work_done(work.session, held) if done.part == 1]
    silent = silent_on(forum, last)
    return PurposesReport(
        group=forum.policy.group.in_headings,
        marking=forum.policy.marking,
        reference=f"{forum.group.code}, {years(first, last)}",
        first=first,
        last=last,
        meetings=tuple(meeting.date for meeting in held),
        silent_after=forum.policy.meetings.purpose_raised_after,
        rows=tuple(
            _row(code, purpose, name, [done for done in open_work if done.purpose == purpose], held, silent)
            for (code, purpose), name in zip(
                purpose_codes(forum.policy.objectives).items(), forum.policy.objectives.values(), strict=True
            )
        ),
    )


def _row(
    code: str,
    purpose: str,
    name: str,
    done: Sequence[WorkDone],
    held: Sequence[MeetingRow],
    silent: Sequence[str],
) -> PurposeRow:
    kinds, days = Counter(one.kind for one in done), Counter(one.meeting for one in done)
    return PurposeRow(
        code=code,
        name=name,
        by_kind=tuple(kinds[kind] for kind in WorkKind),
        by_meeting=tuple(days[meeting.date] for meeting in held),
        silent=purpose in silent,
    )


def _is_discussed(item: AgendaItemRow) -> bool:
    """Say whether more is on record of an item than that it was noted, deferred or not discussed."""
    outcome = item.outcome.strip(" .").casefold()
    return bool(item.note.strip() or item.children) or bool(outcome and outcome not in _NOTHING_MORE)


def _of(items: dict[UUID, AgendaItemRow], item_id: UUID) -> tuple[str, int]:
    """Return the purpose and the part of a decision or a paper, which are those of its item."""
    item = items.get(item_id)
    return (item.objective, item.part) if item else ("", 1)


def work_in_words(forum: GroupContext) -> str:
    """Say how each task group that is at work stands, in its lead's last words; empty for none."""
    said = [_standing(value, row, forum.on) for value, row in _at_work(forum)]
    return f"Task and finish groups: {'; '.join(said)}." if said else ""


def work_to_look_at(forum: GroupContext) -> Sequence[str]:
    """Return the task groups in whose lead's words a person or a place may be named, with what that may
    be."""
    texts = {value.code: row.standing for value, row in _at_work(forum)}
    return entries_to_look_at(texts, forum.organisations)


def _at_work(forum: GroupContext) -> Sequence[tuple[TaskGroup, TaskGroupRow]]:
    session = forum.tx.session
    rows = [(task_group_value(session, row), row) for row in open_task_groups(session, forum.group.id)]
    return [(value, row) for value, row in rows if stage_on(value, forum.on) in AT_WORK]


def _standing(group: TaskGroup, row: TaskGroupRow, on: dt.date) -> str:
    """The lead's last words; a group whose report is overdue is red, whatever they say."""
    ends, course = f"{group.short_name}, until {day_month(group.end)}", row.course
    if is_report_overdue(group, on):
        ends, course = (
            f"{group.short_name}, final report due on {day_month(group.end)} and overdue",
            Course.RED,
        )
    if row.course is None or row.heard_on is None:
        return f"{ends}: no update yet"
    words = f", {row.standing.strip(' .')}" if row.standing else ""
    return f"{ends}: {course}{words} ({day_month(row.heard_on)})"
