from __future__ import annotations

import socket
import subprocess
from pathlib import Path

import pytest

from config.settings import ROOT
from mase.service.systemd import tell

UNITS = ROOT / "deployments" / "systemd"
EXPOSURE = "--threshold=20"  # tenths of systemd's own scale of ten: up to here it says "OK"


def _analyze(*arguments: str) -> tuple[int, str]:
    """The exit code of ``systemd-analyze``, and what it found wrong."""
    done = subprocess.run(["systemd-analyze", *arguments], capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


@pytest.mark.parametrize("name", ["mase.service", "mase-watch.service"])
def test_systemd_takes_each_unit_and_finds_it_guarded(name: str, tmp_path: Path) -> None:
    unit, guard = tmp_path / name, tmp_path / f"{name}.d" / "guard.conf"
    unit.write_text((UNITS / name).read_text().replace("/opt/mase/.venv/bin/mase", "/bin/true"))
    guard.parent.mkdir()
    guard.write_text((UNITS / guard.name).read_text())
    assert _analyze("verify", "--man=no", "--recursive-errors=no", str(unit)) == (0, "")
    assert _analyze("security", "--offline=yes", EXPOSURE, str(unit)) == (0, "")
    guard.write_text(guard.read_text().replace("NoNewPrivileges=yes\nCapabilityBoundingSet=\n", ""))
    assert _analyze("security", "--offline=yes", EXPOSURE, str(unit))[0] == 1


@pytest.mark.parametrize("script", ["install", "upgrade", "remove"])
def test_each_script_is_one_that_bash_takes_and_root_can_start(script: str) -> None:
    file = UNITS / script
    assert file.stat().st_mode & 0o111
    assert subprocess.run(["bash", "-n", str(file)], check=False).returncode == 0


def test_systemd_hears_that_the_service_is_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(tmp_path / "notify"))
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        tell("READY=1")
        assert systemd.recv(100) == b"READY=1"
    monkeypatch.delenv("NOTIFY_SOCKET")
    tell("READY=1")  # nobody listens, and nothing fails
