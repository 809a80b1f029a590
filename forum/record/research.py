"""The sheet Research of the record: what the meeting wants looked into (clause 6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from forum.agenda.purpose import purpose_codes
from forum.record import sheets
from forum.record.cells import RecordReader, is_filled, same_row
from forum.record.form import RecordForm
from forum.record.record import ResearchRecord, Sheets
from forum.research.requests import ResearchKind
from forum.text.cell_reader import Row
from forum.text.checks import folded
from forum.text.children import may_name_a_child
from forum.text.wording import long_date

KINDS = tuple(ResearchKind)
GIVEN = ("Line",)


def research_rows(form: RecordForm) -> tuple[Mapping[str, object], ...]:
    """The rows of the sheet Research as they are filled in beforehand."""
    if form.research is None:
        return ()
    return tuple({"Line": str(number)} for number in range(1, sheets.RESEARCH.free + 1))


def read_research(
    reader: RecordReader, rows: Sequence[Row], before: Sheets | None
) -> tuple[ResearchRecord, ...]:
    """Return the requests that are new since the last filing; one that was filed stays as it is."""
    lines = {str(row["Line"]): row for row in research_rows(reader.form)}
    filed = before.rows.get(sheets.RESEARCH.name, ()) if before else ()
    earlier = {row["Line"].line: row for row in filed if is_filled(row, GIVEN)}
    requests = []
    for line, row in reader.rows_by(rows, "Line", lines).items():
        last = earlier.get(line)
        if last is not None and not same_row(last, row):
            reader.fault(row["Question"], "what was recorded before; the unit may decline the request")
        elif last is None and is_filled(row, GIVEN):
            requests.append(_request(reader, row))
    return tuple(request for request in requests if request is not None)


def _request(reader: RecordReader, row: Row) -> ResearchRecord | None:
    form, faults = reader.form, len(reader.faults)
    question = reader.line(row["Question"], "what the group wants to know")
    if may_name_a_child(question):
        reader.fault(row["Question"], "a question that tells of no child and no case")
    asked = {folded(request.question): request.reference for request in form.research or ()}
    if reference := asked.get(folded(question)):
        reader.fault(row["Question"], f"another question; this one is asked already, {reference}")
    people: Mapping[str, UUID] = {person.label: person.id for person in form.people}
    asked_by = people.get(reader.choice(row["Asked by"], people, needed=True))
    decision = reader.line(row["For the decision"], "what the group will decide by it")
    by = reader.later_date(row["By"])
    if by and form.next_date and by < form.next_date:
        reader.fault(row["By"], f"a day by which the group meets: {long_date(form.next_date)} or later")
    kind = reader.choice(row["Kind"], KINDS)
    codes = {name: code for code, name in purpose_codes(form.objectives).items()}
    purpose = codes.get(reader.choice(row["Purpose"], form.objectives), "")
    if asked_by is None or by is None or len(reader.faults) > faults:
        return None
    return ResearchRecord(question, asked_by, decision, by, ResearchKind(kind) if kind else None, purpose)
