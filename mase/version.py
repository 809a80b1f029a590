"""Which version of the program this is."""

from __future__ import annotations

import subprocess
from importlib.metadata import version

from config.settings import ROOT

DISTRIBUTION = "mase-secretariat"


def version_and_commit() -> str:
    """Return "0.1.0, commit 1a2b3c4d", or the version alone where the program came without its history."""
    # The program's folder is root's, and commands run as another account, to whom git would not show it.
    command = ["git", "-c", f"safe.directory={ROOT}", "-C", str(ROOT), "rev-parse", "--short=8", "HEAD"]
    try:
        said = subprocess.run(command, capture_output=True, text=True, check=False, timeout=10)
    except (OSError, subprocess.TimeoutExpired):
        return version(DISTRIBUTION)
    is_ours = said.returncode == 0 and (ROOT / ".git").exists()
    return f"{version(DISTRIBUTION)}, commit {said.stdout.strip()}" if is_ours else version(DISTRIBUTION)
