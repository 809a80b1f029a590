"""Hold all letters, by hand."""

from __future__ import annotations

from config.wiring import working_day
from forum.questions.reasons import HoldReason
from tasks import by_hand
from tasks import form_fields as field
from tasks.run_form import run_form


@run_form("desk-hold-everything", "hold everything")
async def hold_everything(reason: HoldReason = field.WHY) -> str:
    """Hold everything: letters and invitations of all groups wait until desk-lift-hold is run."""
    with working_day("hold_everything", None, None) as day:
        return by_hand.hold_everything(day, reason)
