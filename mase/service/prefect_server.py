"""A Prefect server of our own: a process for ``mase serve`` and tests, or within a rehearsal's process."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import ExitStack, asynccontextmanager, closing, contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from forum.text.problem import Problem
from mase.service.prefect_client import encryption_key_of, sign_in_of
from mase.terminal import environment

if TYPE_CHECKING:
    from prefect.client.base import ASGIApp

START_WITHIN = 60.0  # seconds; a first start on a slow machine makes the whole database
STOP_WITHIN = 5.0
NOWHERE = "http://prefect.invalid/api"  # the address of a server that has no port

ALWAYS = {
    "PREFECT_SERVER_EPHEMERAL_ENABLED": "false",  # never a second server that nobody sees
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    # Written one by one, task runs block flow runs on SQLite: "busy", and the client waits two seconds.
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE": "200",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
    "PREFECT_RESULTS_PERSIST_BY_DEFAULT": "false",
    "PREFECT_SERVER_API_CSRF_PROTECTION_ENABLED": "true",
}
# By itself glibc gives threads up to eight heaps for each processor. The server has a thread for each
# connection to SQLite, and what one of them has let go of would be of no use to another.
SHARED_HEAP = {"MALLOC_ARENA_MAX": "2"}
NEEDED_BY_BROWSERS_ONLY = (
    "PREFECT_SERVER_EVENTS_STREAM_OUT_ENABLED",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_ENABLED",
)
NEEDED_FOR_SCHEDULES_ONLY = (
    "CANCELLATION_CLEANUP",
    "CLEANUP_RECONCILER",
    "FOREMAN",
    "LATE_RUNS",
    "PAUSE_EXPIRATIONS",
    "REPOSSESSOR",
    "SCHEDULER",
    "TRIGGERS",
)


@contextmanager
def prefect_server(
    folder: Path,
    *,
    host: str = "127.0.0.1",
    port: int | None = None,
    ui: bool = False,
    schedules: bool = False,
    auth_string: str | None = None,
    encryption_key: str | None = None,
) -> Iterator[str]:
    """A Prefect server with its own database in ``folder``, healthy while the ``with`` block runs.

    Yields the API's address; the UI's is the same without ``/api``. ``port`` None finds a free one. The
    server asks for a sign-in: ``auth_string``, or the one that ``folder`` keeps, as it keeps the key. It
    answers under its own address alone. Without ``schedules`` the services stay off that only deployments
    need, without ``ui`` what only browsers need: events, and with them the record of task runs.
    Within the block Prefect in this process, and in those that it starts, talks to this server, which ends
    with the block and also when this process is killed. Enter it outside an event loop. Raises Problem when
    the server does not start.
    """
    with ExitStack() as stack:
        listening = stack.enter_context(_listen(host, port or 0))
        address = f"{_reached_at(host)}:{listening.getsockname()[1]}"
        url = f"http://{address}/api"
        with _writing_in(folder):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            sign_in = auth_string or sign_in_of(folder)
            settings = {
                **_settings_of_all(folder, url, sign_in),
                **_settings_of_server(folder, url, sign_in),
                "PREFECT_SERVER_ENCRYPTION_KEY": encryption_key or encryption_key_of(folder),
                **dict.fromkeys(("PREFECT_SERVER_UI_ENABLED", *NEEDED_BY_BROWSERS_ONLY), str(ui)),
                **({} if schedules else _without_schedules()),
            }
            process = stack.enter_context(_process(settings, listening, address, folder / "server.log"))
        stack.enter_context(client_settings(folder, url, sign_in))  # imports Prefect, while the server starts
        _wait_until_healthy(process, url, folder / "server.log")
        if not ui:
            stack.enter_context(_without_events())
        yield url


@contextmanager
def prefect_in_process(folder: Path) -> Iterator[ASGIApp]:
    """Prefect's server within this process, with its own database in ``folder``: an application on no port.

    Flows reach the application through ``one_client``. Without a port nobody else does: no log is sent, and
    no token guards it against other sites' pages.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    settings = {
        **ALWAYS,
        "PREFECT_HOME": str(folder),
        "PREFECT_API_URL": NOWHERE,
        "PREFECT_CLIENT_SERVER_VERSION_CHECK_ENABLED": "false",
        "PREFECT_CLIENT_CSRF_SUPPORT_ENABLED": "false",
        "PREFECT_LOGGING_TO_API_ENABLED": "false",
        "PREFECT_SERVER_UI_ENABLED": "false",
        **_settings_of_database(folder),
    }
    with _prefect_environment(settings), _without_events():
        yield _asked_by_flow_runs()


def _asked_by_flow_runs() -> ASGIApp:
    """Prefect's own answers to what its client asks for flow runs.

    Its whole application takes longer to import, and sends each answer through what only a port needs.
    """
    from fastapi import FastAPI
    from prefect.server.api import flow_runs, flows

    server = FastAPI()
    for asked in (flows, flow_runs):
        server.include_router(asked.router, prefix="/api")
    return server


@contextmanager
def client_settings(folder: Path, url: str, sign_in: str) -> Iterator[None]:
    """Have Prefect in this process, and in those it starts, talk to the server at ``url`` in the block."""
    with _prefect_environment(_settings_of_all(folder, url, sign_in)):
        try:
            yield
        finally:
            _drain_logs_and_events()


def _settings_of_all(folder: Path, url: str, sign_in: str) -> dict[str, str]:
    """Prefect's settings for this process, those it starts and the server."""
    return {
        **ALWAYS,
        "PREFECT_HOME": str(folder),
        "PREFECT_API_URL": url,
        "PREFECT_API_AUTH_STRING": sign_in,
    }


def _settings_of_server(folder: Path, url: str, sign_in: str) -> dict[str, str]:
    return {
        "PREFECT_SERVER_API_AUTH_STRING": sign_in,
        "PREFECT_SERVER_CORS_ALLOWED_ORIGINS": url.removesuffix("/api"),
        "PREFECT_SERVER_UI_API_URL": url,
        **_settings_of_database(folder),
    }


@asynccontextmanager
async def one_client(server: ASGIApp | None = None) -> AsyncIterator[None]:
    """Share one connection between all flows run in the block; by itself each flow run makes three.

    ``server`` is a server within this process; without it the connection is to the one of the settings.
    """
    from prefect.context import AsyncClientContext, SyncClientContext

    from mase.service.prefect_client import ClientOfOneProcess

    context = AsyncClientContext.model_construct(client=ClientOfOneProcess(server)) if server else None
    async with context or AsyncClientContext.get_or_create():
        with SyncClientContext.get_or_create():
            yield


def free_port() -> int:
    """A port of the loopback interface that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _writing_in(folder: Path) -> Iterator[None]:
    """Raise Problem where the Prefect folder can't be written to: its disk may be full."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        reason = str(error) if isinstance(error, sqlite3.Error) else error.strerror
        raise Problem(
            f"The Prefect folder {folder} can’t be written to: {reason}. Make room on its disk, look "
            "whose it is, or set MASE_PREFECT_FOLDER."
        ) from None


def _listen(host: str, port: int) -> socket.socket:
    """Listen on the port before the server starts and inherits it: nobody else can take it in between."""
    try:
        return socket.create_server((host, port))
    except OSError as error:
        raise Problem(
            f"Port {port} is not free at the address that MASE_PREFECT_HOST names: {error.strerror}. "
            "Stop what is there, or set another one (MASE_PREFECT_PORT)."
        ) from None


def _reached_at(host: str) -> str:
    """The host to reach the server at: this machine, where it listens on all interfaces."""
    return "127.0.0.1" if host == "0.0.0.0" else host


def prepare_database() -> Path:
    """The empty Prefect database that new ones are copied from, since migrating takes long.

    It is made once for each version of Prefect.
    """
    prepared = _prepared()
    if not prepared.exists():
        with tempfile.TemporaryDirectory(dir=prepared.parent) as home:
            command = [sys.executable, "-m", "prefect", "server", "database", "upgrade", "-y"]
            subprocess.run(
                command,
                env=os.environ
                | ALWAYS
                | {
                    "PREFECT_HOME": home,
                    "PREFECT_SERVER_DATABASE_CONNECTION_URL": f"sqlite+aiosqlite:///{home}/prefect.db",
                },
                check=True,
                stdout=subprocess.DEVNULL,
            )
            with (
                closing(sqlite3.connect(Path(home, "prefect.db"))) as made,
                closing(sqlite3.connect(Path(home, "whole.db"))) as whole,
            ):
                made.backup(whole)
            Path(home, "whole.db").replace(prepared)
    return prepared


def _prepared() -> Path:
    return Path(sys.prefix) / f"prefect-{version('prefect')}.db"


def _settings_of_database(folder: Path) -> dict[str, str]:
    """A new database is a copy of the prepared one where there is one, and then needs no migration."""
    database = folder / "prefect.db"
    address = {"PREFECT_SERVER_DATABASE_CONNECTION_URL": f"sqlite+aiosqlite:///{database}"}
    if database.exists() or not _prepared().exists():
        return address
    part = folder / "prefect.db.part"  # a disk may be full before all of it is there
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    shutil.copyfile(_prepared(), part)  # SQLite itself opens no such file in a folder that is read alone
    part.replace(database)
    return {**address, "PREFECT_SERVER_DATABASE_MIGRATE_ON_START": "false"}


def _without_schedules() -> dict[str, str]:
    off = {f"PREFECT_SERVER_SERVICES_{name}_ENABLED": "false" for name in NEEDED_FOR_SCHEDULES_ONLY}
    return {**off, "PREFECT_SERVER_REGISTER_BLOCKS_ON_START": "false"}


@contextmanager
def _prefect_environment(values: Mapping[str, str]) -> Iterator[None]:
    """Have Prefect in this process go by these variables of the environment while the block runs."""
    try:
        with environment(values):
            _refresh_prefect_settings()
            yield
    finally:
        _refresh_prefect_settings()


def _refresh_prefect_settings() -> None:
    """Have Prefect read its settings again, in case it was imported before the environment changed."""
    from prefect.context import refresh_global_settings_context

    refresh_global_settings_context()


@contextmanager
def _without_events() -> Iterator[None]:
    """Have this process send no events: they tell browsers of task runs, and no flow run needs them.

    Recorded beside flow runs they block these on SQLite: "busy", and the client waits two seconds.
    """
    from prefect.events.clients import NullEventsClient
    from prefect.events.worker import EventsWorker

    EventsWorker.set_client_override(NullEventsClient)
    try:
        yield
    finally:
        EventsWorker.set_client_override(None)


def _drain_logs_and_events() -> None:
    """Let Prefect's log and event threads finish: once the server has gone they would try for a minute."""
    from prefect.events.worker import EventsWorker
    from prefect.logging.handlers import APILogWorker

    APILogWorker.drain_all(timeout=STOP_WITHIN)
    EventsWorker.drain_all(timeout=STOP_WITHIN)


@contextmanager
def _process(
    settings: Mapping[str, str], listening: socket.socket, address: str, log: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """The server, in a session of its own: Ctrl-C reaches us alone, and the flows end before the server."""
    log.touch(mode=0o600)
    with listening, log.open("ab") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "mase.service.prefect_guard", str(listening.fileno()), address],
            pass_fds=[listening.fileno()],
            env={**SHARED_HEAP, **os.environ, **settings},
            stdin=subprocess.PIPE,  # closes when we end, however we end: see prefect_process
            stdout=output,
            stderr=output,
            start_new_session=True,
            umask=0o077,
        )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(STOP_WITHIN)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        assert process.stdin is not None
        process.stdin.close()


def _wait_until_healthy(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    end = time.monotonic() + START_WITHIN
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{url}/health", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.02)
    last = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-5:]
    raise Problem(f"The Prefect server did not start. Its last lines, from {log}:", last)
