"""What a change wrote, kept so that it can be taken back while everything still stands as it was left."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Column, Row, Table, delete, event, insert, inspect, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tasks.register.tables import Base, DispatchRow, DocumentRow, InvitationRow

Entry = dict[str, Any]  # as JSON: {"table": ..., "id": ..., "before": {...} or None, "after": {...} or None}
# Letters and invitations have states of their own; a document is found by its hash.
NOT_KEPT = (DispatchRow, InvitationRow, DocumentRow)


class ChangedSinceError(Exception):
    """Something of the change has been changed since, or something else builds on it."""


@dataclass
class Journal:
    """The rows that were written, as they were before; ``entries`` says it for keeping."""

    session: Session
    before: dict[tuple[str, UUID], Row[Any] | None] = field(default_factory=dict)

    @property
    def entries(self) -> list[Entry]:
        self.session.flush()
        found = []
        for (name, id), old in self.before.items():
            table = Base.metadata.tables[name]
            new = _row(self.session, table, id)
            was, now = _values(old), _values(new)
            if was != now:
                whole = not was or not now  # a row that is new, or gone
                changed = {key for key in {*was, *now} if whole or was[key] != now[key]}
                found.append(
                    {
                        "table": name,
                        "id": str(id),
                        "before": {key: was[key] for key in sorted(changed & set(was))} if old else None,
                        "after": {key: now[key] for key in sorted(changed & set(now))} if new else None,
                    }
                )
        return found

    def note(self, session: Session, *_: Any) -> None:
        """Look at each row that is about to be written, as it stands in the database."""
        for one in (*session.new, *session.dirty, *session.deleted):
            if isinstance(one, NOT_KEPT) or not hasattr(one, "id"):
                continue
            table = inspect(type(one)).local_table
            one.id = one.id or uuid4()
            key = table.name, one.id
            if key not in self.before:
                self.before[key] = _row(session, table, one.id)


@contextmanager
def journal(session: Session) -> Iterator[Journal]:
    """Keep a journal of what is written through the session from here to the end of the block."""
    session.flush()
    kept = Journal(session)
    event.listen(session, "before_flush", kept.note)
    try:
        yield kept
        session.flush()
    finally:
        event.remove(session, "before_flush", kept.note)


def take_back(session: Session, entries: Sequence[Entry]) -> None:
    """Put every row back as it was before; ChangedSinceError, and nothing done, when a row has moved on."""
    try:
        with session.begin_nested():
            order = {table.name: place for place, table in enumerate(Base.metadata.sorted_tables)}
            in_order = sorted(entries, key=lambda one: order[one["table"]])
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
    """The row as it is kept in JSON."""
    return {key: _plain(value) for key, value in row._mapping.items()} if row else {}


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _python(table: Table, values: Mapping[str, Any]) -> dict[str, Any]:
    """Values kept in JSON as the database takes them."""
    return {key: _typed(table.c[key], value) for key, value in values.items()}


def _typed(column: Column[Any], value: Any) -> Any:
    kind = column.type.python_type
    if value is None or isinstance(value, kind):
        return value
    return kind.fromisoformat(value) if issubclass(kind, dt.date | dt.time) else kind(value)
