"""Checking that the register's rows are as the audit trail says they were written.

Checking that values have the form in which the program writes them, and that nothing else writes rows.

A day as "20270104", an id in capitals or a "true" that is a 2 are read as the same value, and so have the
same digest, but the statements of queries don't match them.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any

from sqlalchemy import JSON, Column, Connection, Dialect, Select, String, Table, select, text, type_coerce
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from sqlalchemy.types import NULLTYPE

from forum.text.checks import visible
from forum.text.problem import Problem
from forum.text.wording import listed, long_date
from tasks.register.audit.row_digests import (
    AT_ONCE,
    GONE,
    Rows,
    all_digests,
    covered,
    entries_in_batches,
    key_of,
    plain_json,
    stored_type,
)
from tasks.register.audit.trail import append, note_written, whole_trail, write_waiting
from tasks.register.documents import sha256_of
from tasks.register.tables import AuditRow, Base, DocumentRow

Check = Callable[[Any], bool]
# Triggers and rules change rows by themselves when others are written, so that they are digested as changed.
_TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name",
    "postgresql": (
        "SELECT trigger_name FROM information_schema.triggers WHERE trigger_schema = current_schema() "
        "UNION SELECT rulename FROM pg_rules WHERE schemaname = current_schema() ORDER BY 1"
    ),
}


def triggers(connection: Connection) -> list[str]:
    """Return the names of all triggers and rules; the register has none of its own."""
    return list(connection.scalars(text(_TRIGGERS[connection.dialect.name])))


def odd_rows(connection: Connection) -> Iterator[tuple[str, str]]:
    """Yield table and id of each row with a value in another form than the program's, or unreadable.

    The id is empty where a table can't be read at all.
    """
    trail = Base.metadata.tables[AuditRow.__tablename__]
    for table in (*covered().values(), trail):
        try:
            for id in _odd(connection, table):
                yield table.name, str(plain_json(id))
        except SQLAlchemyError:
            yield table.name, ""


def _odd(connection: Connection, table: Table) -> Iterator[Any]:
    statement, checks = _columns(connection.dialect, table)
    with connection.execute(statement, execution_options={"yield_per": AT_ONCE}) as rows:
        for id, *values in rows:
            pairs = zip(checks, values, strict=True)
            if not all(value is None or _is_so(check, value) for check, value in pairs):
                yield id


@lru_cache(maxsize=100)
def _columns(dialect: Dialect, table: Table) -> tuple[Select[*tuple[Any, ...]], tuple[Check, ...]]:
    """Return a statement for a table's key and the columns that have a check, and the check of each."""
    checks = {column: check for column in table.columns if (check := _check(dialect, column))}
    key = type_coerce(key_of(table), NULLTYPE).label("its key")
    columns = [type_coerce(column, NULLTYPE).label(column.name) for column in checks]
    return select(key, *columns), tuple(checks.values())


def _check(dialect: Dialect, column: Column[Any]) -> Check | None:
    """Return the check that a value of the column has the program's form; None where the database ensures
    it."""
    kind = column.type.dialect_impl(dialect)
    read, written = kind.result_processor(dialect, None), kind.bind_processor(dialect)
    if isinstance(stored_type(column), JSON):  # two texts of one meaning are the same to every statement
        return (lambda value: read(value) is not Ellipsis) if read else None
    if read and written:
        return lambda value: bool(written(read(value)) == value)
    return (lambda value: isinstance(value, str)) if isinstance(column.type, String) else None


def _is_so(check: Check, value: Any) -> bool:
    with suppress(ValueError, TypeError, LookupError, AttributeError):
        return check(value)
    return False


BEGUN = "rows as they stood"  # the audit event for rows that are older than the digests
MOST_LISTED = 50
_KEEP = "Keep the database as it is, restore a backup beside it, and find out who could write to it"
_TABLE = """
    CREATE TABLE written (name TEXT, id TEXT, digest TEXT, seq INTEGER, seen INTEGER DEFAULT 0,
    PRIMARY KEY (name, id)) WITHOUT ROWID
"""
_PUT = "INSERT OR REPLACE INTO written (name, id, digest, seq) VALUES (?, ?, ?, ?)"
_LOOK_UP = "UPDATE written SET seen = 1 WHERE name = ? AND id = ? RETURNING digest, seq"
_MISSING = f"SELECT name, id, seq FROM written WHERE seen = 0 AND digest <> '{GONE}' ORDER BY seq"


@dataclass(frozen=True)
class Verified:
    """The numbers of rows that were checked: of the trail, and of the register."""

    trail: int
    rows: int


@dataclass(frozen=True)
class RowFault:
    """A row that is not as it was last written, by the trail's row ``seq`` (0 for none)."""

    name: str
    id: str
    what: str
    seq: int


def at_one_moment(session: Session) -> None:
    """Let a session that has read nothing yet see the register at one moment, whoever writes meanwhile."""
    if session.connection().dialect.name == "postgresql":
        session.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))


def verify_register(session: Session) -> Verified:
    """Check the whole trail, and compare each row of the register with its last digest there.

    Raises Problem as ``whole_trail`` does, and Problem naming rows that were changed, put in or taken out in
    any other way. The digests wait in a file meanwhile, so that a register of any size can be compared.
    """
    connection = session.connection()
    if names := triggers(connection):
        raise Problem(
            f"The database changes rows by itself, by what is called {visible(listed(names))}. {_KEEP}."
        )
    if odd := list(islice(odd_rows(connection), MOST_LISTED + 1)):
        raise _not_as_written([f"{name} {_short(id)} has a value as nobody writes it" for name, id in odd])
    with closing(sqlite3.connect("")) as written:
        written.execute(_TABLE)
        trail = 0
        for row in whole_trail(session):
            trail += 1
            for name, rows in row.wrote.items():
                written.executemany(_PUT, [(name, id, digest, row.seq) for id, digest in rows.items()])
        comparison = _Comparison(connection, written)
        with closing(comparison.faults()) as faults:
            listed_faults = list(islice(faults, MOST_LISTED + 1))
        if listed_faults:
            raise _not_as_written(_in_words(session, listed_faults))
    return Verified(trail, comparison.rows)


@dataclass
class _Comparison:
    connection: Connection
    written: sqlite3.Connection
    rows: int = 0

    def faults(self) -> Generator[RowFault]:
        for name, id, digest in all_digests(self.connection):
            last, seq = self.written.execute(_LOOK_UP, (name, id)).fetchone() or (GONE, 0)
            self.rows += 1
            if last == GONE:
                yield RowFault(name, id, "was put in", seq)
            elif last != digest:
                yield RowFault(name, id, "was changed", seq)
        for name, id, seq in self.written.execute(_MISSING):
            yield RowFault(name, id, "was taken out", seq)
        contents = select(DocumentRow.sha256, DocumentRow.content)
        with self.connection.execute(contents, execution_options={"yield_per": 1}) as documents:
            for document in documents:
                if sha256_of(document.content) != document.sha256:
                    yield RowFault(DocumentRow.__tablename__, document.sha256, "has another content", 0)


def begin_digests(session: Session, at: dt.datetime) -> None:
    """Put the digests of all present rows on the trail of a register that has had no digests before."""
    for batch in entries_in_batches(all_digests(session.connection())):
        rows: Rows = {}
        for name, id, digest in batch:
            rows.setdefault(name, {})[id] = digest
        append(session, at=at, actor="set up", event=BEGUN, about={})
        note_written(session, rows, at=at, actor="set up")
        write_waiting(session)


def _not_as_written(faults: list[str]) -> Problem:
    return Problem(
        f"What is in the register is not what its audit trail says was written. {_KEEP}:",
        [*faults[:MOST_LISTED], *(["and more"] if faults[MOST_LISTED:] else [])],
    )


def _in_words(session: Session, faults: list[RowFault]) -> list[str]:
    rows = select(AuditRow.seq, AuditRow.at).where(AuditRow.seq.in_({fault.seq for fault in faults}))
    days = {row.seq: row.at for row in session.execute(rows)}
    return [
        f"{fault.name} {_short(fault.id)} {fault.what}"
        + (f" after row {fault.seq} of the trail, of {long_date(days[fault.seq])}" if fault.seq else "")
        for fault in faults
    ]


def _short(id: str) -> str:
    """Return the beginning of an id or a digest; the whole path of a template."""
    return visible(id if "/" in id else id[:12])
