"""The rows of a table by their ids."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Select, bindparam, inspect, select
from sqlalchemy.orm import Session

from tasks.register.tables import Base

Entity = TypeVar("Entity", bound=Base)


def rows_by_id(session: Session, table: type[Entity], ids: Collection[UUID]) -> dict[UUID, Entity]:
    """Return the rows of a table that have these ids, by id."""
    return {row.id: row for row in session.scalars(_by_ids(table), {"ids": [*ids]})} if ids else {}


@cache
def _by_ids(table: type[Base]) -> Select[*tuple[Any, ...]]:
    return select(table).where(inspect(table).columns["id"].in_(bindparam("ids", expanding=True)))
