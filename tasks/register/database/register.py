"""Opening the register and working in it: reading, and one audited transaction at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from forum.text.problem import Problem
from tasks.register.audit import row_digests
from tasks.register.audit.trail import LAST, WAITING, append, note_written, write_waiting
from tasks.register.database.batch_session import PeerSession, uncollected
from tasks.register.database.clock import Clock
from tasks.register.database.errors import in_words


@dataclass(frozen=True)
class Transaction:
    """One duty's change to the register: all of it is written, or none."""

    session: Session
    actor: str
    at: dt.datetime
    said_on: dt.date | None = None

    @property
    def on(self) -> dt.date:
        """The day that it counts for: today, or an earlier one on which it was said."""
        return self.said_on or self.at.date()

    def audit(self, event: str, **about: Any) -> None:
        """Put one row into the audit trail: ids, codes and dates only."""
        append(self.session, at=self.at, actor=self.actor, event=event, about=about)


WAIT: float = 30  # seconds that a writer waits for another
_WRITERS = 6_273_001  # a number of our own: PostgreSQL's advisory locks are known by number


@dataclass(frozen=True)
class _Joint:
    """A transaction of a register that others become a part of; with savepoints each can fail by itself."""

    register: Register
    tx: Transaction
    savepoints: bool


_joint: ContextVar[_Joint | None] = ContextVar("joint transaction", default=None)


class Busy(Problem):
    """Somebody else writes in the register, and did not come to an end."""


class Register:
    """The register at a database URL (SQLite or PostgreSQL).

    What is not ``durable`` outlives its process, but not a loss of power: SQLite doesn't wait for the disk.
    """

    def __init__(self, url: str, clock: Clock, *, durable: bool = True) -> None:
        self.url = make_url(url)
        self.clock = clock
        self.engine = _engine(url, durable)
        self._for_writing = self.engine.execution_options(writing=True)
        row_digests.listen(self._for_writing)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for reading; nothing that is changed in it is kept.

        Within ``together`` and ``portion`` it sees what has been written there so far.
        """
        if joint := self._joint():
            with _as_it_was(joint.tx.session) if joint.savepoints else nullcontext():
                yield joint.tx.session
            return
        with uncollected(), PeerSession(self.engine) as session:
            yield session

    @contextmanager
    def transaction(self, actor: str) -> Iterator[Transaction]:
        """A transaction in the name of ``actor`` (a person's id, a flow's or a command's name).

        Only one at a time, over all processes; another one waits. Raises Problem after waiting in vain.
        Within ``together`` it is a part of the joint transaction: what it wrote is taken back when it fails,
        and kept only if the whole is kept. Within ``portion`` the whole fails with it.
        """
        if joint := self._joint():
            with _part_of(joint.tx.session) if joint.savepoints else nullcontext():
                yield replace(joint.tx, actor=actor)
            return
        with self._begun(Session(self._for_writing), actor) as tx:
            yield tx

    @contextmanager
    def together(self, actor: str) -> Iterator[Transaction]:
        """A transaction that the duties called within it become a part of: all is written, or nothing."""
        with self.transaction(actor) as tx, self._joined(tx, savepoints=True):
            yield tx

    @contextmanager
    def portion(self, actor: str, things: Collection[UUID]) -> Iterator[Transaction]:
        """A transaction for what is done for each of these meetings or groups.

        All is written, or nothing; and what is read for one of them is read for all.
        """
        session = PeerSession(self._for_writing, things)
        with uncollected(), self._begun(session, actor) as tx, self._joined(tx, savepoints=False):
            yield tx

    @contextmanager
    def _begun(self, new: Session, actor: str) -> Iterator[Transaction]:
        with new as session, session.begin():
            try:
                connection = session.connection()
            except OperationalError as error:
                raise Busy(
                    f"The register is busy, or can’t be reached ({in_words(error)}). Nothing was "
                    "changed. See that no other command is running, and try again in a minute."
                ) from None
            row_digests.begin(connection)
            try:
                tx = Transaction(session, actor, self.clock.now())
                yield tx
                session.flush()
                note_written(session, row_digests.written_digests(connection), at=tx.at, actor=actor)
                write_waiting(session)
            finally:
                row_digests.end(connection)

    @contextmanager
    def _joined(self, tx: Transaction, *, savepoints: bool) -> Iterator[None]:
        token = _joint.set(_Joint(self, tx, savepoints))
        try:
            yield
        finally:
            _joint.reset(token)

    def _joint(self) -> _Joint | None:
        """The joint transaction of this register that is going on, if any."""
        joint = _joint.get()
        return joint if joint and joint.register is self else None

    def close(self) -> None:
        self.engine.dispose()


@contextmanager
def _as_it_was(session: Session) -> Iterator[None]:
    """A savepoint to which everything goes back."""
    write_waiting(session)
    with session.begin_nested() as savepoint:
        yield
        savepoint.rollback()


@contextmanager
def _part_of(session: Session) -> Iterator[None]:
    """A savepoint; the audit trail goes on from the last row that was kept."""
    write_waiting(session)
    last = session.info.get(LAST)
    try:
        with session.begin_nested():
            yield
            write_waiting(session)
    except BaseException:
        session.info[LAST] = last
        session.info.pop(WAITING, None)
        raise


@cache  # an engine keeps what it has compiled: opening the same register again is quick
def _engine(url: str, durable: bool) -> Engine:
    # An error ends up in Prefect's logs, so it must not repeat what was to be written.
    engine = create_engine(url, hide_parameters=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", partial(_set_up_sqlite, "FULL" if durable else "OFF"))
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "begin", _begin_postgres)
    return engine


def _set_up_sqlite(synchronous: str, connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, see _begin_sqlite
    for pragma in (
        "journal_mode=WAL",
        f"synchronous={synchronous}",
        "cache_size=-64000",  # in KB; what is read of many groups would be read again and again with 2,000
        "foreign_keys=ON",
        f"busy_timeout={int(WAIT * 1000)}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _begin_postgres(connection: Connection) -> None:
    """Writers one after the other, as on SQLite: duties never meet halfway, the audit trail has one end."""
    if connection.get_execution_options().get("writing", False):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{int(WAIT * 1000)}ms'")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS})")
