"""Carrying out a list of records past their time, by somebody else than its reviewer (own rule)."""

from __future__ import annotations

import io
import json
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from forum.members.membership import Role
from forum.retention import CERTIFIED, FACTS, ClosedRecord, Decision, Outcome
from forum.text.problem import Problem
from forum.text.wording import long_date
from tasks.documents.papers.take_paper import EXCEL
from tasks.documents.workbooks.layout import write_workbook
from tasks.duties.base.office import UnitOfWork
from tasks.duties.retention.disposal_list import (
    holds_in_words,
    lines_of_list,
    list_by_reference,
    needed_in_words,
)
from tasks.register.documents import fetch, name_of, store
from tasks.register.members.membership import membership
from tasks.register.retention.rows import (
    RowsOf,
    digest_of_rows,
    documents_of,
    rows_of,
    take_out,
    take_out_documents,
    values_of,
)
from tasks.register.tables import DisposalLineRow, DisposalListRow, GroupRow, PersonRow

OFFICES = (Role.CHAIR, Role.DEPUTY_CHAIR, Role.UNIT)
HandOver = Callable[[str, bytes], None]
"""Writes a file for an archive under a name; Problem where it can't."""


@dataclass(frozen=True)
class CarriedOut:
    """A list that was carried out: its certificate, the outcomes counted, and the tables that lost rows."""

    certificate: bytes
    outcomes: Counter[Outcome]
    tables: frozenset[str]


def carry_out(work: UnitOfWork, reference: str, by: UUID, hand_over: HandOver | None = None) -> CarriedOut:
    """Carry out what the reviewer of a list decided, and certify it.

    Holds are looked up again, and a record that is not as it was when it was listed stays. What is
    transferred is handed over first. Problem for a list that is not decided on, for the reviewer's own word,
    and for somebody without an office in the group.
    """
    refuse_to_carry_out(work, reference, by, is_handed_over=hand_over is not None)
    row = list_by_reference(work.session, reference)
    group = work.session.get_one(GroupRow, row.group_id)
    lines = lines_of_list(work.session, row)
    kept = [_rows_of(work.session, group, line) for line in lines if line.decision is Decision.KEEP]
    for line in lines:  # all of them first: what one takes out changes others
        line.outcome = _outcome(work, group, line, kept)
    tables: set[str] = set()
    documents: dict[int, set[str]] = {}
    for line in lines:
        if line.outcome is Outcome.TRANSFERRED and hand_over:
            hand_over(*_file(work, group, row, line))
        if line.outcome in (Outcome.DESTROYED, Outcome.TRANSFERRED):
            rows = _rows_of(work.session, group, line)
            documents[line.number] = documents_of(work.session, rows)
            take_out(work.session, rows)
            tables |= {table.name for table, _ in rows.all}
    gone = take_out_documents(work.session, set().union(*documents.values()))
    for line in lines:
        if line.number in documents:
            theirs = sorted(gone & documents[line.number])
            work.audit(f"record {line.outcome}", list=row.reference, line=line.number, documents=theirs)
    row.carried_out_on, row.carried_out_by_id = work.on, by
    certificate = _certificate(work, group, row, lines)
    name = f"{_file_name(row)} certificate of disposal.xlsx"
    row.certificate = store(work.session, name, EXCEL, certificate, work.on)
    work.audit("disposal list carried out", list=row.reference, person=by)
    outcomes = Counter(line.outcome for line in lines if line.outcome)
    return CarriedOut(certificate, outcomes, frozenset({*tables, *(["document"] if gone else [])}))


def refuse_to_carry_out(work: UnitOfWork, reference: str, by: UUID, *, is_handed_over: bool) -> None:
    """Problem for a list that can't be carried out, or not by this person: ``carry_out`` says when."""
    row = list_by_reference(work.session, reference)
    if row.decided_on is None:
        raise Problem(f"{row.reference} waits for its reviewer: mase disposal decide.")
    if by == row.reviewer_id:
        raise Problem(f"Whoever decided on {row.reference} can’t carry it out: a second person has to.")
    members = membership(work.session, row.group_id, work.on)
    if not any(appointment.role in OFFICES for appointment in members.appointments_on(by, work.on)):
        raise Problem("Only the Chair, the deputy chair or an officer of the unit can have it carried out.")
    transfers = any(line.decision is Decision.TRANSFER for line in lines_of_list(work.session, row))
    if transfers and not is_handed_over:
        raise Problem("Records are to be transferred. Say to which folder: --transfer-to FOLDER.")


def _rows_of(session: Session, group: GroupRow, line: DisposalLineRow) -> RowsOf:
    return rows_of(session, group.id, ClosedRecord(line.kind, line.record, line.title, line.closed_on))


def _outcome(work: UnitOfWork, group: GroupRow, line: DisposalLineRow, kept: Sequence[RowsOf]) -> Outcome:
    """Return the outcome for a record by the reviewer's decision, and by what keeps it now."""
    rows = _rows_of(work.session, group, line)
    if line.decision is Decision.KEEP:
        return Outcome.KEPT
    if digest_of_rows(work.session, rows) != line.digest:
        return Outcome.CHANGED
    if holds_in_words(work, group, line.kind, rows):
        return Outcome.HELD
    if needed_in_words(work.session, rows, kept):
        return Outcome.STILL_NEEDED
    return Outcome.TRANSFERRED if line.decision is Decision.TRANSFER else Outcome.DESTROYED


def _file(
    work: UnitOfWork, group: GroupRow, row: DisposalListRow, line: DisposalLineRow
) -> tuple[str, bytes]:
    """Return the file of a record for an archive with its name: its documents, and its rows as JSON."""
    rows, buffer = _rows_of(work.session, group, line), io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        values = {"title": line.title, "digest": line.digest, "rows": values_of(work.session, rows)}
        archive.writestr("record.json", json.dumps(values, default=str, indent=1, ensure_ascii=False))
        for sha256 in sorted(documents_of(work.session, rows)):
            name = f"documents/{sha256[:12]} {name_of(work.session, sha256)}"
            archive.writestr(name, fetch(work.session, sha256))
    return f"{_file_name(row)} {line.number:03}.zip", buffer.getvalue()


def _file_name(row: DisposalListRow) -> str:
    return row.reference.replace("/", "-")


def _certificate(
    work: UnitOfWork, group: GroupRow, row: DisposalListRow, lines: list[DisposalLineRow]
) -> bytes:
    policy = work.office.policy(group)
    reviewer = work.session.get_one(PersonRow, row.reviewer_id)
    second = work.session.get_one(PersonRow, row.carried_out_by_id)
    assert row.decided_on is not None
    facts = (
        ("List", f"{row.reference}, of {long_date(row.made_on)}"),
        ("Group", policy.group.name),
        (
            "Rule",
            f"The years that the policy of the group has for each kind of record ({policy.retention.clause})",
        ),
        ("Hold lifted by", policy.retention.hold.lifted_by),
        ("Decided by", f"{reviewer.name}, {reviewer.organisation}, on {long_date(row.decided_on)}"),
        ("Carried out by", f"{second.name}, {second.organisation}, on {long_date(work.on)}"),
        ("Backups", "Copies stay in the backups of the register until these have been deleted"),
    )
    cells = (
        (
            line.number,
            line.kind.in_words,
            line.title,
            line.closed_on,
            line.kept_until,
            line.row_count,
            line.document_count,
            line.decision,
            line.why,
            line.outcome,
            line.digest,
        )
        for line in lines
    )
    title = f"{row.reference} certificate of disposal"
    return write_workbook(title, (FACTS, facts), (CERTIFIED, cells), marking=policy.marking)
