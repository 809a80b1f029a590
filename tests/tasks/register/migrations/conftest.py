from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tasks.register.database.clock import SetClock
from tasks.register.database.register import Register
from tests.databases import DATABASES, new_database


@pytest.fixture(params=DATABASES)
def empty(request: pytest.FixtureRequest, tmp_path: Path, clock: SetClock) -> Iterator[Register]:
    """A database of its own, without a register in it."""
    if request.param == "sqlite":
        yield Register(f"sqlite:///{tmp_path / 'older.db'}", clock, durable=False)
        return
    with new_database() as url:
        yield Register(url, clock, durable=False)
