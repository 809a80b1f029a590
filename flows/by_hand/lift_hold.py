"""Lift a hold, by hand: letters leave again."""

from __future__ import annotations

from prefect import State, flow

from config.wiring import working_day
from forum.questions.reasons import ResumeReason
from tasks import by_hand
from tasks import form_fields as field
from tasks.results import PREFECTS_FOLDER


@flow(
    name="desk-lift-hold",
    flow_run_name="lift the hold",
    persist_result=False,
    result_storage=PREFECTS_FOLDER,
)
async def lift_hold(reason: ResumeReason = field.WHY) -> State[None]:
    """Lift the hold: what waits is checked once more and leaves, unless MASE_MODE is hold."""
    with working_day("lift_hold", None, None) as day:
        return by_hand.lift_hold(day, reason)
