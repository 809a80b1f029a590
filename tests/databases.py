"""The databases that tests run on: SQLite, and PostgreSQL where MASE_TEST_POSTGRES names a server."""

from __future__ import annotations

import os

import pytest

POSTGRES = os.environ.get("MASE_TEST_POSTGRES")  # the URL of a superuser on a PostgreSQL that tests may fill
DATABASES = ("sqlite", "postgresql") if POSTGRES else ("sqlite",)


def in_turn(seeds: int) -> pytest.MarkDecorator:
    """Run a test with each ``seed`` once, on one database after the other: what befalls it is no matter of
    the database."""
    runs = [(DATABASES[seed % len(DATABASES)], seed) for seed in range(seeds)]
    return pytest.mark.parametrize(("database_url", "seed"), runs, indirect=["database_url"])
