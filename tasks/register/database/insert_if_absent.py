"""Writing a row that another process may be writing in the same moment."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import InstrumentedAttribute, Session


def insert_if_absent(session: Session, unique: InstrumentedAttribute[Any], **values: Any) -> bool:
    """Insert a row with these values; False, and nothing done, when one with that ``unique`` is there."""
    connection = session.connection()
    return connection.execute(_statement(connection.dialect.name, unique), values).rowcount == 1


@cache
def _statement(dialect: str, unique: InstrumentedAttribute[Any]) -> Insert:
    insert = sqlite.insert if dialect == "sqlite" else postgresql.insert
    once = insert(unique.class_.__table__).on_conflict_do_nothing(index_elements=[unique.key])
    return once.execution_options(preserve_rowcount=True)
