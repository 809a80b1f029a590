"""A journal of the rows that a change wrote, by which it can be taken back while the rows are as it left
them.

Queries about what was recorded when, by the audit trail: people say of an earlier day what they did. The
check number of the audit trail: one a day, the hash of a row with all chains’ heads.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import JSON, Column, Row, Table, delete, event, insert, inspect, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from forum.calendar.working_days import ONE_DAY
from tasks.register.audit.trail import check_number, digest_heads, last_digest_of_heads
from tasks.register.database.register import Transaction
from tasks.register.tables import AuditRow, Base, ChairNoteRow, DispatchRow, DocumentRow, InvitationRow

About = dict[str, Any]


class Later:
    """What was recorded after a day."""

    def __init__(self, session: Session, day: dt.date) -> None:
        later = select(AuditRow.event, AuditRow.about).where(AuditRow.at >= _end_of(day))
        self._events: defaultdict[tuple[str, str], list[About]] = defaultdict(list)
        for name, about in session.execute(later):
            for value in about.values():
                self._events[name, str(value)].append(about)

    def has(self, event: str, subject: UUID, **about: object) -> bool:
        """Say whether an event of a subject was recorded after the day, with these particulars."""
        wanted = {name: str(value) for name, value in about.items()}
        return any(
            all(str(known.get(name)) == value for name, value in wanted.items())
            for known in self._events.get((event, str(subject)), ())
        )


def events_until(session: Session, day: dt.date, events: Sequence[str]) -> Iterator[tuple[dt.date, About]]:
    """Yield the days and the subjects of these events that were recorded by a day, the earliest first."""
    rows = session.execute(
        select(AuditRow.at, AuditRow.about)
        .where(AuditRow.event.in_(events), AuditRow.at < _end_of(day))
        .order_by(AuditRow.seq)
    )
    for at, about in rows:
        yield at.date(), about


def _end_of(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day + ONE_DAY, dt.time())


def check_number_of_the_day(tx: Transaction) -> str:
    """Return the check number of the day, which its first use puts on the trail.

    The transaction is one for all of the service, so that nobody else is adding to any chain.
    """
    last = last_digest_of_heads(tx.session)
    if last and last.at.date() == tx.at.date():
        return check_number(tx.session, last.hash)
    return digest_heads(tx.session, at=tx.at, actor=tx.actor)


Entry = dict[str, Any]  # as JSON: {"table": ..., "id": ..., "before": {...} or None, "after": {...} or None}
# Letters and invitations have moves of their own; a document is named by its hash and never changes; what the
# Chair is to hear stays so.
NOT_KEPT = (DispatchRow, InvitationRow, DocumentRow, ChairNoteRow)


class ChangedSinceError(Exception):
    """A row of the change was changed since, or other rows build on it."""


@dataclass
class Journal:
    """The rows that were written, as they were before; ``entries`` has them as JSON."""

    session: Session
    before: dict[tuple[str, UUID], Row[Any] | None] = field(default_factory=dict)

    @property
    def entries(self) -> list[Entry]:
        self.session.flush()
        entries = []
        for (name, id), old_row in self.before.items():
            table = Base.metadata.tables[name]
            new_row = _row(self.session, table, id)
            old, new = _values(old_row), _values(new_row)
            if old != new:
                whole = not old or not new  # the row was put in, or taken out
                changed = {key for key in {*old, *new} if whole or old[key] != new[key]}
                entries.append(
                    {
                        "table": name,
                        "id": str(id),
                        "before": {key: old[key] for key in sorted(changed & set(old))} if old_row else None,
                        "after": {key: new[key] for key in sorted(changed & set(new))} if new_row else None,
                    }
                )
        return entries

    def note(self, session: Session, *_: Any) -> None:
        """Note each row that is about to be written, as it stands in the database."""
        for row in (*session.new, *session.dirty, *session.deleted):
            if isinstance(row, NOT_KEPT) or not hasattr(row, "id"):
                continue
            table = inspect(type(row)).local_table
            row.id = row.id or uuid4()
            key = table.name, row.id
            if key not in self.before:
                self.before[key] = _row(session, table, row.id)


@contextmanager
def journal(session: Session) -> Iterator[Journal]:
    """Keep a journal of all rows written through the session within the block."""
    session.flush()
    journal = Journal(session)
    event.listen(session, "before_flush", journal.note)
    try:
        yield journal
        session.flush()
    finally:
        event.remove(session, "before_flush", journal.note)


def take_back(session: Session, entries: Sequence[Entry]) -> None:
    """Put every row back as it was before; ChangedSinceError, and nothing done, when a row has moved on."""
    try:
        with session.begin_nested():
            order = {table.name: place for place, table in enumerate(Base.metadata.sorted_tables)}
            in_order = sorted(entries, key=lambda entry: order[entry["table"]])
            new = [entry for entry in in_order if entry["before"] is None]
            for entry in (*reversed(new), *(entry for entry in in_order if entry["before"] is not None)):
                _take_back(session, entry)
    except IntegrityError as error:
        raise ChangedSinceError from error
    finally:
        session.expire_all()


def _take_back(session: Session, entry: Entry) -> None:
    table, id = Base.metadata.tables[entry["table"]], UUID(entry["id"])
    before, after = entry["before"], entry["after"]
    now = _values(_row(session, table, id))
    if any(now.get(key) != value for key, value in (after or {}).items()) or (after is None and now):
        raise ChangedSinceError
    if before is None:
        session.execute(delete(table).where(table.c.id == id))
    elif after is None:
        session.execute(insert(table).values(_python(table, before)))
    else:
        session.execute(update(table).where(table.c.id == id).values(_python(table, before)))


def _row(session: Session, table: Table, id: UUID) -> Row[Any] | None:
    return session.connection().execute(select(table).where(table.c.id == id)).first()


def _values(row: Row[Any] | None) -> dict[str, Any]:
    """Return a row as JSON."""
    return {key: _plain(value) for key, value in row._mapping.items()} if row else {}


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _python(table: Table, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values of JSON as the database takes them."""
    return {key: _typed(table.c[key], value) for key, value in values.items()}


def _typed(column: Column[Any], value: Any) -> Any:
    kind = column.type.python_type
    if value is None or isinstance(value, kind) or isinstance(column.type, JSON):
        return value
    return kind.fromisoformat(value) if issubclass(kind, dt.date | dt.time) else kind(value)
