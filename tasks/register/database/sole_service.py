"""Refuse a second service on a register: each would wait for the other, and read the other's mail."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from forum.text.problem import Problem
from tasks.register.database.register import Register

_SERVICES = 6_273_002  # as PostgreSQL's advisory locks are known; the register's writers have 6_273_001


@contextmanager
def sole_service(register: Register) -> Iterator[None]:
    """Hold the register for the one service on it, until the block or the process ends, however it ends.

    Raises Problem where another service holds it, on this machine or, with PostgreSQL, on any.
    """
    held = _locked_file if register.engine.dialect.name == "sqlite" else _advisory_lock
    with held(register):
        yield


@contextmanager
def locked(file: Path, words: str) -> Iterator[None]:
    """Hold a lock file, which the system releases when this process ends. Raises Problem where it is held."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with file.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Problem(words) from None
        yield


@contextmanager
def _locked_file(register: Register) -> Iterator[None]:
    file = Path(register.url.database or "")
    with locked(file.with_name(f"{file.name}.serve.lock"), _ANOTHER):
        yield


@contextmanager
def _advisory_lock(register: Register) -> Iterator[None]:
    """A lock of the session: the connection is kept for as long as the service runs."""
    with register.engine.connect() as connection:
        if not connection.exec_driver_sql(f"SELECT pg_try_advisory_lock({_SERVICES})").scalar():
            raise Problem(_ANOTHER)
        connection.commit()
        try:
            yield
        finally:
            connection.exec_driver_sql(f"SELECT pg_advisory_unlock({_SERVICES})")


_ANOTHER = (
    "Another mase serve runs on this register (MASE_DATABASE_URL), here or on another machine. One register "
    "has one service: end that one first, or name another register."
)
