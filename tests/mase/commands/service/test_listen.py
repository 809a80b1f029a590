from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

pytestmark = pytest.mark.long


@contextmanager
def started(folder: Path, api_url: str) -> Iterator[subprocess.Popen[str]]:
    """``mase listen`` on a register of its own."""
    with subprocess.Popen(
        [sys.executable, "-m", "mase", "listen"],
        env={
            **os.environ,
            "MASE_DATABASE_URL": f"sqlite:///{folder}/register.db",
            "PREFECT_API_URL": api_url,
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_it_listens_until_it_is_told_to_end(tmp_path: Path, sent: signal.Signals) -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)  # or what is started here never hears it
    with started(tmp_path, "http://127.0.0.1:1/api") as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "Listening. Ctrl-C ends it.\n"
        process.send_signal(sent)
        said = set(process.stdout.read().splitlines())
        unreached = "WARNING The keeper could not look (ConnectError)."  # nothing answers at that address
        assert {line.partition(" ")[2].partition(" ")[2] for line in said} <= {unreached}
        assert process.wait() == 0


def test_without_the_address_of_a_server_it_says_what_to_set(tmp_path: Path) -> None:
    with started(tmp_path, "") as process:
        assert process.stdout is not None
        assert "PREFECT_API_URL is not set." in process.stdout.read()
        assert process.wait() == 1
