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

from tasks.limited.memory import leave_no_memory
from tasks.limited.runner import ReadingFailedError

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
    with suppress(EOFError, OSError), Connection(descriptor) as asks:
        asks.send("ready")
        while True:
            asks.send_bytes(_answer(asks.recv_bytes(), seconds))


def _answer(asked: bytes, seconds: float) -> bytes:
    """Run a function and pickle the outcome: whether it returned, and its result or error."""
    try:
        signal.setitimer(signal.ITIMER_PROF, seconds)
        function, given = pickle.loads(asked)
        return pickle.dumps((True, function(*given)))
    except (MemoryError, RecursionError):
        os._exit(NOTHING_LEFT)
    except Exception as error:
        return _raised(error)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _raised(error: Exception) -> bytes:
    error.__traceback__ = error.__cause__ = error.__context__ = None
    try:
        sent = pickle.dumps((False, error))
        pickle.loads(sent)
    except Exception:  # some libraries' exceptions take other arguments than they keep
        sent = pickle.dumps((False, ReadingFailedError(type(error).__name__)))
    return sent


def _in_use() -> int:
    """Return the bytes of address space in use, most of them for imported modules."""
    return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]))
