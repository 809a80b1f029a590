"""Members' corrections of circulated minutes, stored for the meeting that confirms them (clause 6)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import bindparam, exists, select
from sqlalchemy.orm import Session, aliased

from forum.minutes.states import Confirmation
from forum.text.checks import checked_text
from forum.text.problem import Problem
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.register.database.batch_session import Belonging
from tasks.register.database.register import Transaction
from tasks.register.tables import CorrectionRow, MeetingRow

_CORRECTIONS = Belonging[tuple[CorrectionRow, MeetingRow]](
    select(CorrectionRow, MeetingRow).join(MeetingRow, MeetingRow.id == CorrectionRow.meeting_id),
    CorrectionRow.meeting_id,
    joined=[MeetingRow],
)
LATELY = dt.timedelta(days=365)  # minutes that were deferred for longer confirms nobody
_Later = aliased(MeetingRow)
_is_settled = exists().where(
    _Later.group_id == MeetingRow.group_id,
    _Later.date > MeetingRow.date,
    _Later.last_minutes.in_((Confirmation.CONFIRMED, Confirmation.AMENDED)),
)
# Built once, since building a statement costs more than running it.
_NOT_SETTLED = select(MeetingRow.id).where(
    MeetingRow.group_id.in_(bindparam("groups", expanding=True)),
    MeetingRow.date.between(bindparam("since"), bindparam("until")),
    ~_is_settled,
)


def note_correction(work: UnitOfWork, meeting_id: UUID, person: UUID, text: str) -> None:
    """Keep a member's words on the minutes of a meeting. Problem for the same words a second time, as from
    people who are not sure that they arrived."""
    text = checked_text(text, "Corrections")
    on_record = corrections_to(work.session, [meeting_id])
    if any((correction.person_id, correction.text) == (person, text) for correction, _ in on_record):
        raise Problem("The same corrections by the same person are on record already.")
    keep_correction(work, meeting_id, person, text)


def keep_correction(tx: Transaction, meeting_id: UUID, person: UUID, text: str) -> None:
    """Keep what is to be put right in minutes that are out, in the words of the person who said it."""
    row = CorrectionRow(meeting_id=meeting_id, person_id=person, on=tx.on, text=text)
    tx.session.add(row)
    tx.session.flush()
    tx.audit("correction noted", correction=row.id, meeting=meeting_id, person=person)


def corrections_to(
    session: Session, meetings: Collection[UUID]
) -> Sequence[tuple[CorrectionRow, MeetingRow]]:
    """The corrections to the minutes of these meetings, in the order in which they came."""
    rows = _CORRECTIONS.of_all(session, meetings)
    return sorted(rows, key=lambda row: (row[1].date, row[0].on, row[0].id))


def corrections_of_late(
    session: Session, groups: Collection[UUID], on: dt.date
) -> Sequence[tuple[CorrectionRow, MeetingRow]]:
    """The corrections to minutes that no later meeting has confirmed or amended yet."""
    days = {"since": on - LATELY, "until": on}
    return corrections_to(session, session.scalars(_NOT_SETTLED, {"groups": [*groups], **days}).all())
