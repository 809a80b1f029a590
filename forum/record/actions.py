"""Check the actions that a record takes, and what was said of earlier ones."""

from __future__ import annotations

from uuid import UUID

from forum.actions.action_log import ActionState
from forum.actions.updates import BY_STATUS, UPDATES, UpdateKind
from forum.record import sheets
from forum.record.cells import RecordReader, is_filled, same_row
from forum.record.form import RecordForm
from forum.record.people import Room, find_owner
from forum.record.prefill import action_references
from forum.record.record import ActionRecord, Sheets, UpdateRecord
from forum.text.cell_reader import Cell, Row
from forum.text.checks import folded


def read_actions_taken(reader: RecordReader, room: Room, rows: tuple[Row, ...]) -> tuple[ActionRecord, ...]:
    """Return the actions taken; faults are noted by the reader."""
    form = reader.form
    seats = {seat.short_name: seat.id for seat in form.seats}
    references = action_references(form)
    filled = [row for row in rows if is_filled(row, ("Reference", "Part"))]
    actions = []
    for reference, row in reader.rows_by(filled, "Reference", references).items():
        item = reader.item(row["Item"])
        title = reader.line(row["Short title (no names)"], "a few words that anybody may read")
        text = reader.text(row["Action in full"]) or title
        owner = find_owner(reader, room, row)
        due = reader.later_date(row["Due"])
        seat = reader.choice(row["Seat"], seats)
        objective = reader.choice(row["Objective"], form.objectives)
        typed_part = reader.choice(row["Part"], sheets.PARTS)
        part = int(typed_part) if typed_part else (item.part if item else 1)
        reader.check_part(row["Part" if typed_part else "Item"], references, references[reference], part)
        if owner is not None and due is not None:
            actions.append(
                ActionRecord(
                    reference=reference,
                    item_id=item.id if item else None,
                    title=title,
                    text=text,
                    owner=owner,
                    seat_id=seats.get(seat) or _seat_of(form, owner.id),
                    due=due,
                    objective=objective or (item.objective if item else ""),
                    part=part,
                    plan_line=_plan_line(reader, row["Plan line"]),
                )
            )
    return tuple(actions)


def _plan_line(reader: RecordReader, cell: Cell) -> str | None:
    """The line of the action plan that an action serves; None for none."""
    lines = {folded(line.reference): line.reference for line in reader.form.plan}
    typed = folded(reader.line(cell)).replace(" ", "")
    if typed and typed not in lines:
        reader.fault(cell, "the reference of an open line of the action plan, such as P1.2")
    return lines.get(typed)


def _seat_of(form: RecordForm, person: UUID | None) -> UUID | None:
    seats = form.membership.seats_of(person, form.date) if person is not None else ()
    return seats[0].id if seats else None


def read_action_updates(
    reader: RecordReader, rows: tuple[Row, ...], before: Sheets | None
) -> tuple[UpdateRecord, ...]:
    """Return the new reports on earlier actions, without those of the last filing."""
    actions = {action.reference: action for action in reader.form.actions}
    given_headings = [column.heading for column in sheets.UPDATES.columns if column.given]
    done = {folded(row["Reference"].line): row for row in (before.rows.get("Updates", ()) if before else ())}
    updates = []
    for reference, row in reader.rows_by(rows, "Reference", actions).items():
        last = done.get(folded(reference))
        if last is not None and same_row(last, row):
            continue
        if is_filled(row, given_headings):
            updates.append(_update(reader, row, actions[reference].id, actions[reference].state))
        elif last is not None and is_filled(last, given_headings):
            reader.fault(row["Status"], "what was recorded before; to undo it write Returned, or an update")
    return tuple(update for update in updates if update is not None)


def _update(reader: RecordReader, row: Row, action_id: UUID, state: str) -> UpdateRecord | None:
    status = reader.choice(row["Status"], BY_STATUS, needed=True)
    lines = (reader.text(row["Reported"]), reader.text(row["Evidence"]))
    agreed = reader.yes(row["Agreed by the Chair"])
    kind = BY_STATUS.get(status)
    if kind and state not in UPDATES[kind].states:
        reader.fault(row["Status"], f"what fits an action that is {state}")
    if kind is UpdateKind.UPDATE and not any(lines):
        reader.fault(row["Reported"], "what was said")
    if kind and UPDATES[kind].of_the_chair and not agreed:
        reader.fault(row["Agreed by the Chair"], f"Yes, for {status} (clause 3)")
    new_due = None
    if kind is UpdateKind.NEW_DATE:
        new_due = reader.later_date(row["New due"])
    elif row["New due"].line:
        reader.fault(row["New due"], "nothing, unless the status is New date")
    if kind is UpdateKind.DISCHARGED and state == ActionState.DISCHARGED:
        return None  # discharged since the workbook was sent: nothing is left to do
    text = "\n".join(line for line in lines if line)
    return UpdateRecord(action_id, kind, text, new_due) if kind else None
