"""Looking at which of the register's locks are held."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import create_engine, text

BETWEEN = 0.2  # seconds, from one look at the locks to the next: each look holds up who takes one
# A group's lock is known by a pair of numbers, and the service's by one.
LOCKS = text(
    "SELECT count(*) FILTER (WHERE objsubid = 2), "
    "count(*) FILTER (WHERE objsubid = 1 AND mode = 'ExclusiveLock') FROM pg_locks "
    "WHERE locktype = 'advisory' AND granted "
    "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)


@dataclass
class LocksHeld:
    """How many looks at the register's locks found any of groups, how many locks of groups they found, and
    how many looks found that of the service."""

    looks: int = 0
    with_groups: int = 0
    groups: int = 0
    with_service: int = 0

    def note(self, groups: int, service: int) -> None:
        self.looks += 1
        self.with_groups += groups > 0
        self.groups += groups
        self.with_service += service

    def __str__(self) -> str:
        looks = max(self.looks, 1)
        return (
            f"Locks of groups were held {self.with_groups / looks:.0%} of the time, of "
            f"{self.groups / looks:.1f} groups at a time, and the service’s {self.with_service / looks:.0%}."
        )


@contextmanager
def looking_at_locks(url: str) -> Iterator[LocksHeld]:
    """Look again and again, during the block, at which of the register's locks are held."""
    held, is_over = LocksHeld(), threading.Event()

    def look() -> None:
        engine = create_engine(url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            while not is_over.wait(BETWEEN):
                held.note(*connection.execute(LOCKS).one())
        engine.dispose()

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield held
    finally:
        is_over.set()
        thread.join()
