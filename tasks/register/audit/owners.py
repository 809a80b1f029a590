"""Whose a row is: the group's that it names, or that of the row with which it goes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Column, RowMapping, Table
from sqlalchemy.orm import Session

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
