"""The steps of a meeting: opened, finished or set aside. A step that is done is frozen with its verdict.

The meeting for which members are asked for items, and the last day for proposing one.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from forum.calendar.steps import BEFORE_MEETING, StepKind, StepVerdict, items_close, judge_step
from forum.calendar.working_days import ONE_DAY
from tasks.duties.base.group_context import GroupContext
from tasks.register.database.register import Transaction
from tasks.register.meetings import called_for, planned_from, step_of, step_value, steps_of
from tasks.register.tables import MeetingRow


@dataclass(frozen=True)
class ItemsWanted:
    """The meeting for which items are wanted, and the last day for proposing one."""

    meeting: MeetingRow
    by: dt.date


def items_wanted(forum: GroupContext, after: dt.date, on: dt.date) -> ItemsWanted | None:
    """Return the first meeting after a day for which members asked on ``on`` can still propose items; None
    where no such meeting is planned. One that is called for one item takes no other."""
    for meeting in planned_from(forum.tx.session, forum.group.id, after + ONE_DAY):
        by = last_day_for_items(forum, meeting)
        if by and by > on and not called_for(meeting):
            return ItemsWanted(meeting, by)
    return None


def last_day_for_items(forum: GroupContext, meeting: MeetingRow) -> dt.date | None:
    """Return the last day for proposing an item for a meeting."""
    agenda = step_of(forum.tx.session, meeting.id, StepKind.AGENDA_AGREED)
    return items_close(step_value(agenda), forum.days)


def open_step(tx: Transaction, meeting: MeetingRow, kind: StepKind, on: dt.date) -> None:
    """Open a step that waited for an event; one that is open or done already stays as it is."""
    step = step_of(tx.session, meeting.id, kind)
    if step.opens is None and step.verdict is None:
        step.opens = on
        tx.audit("step opened", meeting=meeting.id, step=kind, on=on)


def finish_step(tx: Transaction, meeting: MeetingRow, kind: StepKind, on: dt.date, note: str = "") -> None:
    """Record that a step was done on a day, with its verdict; a frozen step stays as it is."""
    step = step_of(tx.session, meeting.id, kind)
    if step.verdict is not None:
        return
    step.done = on
    step.note = note
    if step.opens is None:
        step.opens = on
    step.verdict = judge_step(step_value(step), meeting_date=meeting.date, as_of=on).verdict
    tx.audit("step done", meeting=meeting.id, step=kind, on=on, verdict=step.verdict)


def close_preparation(tx: Transaction, meeting: MeetingRow) -> None:
    """Once a meeting has been held, what was to be done before it and was not is frozen as missed."""
    for step in steps_of(tx.session, meeting.id):
        if step.kind in BEFORE_MEETING and step.verdict is None:
            step.verdict = judge_step(step_value(step), meeting_date=meeting.date, as_of=dt.date.max).verdict
            tx.audit("step closed", meeting=meeting.id, step=step.kind, verdict=step.verdict)


def set_aside_steps(tx: Transaction, meeting: MeetingRow, note: str) -> None:
    """Close every open step of a meeting that will not take place."""
    for step in steps_of(tx.session, meeting.id):
        if step.verdict is None:
            step.verdict = StepVerdict.NOT_NEEDED
            step.note = note
    tx.audit("steps set aside", meeting=meeting.id)
