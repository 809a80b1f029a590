"""Writing a row that another process may be writing in the same moment.

The rows that duties look up by their ids again and again: a session reads each of them once. The rows of
a table by their ids. Rows named by the beginning of their ids, as the commands show them. A value made of
another thing whose fields have the same names, such as a row; and a row of a value.

A session forgets a row that nobody holds, and would read it again for the next who asks.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import fields
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Insert, Select, bindparam, event, inspect, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import InstrumentedAttribute, QueryContext, Session

from forum.text.problem import Problem
from tasks.register.tables import (
    AgendaItemRow,
    Base,
    DispatchRow,
    GroupRow,
    MeetingRow,
    PaperRow,
    PersonRow,
    QuestionRow,
    ReceivedRow,
    RetentionHoldRow,
)


def insert_if_absent(session: Session, unique: InstrumentedAttribute[Any], **values: Any) -> bool:
    """Insert a row with these values; False, and nothing done, when one with that ``unique`` is there."""
    connection = session.connection()
    return connection.execute(_statement(connection.dialect.name, unique), values).rowcount == 1


@cache
def _statement(dialect: str, unique: InstrumentedAttribute[Any]) -> Insert:
    insert = sqlite.insert if dialect == "sqlite" else postgresql.insert
    once = insert(unique.class_.__table__).on_conflict_do_nothing(index_elements=[unique.key])
    return once.execution_options(preserve_rowcount=True)


# Only tables that are changed by their rows alone: a row kept would not know of a statement's changes.
KEPT = (AgendaItemRow, GroupRow, MeetingRow, PaperRow, PersonRow)
_ROWS = "rows that are kept"


def _keep(row: Base, context: QueryContext) -> None:
    kept: list[Any] = context.session.info.setdefault(_ROWS, [])
    kept.append(row)


@cache  # once, however many registers are opened
def keep_rows() -> None:
    """Have sessions keep these rows until they end."""
    for table in KEPT:
        event.listen(table, "load", _keep)


Entity = TypeVar("Entity", bound=Base)


def rows_by_id(session: Session, table: type[Entity], ids: Collection[UUID]) -> dict[UUID, Entity]:
    """Return the rows of a table that have these ids, by id."""
    return {row.id: row for row in session.scalars(_by_ids(table), {"ids": [*ids]})} if ids else {}


@cache
def _by_ids(table: type[Base]) -> Select[*tuple[Any, ...]]:
    return select(table).where(inspect(table).columns["id"].in_(bindparam("ids", expanding=True)))


Row = TypeVar("Row", DispatchRow, QuestionRow, ReceivedRow, RetentionHoldRow)


def row_with_id(rows: Iterable[Row], start: str, plural: str, missing: str) -> Row:
    """Return the one row whose id starts with these characters.

    Problem with the sentence ``missing`` when there is none; ``plural`` names several ("letters").
    """
    prefix = start.strip().lower()
    matches = [row for row in rows if prefix and str(row.id).startswith(prefix)]
    if len(matches) == 1:
        return matches[0]
    if matches:
        raise Problem(f"{len(matches)} {plural} have ids starting with “{start}”: give more of the id.")
    raise Problem(missing)


Value = TypeVar("Value")
AnyRow = TypeVar("AnyRow", bound=Base)
_SHARED: dict[tuple[type, type], tuple[str, ...]] = {}  # the names that a class shares with another


def value_of(kind: type[Value], source: object, **others: Any) -> Value:
    """Return a value of a data class with what a source has under the same names; ``others`` are the fields
    that it has not, or not as they are."""
    key = kind, type(source)
    if key not in _SHARED:
        every = (each.name for each in fields(kind) if each.init)  # type: ignore[arg-type]
        _SHARED[key] = tuple(name for name in every if hasattr(source, name))
    return kind(**_shared(key, source, others), **others)


def row_of(kind: type[AnyRow], source: object, **others: Any) -> AnyRow:
    """Return a new row with what a source has under the names of its columns, but for its id; ``others`` are
    those that it has not, or not as they are."""
    key = kind, type(source)
    if key not in _SHARED:
        every = (name for name in kind.__mapper__.columns.keys() if name != "id")  # noqa: SIM118
        _SHARED[key] = tuple(name for name in every if hasattr(source, name))
    return kind(**_shared(key, source, others), **others)


def _shared(key: tuple[type, type], source: object, others: dict[str, Any]) -> dict[str, Any]:
    return {name: getattr(source, name) for name in _SHARED[key] if name not in others}
