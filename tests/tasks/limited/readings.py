"""Readings of every bad kind, as something that was sent might cause them."""

from __future__ import annotations

import os
import time
from pathlib import Path


def without_end() -> None:
    while True:
        pass


def waiting() -> None:
    time.sleep(600)


def after_a_moment(word: str) -> str:
    time.sleep(0.3)
    return word


def in_a_deep_pattern() -> None:
    """A loop in C, which no exception interrupts."""
    import re

    re.match("(a+)+b", "a" * 60)


def without_bounds() -> int:
    return len(bytes(2**30))


def too_deep(level: int = 0) -> int:
    return too_deep(level + 1) + 1


def dying() -> None:
    os.abort()


class Awkward(Exception):  # noqa: N818
    """Takes other arguments than it keeps, as exceptions of libraries do."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(first + second)


def awkward() -> None:
    raise Awkward("Jo Field", "07700 900123")


def left_open() -> list[str]:
    """What the process has open besides its three streams and its way to whoever asks."""
    return sorted(
        str(one.readlink()) for one in Path("/proc/self/fd").iterdir() if one.exists() and int(one.name) > 2
    )


def its_process() -> int:
    return os.getpid()


def its_environment() -> dict[str, str]:
    return dict(os.environ)


def threads_with_a_workbook_open() -> int:
    """Open a workbook, and return how many threads the process has then."""
    from samples.members import sample_workbook
    from tasks.documents.workbooks.reading import load_checked

    load_checked(sample_workbook(), "the list")
    return len([*Path("/proc/self/task").iterdir()])
