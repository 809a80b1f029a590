"""Release the pack of a meeting on the unit's word, by hand."""

from __future__ import annotations

from config.wiring import working_day
from forum.questions.reasons import ReleaseReason
from tasks import by_hand
from tasks import form_fields as field
from tasks.run_form import run_form


@run_form("desk-release-pack", "{meeting}")
async def release_pack(meeting: field.Reference = field.MEETING, reason: ReleaseReason = field.WHY) -> str:
    """Release a meeting's pack for the unit: agenda and papers go to everybody who may read them."""
    with working_day("release_pack", None, None) as day:
        return by_hand.release_pack(day, meeting, reason)
