"""The machine's clock held against the audit trail: what is due is computed from it.

Refuse a second service on a register: each would wait for the other, and read the other's mail.
"""

from __future__ import annotations

import datetime as dt
import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from forum.text.problem import Problem
from forum.text.wording import clock_time, long_date
from tasks.register.audit.trail import last_written
from tasks.register.database.register import Register

# Clocks are put back by an hour in October, and by minutes when they are set by the network.
PUT_BACK = dt.timedelta(hours=2)


def refuse_contradicting_clock(register: Register) -> None:
    """Raise Problem where the machine's clock is before the last entry of the audit trail."""
    if contradiction := contradiction_of_clock(register):
        raise Problem(contradiction)


def contradiction_of_clock(register: Register) -> str:
    """Say that the machine's clock is before the last entry of the audit trail, and what to do; empty where
    it is not."""
    now = register.clock.now()
    with register.reading() as session:
        last = last_written(session)
    if last is None or last - now <= PUT_BACK:
        return ""
    return (
        f"The clock of this machine says {_moment(now)}, but the last entry of the register was written "
        f"on {_moment(last)}. Nothing was done. Correct the clock. If it is right now, and was wrong "
        "then, look with “mase outbox sent” at what went out, then “mase audit clock-is-right --by WHO”."
    )


def _moment(at: dt.datetime) -> str:
    return f"{long_date(at)}, {clock_time(at.time())}"


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
