"""Writing a row that another process may be writing in the same moment."""

from __future__ import annotations

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import InstrumentedAttribute, Session


def insert_once(session: Session, unique: InstrumentedAttribute[Any], **values: Any) -> bool:
    """Insert a row with these values; False, and nothing done, when one with that ``unique`` is there."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    table = unique.class_.__table__
    statement = (
        insert(table).on_conflict_do_nothing(index_elements=[unique.key]).returning(table.c[unique.key])
    )
    return session.scalar(statement, values) is not None
