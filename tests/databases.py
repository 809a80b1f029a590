"""The databases that tests run on: SQLite, and PostgreSQL where MASE_TEST_POSTGRES names a server."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url

POSTGRES = os.environ.get("MASE_TEST_POSTGRES")  # the URL of a superuser on a PostgreSQL that tests may fill
DATABASES = ("sqlite", "postgresql") if POSTGRES else ("sqlite",)


@contextmanager
def new_database(server: str | None = POSTGRES) -> Iterator[str]:
    """An empty database on a PostgreSQL server, of which a superuser's URL is given, until the block ends;
    its URL."""
    assert server, "MASE_TEST_POSTGRES names no server"
    name = f"mase_test_{uuid4().hex}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    try:
        yield make_url(server).set(database=name).render_as_string(hide_password=False)
    finally:
        with engine.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
        engine.dispose()


def on_postgresql(test: Callable[..., None]) -> Callable[..., None]:
    """Run a test on PostgreSQL alone, where writers for several groups are at work at a time."""
    once = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)(test)
    without = "MASE_TEST_POSTGRES names no server"
    marked: Callable[..., None] = pytest.mark.skipif(not POSTGRES, reason=without)(once)
    return marked


def in_turn(seeds: int) -> pytest.MarkDecorator:
    """Run a test with each ``seed`` once, on one database after the other: what befalls it is no matter of
    the database."""
    runs = [(DATABASES[seed % len(DATABASES)], seed) for seed in range(seeds)]
    return pytest.mark.parametrize(("database_url", "seed"), runs, indirect=["database_url"])
