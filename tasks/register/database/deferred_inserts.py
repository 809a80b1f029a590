"""Rows put off, and inserted together before the next statement that names their table, or at the end.

A statement for each row costs more than the row. Nobody sees the difference: whatever a statement of the same
transaction reads or changes in the table is there by then.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Connection, Engine, Insert, Table, event, insert
from sqlalchemy.orm import Session

DEFERRED = "rows to insert"  # in a connection's info, while a transaction of the register goes on
UNCONCERNED = "unconcerned"  # the execution option of a statement that looks for none of the rows put off


def listen(engine: Engine) -> None:
    """Listen to the statements of an engine, in transactions between ``begin`` and ``end``."""
    event.listen(engine, "before_cursor_execute", _before)
    event.listen(engine, "savepoint", lambda connection, _name: insert_deferred(connection))
    event.listen(engine, "rollback_savepoint", lambda connection, _name, _context: _forget(connection))


def begin(connection: Connection) -> None:
    """Begin to put rows off."""
    connection.info[DEFERRED] = {}


def end(connection: Connection) -> None:
    """Forget the rows put off that were not inserted."""
    if not connection.invalidated:  # one that the database has ended has nothing any more
        connection.info.pop(DEFERRED, None)


def insert_later(session: Session, table: Table, values: dict[str, Any]) -> None:
    """Insert a row with the next statement that names the table; at once outside a transaction of the
    register."""
    connection = session.connection()
    deferred = connection.info.get(DEFERRED)
    if deferred is None:
        connection.execute(_insert(table), values)
    else:
        deferred.setdefault(table, []).append(values)


def insert_deferred(connection: Connection) -> None:
    """Insert all rows put off so far."""
    deferred = connection.info.get(DEFERRED, {})
    while deferred:
        table = next(iter(deferred))
        connection.execute(_insert(table), deferred.pop(table))


def _before(connection: Connection, _cursor: Any, sql: str, _values: Any, context: Any, _many: Any) -> None:
    deferred = connection.info.get(DEFERRED)
    if deferred and not context.execution_options.get(UNCONCERNED):
        for table in [table for table in deferred if table.name in sql]:
            connection.execute(_insert(table), deferred.pop(table))


def _forget(connection: Connection) -> None:
    connection.info.get(DEFERRED, {}).clear()


@cache
def _insert(table: Table) -> Insert:
    return insert(table)
