"""Queries about lists of records past their time.

Queries about requests of people for what is kept on them. Queries about holds on disposal. Seeing to it
that what was deleted is gone from the database's files as well.

Queries for all that the register has on one person: rows that name them, and words that do.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, RowMapping, String, Table, or_, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from forum.retention import Hold
from forum.text.checks import folded
from tasks.register.database.errors import in_words
from tasks.register.database.register import Register
from tasks.register.tables import (
    AccessRequestRow,
    AuditRow,
    Base,
    DisposalListRow,
    DocumentRow,
    PersonRow,
    RetentionHoldRow,
    TemplateRow,
)

_OPEN = (
    select(AccessRequestRow)
    .where(AccessRequestRow.answered_on.is_(None))
    .order_by(AccessRequestRow.asked_on, AccessRequestRow.id)
)


def requests_to_answer(
    session: Session, groups: Collection[UUID] | None = None
) -> Sequence[AccessRequestRow]:
    """Return the requests of these groups, or of all, that nobody has answered, the earliest first."""
    of_groups = _OPEN if groups is None else _OPEN.where(AccessRequestRow.group_id.in_(groups))
    return session.scalars(of_groups).all()


def request_of(session: Session, person_id: UUID) -> AccessRequestRow | None:
    """Return the request of a person that nobody has answered."""
    return session.scalar(_OPEN.where(AccessRequestRow.person_id == person_id).limit(1))


def holds_on(session: Session, group_id: UUID) -> list[RetentionHoldRow]:
    """Return the holds on records of a group that nobody has lifted, the oldest first."""
    return list(
        session.scalars(
            select(RetentionHoldRow)
            .where(
                RetentionHoldRow.lifted_on.is_(None),
                or_(RetentionHoldRow.group_id.is_(None), RetentionHoldRow.group_id == group_id),
            )
            .order_by(RetentionHoldRow.placed_on, RetentionHoldRow.id)
        )
    )


def hold_value(row: RetentionHoldRow) -> Hold:
    """Return a hold of the register as the rules know it."""
    return Hold(row.ground, row.authority, row.kind, row.person_id, row.placed_on)


_WAITING = select(DisposalListRow).where(
    DisposalListRow.carried_out_on.is_(None), DisposalListRow.replaced_on.is_(None)
)


def lists_that_wait(session: Session, groups: Collection[UUID] | None = None) -> Sequence[DisposalListRow]:
    """Return the lists of these groups, or of all, that nobody has carried out or replaced."""
    of_groups = _WAITING if groups is None else _WAITING.where(DisposalListRow.group_id.in_(groups))
    return session.scalars(of_groups).all()


WAIT = 30  # seconds
LEFT_BEHIND = "It is gone from the register, but not yet from the database’s files"
STILL_READ = f"{LEFT_BEHIND}: somebody is reading. It goes once mase serve has ended and started again."


def clear_freed_space(register: Register, tables: Collection[str], wait: int = WAIT) -> str:
    """Take what was deleted from these tables out of the database's files; return what keeps it there.

    SQLite overwrites it at once, and then has the log of changes emptied. PostgreSQL writes the tables anew,
    which locks each for as long as that takes. Both ``wait`` some seconds for others.
    """
    engine = register.engine.execution_options(isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            connection.detach()  # or its next user would wait as long
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql(f"PRAGMA busy_timeout={wait * 1000}")
                busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar()
                return STILL_READ if busy else ""
            connection.exec_driver_sql(f"SET lock_timeout = '{wait * 1000 or 1}ms'")
            for name in sorted(tables):
                connection.exec_driver_sql(f"VACUUM FULL {name}")
    except OperationalError as error:
        return f"{LEFT_BEHIND} ({in_words(error)}). Run VACUUM FULL on {', '.join(sorted(tables))}."
    return ""


_CALLED_BY = {
    "person": "name",
    "forum_group": "code",
    "seat": "present_name",
    "meeting": "reference",
    "agenda_item": "title",
    "action": "reference",
    "decision": "reference",
    "plan_line": "reference",
    "research": "reference",
    "risk": "number",
    "challenge": "reference",
    "board_report": "body",
    "task_group": "code",
    "dispatch": "letter",
    "partnership_contact": "partnership",
    "disposal_list": "reference",
}
"""The column by which people call a row of a table."""
_NOT_SEARCHED = {table.__tablename__ for table in (AuditRow, DocumentRow, TemplateRow)}
"""Ids and digests, files, and what letters are printed from."""


@dataclass(frozen=True)
class Found:
    """A row on a person. ``words`` are those lines of its texts that name them; empty where the row itself
    does."""

    table: Table
    row: RowMapping
    words: tuple[str, ...] = ()


def rows_of_person(session: Session, person_id: UUID) -> Iterator[Found]:
    """Yield the row of a person, and those that name them by its id."""
    person = PersonRow.__table__
    for row in session.connection().execute(select(person).where(person.c.id == person_id)).mappings():
        yield Found(Base.metadata.tables[PersonRow.__tablename__], row)
    for table in Base.metadata.sorted_tables:
        columns = [
            column
            for column in table.columns
            if any(key.column.table.name == PersonRow.__tablename__ for key in column.foreign_keys)
        ]
        if columns:
            query = select(table).where(or_(*(column == person_id for column in columns)))
            for row in session.connection().execute(query).mappings():
                yield Found(table, row)


def rows_with_words(session: Session, words: Collection[str], but: Collection[Any]) -> Iterator[Found]:
    """Yield the rows in whose texts one of these words stands, but those with these keys."""
    wanted = [folded(word) for word in words if word]
    for table in Base.metadata.sorted_tables:
        texts = [column for column in table.columns if isinstance(column.type, String | JSON)]
        if table.name in _NOT_SEARCHED or not texts:
            continue
        key = next(iter(table.primary_key.columns)).name
        rows = session.connection().execute(select(table), execution_options={"yield_per": 200})
        for row in rows.mappings():
            lines = _lines(row[column.name] for column in texts)
            named = tuple(line for line in lines if any(word in folded(line) for word in wanted))
            if named and row[key] not in but:
                yield Found(table, row, named)


def called(session: Session, table: str, id: Any) -> str:
    """Return what people call a row of a table; empty for one that they call nothing."""
    if table not in _CALLED_BY:
        return ""
    columns = Base.metadata.tables[table].c
    name = session.scalar(select(columns[_CALLED_BY[table]]).where(columns.id == id))
    return "" if name is None else str(name)


def documents_kept(session: Session) -> Iterator[tuple[str, str, bytes]]:
    """Yield the SHA-256, the name and the content of every document."""
    query = select(DocumentRow.sha256, DocumentRow.name, DocumentRow.content)
    for row in session.execute(query, execution_options={"yield_per": 1}):
        yield row.sha256, row.name, row.content


def _lines(values: Any) -> Iterator[str]:
    for value in values:
        text = value if isinstance(value, str) else json.dumps(value, default=str, ensure_ascii=False)
        yield from str(text).splitlines() if value else ()
