"""Documents in the register, stored once by their SHA-256.

Queries about the documents of a meeting: minutes, action log, attendance table. Queries for the documents
of the register that go with a pack: agenda, last minutes, action log and plan, and once a quarter the
registers of risks and challenges.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from forum.documents.base import DocumentKind, DocumentState
from forum.minutes import OUT, Confirmation, MinutesState
from forum.text.problem import Problem
from tasks.register.database.register import Transaction
from tasks.register.database.rows import insert_if_absent
from tasks.register.meetings import called_for, confirms_minutes, held_before
from tasks.register.papers import circulated_agenda
from tasks.register.tables import DocumentRow, MeetingDocumentRow, MeetingRow

_document = DocumentRow.__table__.c
_NAME = select(_document.name).where(_document.sha256 == bindparam("sha256"))
_CONTENT = select(_document.media_type, _document.content).where(_document.sha256 == bindparam("sha256"))


@dataclass(frozen=True)
class NewDocument:
    """A document to be stored under its neutral file name."""

    name: str
    media_type: str
    content: bytes


def store(session: Session, name: str, media_type: str, content: bytes, on: dt.date) -> str:
    """Store a document and return its SHA-256; a document that is there already keeps its name.

    ``name`` is the neutral file name that readers see, never the original one.
    """
    sha256 = sha256_of(content)
    insert_if_absent(
        session,
        DocumentRow.sha256,
        sha256=sha256,
        name=name,
        media_type=media_type,
        content=content,
        stored_on=on,
    )
    return sha256


def fetch(session: Session, sha256: str) -> bytes:
    """Return the content with that SHA-256, as ``fetch_with_type`` does."""
    _, content = fetch_with_type(session, sha256)
    return content


def fetch_with_type(session: Session, sha256: str) -> tuple[str, bytes]:
    """Return the media type and the content of the document with that SHA-256; Problem when it is missing, or
    was changed in the register."""
    row = session.connection().execute(_CONTENT, {"sha256": sha256}).first()
    if row is None:
        raise Problem(f"The document {sha256[:12]} is not in the register; restore it from a backup.")
    media_type, content = row
    if sha256_of(content) != sha256:
        raise Problem(f"The document {sha256[:12]} was changed in the register; restore it from a backup.")
    return media_type, content


def size_of(session: Session, sha256: str) -> int:
    """Return the size of a document in bytes."""
    size: int = session.scalars(
        select(func.length(_document.content)).where(_document.sha256 == sha256)
    ).one()
    return size


def name_of(session: Session, sha256: str) -> str:
    """Return the neutral name of a document."""
    name: str = session.scalars(_NAME, {"sha256": sha256}).one()
    return name


def sha256_of(content: bytes) -> str:
    """Return the digest under which a document is stored."""
    return hashlib.sha256(content).hexdigest()


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


PACK_LOG, PACK_PLAN = DocumentKind.PACK_LOG, DocumentKind.PACK_PLAN
REGISTERS = (DocumentKind.RISK_REGISTER, DocumentKind.CHALLENGE_LOG)
QUARTERS = (1, 4, 7, 10)  # the months in whose packs the group sees its registers (own rule)


def pack_documents(session: Session, meeting: MeetingRow, *, part_two: bool) -> list[MeetingDocumentRow]:
    """Return the agenda as it was released, the last minutes once they are out, the action log and the plan
    as of the release, and the registers of the quarter, each with part 2 or without; empty before the
    release."""
    agenda = circulated_agenda(session, meeting.id, 2 if part_two else 1)
    if agenda is None:
        return []
    others = [
        *last_minutes_out(session, meeting),
        *latest_editions(session, meeting.id, PACK_LOG),
        *latest_editions(session, meeting.id, PACK_PLAN),
        *registers_of_quarter(session, meeting),
    ]
    return [agenda, *(row for row in others if part_two or row.part == 1)]


def registers_of_quarter(session: Session, meeting: MeetingRow) -> Sequence[MeetingDocumentRow]:
    """Return the risk register and the challenge log as the meeting before left them, for the first month of
    a quarter; none that is empty, and none with a meeting that is called for one item."""
    before = next(held_before(session, meeting), None)
    if before is None or called_for(meeting) or meeting.date.month not in QUARTERS:
        return []
    return [row for kind in REGISTERS for row in latest_editions(session, before.id, kind)]


def last_minutes_out(session: Session, meeting: MeetingRow) -> Sequence[MeetingDocumentRow]:
    """Return the parts of the minutes that a meeting is to confirm, where members have them."""
    return [row for row in minutes_to_confirm(session, meeting) if row.state in OUT]


MOST_DEFERRED = 12  # meetings back


def minutes_to_confirm(session: Session, meeting: MeetingRow) -> Sequence[MeetingDocumentRow]:
    """The minutes, one for each part, of the meeting held before this one, and of those before whose minutes
    have waited ever since, deferred, passed over by meetings that confirm none or out too late for the
    meeting after; the latest meeting first."""
    rows: list[MeetingDocumentRow] = []
    waits, since = True, meeting.date
    most = MOST_DEFERRED if confirms_minutes(session, meeting) else 0
    for before in islice(held_before(session, meeting), most):
        every = editions(session, before.id, MINUTES)
        then = {row.state for row in every if since <= row.made_on < meeting.date}
        if waits or (MinutesState.CIRCULATED in then and MinutesState.CONFIRMED not in then):
            rows += latest_editions(session, before.id, MINUTES)
        if confirms_minutes(session, before):
            waits, since = waits and before.last_minutes is Confirmation.DEFERRED, before.date
    return rows
