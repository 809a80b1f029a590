"""The rows of a record: those that go with it, those that refer to it, and their digest."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any
from uuid import UUID

from sqlalchemy import Column, ColumnElement, Select, Table, delete, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from forum.calendar.working_days import ONE_DAY
from forum.retention import ClosedRecord, RecordKind
from tasks.register.audit.row_digests import digests_of, entries_in_batches, key_of, plain_json
from tasks.register.members.people import people_who_had
from tasks.register.retention.closed import LETTERS_KEPT, MAIL_KEPT, days_of_month
from tasks.register.tables import (
    AccessRequestRow,
    ActionRow,
    ActionUpdateRow,
    AddressRow,
    AgendaItemRow,
    AppointmentRow,
    AttendanceRow,
    AttendeeRow,
    Base,
    BoardAskRow,
    BoardReportRow,
    BriefingRow,
    ChairNoteRow,
    ChallengeRow,
    ConcernRow,
    CorrectionRow,
    CoverRow,
    DecisionRow,
    DispatchRow,
    DocumentRow,
    ExpectedRow,
    GuestRow,
    IncidentRow,
    InterestRow,
    InvitationRow,
    MeetingDocumentRow,
    MeetingRow,
    PackFileRow,
    PaperRow,
    PartnershipContactRow,
    PartnershipMessageRow,
    PersonRow,
    PlanEventRow,
    PlanLineRow,
    PlanVersionRow,
    ProposalRow,
    ProposedReadingRow,
    QuestionRow,
    ReceivedRow,
    ReportEditionRow,
    ReportStepRow,
    ResearchRow,
    RetentionHoldRow,
    RiskRow,
    RuleKeptRow,
    StepRow,
    TaskGroupRow,
    TaskStepRow,
    WaitingLineDecisionRow,
    WaitingWordsRow,
)

Ids = dict[str, set[Any]]  # by the table's name
ROOTS: Mapping[RecordKind, tuple[type[Base], ...]] = {
    RecordKind.MEETINGS: (MeetingRow,),
    RecordKind.REPORTS: (BoardReportRow,),
    RecordKind.PLAN: (PlanLineRow, PlanVersionRow),
    RecordKind.RESEARCH: (ResearchRow,),
    RecordKind.RISKS: (RiskRow, ChallengeRow),
    RecordKind.TASK_GROUPS: (TaskGroupRow,),
    RecordKind.PEOPLE: (PersonRow,),
    RecordKind.INCIDENTS: (IncidentRow,),
    RecordKind.CONCERNS: (ConcernRow,),
}
"""The tables of which a row is a record, by kind."""
GOES_WITH: tuple[InstrumentedAttribute[Any], ...] = (
    *(
        table.meeting_id
        for table in (
            ActionRow,
            AgendaItemRow,
            AttendanceRow,
            AttendeeRow,
            BriefingRow,
            CorrectionRow,
            DecisionRow,
            DispatchRow,
            ExpectedRow,
            GuestRow,
            InterestRow,
            InvitationRow,
            MeetingDocumentRow,
            PackFileRow,
            PaperRow,
            QuestionRow,
            RuleKeptRow,
            StepRow,
            WaitingLineDecisionRow,
        )
    ),
    ActionUpdateRow.action_id,
    PartnershipMessageRow.item_id,
    ReceivedRow.dispatch_id,
    ProposedReadingRow.received_id,
    ProposedReadingRow.confirmed_by_id,
    WaitingWordsRow.received_id,
    BoardAskRow.report_id,
    ReportEditionRow.report_id,
    ReportStepRow.report_id,
    PlanEventRow.line_id,
    TaskStepRow.task_group_id,
    *(
        table.person_id
        for table in (
            AccessRequestRow,
            AddressRow,
            AppointmentRow,
            ChairNoteRow,
            CoverRow,
            DispatchRow,
            PartnershipContactRow,
            ProposalRow,
            ReceivedRow,
            RetentionHoldRow,
        )
    ),
)
"""The columns by which a row goes with the row that they name."""
_REFERENCES: defaultdict[str, list[Column[Any]]] = defaultdict(list)
"""The columns that name a row of a table, by that table's name."""
for _table in Base.metadata.sorted_tables:
    for _key in _table.foreign_keys:
        _REFERENCES[_key.column.table.name].append(_key.parent)
ABOUT: tuple[InstrumentedAttribute[UUID], ...] = (
    QuestionRow.about_id,
    DispatchRow.subject_id,
    ChairNoteRow.about_id,
)
"""The columns that name a row of any table; theirs goes with it."""
_WORN: Mapping[str, Mapping[str, Any]] = {
    "dispatch": {"address": "", "subject": "", "text": "", "html": "", "attachments": [], "reason": "",
                 "decision": "", "draft_id": None, "drafted_to": None},
    "received": {"sender": "", "person_id": None, "reason": "", "made_of": [], "decision": "",
                 "to_vouch_for": None},
    "person": {"phone": "", "pa": "", "format_needed": ""},
}  # fmt: skip
"""The columns that are emptied where a row stays, with what they have then."""


@dataclass(frozen=True)
class RowsOf:
    """The rows of a record: those that go, and those that stay without their words."""

    goes: Ids
    worn: Ids

    @property
    def all(self) -> list[tuple[Table, set[Any]]]:
        """The rows by their tables."""
        return [
            (Base.metadata.tables[name], ids) for rows in (self.goes, self.worn) for name, ids in rows.items()
        ]

    @property
    def count(self) -> int:
        """The number of rows."""
        return sum(len(ids) for _, ids in self.all)

    def has_any_of(self, other: RowsOf) -> bool:
        """Say whether a row is of both records."""
        theirs = {table.name: ids for table, ids in other.all}
        return any(not ids.isdisjoint(theirs.get(table.name, ())) for table, ids in self.all)

    def kinds(self, kind: RecordKind) -> set[RecordKind]:
        """Return the kinds of record of which there are rows, for a record of a ``kind``."""
        of_tables = {"dispatch": RecordKind.LETTERS, "received": RecordKind.MAIL}
        return {kind} | {of_tables[table.name] for table, ids in self.all if ids and table.name in of_tables}


def rows_of(session: Session, group_id: UUID, record: ClosedRecord) -> RowsOf:
    """Return the rows of a record of a group; none where it is not there any more."""
    if record.kind is RecordKind.LETTERS:
        return RowsOf(
            {}, {"dispatch": _of_month(session, group_id, DispatchRow.queued_at, record, LETTERS_KEPT)}
        )
    if record.kind is RecordKind.MAIL:
        mail = _of_month(session, group_id, ReceivedRow.received_at, record, MAIL_KEPT)
        readings = _naming(session, _column(ProposedReadingRow.received_id), mail)
        return RowsOf({"proposed_reading": readings}, {"received": mail})
    id = UUID(record.key)
    if record.kind is RecordKind.CONTACT_DETAILS:
        details = {
            column.table.name: _naming(session, column, {id})
            for column in map(_column, (AddressRow.person_id, ProposalRow.person_id))
        }
        return RowsOf(_with_parts(session, details), {"person": {id}})
    roots: Ids = {table.__tablename__: {id} for table in ROOTS[record.kind] if session.get(table, id)}
    return RowsOf(_with_parts(session, roots), {})


def _of_month(
    session: Session,
    group_id: UUID,
    at: InstrumentedAttribute[dt.datetime],
    record: ClosedRecord,
    kept: ColumnElement[bool],
) -> set[Any]:
    table, (first, last) = at.class_, days_of_month(record.key)
    since, until = (dt.datetime.combine(day, dt.time()) for day in (first, last + ONE_DAY))
    rows = select(table.id).where(table.group_id == group_id, at >= since, at < until, kept)
    return {*session.scalars(rows)}


def _with_parts(session: Session, rows: Ids) -> Ids:
    """Return these rows with all that go with them."""
    all_rows: defaultdict[str, set[Any]] = defaultdict(set)
    while rows:
        for name, ids in rows.items():
            all_rows[name] |= ids
        parts: defaultdict[str, set[Any]] = defaultdict(set)
        for column in map(_column, GOES_WITH):
            parts[column.table.name] |= _naming(session, column, rows.get(_target(column), ()))
        for column in map(_column, ABOUT):
            parts[column.table.name] |= _naming(session, column, {*chain(*rows.values())})
        rows = {name: new for name, ids in parts.items() if (new := ids - all_rows[name])}
    return {name: ids for name, ids in all_rows.items() if ids}


def needed_by(session: Session, rows: RowsOf) -> Counter[str]:
    """Count, by table, the rows of other records that refer to rows that are to go."""
    counts: Counter[str] = Counter()
    for name, ids in rows.goes.items():
        for column in _REFERENCES[name]:
            others = _naming(session, column, ids) - rows.goes.get(column.table.name, set())
            counts[column.table.name] += len(others)
    return +counts


def people_in(session: Session, rows: RowsOf) -> set[UUID]:
    """Return the people whom the rows of a record name, by the address from which a mail came too."""
    people = {*rows.goes.get("person", ()), *rows.worn.get("person", ())}
    mails = chain(*(ids for table, ids in rows.all if table.name == "received"))
    senders = {*_values(session, _column(ReceivedRow.sender), {*mails})}
    return people | _referred_to(session, rows, "person") | people_who_had(session, senders)


def documents_of(session: Session, rows: RowsOf) -> set[str]:
    """Return the SHA-256 of the documents to which the rows of a record refer."""
    letters = (ids for table, ids in rows.all if table.name == "dispatch")
    attachments = _values(session, _column(DispatchRow.attachments), {*chain(*letters)})
    return _referred_to(session, rows, "document") | {
        file["sha256"] for files in attachments for file in files
    }


def digest_of_rows(session: Session, rows: RowsOf) -> str:
    """Return the SHA-256 of the digests that a record's rows have on the trail while nobody changes them."""
    digests = sorted(
        (table.name, plain_json(id), digest)
        for table, ids in rows.all
        for id, digest in digests_of(session.connection(), table.name, ids).items()
    )
    return hashlib.sha256(json.dumps(digests).encode()).hexdigest()


def values_of(session: Session, rows: RowsOf) -> dict[str, list[dict[str, Any]]]:
    """Return the values of a record's rows, by table."""
    return {
        table.name: [
            dict(row)
            for batch in entries_in_batches(ids)
            for row in session.execute(select(table).where(key_of(table).in_(batch))).mappings()
        ]
        for table, ids in rows.all
    }


def take_out(session: Session, rows: RowsOf) -> None:
    """Delete the rows of a record that go, and empty those that stay."""
    session.flush()
    for table in reversed(Base.metadata.sorted_tables):
        for batch in entries_in_batches(rows.goes.get(table.name, ())):
            session.execute(delete(table).where(key_of(table).in_(batch)))
    for name, ids in rows.worn.items():
        table = Base.metadata.tables[name]
        for batch in entries_in_batches(ids):
            session.execute(update(table).where(key_of(table).in_(batch)).values(_WORN[name]))
    session.expire_all()


def take_out_documents(session: Session, documents: Collection[str]) -> set[str]:
    """Delete those of these documents to which nothing refers any more, and return them."""
    left = {*documents}
    for column in _REFERENCES["document"]:
        left -= {*chain(*_each(session, select(column), column, left))}
    with_files = (
        select(DispatchRow.attachments).where(DispatchRow.text != "").execution_options(yield_per=500)
    )
    left -= {file["sha256"] for files in session.scalars(with_files) for file in files}
    for batch in entries_in_batches(left):
        session.execute(delete(DocumentRow).where(DocumentRow.sha256.in_(batch)))
    return left


def _referred_to(session: Session, rows: RowsOf, table: str) -> set[Any]:
    """Return the keys of the rows of a table that the rows of a record name."""
    return {
        value
        for own, ids in rows.all
        for column in _REFERENCES[table]
        if column.table is own
        for value in _values(session, column, ids)
    }


def _naming(session: Session, column: Column[Any], ids: Iterable[Any]) -> set[Any]:
    """Return the keys of the rows that name one of these in a column."""
    return {*chain(*_each(session, select(key_of(column.table)), column, ids))}


def _values(session: Session, column: Column[Any], ids: Iterable[Any]) -> list[Any]:
    """Return what these rows have in a column, where they have anything."""
    key = key_of(column.table)
    return [value for value in chain(*_each(session, select(column), key, ids)) if value is not None]


def _each(
    session: Session, statement: Select[Any], column: Column[Any], values: Iterable[Any]
) -> Iterator[Sequence[Any]]:
    """Yield what a statement selects of the rows with one of these values in a column, in batches."""
    for batch in entries_in_batches(values):
        yield session.scalars(statement.where(column.in_(batch))).all()


def _column(attribute: InstrumentedAttribute[Any]) -> Column[Any]:
    column: Column[Any] = attribute.property.columns[0]
    return column


def _target(column: Column[Any]) -> str:
    (key,) = column.foreign_keys
    return key.column.table.name
