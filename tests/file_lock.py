"""A lock between the processes of a run, by a file that all of them name."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Keep other processes out of blocks with the same file; wait until none is in one.

    filelock does the same, but its audit hook costs each open file and each statement of a whole run.
    """
    with file.open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
