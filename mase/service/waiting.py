"""Waiting in the main thread, until a signal ends it."""

from __future__ import annotations

import math
from time import monotonic, sleep

HEARD_WITHIN = 1.0  # seconds


def wait(seconds: float = math.inf) -> None:
    """Wait for some seconds, or until a signal's handler raises something.

    It waits a second at a time. Python runs handlers between two steps of the main thread: of a signal that
    comes just before that thread begins to wait, or is given to another thread, it hears after the wait.
    """
    end = monotonic() + seconds
    while (left := end - monotonic()) > 0:
        sleep(min(left, HEARD_WITHIN))
