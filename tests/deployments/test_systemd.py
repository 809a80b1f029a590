from __future__ import annotations

import os
import socket
import subprocess
from dataclasses import dataclass
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


@pytest.mark.parametrize("script", ["install", "upgrade", "go-back", "remove"])
def test_each_script_is_one_that_bash_takes_and_root_can_start(script: str) -> None:
    file = UNITS / script
    assert file.stat().st_mode & 0o111
    assert subprocess.run(["bash", "-n", str(file)], check=False).returncode == 0


@dataclass
class Machine:
    """A folder for a machine: the program in two versions, and commands that write down what is run."""

    folder: Path

    def __post_init__(self) -> None:
        self.program, self.commands = self.folder / "opt-mase", self.folder / "commands"
        self.commands.mkdir()
        for name in ("systemctl", "mase"):
            self.command(name, "")
        scripts = self.program / "deployments" / "systemd"
        scripts.mkdir(parents=True)
        self.git("init", "--quiet")
        for version in ("old", "new"):
            install = scripts / "install"
            install.write_text(f"#!/bin/sh\necho install of {version} >>{self.folder}/run\n")
            install.chmod(0o755)
            self.git("add", ".")
            self.git(
                "-c", "user.name=x", "-c", "user.email=x@unit.example", "commit", "--quiet", "-m", version
            )
            self.git("tag", version)

    def git(self, *arguments: str) -> None:
        subprocess.run(["git", "-C", str(self.program), *arguments], check=True, capture_output=True)

    def command(self, name: str, then: str) -> None:
        file = self.commands / name
        file.write_text(f'#!/bin/sh\necho {name} "$@" >>{self.folder}/run\n{then}\n')
        file.chmod(0o755)

    def run(self, script: str, *arguments: str) -> tuple[int, str, list[str]]:
        """Run a script of ours; its code, what it says, and what it ran."""
        ours = self.folder / script
        ours.write_text((UNITS / script).read_text().replace("/opt/mase", str(self.program)))
        (self.folder / "run").write_text("")
        path = f"{self.commands}:{os.environ['PATH']}"
        done = subprocess.run(
            ["bash", str(ours), *arguments],
            env={**os.environ, "PATH": path},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout, (self.folder / "run").read_text().splitlines()


def test_the_way_back_from_a_failed_upgrade_runs_nothing_of_the_version_that_failed(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    assert machine.run("go-back", "old") == (
        0,
        "Version old runs again.\n",
        ["systemctl stop mase mase-watch", "install of old", "mase check", "systemctl start mase mase-watch"],
    )
    assert machine.run("go-back", "none")[:2] == (2, "There is no version none.\n")
    machine.command("mase", "exit 1")
    code, said, run = machine.run("go-back", "old")
    assert (code, run[-1]) == (1, "mase check")
    assert "mase restore FILE" in said


def test_systemd_hears_that_the_service_is_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(tmp_path / "notify"))
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        tell("READY=1")
        assert systemd.recv(100) == b"READY=1"
    monkeypatch.delenv("NOTIFY_SOCKET")
    tell("READY=1")  # nobody listens, and nothing fails
