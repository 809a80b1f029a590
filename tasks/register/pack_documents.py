"""Queries for the documents of the register that go with a pack: agenda, last minutes, action log and
plan."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from forum.documents.kinds import DocumentKind
from forum.minutes.states import OUT
from tasks.register.meetings import held_before
from tasks.register.minutes import MINUTES, latest_editions
from tasks.register.papers import circulated_agenda
from tasks.register.tables import MeetingDocumentRow, MeetingRow

PACK_LOG, PACK_PLAN = DocumentKind.PACK_LOG, DocumentKind.PACK_PLAN


def pack_documents(session: Session, meeting: MeetingRow, *, part_two: bool) -> list[MeetingDocumentRow]:
    """Return the agenda as it was released, the last minutes once they are out, and the action log and the
    plan as of the release, each with part 2 or without; empty before the release."""
    agenda = circulated_agenda(session, meeting.id, 2 if part_two else 1)
    if agenda is None:
        return []
    others = [
        *last_minutes_out(session, meeting),
        *latest_editions(session, meeting.id, PACK_LOG),
        *latest_editions(session, meeting.id, PACK_PLAN),
    ]
    return [agenda, *(row for row in others if part_two or row.part == 1)]


def last_minutes_out(session: Session, meeting: MeetingRow) -> Sequence[MeetingDocumentRow]:
    """Return the parts of the minutes of the meeting before, where members have them."""
    before = next(held_before(session, meeting), None)
    return [row for row in latest_editions(session, before.id, MINUTES) if row.state in OUT] if before else []
