"""What stood in a register of an older version stands in the upgraded one, and so its trail says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url, select, text

from forum.outbox.causes import Cause
from tasks.register.database.clock import SetClock
from tasks.register.database.register import Register
from tasks.register.migrations import newest
from tasks.register.tables import AuditRow, DispatchRow
from tests.databases import DATABASES, POSTGRES
from tests.tasks.register.migrations.older_register import OlderRegister

# Of an index on addresses in any case SQLite can't say what it holds; PostgreSQL does.
pytestmark = pytest.mark.filterwarnings("ignore:.*expression-based index")


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


def test_letters_that_stopped_have_their_cause_once_the_register_is_upgraded(empty: Register) -> None:
    causes = {
        "The recipient has not signed the confidentiality agreement; once they have, it goes by itself.": (
            Cause.UNSIGNED
        ),
        "Letters to this address come back; when the register has another, it goes by itself.": Cause.BOUNCED,
        "It had gone already before the database was restored.": Cause.ALREADY_GONE,
        "The recipient no longer belongs to the group.": None,
        "": None,
    }
    older = OlderRegister(empty, "0004")
    for reason in causes:
        older.add("dispatch", state="held", reason=reason)
    with older.upgraded().reading() as session:
        assert {row.reason: row.cause for row in session.scalars(select(DispatchRow))} == causes


def test_an_upgrade_that_changes_rows_stands_on_the_trail(empty: Register) -> None:
    older = OlderRegister(empty, "0004")
    older.add("dispatch", state="held", reason="It had gone already before the database was restored.")
    with older.upgraded().reading() as session:
        last = session.scalars(select(AuditRow).order_by(AuditRow.seq.desc()).limit(1)).one()
    assert (last.actor, last.event) == ("set up", "register upgraded")
    assert last.about == {"before": "0004", "now": newest()}
