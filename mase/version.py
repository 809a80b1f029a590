"""Which version of the program this is."""

from __future__ import annotations

import subprocess
from importlib.metadata import version

from config.settings import ROOT

DISTRIBUTION = "mase-secretariat"


def version_and_commit() -> str:
    """Return "0.1.0, commit 1a2b3c4d", or the version alone where the program came without its history."""
    return ", commit ".join(build_of_program().values())


def build_of_program() -> dict[str, str]:
    """Return the ``version``, and the ``commit`` where the program came with its history."""
    build = {"version": version(DISTRIBUTION)}
    # The program's folder is root's, and commands run as another account, to whom git would not show it.
    command = ["git", "-c", f"safe.directory={ROOT}", "-C", str(ROOT), "rev-parse", "--short=8", "HEAD"]
    try:
        said = subprocess.run(command, capture_output=True, text=True, check=False, timeout=10)
    except (OSError, subprocess.TimeoutExpired):
        return build
    is_ours = said.returncode == 0 and (ROOT / ".git").exists()
    return build | ({"commit": said.stdout.strip()} if is_ours else {})
