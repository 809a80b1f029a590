from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from forum.text.problem import Problem
from mase.commands.service.serve import serve
from mase.deployments import read_deployments
from mase.prefect_server import free_port
from mase.prefect_sign_in import sign_in_of

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


def test_the_service_says_what_it_serves_and_where_and_ends_on_ctrl_c(tmp_path: Path) -> None:
    # Ctrl-C does nothing in what was started where it does nothing, as in the background of a shell.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    port = free_port()
    service = subprocess.Popen(
        [sys.executable, "-m", "mase", "serve"],
        env={
            **os.environ,
            "COLUMNS": "200",
            "MASE_PREFECT_FOLDER": str(tmp_path / "prefect"),
            "MASE_PREFECT_PORT": str(port),
            "MASE_DATABASE_URL": f"sqlite:///{tmp_path}/register.db",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        umask=0,
    )
    assert service.stdout is not None
    said: list[str] = []
    for line in service.stdout:
        said.append(line)
        if "Ctrl-C ends the service" in line:
            service.send_signal(signal.SIGINT)
    # By Ctrl-C a program ends in order, or by the signal itself, which a shell knows as 130.
    assert service.wait() in (0, 130, -signal.SIGINT), said
    assert f"Prefect is at http://127.0.0.1:{port}. Sign in with the line in" in "".join(said)
    sign_in = sign_in_of(tmp_path / "prefect").partition(":")[2]
    assert sign_in not in "".join(said) + (tmp_path / "prefect" / "server.log").read_text(encoding="utf-8")
    assert "The service has ended." in said[-1]
    assert [file for file in tmp_path.rglob("*") if file.stat().st_mode & 0o077] == []
    for deployment in read_deployments():
        assert any(line.startswith(deployment.name) for line in said)
    service.stdout.close()
