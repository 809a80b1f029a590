"""Queries for the documents of the register that go with a pack: agenda, last minutes, action log and plan,
and once a quarter the registers of risks and challenges."""

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
    a quarter; none that is empty."""
    before = next(held_before(session, meeting), None)
    if before is None or meeting.date.month not in QUARTERS:
        return []
    return [row for kind in REGISTERS for row in latest_editions(session, before.id, kind)]


def last_minutes_out(session: Session, meeting: MeetingRow) -> Sequence[MeetingDocumentRow]:
    """Return the parts of the minutes of the meeting before, where members have them."""
    before = next(held_before(session, meeting), None)
    return [row for row in latest_editions(session, before.id, MINUTES) if row.state in OUT] if before else []
