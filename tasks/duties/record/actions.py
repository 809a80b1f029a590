"""Filing the actions of a record, and what was said of earlier ones (clause 6: action log)."""

from __future__ import annotations

from sqlalchemy import delete, select

from forum.actions.action_log import ActionState
from forum.questions.kinds import ABOUT_AN_ACTION, OFFERS, QuestionKind
from forum.record.cells import same_row
from forum.record.record import ActionRecord, Record, Sheets
from forum.text.cell_reader import Row
from forum.text.checks import folded
from forum.text.problem import Problem
from forum.text.wording import listed
from tasks.duties.actions.record_update import record_update
from tasks.duties.base.group_context import GroupContext
from tasks.duties.questions.ask import withdraw_question
from tasks.duties.record.people import People
from tasks.register.actions import actions_taken_at
from tasks.register.database.register import Transaction
from tasks.register.tables import ActionRow, ActionUpdateRow, MeetingRow


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
