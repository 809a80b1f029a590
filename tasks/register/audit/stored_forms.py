"""Checking that values have the form in which the program writes them, and that nothing else writes rows.

A day as "20270104", an id in capitals or a "true" that is a 2 are read as the same value, and so have the
same digest, but the statements of queries don't match them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import lru_cache
from typing import Any

from sqlalchemy import JSON, Column, Connection, Dialect, Select, String, Table, select, text, type_coerce
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.types import NULLTYPE

from tasks.register.audit.row_digests import AT_ONCE, covered, key_of, plain_json, stored_type
from tasks.register.tables import AuditRow, Base

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
