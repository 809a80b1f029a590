"""The program that reads files and mails of strangers; ``process`` starts it."""

from __future__ import annotations

import os
import pickle
import resource
import signal
import sys
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from forum.text.problem import Problem
from tasks.limited.confinement import confine, leave_no_memory

NOTHING_LEFT = 3


def main(descriptor: int, seconds: float, megabytes: int) -> None:
    """Run one function after the other, until the caller has gone.

    Processor time is counted for each function by itself: the system ends the process with its last second.
    Memory is counted for the whole process, which therefore ends when there is none left.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the caller, who then goes
    leave_no_memory()
    # openpyxl imports numpy where it is there, which takes 40 MB of address space for each processor.
    sys.modules["numpy"] = None  # type: ignore[assignment]
    with suppress(OSError, ValueError):  # some systems don't tell the memory in use, or have a lower limit
        most = _in_use() + megabytes * 2**20
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    confine()
    with suppress(EOFError, OSError), Connection(descriptor) as asks:
        asks.send_bytes(b"ready")
        while True:
            asks.send_bytes(_answer(asks.recv_bytes(), seconds))


def _answer(asked: bytes, seconds: float) -> bytes:
    """Run a function, and return its result, its problem or the name of its error as plain data."""
    from tasks.limited.plain_data import packed  # readings import what it needs, the start need not

    try:
        signal.setitimer(signal.ITIMER_PROF, seconds)
        function, given = pickle.loads(asked)  # the service wrote it
        return packed((True, function(*given)))
    except (MemoryError, RecursionError):
        os._exit(NOTHING_LEFT)
    except Exception as error:
        return packed((False, error if isinstance(error, Problem) else type(error).__name__))
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _in_use() -> int:
    """Return the bytes of address space in use, most of them for imported modules."""
    return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]))
