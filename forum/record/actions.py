"""Check the actions that a record takes, and what was said of earlier ones.

The sheet Plan of the record: what the meeting decided of lines of the action plan (clause 3).
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from forum.actions.action_log import BY_STATUS, UPDATES, ActionState, UpdateKind
from forum.plan.cycles import Decided, LineDecision
from forum.plan.lines import Colour
from forum.record import sheets
from forum.record.cells import RecordReader, is_filled, same_row
from forum.record.people import Room, find_owner
from forum.record.prefill import action_references
from forum.record.record import ActionRecord, DecisionRecord, FormPlanLine, RecordForm, Sheets, UpdateRecord
from forum.text.cells import Cell, Row
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


GIVEN = [column.heading for column in sheets.PLAN.columns if column.given]


def read_plan(
    reader: RecordReader,
    rows: Sequence[Row],
    decisions: Sequence[DecisionRecord],
    before: Sheets | None,
) -> tuple[LineDecision, ...]:
    """Return what the meeting decided of lines, without what the last filing carried out already.

    An empty row of a line that ended once the workbook was out is passed over.
    """
    lines = {line.reference: line for line in reader.form.plan}
    known = {folded(reference) for reference in lines}
    rows = [row for row in rows if is_filled(row, GIVEN) or folded(row["Reference"].line) in known]
    filed = before.rows.get(sheets.PLAN.name, ()) if before else ()
    earlier = {folded(row["Reference"].line): row for row in filed if is_filled(row, GIVEN)}
    decided = []
    for reference, row in reader.rows_by(rows, "Reference", lines).items():
        carried_out = None if lines[reference].waits else earlier.get(folded(reference))
        if is_filled(row, GIVEN) and (carried_out is None or _typed(carried_out) != _typed(row)):
            decided.append(_decision(reader, row, lines[reference], decisions))
        elif carried_out is not None and not is_filled(row, GIVEN):
            reader.fault(row["Decided"], "what was recorded before; correct the line by the plan’s workbook")
    return tuple(each for each in decided if each is not None)


def _typed(row: Row) -> dict[str, str]:
    return {heading: cell.line for heading, cell in row.items() if heading not in GIVEN}


def _decision(
    reader: RecordReader, row: Row, line: FormPlanLine, decisions: Sequence[DecisionRecord]
) -> LineDecision | None:
    """Read a row. A discharge needs evidence and a sentence of impact, and each row the group's decision."""
    word = reader.choice(row["Decided"], tuple(Decided), needed=True)
    decided = Decided(word) if word else None
    text, impact = reader.text(row["Evidence or reason"]), reader.text(row["Impact"])
    decision = _taken(reader, row["Decision"], decisions)
    if decided is Decided.DISCHARGED and not (text or line.evidence):
        reader.fault(row["Evidence or reason"], "what shows that it is done; no line is discharged without")
    if decided is Decided.DISCHARGED and not impact:
        reader.fault(row["Impact"], "one sentence on what it changed for children")
    new_due = reader.later_date(row["New due"]) if decided is Decided.NEW_DATE else None
    if decided is not Decided.NEW_DATE and row["New due"].line:
        reader.fault(row["New due"], f"nothing, unless {Decided.NEW_DATE} was decided")
    colour = reader.choice(row["New RAG"], sheets.RAGS, needed=decided is Decided.NEW_COLOUR)
    if decided is None or decision is None:
        return None
    agreed = Colour(colour.lower()) if colour else None
    waits = decision.to_ratify or not decision.quorate
    return LineDecision(line.id, decided, decision.reference, text, impact, new_due, agreed, waits)


def _taken(reader: RecordReader, cell: Cell, decisions: Sequence[DecisionRecord]) -> DecisionRecord | None:
    """Return the decision of part 1 that a cell names; None for none, which is a fault."""
    typed = folded(cell.line).rpartition("/")[2]
    taken = next((each for each in decisions if folded(each.reference).endswith(f"/{typed}")), None)
    if not typed or taken is None:
        reader.fault(cell, "a decision of the sheet Decisions, such as D1")
        return None
    items = {item.id: item for item in reader.form.items}
    if items[taken.item_id].part > 1:
        reader.fault(cell, "a decision of part 1: the plan goes to everybody")
    return taken
