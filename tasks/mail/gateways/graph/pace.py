"""The pace of sending: Exchange Online takes 30 letters a minute from a mailbox, and holds up any more."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

MOST_IN_A_MINUTE = 30  # "Exchange Online limits": message rate limit
MINUTE = 60.0


class Pace:
    """Counts the letters of the last minute. ``now`` is a clock that never goes back, in seconds."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._sent: deque[float] = deque()

    def room(self) -> int:
        """Return how many letters may go now."""
        while self._sent and self._sent[0] <= self._now() - MINUTE:
            self._sent.popleft()
        return MOST_IN_A_MINUTE - len(self._sent)

    def count(self, letters: int) -> None:
        """Count so many letters as sent now."""
        self._sent.extend([self._now()] * letters)
