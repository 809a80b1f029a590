"""The sheet Plan of the record: what the meeting decided of lines of the action plan (clause 3)."""

from __future__ import annotations

from collections.abc import Sequence

from forum.plan.decided import Decided, LineDecision
from forum.plan.lines import Colour
from forum.record import sheets
from forum.record.cells import RecordReader, is_filled
from forum.record.form import FormPlanLine
from forum.record.record import DecisionRecord, Sheets
from forum.text.cell_reader import Cell, Row
from forum.text.checks import folded

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
