"""Cancel a meeting, by hand.

Hold all letters, by hand. Lift a hold, by hand: letters leave again. Move a meeting to another day, by
hand. Put a person's answer on record for them, by hand. Release the pack of a meeting on the unit's word,
by hand. Send a letter that has come to its end to the same person once more, by hand.
"""

from __future__ import annotations

import datetime as dt

from config.wiring import working_day
from forum.questions.reasons import (
    AgainReason,
    AnswerReason,
    CancelReason,
    GivenAnswer,
    GivenBy,
    HoldReason,
    MoveReason,
    ReleaseReason,
    ResumeReason,
)
from tasks import by_hand
from tasks import form_fields as field
from tasks.by_hand import run_form


@run_form("desk-cancel-meeting", "{meeting}")
async def cancel_meeting(
    meeting: field.Reference = field.MEETING, reason: CancelReason = field.WHY_FOR_MEMBERS
) -> str:
    """Cancel a planned meeting: its open steps are set aside, members are told. It can't be undone."""
    with working_day("cancel_meeting", None, None) as day:
        return by_hand.cancel_meeting(day, meeting, reason)


@run_form("desk-hold-everything", "hold everything")
async def hold_everything(reason: HoldReason = field.WHY) -> str:
    """Hold everything: letters and invitations of all groups wait until desk-lift-hold is run."""
    with working_day("hold_everything", None, None) as day:
        return by_hand.hold_everything(day, reason)


@run_form("desk-lift-hold", "lift the hold")
async def lift_hold(reason: ResumeReason = field.WHY) -> str:
    """Lift the hold: what waits is checked once more and leaves, unless MASE_MODE is hold."""
    with working_day("lift_hold", None, None) as day:
        return by_hand.lift_hold(day, reason)


@run_form("desk-move-meeting", "{meeting}")
async def move_meeting(
    meeting: field.Reference = field.MEETING,
    new_day: dt.date = field.NEW_DAY,
    reason: MoveReason = field.WHY_FOR_MEMBERS,
) -> str:
    """Move a planned meeting, at the same time and place: open steps get new dates, members are told."""
    with working_day("move_meeting", None, None) as day:
        return by_hand.move_meeting(day, meeting, new_day, reason)


@run_form("desk-record-answer", "question {question}")
async def record_answer(
    question: field.Id = field.QUESTION,
    answer: GivenAnswer = field.ANSWER,
    given_by: GivenBy = field.WHOSE_ANSWER,
    given_on: dt.date = field.GIVEN_ON,
    reason: AnswerReason = field.WHY,
) -> str:
    """Put on record what somebody answered, and do what follows from it."""
    with working_day("record_answer", None, None) as day:
        return by_hand.record_answer(day, question, answer, given_by, given_on, reason)


@run_form("desk-release-pack", "{meeting}")
async def release_pack(meeting: field.Reference = field.MEETING, reason: ReleaseReason = field.WHY) -> str:
    """Release a meeting's pack for the unit: agenda and papers go to everybody who may read them."""
    with working_day("release_pack", None, None) as day:
        return by_hand.release_pack(day, meeting, reason)


@run_form("desk-send-again", "letter {letter}")
async def send_again(letter: field.Id = field.LETTER, reason: AgainReason = field.WHY) -> str:
    """Send a letter again, as a new edition, to the same person at the address the register has now."""
    with working_day("send_again", None, None) as day:
        return by_hand.send_again(day, letter, reason)
