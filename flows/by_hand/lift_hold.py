"""Lift a hold, by hand: letters leave again."""

from __future__ import annotations

from config.wiring import working_day
from forum.questions.reasons import ResumeReason
from tasks import by_hand
from tasks import form_fields as field
from tasks.run_form import run_form


@run_form("desk-lift-hold", "lift the hold")
async def lift_hold(reason: ResumeReason = field.WHY) -> str:
    """Lift the hold: what waits is checked once more and leaves, unless MASE_MODE is hold."""
    with working_day("lift_hold", None, None) as day:
        return by_hand.lift_hold(day, reason)
