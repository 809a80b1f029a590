"""Databases on a PostgreSQL server, made for a measure and dropped after it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import uuid4

from sqlalchemy import create_engine, func, insert, select
from sqlalchemy.engine import make_url

from benchmarks.working_day import CLOCK
from tasks.register.database.register import Register
from tasks.register.migrations import upgrade
from tasks.register.tables import AUDIT_NUMBERS, AuditRow, Base

AT_ONCE = 500  # rows


def let_it_rest(url: str) -> None:
    """Have the server write what it has been given, or it would do so during the morning."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql("CHECKPOINT")
    engine.dispose()
    os.sync()


@contextmanager
def copy_on(server: str, file: Path) -> Iterator[str]:
    """The register of an SQLite file as a database of its own on a PostgreSQL server; its URL."""
    with new_database(server) as url:
        copy_register(file, url)
        yield url


@contextmanager
def new_database(server: str, like: str = "template1") -> Iterator[str]:
    """A database on a PostgreSQL server, of which a superuser's URL is given; its URL.

    It is empty, or a copy of the one called ``like``, to which nobody is connected.
    """
    name = f"mase_{uuid4().hex[:12]}"
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {like}")
    try:
        yield make_url(server).set(database=name).render_as_string(hide_password=False)
    finally:
        with admin.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
        admin.dispose()


def copy_register(file: Path, url: str) -> None:
    """Copy the register of an SQLite file into an empty database."""
    with closing(Register(url, CLOCK)) as ours, closing(Register(f"sqlite:///{file}", CLOCK)) as theirs:
        upgrade(ours)
        _copy(theirs, ours)


def _copy(theirs: Register, ours: Register) -> None:
    with theirs.engine.connect() as source, ours.engine.begin() as target:
        target.exec_driver_sql("SET session_replication_role = replica")  # the rows refer to each other
        for table in Base.metadata.sorted_tables:
            rows = source.execution_options(yield_per=AT_ONCE).execute(select(table)).mappings()
            for some in rows.partitions():
                target.execute(insert(table), [dict(row) for row in some])
        last = target.execute(select(func.max(AuditRow.seq))).scalar_one()
        target.execute(select(func.setval(AUDIT_NUMBERS.name, last)))
    with ours.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")
