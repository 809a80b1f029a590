"""The digest of each row that a transaction writes, kept in the audit trail so that a changed row is found.

Whose a row is: the group's that it names, or that of the row with which it goes.

Listeners on the engine note the rows from the statements of a transaction, whoever makes them. The digests
are taken once, at the transaction's end, of the rows as they then are.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Delete,
    Insert,
    RowMapping,
    Select,
    Table,
    TypeDecorator,
    Update,
    bindparam,
    event,
    select,
    type_coerce,
)
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import BinaryExpression, BindParameter, BooleanClauseList
from sqlalchemy.sql.operators import and_, eq
from sqlalchemy.types import TypeEngine

from tasks.register.tables import Base, DocumentRow, GroupRow

GROUPS, DOCUMENTS = GroupRow.__tablename__, DocumentRow.__tablename__


class OtherGroupError(Exception):
    """A transaction for groups wrote a row of another group, or one that is not one group's."""


@cache
def owner_column(table: Table) -> Column[Any] | None:
    """Return the column by which a table's rows name their group, or the row with which they go.

    None for what is not one group's: people, say, who may be members of several.
    """
    if table.name == GROUPS:
        return table.c.id
    if "group_id" in table.c:
        return table.c.group_id
    naming = (column for column in table.c if column.foreign_keys and not column.nullable)
    return next((column for column in naming if owner_column(_named_by(column)) is not None), None)


def named_owner(table: Table, row: RowMapping) -> Any:
    """Return what a row has in its owner column; None where there is none."""
    column = owner_column(table)
    return None if column is None else row[column.name]


def refuse_rows_of_others(
    session: Session, groups: Collection[UUID], owners: Mapping[str, Collection[Any]]
) -> None:
    """Raise OtherGroupError where rows belong to none of these groups.

    ``owners`` is what the rows have in their owner columns, by table. Documents are anybody's.
    """
    refused = {
        f"{name} of {_code(session, group)}"
        for name, values in owners.items()
        if name != DOCUMENTS
        for group in _groups_of(session, Base.metadata.tables[name], values)
        if group not in groups
    }
    if refused:
        raise OtherGroupError(f"a transaction for groups wrote {', '.join(sorted(refused))}")


def _groups_of(session: Session, table: Table, values: Collection[Any]) -> Collection[UUID | None]:
    """Return the groups of a table's rows that have these values in their owner column.

    The row with which a deleted one went may be gone as well: that one is looked at itself.
    """
    column = owner_column(table)
    if column is None or table.name == GROUPS or _named_by(column).name == GROUPS:
        return set(values)
    named = _named_by(column)
    own = owner_column(named)
    assert own is not None
    rows = [session.get(_classes()[named.name], value) for value in values]  # most are at hand
    return _groups_of(session, named, {getattr(row, own.key) for row in rows if row})


def _code(session: Session, group: UUID | None) -> str:
    row = session.get(GroupRow, group) if group else None
    return row.code if row else "no group"


def _named_by(column: Column[Any]) -> Table:
    (key,) = column.foreign_keys
    return key.column.table


@cache
def _classes() -> Mapping[str, type[Base]]:
    return {mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers}


Entry = TypeVar("Entry")
Rows = dict[str, dict[str, str]]  # by table and id: the digest of a row, GONE for one that was deleted
GONE = ""
DIGITS = 32  # hexadecimal: 128 bits of SHA-256
AT_ONCE = 500
LONG = 200  # characters
# In a connection's info, while a transaction of the register goes on: the rows to be digested, and by table
# what those that were deleted had in their owner column.
NOTED, DELETED = "rows to be digested", "owners of rows deleted"
# The trail has hashes of its own; leases, cursors and what is watched change with every step of a run.
TABLES_LEFT_OUT = frozenset({"audit", "lease", "mailbox", "look", "watch_fault", "morning_letter"})
# The progress of delivery and the mail server's ids are nobody's word. A document is named by the digest of
# its content, which is compared with the content itself.
COLUMNS_LEFT_OUT: Mapping[str, frozenset[str]] = {
    "dispatch": frozenset({"attempt", "epoch", "draft_id", "refusals", "looked", "looked_at"}),
    "invitation": frozenset({"attempt", "epoch", "event_id", "refusals", "looked", "looked_at"}),
    "document": frozenset({"content"}),
}
_AS_JSON = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode
Noted = defaultdict[str, dict[Any, bool]]  # by table and id: whether the row is new
Owners = defaultdict[str, set[Any]]  # by table


class WrittenRows(NamedTuple):
    """What a transaction has written: the digests of its rows, and by table what these have in their owner
    column."""

    digests: Rows
    owners: Owners


@cache
def covered() -> Mapping[str, Table]:
    """Return the tables whose rows are digested, by name."""
    return {table.name: table for table in Base.metadata.sorted_tables if table.name not in TABLES_LEFT_OUT}


@cache
def key_of(table: Table) -> Column[Any]:
    """Return the primary key of a covered table, which is one column."""
    (key,) = table.primary_key.columns
    return key


def listen(engine: Engine) -> None:
    """Listen to the statements of an engine, in transactions between ``begin`` and ``end``."""
    event.listen(engine, "before_execute", _before)
    event.listen(engine, "after_execute", _after)


def begin(connection: Connection, *, of_groups: bool = False) -> None:
    """Begin to note the rows that are written; also whose those are that are deleted, in a transaction for
    groups."""
    connection.info[NOTED] = defaultdict(dict)
    connection.info[DELETED] = defaultdict(set) if of_groups else None


def end(connection: Connection) -> None:
    """Stop noting rows."""
    if not connection.invalidated:  # one that the database has ended has nothing any more
        connection.info.pop(NOTED, None)
        connection.info.pop(DELETED, None)


def written(connection: Connection) -> WrittenRows:
    """Return what was written since ``begin``, without rows that came and went meanwhile."""
    noted: Noted = connection.info[NOTED]
    digests: Rows = {}
    owners: Owners = defaultdict(set, connection.info[DELETED] or {})
    for name, ids in noted.items():
        table, there = covered()[name], dict[Any, str]()
        for row in _rows(connection, name, ids):
            there[row[key_of(table).name]] = digest_of(row)
            owners[name].add(named_owner(table, row))
        for id, is_new in ids.items():
            if id in there or not is_new:
                digests.setdefault(name, {})[plain_json(id)] = there.get(id, GONE)
    return WrittenRows(digests, owners)


def digests_of(connection: Connection, name: str, ids: Iterable[Any]) -> dict[Any, str]:
    """Return the digests of those of these rows of a table that are there, by id."""
    key = key_of(covered()[name]).name
    return {row[key]: digest_of(row) for row in _rows(connection, name, ids)}


def _rows(connection: Connection, name: str, ids: Iterable[Any]) -> Iterator[RowMapping]:
    for batch in entries_in_batches(ids):
        yield from connection.execute(_by_ids(name), {"ids": batch}).mappings()


def all_digests(connection: Connection) -> Iterator[tuple[str, str, str]]:
    """Yield table, id and digest of every present row."""
    for name, table in covered().items():
        with connection.execute(_whole(name), execution_options={"yield_per": AT_ONCE}) as rows:
            for row in rows.mappings():
                yield name, plain_json(row[key_of(table).name]), digest_of(row)


def entries_in_batches(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """Yield the entries in batches that one statement can take."""
    left = iter(entries)
    while batch := list(islice(left, AT_ONCE)):
        yield batch


def digest_of(row: RowMapping) -> str:
    """Return the digest of a row's columns and their names.

    Columns without a value are left out, so that a column added later leaves the digests of old rows alone.
    """
    content = {name: plain_json(value) for name, value in row.items() if value is not None}
    return _sha256(_AS_JSON(content).encode())[:DIGITS]


def plain_json(value: Any) -> Any:
    """Return a value as JSON, the same from each database; for a long text its digest, which is quicker."""
    if isinstance(value, str):  # and an enum of texts
        return value if len(value) < LONG else {"sha256": _sha256(value.encode())}
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return {"sha256": _sha256(value)} if isinstance(value, bytes) else value


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@cache
def _whole(name: str) -> Select[*tuple[Any, ...]]:
    table = covered()[name]
    left_out = COLUMNS_LEFT_OUT.get(name, frozenset())
    return select(*(_stored(column) for column in table.columns if column.name not in left_out))


def _stored(column: Column[Any]) -> ColumnElement[Any]:
    """The column as it is stored: what the program makes of that may change, and its digest must not."""
    kind = stored_type(column)
    return column if kind is column.type else type_coerce(column, kind).label(column.name)


def stored_type(column: Column[Any]) -> TypeEngine[Any]:
    """The type in which a column's values are stored, where the program makes others of them."""
    return column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type


@cache
def _by_ids(name: str) -> Select[*tuple[Any, ...]]:
    return _whole(name).where(key_of(covered()[name]).in_(bindparam("ids", expanding=True)))


def _table(statement: Any) -> Table | None:
    """Return the covered table that a statement writes to; None for any other statement."""
    return covered().get(statement.table.name) if getattr(statement, "is_dml", False) else None


def _before(
    connection: Connection, statement: Any, several: Sequence[Any], values: Any, _options: Any
) -> None:
    """Note the rows about to be changed or deleted; afterwards the statement's conditions might miss them."""
    noted: Noted | None = connection.info.get(NOTED)
    deleted: Owners | None = connection.info.get(DELETED)
    if noted is None or not isinstance(statement, Update | Delete):
        return
    table = _table(statement)
    if table is None:
        return
    for given in several or [values or {}]:
        ids = _ids(connection, statement, table, given)
        for id in ids:
            noted[table.name].setdefault(id, False)
        if isinstance(statement, Delete) and deleted is not None:
            deleted[table.name].update(named_owner(table, row) for row in _rows(connection, table.name, ids))


def _after(
    connection: Connection, statement: Any, _several: Any, _values: Any, _options: Any, result: Any
) -> None:
    """Note the rows that were put in; only now have all of them their ids."""
    noted: Noted | None = connection.info.get(NOTED)
    if noted is None or not isinstance(statement, Insert):
        return
    table = _table(statement)
    if table is None:
        return
    key = key_of(table).name
    for given in result.context.compiled_parameters:
        noted[table.name].setdefault(given[key], True)


def _ids(
    connection: Connection, statement: Update | Delete, table: Table, given: Mapping[str, Any]
) -> Iterable[Any]:
    """Return the ids of the rows that a statement writes: the one it names, or those its conditions match."""
    key = key_of(table)
    for condition in _joined_by_and(statement):
        if isinstance(condition, BinaryExpression) and condition.operator is eq:
            left, right = condition.left, condition.right
            if getattr(left, "name", None) == key.name and isinstance(right, BindParameter):
                return (given.get(right.key, right.effective_value),)
    query = select(key).where(*statement._where_criteria)
    return connection.execute(query, dict(given)).scalars().all()


def _joined_by_and(statement: Update | Delete) -> Iterator[Any]:
    """Yield the conditions of a statement; a session writes its rows by a list of one."""
    for condition in statement._where_criteria:
        if isinstance(condition, BooleanClauseList) and condition.operator is and_:
            yield from condition.clauses
        else:
            yield condition
