"""A copy of the register to try things in: what is done there leaves the register as it was."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, insert, select

from tasks.register.database.clock import Clock
from tasks.register.database.register import Register
from tasks.register.tables import Base

AT_ONCE = 500  # rows


@contextmanager
def copied(register: Register, clock: Clock) -> Iterator[Register]:
    """The register as it stands at one moment, as an SQLite file that is gone at the end.

    It is only read meanwhile, so that nobody who writes in it waits.
    """
    with TemporaryDirectory(prefix="mase-") as folder:
        file = Path(folder) / "register.db"
        with closing(Register(f"sqlite:///{file}", clock)) as copy:
            Base.metadata.create_all(copy.engine)
            with register.engine.connect() as theirs, copy.engine.begin() as ours:
                _copy_rows(theirs, ours)
            yield copy


def _copy_rows(theirs: Connection, ours: Connection) -> None:
    if theirs.dialect.name == "postgresql":
        theirs.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")  # all tables at one moment
    ours.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    for table in Base.metadata.sorted_tables:
        for rows in (
            theirs.execution_options(yield_per=AT_ONCE).execute(select(table)).mappings().partitions()
        ):
            ours.execute(insert(table), [dict(row) for row in rows])
