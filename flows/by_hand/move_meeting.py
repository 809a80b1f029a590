"""Move a meeting to another day, by hand."""

from __future__ import annotations

import datetime as dt

from config.wiring import working_day
from forum.questions.reasons import MoveReason
from tasks import by_hand
from tasks import form_fields as field
from tasks.run_form import run_form


@run_form("desk-move-meeting", "{meeting}")
async def move_meeting(
    meeting: field.Reference = field.MEETING,
    new_day: dt.date = field.NEW_DAY,
    reason: MoveReason = field.WHY_FOR_MEMBERS,
) -> str:
    """Move a planned meeting, at the same time and place: open steps get new dates, members are told."""
    with working_day("move_meeting", None, None) as day:
        return by_hand.move_meeting(day, meeting, new_day, reason)
