"""Queries for all that the register has on one person: rows that name them, and words that do."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, RowMapping, String, Table, or_, select
from sqlalchemy.orm import Session

from forum.text.checks import folded
from tasks.register.tables import AuditRow, Base, DocumentRow, PersonRow, TemplateRow

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
