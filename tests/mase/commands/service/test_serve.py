from __future__ import annotations

import fcntl
import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from forum.text.problem import Problem
from mase.commands.service.serve import serve
from mase.service.deployments import read_deployments
from mase.service.prefect_client import sign_in_of
from mase.service.prefect_server import free_port

pytestmark = pytest.mark.long


def test_a_second_service_on_the_same_folder_says_that_one_is_running(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MASE_PREFECT_FOLDER", str(tmp_path))
    monkeypatch.setenv("MASE_DATABASE_URL", f"sqlite:///{tmp_path}/register.db")
    with (tmp_path / "serve.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(Problem, match="mase serve is running already"):
            serve()


def test_a_register_with_other_tables_is_told_before_anything_runs(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MASE_DATABASE_URL", sqlite_url)
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as register:
        register.execute("DROP INDEX ix_cover_last")
    with pytest.raises(Problem, match="the index ix_cover_last is missing"):
        serve()


@pytest.fixture
def service(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[subprocess.Popen[str]]:
    """``mase serve`` on a port and a register of its own."""
    # Ctrl-C does nothing in what was started where it does nothing, as in the background of a shell.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(
        [sys.executable, "-m", "mase", "serve"],
        env={
            **os.environ,
            "COLUMNS": "200",
            "MASE_LOG_FORMAT": getattr(request, "param", "text"),
            "MASE_PREFECT_FOLDER": str(tmp_path / "prefect"),
            "MASE_PREFECT_PORT": str(free_port()),
            "MASE_DATABASE_URL": f"sqlite:///{tmp_path}/register.db",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        umask=0,
    ) as started:
        yield started
        started.kill()


def printed_until_served(service: subprocess.Popen[str]) -> str:
    """What the service prints until it is up."""
    assert service.stdout is not None
    lines = []
    for line in service.stdout:
        lines.append(line)
        if "Ctrl-C ends the service" in line:
            break
    return "".join(lines)


@pytest.mark.parametrize("service", ["json"], indirect=True)
def test_the_service_ends_with_its_prefect_server_and_says_so_in_json_too(
    service: subprocess.Popen[str],
) -> None:
    printed = printed_until_served(service)
    assert service.stdout is not None
    (server,) = Path(f"/proc/{service.pid}/task/{service.pid}/children").read_text("ascii").split()
    os.kill(int(server), signal.SIGKILL)
    printed += service.stdout.read()
    assert service.wait() == 1, printed
    said = [json.loads(line)["message"] for line in printed.splitlines()]
    assert said[-1].startswith("The Prefect server does not answer any more, so the service ends. Start it")


def test_the_service_says_what_it_serves_and_where_and_ends_on_ctrl_c(
    service: subprocess.Popen[str], tmp_path: Path
) -> None:
    printed = printed_until_served(service)
    (server,) = Path(f"/proc/{service.pid}/task/{service.pid}/children").read_text("ascii").split()
    for process in (service.pid, server):
        assert (
            "\nMax core file size        0                    0 "
            in Path(f"/proc/{process}/limits").read_text()
        )
    service.send_signal(signal.SIGINT)
    assert service.stdout is not None
    printed += service.stdout.read()
    # By Ctrl-C a program ends in order, or by the signal itself, which a shell knows as 130.
    assert service.wait() in (0, 130, -signal.SIGINT), printed
    assert "Sign in with the line in" in printed
    sign_in = sign_in_of(tmp_path / "prefect").partition(":")[2]
    assert sign_in not in printed + (tmp_path / "prefect" / "server.log").read_text(encoding="utf-8")
    assert "The service has ended." in printed.splitlines()[-1]
    assert [file for file in tmp_path.rglob("*") if file.stat().st_mode & 0o077] == []
    for deployment in read_deployments():
        assert f"\n{deployment.name} " in f"\n{printed}"
