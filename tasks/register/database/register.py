"""Opening the register and working in it: reading, and one audited transaction at a time.

A copy of the register to try things in: what is done there leaves the register as it was.

PostgreSQL's locks on the register: one of the service, and one of each group. A writer for all of the service
is alone. Those for groups are at work at the same time, unless two are for the same group.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, contextmanager, nullcontext
from copy import copy
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine, create_engine, event, insert, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, InternalError, OperationalError, ProgrammingError
from sqlalchemy.orm import Session

from forum.text.problem import Problem
from tasks.register.audit import row_digests
from tasks.register.audit.row_digests import OtherGroupError, refuse_rows_of_others
from tasks.register.audit.trail import (
    CHAIN,
    LAST,
    RUN,
    SERVICE,
    WAITING,
    append,
    heads,
    note_written,
    write_waiting,
)
from tasks.register.database.clock import Clock
from tasks.register.database.errors import in_words, is_of_other_tables
from tasks.register.database.rows import keep_rows
from tasks.register.tables import Base

# Numbers of our own: PostgreSQL's advisory locks are known by a number, or by a pair of numbers.
_SERVICE_LOCK, _GROUP_LOCKS = 6_273_001, 6_273_002
_TRY = text(
    f"SELECT pg_try_advisory_xact_lock_shared({_SERVICE_LOCK}) AND "
    f"(SELECT bool_and(pg_try_advisory_xact_lock({_GROUP_LOCKS}, number)) "
    "FROM unnest(CAST(:numbers AS integer[])) AS number)"
)


def take_locks(connection: Connection, groups: Collection[UUID]) -> None:
    """Take the locks of these groups, or without any that of the service, until the transaction ends.

    They are taken in sorted order, so that no two writers wait for each other.
    """
    if not groups:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_SERVICE_LOCK})")
        return
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock_shared({_SERVICE_LOCK})")
    for number in _numbers(groups):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_GROUP_LOCKS}, {number})")


def take_free_locks(connection: Connection, groups: Collection[UUID]) -> bool:
    """Take the locks of these groups if all are free; say whether they were."""
    return bool(connection.scalar(_TRY, {"numbers": _numbers(groups)}))


def _numbers(groups: Collection[UUID]) -> Sequence[int]:
    return sorted({group.int % 2**31 for group in groups})


@dataclass(frozen=True)
class Transaction:
    """A duty's change to the register: all of it is written, or none."""

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

    @contextmanager
    def on_chain_of(self, group_id: UUID | None) -> Iterator[None]:
        """Put the audit rows of the block on the chain of a group: one of the transaction's, or any in a
        transaction for all of the service. Raises OtherGroupError for another."""
        groups = self.session.connection().get_execution_options().get(GROUP_LOCKS)
        if groups and group_id and group_id not in groups:
            raise OtherGroupError("a transaction for groups was to write on the chain of another")
        before = self.session.info[CHAIN]
        self.session.info[CHAIN] = group_id or before
        yield
        self.session.info[CHAIN] = before

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """Take back the changes of the block when it fails; the transaction can go on without them."""
        write_waiting(self.session)
        last = dict(self.session.info.get(LAST, {}))
        try:
            with self.session.begin_nested():
                yield
                write_waiting(self.session)
        except BaseException:  # the audit trail goes on from the last row that was kept
            self.session.info[LAST] = last
            self.session.info.pop(WAITING, None)
            raise


WAIT: float = 30  # seconds that a writer waits for another
# Less than the second after which PostgreSQL looks who waits for whom, and ends one of them.
WAIT_WITHOUT_LOCKS: float = 0.1
STATEMENTS = 1000  # that a connection to SQLite keeps prepared: more than there are; it would keep 128
OTHER_TABLES = (
    "The register’s tables are not those that this program works with. Nothing was changed. mase check says "
    "what differs, and what to do."
)
# In a connection's execution options: that it writes, the groups to lock, or for all of the service none, and
# whether that is left to the end of the transaction.
WRITING, GROUP_LOCKS, LOCKS_LAST = "writing", "groups to lock", "locks last"
# Leases and what is watched are nobody's record: a transaction for these and one for a group don't wait for
# each other.
WATCHED = (SERVICE,)


class OutOfReach(Problem):
    """The register can't be read or written for now: its server is down, or the disk is full."""


class Busy(OutOfReach):
    """Somebody else writes in the register, and did not come to an end."""


class StaleError(Exception):
    """Another writer was quicker, so that what was read may no longer be so. Nothing was changed."""


class Register:
    """The register at a database URL (SQLite or PostgreSQL).

    What is not ``durable`` outlives its process, but not a loss of power: SQLite doesn't wait for the disk.
    """

    run: UUID | None = None  # the run of a flow that writes in it

    def __init__(self, url: str, clock: Clock, *, durable: bool = True) -> None:
        self.url = make_url(url)
        self.clock = clock
        self.engine = _engine(url, durable)

    def for_run(self, run: UUID) -> Register:
        """Return the register for a run of a flow, by which its audit rows are known."""
        register = copy(self)
        register.run = run
        return register

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for reading; nothing that is changed in it is kept.

        Raises OutOfReach where the database fails meanwhile.
        """
        with _failing_in_words("read"), Session(self.engine) as session:
            yield session

    @contextmanager
    def transaction(
        self,
        actor: str,
        groups: Collection[UUID] = (),
        *,
        locks_last: bool = False,
    ) -> Iterator[Transaction]:
        """A transaction in the name of ``actor`` (a person's id, a flow's or a command's name).

        All is written, or nothing. One for ``groups`` writes what belongs to them alone (OtherGroupError),
        and on PostgreSQL goes on beside those for others. Without them it is for all of the service, and
        waits until it is the only one; SQLite has one at a time anyway, over all processes. Raises Busy after
        waiting in vain, and OutOfReach where the database fails meanwhile.

        One for groups with ``locks_last`` keeps nobody waiting on PostgreSQL before its end. It raises
        StaleError where somebody has written for one of its groups, or for all of the service, since it
        began.
        """
        in_order = sorted(groups)
        is_unlocked = locks_last and bool(in_order) and self.engine.dialect.name == "postgresql"
        with _failing_in_words("written"), Session(self.engine) as session, session.begin():
            try:
                locks = {WRITING: True, GROUP_LOCKS: tuple(in_order), LOCKS_LAST: is_unlocked}
                connection = session.connection(execution_options=locks)
            except OperationalError as error:
                raise Busy(
                    f"The register is busy, or can’t be reached ({in_words(error)}). Nothing was "
                    "changed. See that no other command is running, and try again in a minute."
                ) from None
            session.info.update({CHAIN: in_order[0] if in_order else SERVICE, RUN: self.run})
            row_digests.begin(connection, of_groups=bool(in_order))
            try:
                tx = Transaction(session, actor, self.clock.now())
                with _locked_at_the_end(session, in_order) if is_unlocked else nullcontext():
                    yield tx
                    session.flush()
                    written = row_digests.written(connection)
                if in_order:
                    refuse_rows_of_others(session, in_order, written.owners)
                note_written(session, written.digests, at=tx.at, actor=actor, chains=in_order or [SERVICE])
                write_waiting(session)
            finally:
                row_digests.end(connection)

    def close(self) -> None:
        self.engine.dispose()


@contextmanager
def _locked_at_the_end(session: Session, groups: Sequence[UUID]) -> Iterator[None]:
    """Take the locks of these groups when the block is done.

    Raises StaleError where another writer for them, or for all of the service, is at work or has been since
    the block began: each leaves a row on the audit trail, in the chain of each of its groups or of the
    service.
    """
    connection = session.connection()
    chains = [*groups, SERVICE]
    seen = heads(connection, chains)
    session.info[LAST] = dict(seen)
    try:
        yield
    except DBAPIError as error:  # it wrote a row that somebody else is writing, or has written
        raise StaleError from error
    except Exception as error:  # it may be wrong about what has changed meanwhile
        if heads(connection, chains) != seen:
            raise StaleError from error
        raise
    if not take_free_locks(connection, groups) or heads(connection, chains) != seen:
        raise StaleError


@contextmanager
def _failing_in_words(attempted: str) -> Iterator[None]:
    """A full disk, or a database that ended meanwhile, as OutOfReach: what was begun has been taken back."""
    try:
        yield
    except (OperationalError, InternalError, ProgrammingError) as error:  # InternalError: a standby server
        if is_of_other_tables(error):
            raise Problem(OTHER_TABLES) from None
        if isinstance(error, ProgrammingError):
            raise
        reason = in_words(error)
    else:
        return
    raise OutOfReach(
        f"The register could not be {attempted} ({reason}). Nothing was changed. Put the database or its "
        "disk right; flows try again with their next run."
    )


@cache  # an engine keeps what it has compiled: opening the same register again is quick
def _engine(url: str, durable: bool) -> Engine:
    # Errors and logs end up in Prefect, so they must not repeat what was written or read.
    logging.getLogger("sqlalchemy.engine.Engine").addFilter(_has_no_rows)
    is_sqlite = make_url(url).get_backend_name() == "sqlite"
    engine = create_engine(
        url, hide_parameters=True, connect_args={"cached_statements": STATEMENTS} if is_sqlite else {}
    )
    if is_sqlite:
        event.listen(engine, "connect", partial(_set_up_sqlite, "FULL" if durable else "OFF"))
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "begin", _begin_postgres)
    row_digests.listen(engine)
    keep_rows()
    return engine


def _has_no_rows(record: logging.LogRecord) -> bool:
    """Say whether a record of SQLAlchemy's log is not of the level at which it repeats each row read."""
    return record.levelno > logging.DEBUG


def _set_up_sqlite(synchronous: str, connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, see _begin_sqlite
    for pragma in (
        "journal_mode=WAL",
        f"synchronous={synchronous}",
        "cache_size=-64000",  # in KB; what is read of many groups would be read again and again with 2,000
        "foreign_keys=ON",
        "secure_delete=ON",  # what is deleted is overwritten in the file
        f"busy_timeout={int(WAIT * 1000)}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get(WRITING, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _begin_postgres(connection: Connection) -> None:
    """Have a writer take its locks, unless it leaves that to its end. One without them soon gives up waiting
    for a row, since whoever is writing that may be waiting for a row of its own."""
    options = connection.get_execution_options()
    if not options.get(WRITING, False):
        return
    is_unlocked = options.get(LOCKS_LAST, False)
    seconds = WAIT_WITHOUT_LOCKS if is_unlocked else WAIT
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{int(seconds * 1000)}ms'")
    if not is_unlocked:
        take_locks(connection, options.get(GROUP_LOCKS, ()))


AT_ONCE = 500  # rows


@contextmanager
def copied(register: Register, clock: Clock) -> Iterator[Register]:
    """The register as it stands at one moment, as an SQLite file that is gone at the end.

    It is only read meanwhile, so that nobody who writes in it waits.
    """
    with TemporaryDirectory(prefix="mase-") as folder:
        file = Path(folder) / "register.db"
        with closing(Register(f"sqlite:///{file}", clock)) as copy:
            Base.metadata.create_all(copy.engine)
            with register.engine.connect() as theirs, copy.engine.begin() as ours:
                _copy_rows(theirs, ours)
            yield copy


def _copy_rows(theirs: Connection, ours: Connection) -> None:
    if theirs.dialect.name == "postgresql":
        theirs.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")  # all tables at one moment
    ours.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    for table in Base.metadata.sorted_tables:
        for rows in (
            theirs.execution_options(yield_per=AT_ONCE).execute(select(table)).mappings().partitions()
        ):
            ours.execute(insert(table), [dict(row) for row in rows])
