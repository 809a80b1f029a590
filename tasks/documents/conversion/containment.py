"""Starting a program on what others wrote: without network, and within limits of time and memory.

The system's own ``unshare`` and ``prlimit`` do it; not every system has them, or lets an account use them.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from functools import cache

MOST_MEGABYTES = 512
_LARGEST_FILE = 100_000_000  # bytes
# A network of its own, in which there is nothing; and processes of its own, which end with the first of them.
_ALONE = ("unshare", "--map-current-user", "--net", "--pid", "--fork", "--kill-child", "--")
_LIMITS = (
    "prlimit", f"--data={MOST_MEGABYTES * 2**20}", f"--fsize={_LARGEST_FILE}", "--core=0", "--nofile=1024",
)  # fmt: skip
_GENTLY = ("nice", "-n", "10")
_TRIAL = 5.0  # seconds


def contain(command: Sequence[str], seconds: int) -> list[str]:
    """The command within every limit that this system has, ``seconds`` of a processor among them."""
    alone = _ALONE if _works(_ALONE) else ()
    limits = (*_LIMITS, f"--cpu={seconds}", "--") if _works((*_LIMITS, "--")) else ()
    return [*alone, *limits, *(_GENTLY if _works(_GENTLY) else ()), *command]


def missing_limits() -> tuple[str, ...]:
    """What this system can't keep such a program from, each with what to do about it."""
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
    """Whether a program can be started like that here."""
    if shutil.which(prefix[0]) is None:
        return False
    try:
        tried = subprocess.run([*prefix, "true"], capture_output=True, timeout=_TRIAL, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return tried.returncode == 0
