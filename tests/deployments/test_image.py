"""What of the project's folder goes into the image, by the file that the builders of images read."""

from __future__ import annotations

import subprocess
from pathlib import Path

from docker.utils.build import exclude_paths

from config.settings import ROOT

CODE = [
    "config",
    "deployments/prefect.yaml",
    "docs",
    "flows",
    "forum",
    "hatch_build.py",
    "mase",
    "rehearsals",
    "samples",
    "tasks",
    "templates",
]
SECRETS = [
    ".env",
    ".env-cluster",
    "config/.env",
    "deployments/cluster/.env-cluster",
    "var/register.db",
    "var/register.db-wal",
    "config/register.db",
    "backups/mase-2027-01-04.age",
    ".git/config",
    ".venv/pyvenv.cfg",
    "mase/__pycache__/main.cpython-313.pyc",
    "rehearsal/letters/one.html",
    "members.xlsx",
    "key.pem",
]


def context(folder: Path) -> set[str]:
    """Return the files that a builder is given of a folder."""
    patterns = [
        line for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line and line[0] != "#"
    ]
    return {path for path in exclude_paths(str(folder), patterns) if (folder / path).is_file()}


def test_nothing_that_an_operator_keeps_in_the_folder_goes_into_the_image(tmp_path: Path) -> None:
    for path in [*SECRETS, "mase/main.py", "deployments/cluster/deploy"]:
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    assert context(tmp_path) == {"mase/main.py", "deployments/cluster/deploy"}


def test_all_that_the_program_reads_goes_into_the_image() -> None:
    kept = subprocess.run(
        ["git", "ls-files", "-z", *CODE], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert set(kept.stdout.strip("\0").split("\0")) - context(ROOT) == set()
