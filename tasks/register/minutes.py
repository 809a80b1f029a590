"""Queries about the documents of a meeting: minutes, action log, attendance table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from tasks.register.documents import store
from tasks.register.register import Transaction
from tasks.register.tables import MeetingDocumentRow

MINUTES, ACTION_LOG, ATTENDANCE_TABLE = "minutes", "action log", "attendance table"
FOR_THE_CHAIR, CIRCULATED, REPLACED = "for the Chair", "circulated", "replaced"  # an attendance table

# Put together once: a statement costs more to put together than to run.
_EDITIONS = (
    select(MeetingDocumentRow)
    .where(
        MeetingDocumentRow.meeting_id == bindparam("meeting"), MeetingDocumentRow.kind == bindparam("kind")
    )
    .order_by(MeetingDocumentRow.part, MeetingDocumentRow.edition)
)
_LAST_EDITION = select(func.max(MeetingDocumentRow.edition)).where(
    MeetingDocumentRow.meeting_id == bindparam("meeting"),
    MeetingDocumentRow.kind == bindparam("kind"),
    MeetingDocumentRow.part == bindparam("part"),
)


def latest(session: Session, meeting_id: UUID, kind: str) -> Sequence[MeetingDocumentRow]:
    """The latest edition of each part of a meeting's document, part 1 first; nothing where there is none."""
    rows = session.scalars(_EDITIONS, {"meeting": meeting_id, "kind": kind})
    return list({row.part: row for row in rows}.values())


def editions(session: Session, meeting_id: UUID, kind: str) -> Sequence[MeetingDocumentRow]:
    """Every edition of a meeting's document, part 1 first, the earliest before the later ones."""
    return session.scalars(_EDITIONS, {"meeting": meeting_id, "kind": kind}).all()


def add_edition(
    tx: Transaction,
    meeting_id: UUID,
    kind: str,
    part: int,
    *,
    name: str,
    media_type: str,
    content: bytes,
    state: str,
    on: dt.date,
) -> MeetingDocumentRow:
    """Store the next edition of a meeting's document, made by whoever the transaction is of."""
    session = tx.session
    last = session.scalar(_LAST_EDITION, {"meeting": meeting_id, "kind": kind, "part": part})
    row = MeetingDocumentRow(
        meeting_id=meeting_id,
        kind=kind,
        part=part,
        edition=(last or 0) + 1,
        sha256=store(session, name, media_type, content, on),
        state=state,
        made_on=on,
        made_by=tx.actor,
    )
    session.add(row)
    session.flush()
    return row
