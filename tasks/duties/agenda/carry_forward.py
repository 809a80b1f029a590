"""Carrying forward from a meeting that will not take place: items with their papers, and minutes to
confirm."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import inspect

from forum.calendar.steps import StepKind
from forum.minutes.states import MinutesState
from forum.papers.papers import state_when_carried
from tasks.duties.agenda.agenda import put_in_order
from tasks.duties.base.group_context import GroupContext
from tasks.register.meetings import held_before, planned_from, step_of
from tasks.register.minutes import MINUTES, latest_editions
from tasks.register.papers import agenda_items, paper_rows
from tasks.register.tables import AgendaItemRow, MeetingRow, PaperRow

Row = TypeVar("Row", AgendaItemRow, PaperRow)


@dataclass(frozen=True)
class CarriedForward:
    """The result: the number of items that go on to the agenda of ``to`` (None where no agenda is open).

    With it, the date of the meeting whose minutes are still to be confirmed; None where there are none.
    """

    items: int
    to: dt.date | None
    minutes_of: dt.date | None


def carry_forward(forum: GroupContext, meeting: MeetingRow) -> CarriedForward:
    """Put what members had proposed on the next agenda that is not agreed yet. A paper that is in goes with
    it; one that is not is asked for once that agenda is agreed (own rule).
    """
    session = forum.tx.session
    proposed = [item for item in agenda_items(session, meeting.id) if not item.standing]
    to = _next_open(forum, meeting)
    if to is None or not proposed:
        return CarriedForward(0, None, _to_be_confirmed(forum, meeting))
    papers = {item.id: paper for paper, item in paper_rows(session, meeting.id)}
    standing = agenda_items(session, to.id)
    for position, item in enumerate(proposed, start=len(standing) + 1):
        new = _copy(item, meeting_id=to.id, position=position, number="")
        session.add(new)
        session.flush()
        if paper := papers.get(item.id):
            state = state_when_carried(paper.state, is_in=paper.document is not None)
            session.add(_copy(paper, meeting_id=to.id, item_id=new.id, state=state, supplement=None))
    session.flush()
    if any(item.standing for item in standing):
        put_in_order(forum, to)
    forum.tx.audit("items carried forward", meeting=meeting.id, to=to.id, items=len(proposed))
    return CarriedForward(len(proposed), to.date, _to_be_confirmed(forum, meeting))


def _copy(row: Row, **changes: Any) -> Row:
    """A row that is to be written, like another in all but its id and these changes."""
    columns = [column.key for column in inspect(type(row)).column_attrs if column.key != "id"]
    return type(row)(**{key: getattr(row, key) for key in columns} | changes)


def _next_open(forum: GroupContext, meeting: MeetingRow) -> MeetingRow | None:
    """The next meeting whose agenda is not agreed yet."""
    session = forum.tx.session
    following = planned_from(session, meeting.group_id, max(meeting.date, forum.on))
    return next(
        (later for later in following if step_of(session, later.id, StepKind.AGENDA_AGREED).verdict is None),
        None,
    )


def _to_be_confirmed(forum: GroupContext, meeting: MeetingRow) -> dt.date | None:
    session = forum.tx.session
    before = next(held_before(session, meeting), None)
    minutes = latest_editions(session, before.id, MINUTES) if before else ()
    waiting = any(row.state != MinutesState.CONFIRMED for row in minutes)
    return before.date if before and waiting else None
