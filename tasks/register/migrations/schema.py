"""The tables of a database beside those that this program works with: what differs, in words."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection

from tasks.register.tables import Base

WORDS = {
    "add_table": "the table {} is missing",
    "add_column": "the column {} is missing",
    "remove_column": "the column {} is not known to this program",
    "add_index": "the index {} is missing",
    "remove_index": "the index {} is not known to this program",
    "add_constraint": "the rule {} is missing",
    "remove_constraint": "the rule {} is not known to this program",
    "add_fk": "the reference {} is missing",
    "remove_fk": "the reference {} is not known to this program",
    "modify_type": "the column {} has another type",
    "modify_nullable": "the column {} may be empty in one and not in the other",
}


def schema_differences(connection: Connection) -> list[str]:
    """Say what of the database's tables is not as this program has it; others' tables are let be."""
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    with warnings.catch_warnings():
        # Of an index on addresses in any case SQLite can't say what it holds; PostgreSQL does.
        warnings.filterwarnings("ignore", ".*expression-based index")
        differences = compare_metadata(context, Base.metadata)
    return sorted({WORDS[what].format(name) for what, name in _named(differences)})


def _named(differences: list[Any]) -> Iterator[tuple[str, str]]:
    """Yield what each difference is, and the name of what differs: of a missing table its own alone."""
    missing = {difference[1].name for difference in differences if difference[0] == "add_table"}
    for difference in differences:
        if isinstance(difference, list):  # several of one column
            for what, _schema, table, column, *_ in difference:
                yield what, f"{table}.{column}"
        elif difference[0] in ("add_column", "remove_column"):
            what, _schema, table, column = difference
            yield what, f"{table}.{column.name}"
        elif difference[0] == "add_table":
            yield difference[0], difference[1].name
        elif difference[0] != "remove_table" and difference[1].table.name not in missing:
            yield difference[0], str(difference[1].name)
