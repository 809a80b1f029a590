"""Starting a program on other people's files: without network, and within limits of time and memory.

The system's own ``unshare`` and ``prlimit`` set the limits; some systems lack them, or forbid them to an
account.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from functools import cache

MOST_MEGABYTES = 512
_LARGEST_FILE = 100_000_000  # bytes
# An empty network of its own, and a process namespace of its own, which ends with its first process.
_ALONE = ("unshare", "--map-current-user", "--net", "--pid", "--fork", "--kill-child", "--")
_LIMITS = (
    "prlimit", f"--data={MOST_MEGABYTES * 2**20}", f"--fsize={_LARGEST_FILE}", "--core=0", "--nofile=1024",
)  # fmt: skip
_GENTLY = ("nice", "-n", "10")
_TRIAL = 5.0  # seconds


def contain(command: Sequence[str], seconds: int) -> list[str]:
    """Wrap the command in every limit that this system has, ``seconds`` of a processor among them."""
    alone = _ALONE if _works(_ALONE) else ()
    limits = (*_LIMITS, f"--cpu={seconds}", "--") if _works((*_LIMITS, "--")) else ()
    return [*alone, *limits, *(_GENTLY if _works(_GENTLY) else ()), *command]


def missing_limits() -> tuple[str, ...]:
    """Return the limits that this system can't set, each with the remedy."""
    missing = []
    if not _works(_ALONE):
        missing.append(
            "it is not kept off the network: let this account make user namespaces (unshare of util-linux)"
        )
    if not _works((*_LIMITS, "--")):
        missing.append("its memory has no limit: install prlimit (util-linux)")
    return tuple(missing)


@cache
def _works(prefix: tuple[str, ...]) -> bool:
    """Tell whether a program can be started with this prefix here."""
    if shutil.which(prefix[0]) is None:
        return False
    try:
        trial = subprocess.run([*prefix, "true"], capture_output=True, timeout=_TRIAL, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return trial.returncode == 0
