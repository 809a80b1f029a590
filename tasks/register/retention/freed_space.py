"""Seeing to it that what was deleted is gone from the database's files as well."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy.exc import OperationalError

from tasks.register.database.errors import in_words
from tasks.register.database.register import Register

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
