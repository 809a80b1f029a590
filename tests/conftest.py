"""What all tests share: a clock that stands still, and a fresh register on each database."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url, text

from tasks.register.clock import SetClock
from tasks.register.migrations import upgrade
from tasks.register.register import Register

if TYPE_CHECKING:
    from tasks.duties.office import Office

ROOT = Path(__file__).resolve().parent.parent
POSTGRES = os.environ.get("MASE_TEST_POSTGRES")  # the URL of a superuser on a PostgreSQL that tests may fill
DATABASES = ("sqlite", "postgresql") if POSTGRES else ("sqlite",)


@pytest.fixture
def clock() -> SetClock:
    """Monday 4 January 2027, 9am; set ``clock.at`` to move it."""
    return SetClock(dt.datetime(2027, 1, 4, 9, 0))


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database of its own with an empty register in it; the test runs once on each database."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("migrated_sqlite"), tmp_path / "register.db")
        yield f"sqlite:///{tmp_path / 'register.db'}"
    else:
        name = _create_postgres(template=request.getfixturevalue("migrated_postgres"))
        yield _postgres_url(name)
        _drop_postgres(name)


@pytest.fixture
def register(database_url: str, clock: SetClock) -> Iterator[Register]:
    """An empty register whose clock is ``clock``."""
    register = Register(database_url, clock)
    yield register
    register.close()


@pytest.fixture
def office(register: Register, clock: SetClock) -> Office:
    """An office over ``register`` that works by config/mase.toml: group MASE has its seats, and no people."""
    # imported here, so that tests of the pure rules start without the printers
    from config.wiring import calendar
    from forum.policy import read_policy
    from tasks.documents.letters import LetterPrinter
    from tasks.documents.word import DocumentPrinter
    from tasks.duties.office import Office
    from tasks.register.groups import set_up_groups

    text = (ROOT / "config" / "mase.toml").read_text(encoding="utf-8")
    policy = read_policy(text, "mase.toml")
    with register.transaction("test") as tx:
        set_up_groups(tx, [policy])
    return Office(
        register=register,
        policies={policy.group.code: policy},
        calendars={policy.group.code: calendar(policy)},
        letters=LetterPrinter(ROOT / "templates" / "email"),
        documents=DocumentPrinter(ROOT / "templates" / "documents"),
        clock=clock,
    )


@pytest.fixture
def mase(office: Office) -> Office:
    """``office`` with the people of config/members-sample.xlsx, all appointed from 1 September 2026."""
    from tasks.duties.members import apply_import

    sample = ROOT / "config" / "members-sample.xlsx"
    apply_import(office, "MASE", sample.read_bytes(), sample.name, dt.date(2026, 9, 1), by="test")
    return office


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("register") / "empty.db"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def migrated_postgres() -> Iterator[str]:
    name = _create_postgres(template="template0")
    _migrate(_postgres_url(name))
    yield name
    _drop_postgres(name)


def _migrate(url: str) -> None:
    register = Register(url, SetClock(dt.datetime(2027, 1, 4, 9, 0)))
    upgrade(register)
    register.close()


def _postgres_url(name: str) -> str:
    assert POSTGRES
    return make_url(POSTGRES).set(database=name).render_as_string(hide_password=False)


def _create_postgres(template: str) -> str:
    name = f"mase_test_{uuid4().hex}"
    _say_to_postgres(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
    return name


def _drop_postgres(name: str) -> None:
    _say_to_postgres(f"DROP DATABASE {name} WITH (FORCE)")


def _say_to_postgres(sentence: str) -> None:
    assert POSTGRES
    engine = create_engine(POSTGRES, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(sentence))
    engine.dispose()
