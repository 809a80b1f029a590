"""What a meeting changed in the challenge log, written from its record."""

from __future__ import annotations

from collections.abc import Sequence

from forum.challenge.challenge import Challenge
from tasks.duties.base.group_context import GroupContext
from tasks.duties.challenge.log import open_at_meeting, record_challenge_answer, take_to
from tasks.register.challenge import challenge_rows
from tasks.register.tables import MeetingRow


def file_challenges(forum: GroupContext, meeting: MeetingRow, challenges: Sequence[Challenge]) -> None:
    """Write the challenges of a record that are new or changed. Another stage or another organisation is
    asked anew, until the answer is on record."""
    session = forum.tx.session
    rows = {row.reference: row for row in challenge_rows(session, forum.group.id)} if challenges else {}
    for said in challenges:
        row = rows.get(said.reference)
        if row is None:
            row = open_at_meeting(
                forum,
                said.reference,
                said.what,
                raised_by=said.raised_by_id,
                to=said.to_id,
                on=meeting.date,
            )
        is_elsewhere = (row.to_id, row.stage) != (said.to_id, said.stage)
        row.raised_by_id, row.to_id = said.raised_by_id, said.to_id
        row.what, row.changed = said.what, said.changed
        if said.answer and row.answered_on is None:
            record_challenge_answer(forum, row, said.answer)
        elif row.answered_on is not None:
            row.answer, row.answered_on = said.answer, row.answered_on if said.answer else None
        elif is_elsewhere:
            take_to(forum, row, said.stage)
        row.stage = said.stage
        forum.tx.audit("challenge recorded", challenge=row.id, stage=row.stage)
