"""Cancel a meeting, by hand."""

from __future__ import annotations

from config.wiring import working_day
from forum.questions.reasons import CancelReason
from tasks import by_hand
from tasks import form_fields as field
from tasks.run_form import run_form


@run_form("desk-cancel-meeting", "{meeting}")
async def cancel_meeting(
    meeting: field.Reference = field.MEETING, reason: CancelReason = field.WHY_FOR_MEMBERS
) -> str:
    """Cancel a planned meeting: its open steps are set aside, members are told. It can't be undone."""
    with working_day("cancel_meeting", None, None) as day:
        return by_hand.cancel_meeting(day, meeting, reason)
