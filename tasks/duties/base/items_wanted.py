"""The meeting for which members are asked for items, and the last day for proposing one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from forum.calendar.steps import StepKind, items_close
from forum.calendar.working_days import ONE_DAY
from tasks.duties.base.group_context import GroupContext
from tasks.register.meetings import called_for, planned_from, step_of, step_value
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
