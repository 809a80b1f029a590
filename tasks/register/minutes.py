"""Queries about the documents of a meeting: minutes, action log, attendance table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from forum.documents.kinds import DocumentKind, DocumentState
from forum.minutes.states import MinutesState
from tasks.register.database.register import Transaction
from tasks.register.documents import NewDocument, store
from tasks.register.tables import MeetingDocumentRow

MINUTES, ACTION_LOG = DocumentKind.MINUTES, DocumentKind.ACTION_LOG
ATTENDANCE_TABLE = DocumentKind.ATTENDANCE_TABLE
YEARLY = (DocumentKind.ATTENDANCE_REPORT, DocumentKind.COMPLIANCE_PAGE, DocumentKind.COMPLIANCE_CASES)
FOR_THE_CHAIR, CIRCULATED = DocumentState.FOR_THE_CHAIR, DocumentState.CIRCULATED
REPLACED = DocumentState.REPLACED

_ALL_EDITIONS = (
    select(MeetingDocumentRow)
    .where(MeetingDocumentRow.meeting_id == bindparam("meeting"))
    .order_by(MeetingDocumentRow.part, MeetingDocumentRow.edition)
)
_EDITIONS = _ALL_EDITIONS.where(MeetingDocumentRow.kind == bindparam("kind"))
_YEARLY = _ALL_EDITIONS.where(MeetingDocumentRow.kind.in_(YEARLY))


def latest_editions(session: Session, meeting_id: UUID, kind: DocumentKind) -> Sequence[MeetingDocumentRow]:
    """Return the latest edition of each part of a meeting's document, part 1 first; empty before the
    first."""
    return list({row.part: row for row in editions(session, meeting_id, kind)}.values())


def yearly_documents(session: Session, meeting_id: UUID) -> Sequence[MeetingDocumentRow]:
    """Return the reports on the board's last year that go with the attendance table of a meeting; none but
    for the first of a year."""
    rows = session.scalars(_YEARLY, {"meeting": meeting_id})
    latest = {(YEARLY.index(row.kind), row.part): row for row in rows}
    return [latest[place] for place in sorted(latest)]


def editions(session: Session, meeting_id: UUID, kind: DocumentKind) -> Sequence[MeetingDocumentRow]:
    """Return every edition of a meeting's document, part 1 first, then from the earliest to the latest."""
    return session.scalars(_EDITIONS, {"meeting": meeting_id, "kind": kind}).all()


def add_edition(
    tx: Transaction,
    meeting_id: UUID,
    kind: DocumentKind,
    part: int,
    document: NewDocument,
    *,
    state: MinutesState | DocumentState,
    on: dt.date,
) -> MeetingDocumentRow:
    """Store the next edition of a meeting's document, in the name of the transaction's actor."""
    session = tx.session
    last = next((row for row in latest_editions(session, meeting_id, kind) if row.part == part), None)
    row = MeetingDocumentRow(
        meeting_id=meeting_id,
        kind=kind,
        part=part,
        edition=last.edition + 1 if last else 1,
        sha256=store(session, document.name, document.media_type, document.content, on),
        state=state,
        made_on=on,
        made_by=tx.actor,
    )
    session.add(row)
    return row
