"""The memory of a process that crashes: nothing of it is kept."""

from __future__ import annotations

import resource
import sys

PR_SET_DUMPABLE = 4  # of prctl(2)


def leave_no_memory() -> None:
    """Have no core file and no crash reporter keep what this process has in memory, when it crashes.

    Those it starts write no core file either. On Linux no other process of the account reads its memory.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        # A crash reporter that the system pipes the memory to is not bound by the limit.
        import ctypes

        ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
