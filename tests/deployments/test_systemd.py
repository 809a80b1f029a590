from __future__ import annotations

import os
import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from config.settings import ROOT
from mase.service.beside import tell

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


@pytest.mark.parametrize("script", ["install", "mase", "upgrade", "go-back", "remove"])
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
        for name in ("systemctl", "mase", "systemd-run"):
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
        file.write_text(f"#!/bin/sh\necho {name} $* >>{self.folder}/run\n{then}\n")
        file.chmod(0o755)

    def place(self, path: str) -> Path:
        """The place on this machine of a folder that scripts name."""
        return self.program if path == "/opt/mase" else self.folder / path.strip("/").replace("/", "-")

    def run(self, script: str, *arguments: str, cwd: Path | None = None) -> tuple[int, str, list[str]]:
        """Run a script of ours; its code, what it says, and what it ran."""
        ours, text = self.folder / script, (UNITS / script).read_text()
        for path in ("/opt/mase", "/var/lib/mase", "/etc/systemd/system"):
            text = text.replace(path, str(self.place(path)))
        ours.write_text(text)
        (self.folder / "run").write_text("")
        path = f"{self.commands}:{os.environ['PATH']}"
        done = subprocess.run(
            ["bash", str(ours), *arguments],
            cwd=cwd,
            env={**os.environ, "PATH": path, "TERM": "dumb", "COLUMNS": "100"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
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


def test_a_command_in_roots_shell_runs_under_the_guards_of_unit_and_drop_ins(
    tmp_path: Path,
) -> None:
    machine = Machine(tmp_path)
    desk, drop_ins = machine.place("/var/lib/mase") / "desk", machine.place("/etc/systemd/system")
    of_unit = drop_ins / "mase.service.d"
    for folder in (desk, of_unit):
        folder.mkdir(parents=True)
    assert machine.run("mase", "status")[::2] == (2, [])  # without its guards nothing runs
    guard = (UNITS / "guard.conf").read_text()
    (of_unit / "guard.conf").write_text(guard)
    (of_unit / "override.conf").write_text(
        "[Unit]\nAfter=nfs.target\n[Service]\nRestartSec=5\nMemoryMax=8G\nReadWritePaths=/mnt/a b\n"
    )
    code, said, (run,) = machine.run("mase", "disposal", "list", "--reviewer", "Kent Board", cwd=tmp_path)
    given = [line for line in guard.splitlines() if line[:1].isupper() and "WorkingDirectory" not in line]
    given += ["MemoryMax=8G", "ReadWritePaths=/mnt/a b", "ReadWritePaths=-/etc/mase/policies"]
    assert (code, said) == (0, "")
    assert run.split(" --setenv")[0] == " ".join(
        [
            "systemd-run --quiet --collect --wait --pty --pipe --service-type=exec",
            f"--working-directory={desk}",
        ]
        + [f"--property={line}" for line in given]
    )
    assert run.endswith(f"{machine.program}/.venv/bin/mase disposal list --reviewer Kent Board")
    (tmp_path / "members.xlsx").touch()
    code, said, ran = machine.run("mase", "register", "import", "members.xlsx", cwd=tmp_path)
    assert (code, ran) == (1, [])
    assert f"install -m 600 -o mase -g mase 'members.xlsx' {desk}/" in said
    (desk / "members.xlsx").touch()
    assert machine.run("mase", "register", "import", "members.xlsx", cwd=desk)[0] == 0


def test_systemd_hears_that_the_service_is_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(tmp_path / "notify"))
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        tell("READY=1")
        assert systemd.recv(100) == b"READY=1"
    monkeypatch.delenv("NOTIFY_SOCKET")
    tell("READY=1")  # nobody listens, and nothing fails
