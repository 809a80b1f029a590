"""Send a letter that has come to its end to the same person once more, by hand."""

from __future__ import annotations

from config.wiring import working_day
from forum.questions.reasons import AgainReason
from tasks import by_hand
from tasks import form_fields as field
from tasks.run_form import run_form


@run_form("desk-send-again", "letter {letter}")
async def send_again(letter: field.Id = field.LETTER, reason: AgainReason = field.WHY) -> str:
    """Send a letter again, as a new edition, to the same person at the address the register has now."""
    with working_day("send_again", None, None) as day:
        return by_hand.send_again(day, letter, reason)
