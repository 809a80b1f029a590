from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url, text

from tasks.register.database.clock import SetClock
from tasks.register.database.register import Register
from tests.databases import DATABASES, POSTGRES


@pytest.fixture(params=DATABASES)
def empty(request: pytest.FixtureRequest, tmp_path: Path, clock: SetClock) -> Iterator[Register]:
    """A database of its own, without a register in it."""
    if request.param == "sqlite":
        yield Register(f"sqlite:///{tmp_path / 'older.db'}", clock, durable=False)
        return
    assert POSTGRES
    name = f"mase_test_{uuid4().hex}"
    server = create_engine(POSTGRES, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
        url = make_url(POSTGRES).set(database=name).render_as_string(hide_password=False)
        yield Register(url, clock, durable=False)
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()
