"""Fixtures of all tests: a clock that stands still, and a fresh register on each database."""

from __future__ import annotations

import datetime as dt
import gc
import os
import shutil
import sqlite3
import time
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest
from sqlalchemy import Engine, event, make_url

from tasks.register.database.clock import SetClock
from tasks.register.database.register import Register
from tasks.register.migrations import upgrade
from tests.databases import DATABASES, new_database
from tests.stages import ROWS_WAITING, KeptStages, Stages, digest_of_sources, put_all_in_place, put_in_place
from tests.tasks.duties.do import do

if TYPE_CHECKING:
    from tasks.duties.base.office import Office

ROOT = Path(__file__).resolve().parent.parent
# The same examples on every machine and under any load: a failure comes again when it is looked for.
hypothesis.settings.register_profile("suite", derandomize=True, deadline=None, database=None)
hypothesis.settings.load_profile("suite")

os.environ.setdefault("MASE_LIBREOFFICE", "")  # it takes seconds; the tests that want it say so
os.environ.setdefault("MASE_POLICIES", "config")  # where the sample's is


DIGEST = pytest.StashKey[str]()
STAGES_KEPT = 3600  # seconds


def pytest_configure(config: pytest.Config) -> None:
    """Find the stages that were played with the sources as they are, and delete those of earlier ones."""
    handed_on = getattr(config, "workerinput", {})
    config.stash[DIGEST] = handed_on.get("digest") or digest_of_sources()
    if not handed_on:
        here = _stages_folder(config)
        here.touch()
        for other in here.parent.iterdir():
            if other.stat().st_mtime < time.time() - STAGES_KEPT:
                shutil.rmtree(other, ignore_errors=True)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Have the processes of a run play by one digest, however long each takes to start."""
    node.workerinput["digest"] = node.config.stash[DIGEST]


def pytest_unconfigure(config: pytest.Config) -> None:
    """Forget stages where a source was changed during the run: by which text they were played is unknown."""
    if not hasattr(config, "workerinput") and digest_of_sources() != config.stash[DIGEST]:
        shutil.rmtree(_stages_folder(config), ignore_errors=True)


def _stages_folder(config: pytest.Config) -> Path:
    folder = ROOT / ".pytest_cache" / "stages" / config.stash[DIGEST]  # there without pytest's cache too
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@event.listens_for(Engine, "connect")
def _last_first(connection: object, _record: object) -> None:
    """Have SQLite return rows of a query without an order last first: no code may lean on the order of
    writing, which PostgreSQL does not keep."""
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA reverse_unordered_selects=ON")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Look for no garbage while collecting, nor ever in what was collected: it stays until the end."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(50_000, 50, 100)  # objects; statements put together make more than the usual 2,000
        gc.enable()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what needs a server as long, and begin with what takes longest.

    Prefect leaves its clients' sockets to the garbage collector: no offence is taken at that.
    """
    marked = {item for item in items if item.get_closest_marker("long")}
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        if "prefect_api" in fixtures:
            item.add_marker(pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"))
        if (
            "prefect_server_of_the_session" in fixtures
            or _is_on_postgres(item)
            or item.get_closest_marker("thorough")
        ):
            item.add_marker(pytest.mark.long)
    if config.getoption("dist", "no") != "no":  # one process goes through the folders in their order
        items.sort(key=lambda item: (item not in marked, item.get_closest_marker("long") is None))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_call() -> None:
    """Let the test itself find databases in their places, whatever it opens them with."""
    put_all_in_place()


def _is_on_postgres(item: pytest.Item) -> bool:
    return "postgresql" in getattr(getattr(item, "callspec", None), "params", {}).values()


@pytest.fixture
def prefect_api(prefect_server_of_the_session: str) -> Iterator[str]:
    """The address of the session's Prefect server; Prefect in this process talks to it."""
    yield prefect_server_of_the_session
    gc.collect()


@pytest.fixture(scope="session")
def prefect_server_of_the_session(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[str]:
    """Share a Prefect server among all processes of the run."""
    from tests.shared_server import shared_prefect_server

    own = tmp_path_factory.mktemp("prefect")
    shared = tmp_path_factory.getbasetemp()
    if hasattr(request.config, "workerinput"):
        shared = shared.parent
    with shared_prefect_server(shared, own) as url:
        yield url


@pytest.fixture
def clock() -> SetClock:
    """Monday 4 January 2027, 9am; set ``clock.at`` to move it."""
    return SetClock(dt.datetime(2027, 1, 4, 9, 0))


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of a database of its own with an empty register in it; the test runs once on each database."""
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite_url")
    else:
        url = request.getfixturevalue("migrated_postgres")
        ROWS_WAITING[make_url(url)] = {}
        yield url


@pytest.fixture
def sqlite_url(migrated_sqlite: Path) -> str:
    """The same on SQLite. Tests that need no other have a ``database_url`` of their own that is this.

    It is one place for all tests of this process: its engine knows the statements that it has compiled.
    """
    file = migrated_sqlite.with_name("register.db")
    put_in_place(migrated_sqlite, file)
    return f"sqlite:///{file}"


@pytest.fixture
def register(database_url: str, clock: SetClock) -> Register:
    """An empty register whose clock is ``clock``."""
    return Register(database_url, clock, durable=False)


@pytest.fixture
def stages(
    register: Register,
    clock: SetClock,
    kept_stages: KeptStages,
) -> Stages:
    """Has ``register`` come as far as a duty takes it, without doing that anew for each test."""
    return Stages(register, clock, kept_stages)


@pytest.fixture(scope="session")
def kept_stages(request: pytest.FixtureRequest) -> KeptStages:
    return KeptStages(_stages_folder(request.config))


@pytest.fixture
def office(register: Register, clock: SetClock, stages: Stages, fittings: dict[str, Any]) -> Office:
    """An office over ``register`` that works by config/mase.toml: group MASE has its seats, and no people."""
    from tasks.duties.base.office import Office
    from tasks.register.groups import set_up_groups

    office = Office(register=register, clock=clock, **fittings)

    def set_up() -> None:
        with register.transaction("test") as tx:
            set_up_groups(tx, office.policies.values())

    stages.reach(set_up)
    return office


@pytest.fixture(scope="session")
def fittings() -> dict[str, Any]:
    """Return the parts that offices share: the policy of config/mase.toml without its forward plan, so that a
    month has no papers but those of its test; its working days, and the printers."""
    # imported here, so that tests of the pure rules start without the printers
    from config.wiring import calendar
    from forum.terms.parts.ahead import ForwardPlanTerms
    from forum.terms.policy import read_policy
    from tasks.documents.letters.print_letter import LetterPrinter
    from tests.tasks.duties.made_once import PrintedOnce, ReadOnce

    text = (ROOT / "config" / "mase.toml").read_text(encoding="utf-8")
    policy = read_policy(text, "mase.toml").model_copy(update={"forward_plan": ForwardPlanTerms()})
    terms = ROOT / "config" / policy.group.terms
    return {
        "policies": {policy.group.code: policy},
        "calendars": {policy.group.code: calendar(policy)},
        "letters": LetterPrinter(ROOT / "templates" / "email"),
        "documents": PrintedOnce(ROOT / "templates" / "documents"),
        "whole_terms_files": {terms.name: terms.read_bytes()},
        "limited": ReadOnce(),
    }


@pytest.fixture
def mase(office: Office, stages: Stages) -> Office:
    """``office`` with the people of config/members-sample.xlsx, all appointed from 1 September 2026."""
    from tasks.duties.members.workbook import apply_import

    def move_in() -> None:
        sample = ROOT / "config" / "members-sample.xlsx"
        do(apply_import, office, "MASE", sample.read_bytes(), sample.name, dt.date(2026, 9, 1))

    stages.reach(move_in)
    return office


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("register") / "empty.db"
    _migrate(f"sqlite:///{path}")
    path.chmod(0o600)  # as the service makes it
    return path


@pytest.fixture(scope="session")
def migrated_postgres() -> Iterator[str]:
    """Return the database of all tests of this process, emptied before each: ten times faster than a new
    one."""
    with new_database() as url:
        _migrate(url)
        yield url


def _migrate(url: str) -> None:
    register = Register(url, SetClock(dt.datetime(2027, 1, 4, 9, 0)), durable=False)
    upgrade(register)
    register.close()
