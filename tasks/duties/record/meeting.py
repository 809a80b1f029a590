"""Filing what a record says of the meeting itself: who was there, items and decisions.

People of a record: unnamed deputies and owners outside the group become people of the register. Filing
the actions of a record, and what was said of earlier ones (clause 6: action log).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

from sqlalchemy import delete, func, select

from forum.actions.action_log import ActionState
from forum.papers.papers import PaperState
from forum.questions.kinds import ABOUT_AN_ACTION, OFFERS, QuestionKind
from forum.record.cells import same_row
from forum.record.record import ActionRecord, ItemRecord, OtherRecord, Record, RecordedPerson, Sheets
from forum.text.cells import Row
from forum.text.checks import folded
from forum.text.problem import Problem
from forum.text.wording import listed
from tasks.duties.actions.action_log import record_update
from tasks.duties.agenda.carry_forward import ratify
from tasks.duties.base.group_context import GroupContext
from tasks.duties.questions.ask import withdraw_question
from tasks.register.actions import actions_taken_at
from tasks.register.database.register import Transaction
from tasks.register.database.rows import row_of
from tasks.register.meetings import HELD
from tasks.register.papers import papers_of_item
from tasks.register.tables import (
    ActionRow,
    ActionUpdateRow,
    AddressRow,
    AgendaItemRow,
    AttendanceRow,
    AttendeeRow,
    DecisionRow,
    InterestRow,
    MeetingRow,
    PaperRow,
    PersonRow,
)


class People:
    """Finds whoever a record names, and adds those the register does not know, without an appointment."""

    def __init__(self, tx: Transaction, on: dt.date) -> None:
        self._tx = tx
        self._on = on

    def id_of(self, entry: RecordedPerson) -> UUID:
        """The id of a person in the register, added to it when it is new."""
        if entry.id is not None:
            return entry.id
        person = self._by_address(entry) if entry.address else self._by_name(entry)
        return person.id if person is not None else self._add(entry)

    def _by_address(self, entry: RecordedPerson) -> PersonRow | None:
        """The person at this address; it must be theirs, since it is they who are written to.

        Whoever else has it is not named: they may be of another group.
        """
        person = self._tx.session.scalars(
            select(PersonRow)
            .join(AddressRow, AddressRow.person_id == PersonRow.id)
            .where(func.lower(AddressRow.address) == entry.address.lower())
            .order_by(AddressRow.last.is_(None).desc(), AddressRow.first.desc())
        ).first()
        if person is not None and folded(person.name) != folded(entry.name):
            raise Problem(
                f"The email given for {entry.name} is somebody else’s in the register. Give their own, or "
                "the name of the person who has it. Nothing has been recorded."
            )
        return person

    def _by_name(self, entry: RecordedPerson) -> PersonRow | None:
        return self._tx.session.scalars(
            select(PersonRow).where(
                PersonRow.name == entry.name, PersonRow.organisation == entry.organisation
            )
        ).first()

    def _add(self, entry: RecordedPerson) -> UUID:
        person = PersonRow(
            name=entry.name,
            job_title=entry.role,
            organisation=entry.organisation,
            phone="",
            agreement_signed=None,
            details_confirmed=None,
        )
        self._tx.session.add(person)
        self._tx.session.flush()
        if entry.address:
            self._tx.session.add(
                AddressRow(
                    person_id=person.id, address=entry.address, send_to=True, first=self._on, last=None
                )
            )
        self._tx.audit("person added from a record", person=person.id)
        return person.id


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


def drop_actions(tx: Transaction, meeting: MeetingRow, record: Record) -> None:
    """Take away actions that a record filed again no longer has; not those that were worked on since."""
    listed_references = {action.reference for action in record.actions}
    dropped = [row for row in _actions_of(tx, meeting).values() if row.reference not in listed_references]
    if worked_on := [row.reference for row in dropped if _is_worked_on(tx, row)]:
        raise Problem(
            f"Actions {listed(worked_on)} are no longer in the record of {meeting.reference}, but were "
            "worked on since. Put their lines back; discharge what is not needed. Nothing has been recorded."
        )
    for row in dropped:
        _withdraw(tx, row, *ABOUT_AN_ACTION)
        tx.session.execute(delete(ActionRow).where(ActionRow.id == row.id))
        tx.audit("action taken out of the record", action=row.id, reference=row.reference)


def file_actions(
    tx: Transaction,
    meeting: MeetingRow,
    record: Record,
    people: People,
    sheets: Sheets,
    before: Sheets | None,
) -> None:
    """Open the actions of the record; one filed before keeps its reference, and changes with its line."""
    rows = _actions_of(tx, meeting)
    unchanged = _same_lines(sheets, before)
    for action in record.actions:
        row = rows.get(action.reference)
        if row is None:
            row = ActionRow(
                group_id=meeting.group_id,
                meeting_id=meeting.id,
                reference=action.reference,
                state=ActionState.OPEN,
                opened_on=meeting.date,
            )
            _write(row, action, people)
            tx.session.add(row)
            tx.session.flush()
            tx.audit("action opened", action=row.id, reference=row.reference, due=row.due)
        elif action.reference not in unchanged:
            if row.owner_id != people.id_of(action.owner):
                _withdraw(tx, row, QuestionKind.UPDATE_ACTION, *OFFERS)
            _write(row, action, people)
            tx.audit("action changed in the record", action=row.id, reference=row.reference, due=row.due)


def file_updates(forum: GroupContext, meeting: MeetingRow, record: Record) -> None:
    """Write what the meeting heard of earlier actions; the meeting's day is the day it was said."""
    for update in record.updates:
        row = forum.tx.session.get_one(ActionRow, update.action_id)
        record_update(forum, row, update.kind, update.text, on=meeting.date, new_due=update.new_due)
        row.updated_on = meeting.date


def _withdraw(tx: Transaction, row: ActionRow, *kinds: QuestionKind) -> None:
    for kind in kinds:
        withdraw_question(tx, row.id, kind, tx.on)


def _actions_of(tx: Transaction, meeting: MeetingRow) -> dict[str, ActionRow]:
    return {row.reference: row for row in actions_taken_at(tx.session, meeting.id)}


def _is_worked_on(tx: Transaction, row: ActionRow) -> bool:
    updates = tx.session.scalars(select(ActionUpdateRow.id).where(ActionUpdateRow.action_id == row.id))
    return row.state != ActionState.OPEN or row.chair_told_on is not None or updates.first() is not None


def _same_lines(sheets: Sheets, before: Sheets | None) -> set[str]:
    """The references whose lines say what they said before: since then the action log rules."""
    old = _by_reference(before) if before else {}
    new = _by_reference(sheets)
    return {row["Reference"].line for name, row in new.items() if name in old and same_row(old[name], row)}


def _by_reference(sheets: Sheets) -> dict[str, Row]:
    return {folded(row["Reference"].line): row for row in sheets.rows.get("Actions", ())}


def _write(row: ActionRow, action: ActionRecord, people: People) -> None:
    row.item_id, row.title, row.text = action.item_id, action.title, action.text
    row.owner_id, row.seat_id = people.id_of(action.owner), action.seat_id
    row.due, row.objective, row.part = action.due, action.objective, action.part
    row.plan_line = action.plan_line
