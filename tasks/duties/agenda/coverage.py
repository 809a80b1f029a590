"""What the meetings of a group did for its purposes, from their records (clause 1)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from forum.agenda.coverage import WorkDone, WorkKind, silent_purposes
from forum.agenda.purpose import purpose_codes
from forum.documents.yearly import PurposeRow, PurposesReport
from forum.minutes.states import OUTCOMES
from forum.papers.papers import PaperState
from forum.text.problem import Problem
from forum.text.wording import long_date, years
from tasks.duties.base.group_context import GroupContext, group_context
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.register.actions import actions_taken_at
from tasks.register.decisions import decisions_taken_at
from tasks.register.meetings import held_between, last_held
from tasks.register.papers import agenda_items, papers_alone
from tasks.register.tables import AgendaItemRow, MeetingRow

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
