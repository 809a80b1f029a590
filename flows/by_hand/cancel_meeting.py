"""Cancel a meeting, by hand."""

from __future__ import annotations

from prefect import State, flow

from config.wiring import working_day
from forum.questions.reasons import CancelReason
from tasks import by_hand
from tasks import form_fields as field
from tasks.results import PREFECTS_FOLDER


@flow(
    name="desk-cancel-meeting",
    flow_run_name="{meeting}",
    persist_result=False,
    result_storage=PREFECTS_FOLDER,
)
async def cancel_meeting(
    meeting: field.Reference = field.MEETING, reason: CancelReason = field.WHY_FOR_MEMBERS
) -> State[None]:
    """Cancel a planned meeting: its open steps are set aside, members are told. It can't be undone."""
    with working_day("cancel_meeting", None, None) as day:
        return by_hand.cancel_meeting(day, meeting, reason)
