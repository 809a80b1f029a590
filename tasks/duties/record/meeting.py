"""Filing what a record says of the meeting itself: who was there, items and decisions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import delete, select

from forum.papers.papers import PaperState
from forum.record.record import ItemRecord, OtherRecord, Record
from forum.text.checks import folded
from tasks.duties.agenda.ratify import ratify
from tasks.duties.record.people import People
from tasks.register.database.register import Transaction
from tasks.register.database.value_of import row_of
from tasks.register.meetings import HELD
from tasks.register.papers import papers_of_item
from tasks.register.tables import (
    AgendaItemRow,
    AttendanceRow,
    AttendeeRow,
    DecisionRow,
    InterestRow,
    MeetingRow,
    PaperRow,
)

MINUTE_TAKER = "minute-taker"
_WAITING = (PaperState.WANTED, PaperState.LATE_WANTED)


def clear_meeting(tx: Transaction, meeting: MeetingRow) -> None:
    """Take away what an earlier filing wrote, to write it anew; the earlier workbook itself is kept."""
    for table in (AttendanceRow, AttendeeRow, InterestRow):
        tx.session.execute(delete(table).where(table.meeting_id == meeting.id))


def file_meeting(tx: Transaction, meeting: MeetingRow, record: Record, people: People) -> None:
    """Write that the meeting was held, who was there, and what was said and decided."""
    meeting.state = HELD
    meeting.started, meeting.finished = record.started, record.finished
    meeting.chaired_by_id = record.chaired_by
    meeting.quorum_ruling = record.quorum_ruling
    tx.session.add_all(_attendance(meeting, record, people))
    tx.session.add_all(_attendees(meeting, record))
    tx.session.add_all(row_of(InterestRow, interest, meeting_id=meeting.id) for interest in record.interests)
    _file_decisions(tx, meeting, record)
    for item in record.items:
        _file_item(tx, meeting, item)
    tx.session.flush()
    tx.audit("meeting recorded as held", meeting=meeting.id, decisions=len(record.decisions))


def _file_decisions(tx: Transaction, meeting: MeetingRow, record: Record) -> None:
    """Write the decisions; one that a later meeting has ratified stays so when it is filed again."""
    rows = tx.session.scalars(select(DecisionRow).where(DecisionRow.meeting_id == meeting.id)).all()
    ratified = {row.reference: row.ratified_at_id for row in rows}
    tx.session.execute(delete(DecisionRow).where(DecisionRow.meeting_id == meeting.id))
    tx.session.add_all(
        row_of(
            DecisionRow,
            decision,
            group_id=meeting.group_id,
            meeting_id=meeting.id,
            ratified_at_id=ratified.get(decision.reference),
        )
        for decision in record.decisions
    )
    ratify(tx.session, meeting, record.ratified)


def _attendance(meeting: MeetingRow, record: Record, people: People) -> Iterator[AttendanceRow]:
    for seat in record.seats:
        walked_in = seat.deputy is not None and bool(seat.deputy.role)  # only theirs is asked for
        yield row_of(
            AttendanceRow,
            seat,
            meeting_id=meeting.id,
            deputy_id=people.id_of(seat.deputy) if seat.deputy else None,
            deputy_name=seat.deputy.name if seat.deputy and walked_in else "",
            deputy_role=seat.deputy.role if seat.deputy and walked_in else "",
        )


def _attendees(meeting: MeetingRow, record: Record) -> Iterator[AttendeeRow]:
    """The others who were there, the minute-taker of the first sheet among them, once."""
    taker = OtherRecord(record.minute_taker, "", MINUTE_TAKER, "", record.minute_taker_stayed)
    by_name = {folded(attendee.name): attendee for attendee in record.others}
    listed = by_name.pop(folded(taker.name), taker)
    for attendee in (*by_name.values(), replace(listed, name=taker.name, capacity=MINUTE_TAKER, items="")):
        yield row_of(AttendeeRow, attendee, meeting_id=meeting.id)


def _file_item(tx: Transaction, meeting: MeetingRow, item: ItemRecord) -> None:
    row = tx.session.get_one(AgendaItemRow, item.item_id)
    row.note, row.children = item.note, item.children or None
    if item.outcome is not None:
        row.outcome = item.outcome
    papers = papers_of_item(tx.session, row)
    state = {"Tabled": PaperState.TABLED, "Verbal": PaperState.VERBAL}.get(item.came)
    for paper in papers:
        if state is not None and paper.state in _WAITING:
            paper.state = state
    if state is PaperState.TABLED and not papers:
        tx.session.add(
            PaperRow(
                meeting_id=meeting.id,
                item_id=row.id,
                author_id=row.lead_id or meeting.chaired_by_id,
                title=row.title,
                state=PaperState.TABLED,
                filed_on=None,
                supplement=None,
            )
        )
