"""The migrations make exactly the tables of the register, on every database, once, whoever calls."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import insert, text, update

from forum.text.problem import Problem
from tasks.register.audit.row_check import Verified, verify_register
from tasks.register.database.clock import SetClock
from tasks.register.database.register import Register
from tasks.register.migrations import newest, upgrade, version
from tasks.register.tables import Base, GroupRow
from tests.tasks.register.migrations.older_register import upgrade_to

# Of an index on addresses in any case SQLite can't say what it holds; PostgreSQL does.
pytestmark = pytest.mark.filterwarnings("ignore:.*expression-based index")


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


def test_a_register_of_before_digests_has_those_of_its_rows_once_it_is_upgraded(
    tmp_path: Path, clock: SetClock
) -> None:
    register = Register(f"sqlite:///{tmp_path / 'old.db'}", clock)
    upgrade_to("0001", register)
    with register.engine.begin() as connection:
        group = {"id": uuid4(), "code": "MASE", "policy": "MASE", "go_live": clock.now().date()}
        connection.execute(insert(GroupRow).values(group))
    upgrade(register)
    upgrade(register)
    with register.reading() as session:
        assert verify_register(session) == Verified(trail=1, rows=1)
    with register.engine.begin() as connection:
        connection.execute(update(GroupRow).values(policy="OTHER"))
    with register.reading() as session, pytest.raises(Problem, match="not what its audit trail says"):
        verify_register(session)
    register.close()
