"""Seeing to it that what was deleted is gone from the database's files as well."""

from __future__ import annotations

from collections.abc import Collection

from tasks.register.database.register import Register


def clear_freed_space(register: Register, tables: Collection[str]) -> None:
    """Take what was deleted from these tables out of the database's files.

    SQLite overwrites it at once, and then has the log of changes emptied. PostgreSQL writes the tables anew,
    which locks each for as long as that takes.
    """
    engine = register.engine.execution_options(isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            return
        for name in sorted(tables):
            connection.exec_driver_sql(f"VACUUM FULL {name}")
