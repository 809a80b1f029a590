"""Hold all letters, by hand."""

from __future__ import annotations

from prefect import State, flow

from config.wiring import working_day
from forum.questions.reasons import HoldReason
from tasks import by_hand
from tasks import form_fields as field
from tasks.results import PREFECTS_FOLDER


@flow(
    name="desk-hold-everything",
    flow_run_name="hold everything",
    persist_result=False,
    result_storage=PREFECTS_FOLDER,
)
async def hold_everything(reason: HoldReason = field.WHY) -> State[None]:
    """Hold everything: letters and invitations of all groups wait until desk-lift-hold is run."""
    with working_day("hold_everything", None, None) as day:
        return by_hand.hold_everything(day, reason)
