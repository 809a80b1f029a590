"""How many letters a mailbox takes: Exchange Online takes 30 a minute, and holds up what comes faster."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

MOST_IN_A_MINUTE = 30  # "Exchange Online limits": message rate limit
MINUTE = 60.0


class Pace:
    """Counts what was sent in the last minute. ``now`` is a clock that never goes back, in seconds."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._sent: deque[float] = deque()

    def room(self) -> int:
        """How many letters may go now."""
        while self._sent and self._sent[0] <= self._now() - MINUTE:
            self._sent.popleft()
        return MOST_IN_A_MINUTE - len(self._sent)

    def count(self, letters: int) -> None:
        """Take note that so many go now."""
        self._sent.extend([self._now()] * letters)
