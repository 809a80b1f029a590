"""The list of a group's records past their time: made for a reviewer, who decides on each (own rule).

Placing a hold on disposal, and lifting it on the word of whoever may (own rule).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from forum.letters.retention import DisposalList
from forum.outbox.states import Topic, Validity
from forum.retention import (
    CLOSED,
    HELP,
    KIND,
    NOT_YET,
    RECORD,
    SHEET,
    ClosedRecord,
    DisposalLine,
    Hold,
    Outcome,
    RecordKind,
    holds_by_default,
    next_step_due,
    read_list_decisions,
    years_later,
)
from forum.text.checks import needed_line
from forum.text.problem import Problem
from forum.text.wording import counted, listed
from tasks.documents.papers.take_paper import EXCEL
from tasks.documents.retention import read_list
from tasks.documents.workbooks.fault_marks import refusal_with_marks
from tasks.documents.workbooks.layout import write_workbook
from tasks.duties.base.group_context import group_context
from tasks.duties.base.office import UnitOfWork
from tasks.duties.base.write_letter import enclose, head, write
from tasks.register.database.rows import row_with_id
from tasks.register.groups import group_by_code, groups
from tasks.register.retention.closed import closed_records
from tasks.register.retention.lists import hold_value, holds_on, lists_that_wait
from tasks.register.retention.rows import RowsOf, digest_of_rows, documents_of, needed_by, people_in, rows_of
from tasks.register.tables import DisposalLineRow, DisposalListRow, GroupRow, PersonRow, RetentionHoldRow


def place_hold(
    work: UnitOfWork,
    ground: str,
    authority: str,
    group_id: UUID | None = None,
    kind: RecordKind | None = None,
    person_id: UUID | None = None,
) -> UUID:
    """Hold records of a group, or of all groups, against disposal until the hold is lifted; return its
    id."""
    row = RetentionHoldRow(
        group_id=group_id,
        kind=kind,
        person_id=person_id,
        ground=needed_line(ground, "--ground"),
        authority=needed_line(authority, "--authority"),
        placed_on=work.on,
    )
    work.session.add(row)
    work.audit("hold on disposal placed", hold=row.id, kind=kind, person=person_id)
    work.session.flush()
    return row.id


def hold_called(work: UnitOfWork, short_id: str) -> UUID:
    """Return the hold whose id begins so; Problem where no such hold stands."""
    rows = work.session.scalars(select(RetentionHoldRow).where(RetentionHoldRow.lifted_on.is_(None)))
    missing = f"No hold has the id “{short_id}”. See: mase disposal holds."
    return row_with_id(rows, short_id, "holds", missing).id


def lift_hold(work: UnitOfWork, hold_id: UUID, authority: str) -> str:
    """Lift a hold on the word of an authority, and return its ground."""
    row = work.session.get_one(RetentionHoldRow, hold_id)
    row.lifted_on, row.lifted_by = work.on, needed_line(authority, "--authority")
    work.audit("hold on disposal lifted", hold=row.id)
    return row.ground


def holds_of(work: UnitOfWork, group: GroupRow) -> list[Hold]:
    """Return all holds on records of a group: the one that its policy begins with, and those placed since."""
    by_default = holds_by_default(work.office.policy(group).retention)
    return by_default + [hold_value(row) for row in holds_on(work.session, group.id)]


def all_holds(work: UnitOfWork, code: str | None) -> list[tuple[str, Hold, str]]:
    """Return the holds on records of each group, or of one: its code, the hold, and the hold's short id."""
    listed: list[tuple[str, Hold, str]] = []
    for group in groups(work.session, code):
        by_default = holds_by_default(work.office.policy(group).retention)
        listed += [(group.code, hold, "") for hold in by_default]
        rows = holds_on(work.session, group.id)
        listed += [(group.code, hold_value(row), str(row.id)[:8]) for row in rows]
    return listed


OF_PEOPLE = (RecordKind.PEOPLE, RecordKind.CONTACT_DETAILS)


@dataclass(frozen=True)
class MadeList:
    """A list as it was made. Without a ``reference`` there was nothing to decide on."""

    reference: str
    workbook: bytes
    to_decide: tuple[DisposalLine, ...]
    kept: tuple[DisposalLine, ...]


def make_list(work: UnitOfWork, code: str, reviewer_id: UUID) -> MadeList:
    """Put the records of a group that are past their time on a list for a reviewer.

    It takes the place of an earlier list that was not carried out. Records that a hold keeps, or that others
    refer to, are shown beside it.
    """
    group = group_by_code(work.session, code)
    lines = lines_past_their_time(work, group)
    to_decide = tuple(line for line in lines if not line.kept_by)
    kept = tuple(line for line in lines if line.kept_by)
    if not to_decide:
        return MadeList("", b"", (), kept)
    row = _list_row(work, group, reviewer_id)
    work.session.add(row)
    work.session.flush()  # its lines name it
    for number, line in enumerate(to_decide, start=1):
        work.session.add(_line_row(row.id, number, line))
    work.audit("disposal list made", group=group.id, list=row.reference, reviewer=reviewer_id)
    policy = work.office.policy(group)
    workbook = write_workbook(
        f"{row.reference} {policy.group.short_name}: records past their time",
        (SHEET, [(number, *_cells(line), "", "") for number, line in enumerate(to_decide, start=1)]),
        (NOT_YET, [(*_cells(line), "; ".join(line.kept_by)) for line in kept]),
        marking=policy.marking,
        help=HELP,
    )
    made = MadeList(row.reference, workbook, to_decide, kept)
    _write_to_reviewer(work, group, row, made)
    return made


def _write_to_reviewer(work: UnitOfWork, group: GroupRow, row: DisposalListRow, made: MadeList) -> None:
    """Write the list to its reviewer, who has some weeks for it (own rule)."""
    forum = group_context(work, group.id)
    reviewer = forum.membership.person(row.reviewer_id)
    by = next_step_due(forum.days, row.made_on, row.decided_on)
    why = f"you decide on records past their time for the {forum.policy.group.short_name}"
    write(
        forum,
        DisposalList(
            **head(forum, reviewer, marked=True, why=why),
            reference=row.reference,
            records=len(made.to_decide),
            kept=len(made.kept),
            kept_again=forum.policy.retention.kept_again,
            by=by,
        ),
        to=reviewer,
        about=Topic(row.id),
        valid=Validity(by),
        enclosures=[enclose(forum, _file_name(row), made.workbook, EXCEL)],
    )


def _file_name(row: DisposalListRow) -> str:
    return f"{row.reference.replace('/', '-')} records past their time.xlsx"


def lines_past_their_time(work: UnitOfWork, group: GroupRow) -> list[DisposalLine]:
    """Return the records of a group that its policy keeps no longer, and what keeps them all the same.

    A record that a reviewer had kept is not among them before it comes up again.
    """
    rules, session = work.office.policy(group).retention, work.session
    kept_on = _kept_by_a_reviewer(session, group.id)
    lines, kept = [], []
    for record in closed_records(session, group.id, work.on):
        until = record.kept_until(rules)
        if until >= work.on:
            continue
        rows, day = rows_of(session, group.id, record), kept_on.get((record.kind, record.key))
        if day and years_later(day, rules.kept_again) >= work.on:
            kept.append(rows)
        else:
            lines.append((record, until, rows))
    return [_line(work, group, record, until, rows, kept) for record, until, rows in lines]


def number_to_decide_on(work: UnitOfWork, group: GroupRow) -> int:
    """Return how many records a list of today would have; none while a hold keeps all of them."""
    if any(hold.kind is None and hold.person is None for hold in holds_of(work, group)):
        return 0
    return sum(not line.kept_by for line in lines_past_their_time(work, group))


def _line(
    work: UnitOfWork,
    group: GroupRow,
    record: ClosedRecord,
    until: dt.date,
    rows: RowsOf,
    kept: Sequence[RowsOf],
) -> DisposalLine:
    """Return a record as it stands now, with what keeps it."""
    return DisposalLine(
        record=record,
        shown=_shown(work.session, record),
        kept_until=until,
        rows=rows.count,
        documents=len(documents_of(work.session, rows)),
        digest=digest_of_rows(work.session, rows),
        kept_by=(
            *holds_in_words(work, group, record.kind, rows),
            *needed_in_words(work.session, rows, kept),
        ),
    )


def holds_in_words(work: UnitOfWork, group: GroupRow, kind: RecordKind, rows: RowsOf) -> list[str]:
    """Return the holds that cover a record, in words."""
    kinds, people = rows.kinds(kind), people_in(work.session, rows)
    return [f"Held: {hold.in_words}" for hold in holds_of(work, group) if hold.covers(kinds, people)]


def needed_in_words(session: Session, rows: RowsOf, kept: Sequence[RowsOf]) -> list[str]:
    """Return whatever else needs a record, in words: rows that refer to it, and records that are kept."""
    counts = needed_by(session, rows)
    parts = [counted(number, name.replace("_", " ")) for name, number in sorted(counts.items())]
    referred = [f"Still needed by {listed(parts)} of other records"] if parts else []
    return referred + ["Part of it is in a record that the reviewer keeps"] * any(map(rows.has_any_of, kept))


def decide(work: UnitOfWork, reference: str, content: bytes, where: str, by: UUID) -> Counter[str]:
    """Record what the reviewer decided on each record of a list, and count the decisions.

    Problem for another person's word, for a list that was carried out or replaced, and with all faulty cells.
    """
    row = list_by_reference(work.session, reference)
    if by != row.reviewer_id:
        raise Problem(f"{row.reference} is for its reviewer to decide on, and nobody else’s word counts.")
    lines = lines_of_list(work.session, row)
    rows, faults = read_list(content, where)
    decisions = read_list_decisions(rows, {line.number: _said_of(line) for line in lines}, where, faults)
    for line in lines:
        line.decision, line.why = decisions[line.number]
    row.decided_on = work.on
    work.audit("disposal list decided", list=row.reference, person=by)
    return Counter(decision for decision, _ in decisions.values())


def decide_by_mail(work: UnitOfWork, list_id: UUID, content: bytes, by: UUID) -> str:
    """Record what a reviewer decided in the list that came back by mail; return its reference.

    Problem as in ``decide``, with the list as it came and its wrong cells marked.
    """
    row = work.session.get_one(DisposalListRow, list_id)
    try:
        decide(work, row.reference, content, "The list", by)
    except Problem as problem:
        if problem.faults:
            raise refusal_with_marks(problem, content, _file_name(row), work.office.limited) from problem
        raise
    return row.reference


def list_by_reference(session: Session, reference: str) -> DisposalListRow:
    """Return a list that is still to be carried out; Problem for any other."""
    row = session.scalar(
        select(DisposalListRow).where(DisposalListRow.reference == reference.strip().upper())
    )
    if row is None:
        raise Problem(f"There is no disposal list “{reference}”. Make one with mase disposal list.")
    if row.carried_out_on is not None:
        raise Problem(f"{row.reference} was carried out, and nothing more is done for it.")
    if row.replaced_on is not None:
        raise Problem(f"A later list has taken the place of {row.reference}. Work with that one.")
    return row


def lines_of_list(session: Session, row: DisposalListRow) -> list[DisposalLineRow]:
    """Return the records of a list in their order."""
    lines = select(DisposalLineRow).where(DisposalLineRow.list_id == row.id)
    return list(session.scalars(lines.order_by(DisposalLineRow.number)))


def _said_of(line: DisposalLineRow) -> dict[str, str | dt.date]:
    """Return what the list said of a record; of a person the line has no name to compare."""
    said: dict[str, str | dt.date] = {KIND: line.kind.in_words, CLOSED: line.closed_on}
    return said if line.kind in OF_PEOPLE else {**said, RECORD: line.title}


def _kept_by_a_reviewer(session: Session, group_id: UUID) -> dict[tuple[RecordKind, str], dt.date]:
    """Return the day on which a reviewer last had a record kept, by its kind and key."""
    rows = session.execute(
        select(DisposalLineRow.kind, DisposalLineRow.record, func.max(DisposalListRow.carried_out_on))
        .join(DisposalListRow, DisposalListRow.id == DisposalLineRow.list_id)
        .where(DisposalListRow.group_id == group_id, DisposalLineRow.outcome == Outcome.KEPT)
        .group_by(DisposalLineRow.kind, DisposalLineRow.record)
    )
    return {(kind, key): day for kind, key, day in rows if day}


def _list_row(work: UnitOfWork, group: GroupRow, reviewer_id: UUID) -> DisposalListRow:
    """Return the row of a new list, which takes the place of those that were not carried out."""
    session, year = work.session, f"D/{work.on.year}/"
    for earlier in lists_that_wait(session, [group.id]):
        earlier.replaced_on = work.on
    of_year = (
        select(func.count()).select_from(DisposalListRow).where(DisposalListRow.reference.startswith(year))
    )
    number = (session.scalar(of_year) or 0) + 1
    return DisposalListRow(
        group_id=group.id, reference=f"{year}{number:02}", reviewer_id=reviewer_id, made_on=work.on
    )


def _line_row(list_id: UUID, number: int, line: DisposalLine) -> DisposalLineRow:
    return DisposalLineRow(
        list_id=list_id,
        number=number,
        kind=line.record.kind,
        record=line.record.key,
        title=line.record.title,
        closed_on=line.record.closed_on,
        kept_until=line.kept_until,
        row_count=line.rows,
        document_count=line.documents,
        digest=line.digest,
    )


def _cells(line: DisposalLine) -> tuple[object, ...]:
    record = line.record
    return (
        record.kind.in_words,
        line.shown,
        record.closed_on,
        line.kept_until,
        line.rows,
        line.documents,
    )


def _shown(session: Session, record: ClosedRecord) -> str:
    if record.kind not in OF_PEOPLE:
        return record.title
    person = session.get_one(PersonRow, UUID(record.key))
    return f"{record.title}: {person.name}, {person.organisation}"
