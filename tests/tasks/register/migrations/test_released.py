"""Registers that released versions left come up to date whole, and no migration changes once it is out.

``released/`` has a register of each version: six weeks of the sample's group, as that version wrote them.
"""

from __future__ import annotations

import hashlib
import lzma
import re
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from typing import Any

import psycopg
import pytest
from sqlalchemy import MetaData, select

from config.settings import ROOT
from tasks.register.audit.row_check import verify_register
from tasks.register.audit.row_digests import TABLES_LEFT_OUT
from tasks.register.database.register import Register
from tasks.register.migrations import newest, try_upgrade, upgrade, version
from tasks.register.tables import AgendaItemRow, DispatchRow, DocumentRow
from tests.tasks.register.migrations.keep_release import FOLDER, HELD, VERSIONS

# Of an index on addresses in any case SQLite can't say what it holds; PostgreSQL does.
pytestmark = pytest.mark.filterwarnings("ignore:.*expression-based index")
RELEASED = re.findall(r"^## \[(\d.*?)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
OUT = {
    name: digest for digest, name in (line.split() for line in HELD.read_text(encoding="utf-8").splitlines())
}


def test_a_migration_that_is_out_never_changes() -> None:
    """A change of the tables is a migration of its own: registers out there have been through this one."""
    assert len(OUT) >= 25
    assert {name: hashlib.sha256((VERSIONS / name).read_bytes()).hexdigest() for name in OUT} == OUT


@pytest.mark.parametrize("release", RELEASED)
def test_a_release_leaves_a_register_here_and_its_migrations_are_held(release: str, empty: Register) -> None:
    load(release, empty)
    last = version(empty)
    assert last
    out = {file.name for file in VERSIONS.glob("0*.py") if file.name[:4] <= last}
    assert out <= OUT.keys()


@pytest.mark.thorough
@pytest.mark.parametrize("release", RELEASED)
def test_a_register_of_a_released_version_is_brought_up_to_date_with_its_rows_intact(
    release: str, empty: Register
) -> None:
    load(release, empty)
    before, released = rows(empty), version(empty)
    try_upgrade(empty)
    assert (version(empty), rows(empty)) == (released, before)
    upgrade(empty)
    assert version(empty) == newest()
    after = rows(empty)
    assert {name for name in before if not before[name].keys() <= after[name].keys()} == set()
    for name in ("document", "person", "action", "meeting_document", "step", "attendance"):
        assert before[name]
        for id, row in before[name].items():
            assert row.items() <= after[name][id].items(), name
    trail = [after["audit"][seq]["hash"] for seq in before["audit"]]
    assert trail == [row["hash"] for row in before["audit"].values()]
    with empty.reading() as session:
        assert verify_register(session).rows == sum(
            len(of_table) for name, of_table in after.items() if name not in TABLES_LEFT_OUT
        )
        letters = session.scalars(select(DispatchRow)).all()
        assert [str(row.occasion) for row in letters] == [row.key.split("/")[-2] for row in letters]
        assert len(letters) > 60
        assert session.scalars(select(AgendaItemRow).where(AgendaItemRow.place.is_not(None))).all()
        assert all(row.content for row in session.scalars(select(DocumentRow)))


def load(release: str, register: Register) -> None:
    """Have the register that a version left stand in an empty database."""
    dialect = register.engine.dialect.name
    script = lzma.decompress((FOLDER / f"{release}-{dialect}.sql.xz").read_bytes()).decode()
    if dialect == "sqlite":
        with closing(sqlite3.connect(str(register.url.database))) as connection:
            connection.executescript(script)
        return
    statements = "\n".join(line for line in script.splitlines() if not line.startswith("\\"))
    address = register.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address) as theirs:
        theirs.execute(statements.encode())


def rows(register: Register) -> Mapping[str, Mapping[Any, Mapping[str, Any]]]:
    """Return all rows as they stand, by table and key, whatever the version."""
    with register.engine.connect() as connection:
        tables = MetaData()
        tables.reflect(connection)
        return {
            table.name: {
                row[next(iter(table.primary_key.columns)).name]: dict(row)
                for row in connection.execute(select(table)).mappings()
            }
            for table in tables.sorted_tables
            if table.name != "alembic_version"
        }
