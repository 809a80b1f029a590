"""The migrations make exactly the tables of the register, on every database, once, whoever calls."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from forum.problem import Problem
from tasks.register.clock import SetClock
from tasks.register.migrations import newest, upgrade, version
from tasks.register.register import Register
from tasks.register.tables import Base


# Of an index on addresses in any case SQLite can't say what it holds; PostgreSQL does.
@pytest.mark.filterwarnings("ignore:.*expression-based index")
def test_a_migrated_register_has_exactly_the_tables_in_the_code(register: Register) -> None:
    with register.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_a_migrated_register_is_of_the_newest_version(register: Register) -> None:
    assert version(register) == newest()


def test_upgrading_a_register_again_changes_nothing(register: Register) -> None:
    upgrade(register)
    assert version(register) == newest()


def test_a_database_of_a_newer_version_is_refused_and_left_as_it_was(register: Register) -> None:
    with register.engine.execution_options(writing=True).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(Problem, match="version 9999, made by a newer version of this program"):
        upgrade(register)
    assert version(register) == "9999"


def test_a_database_without_a_register_has_no_version(tmp_path: Path, clock: SetClock) -> None:
    register = Register(f"sqlite:///{tmp_path / 'empty.db'}", clock)
    assert version(register) is None
    register.close()


def test_several_processes_can_set_up_the_same_register_at_once(tmp_path: Path, clock: SetClock) -> None:
    registers = [Register(f"sqlite:///{tmp_path / 'new.db'}", clock) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(upgrade, registers))
    assert version(registers[0]) == newest()
    for register in registers:
        register.close()
