"""Queries about lists of records past their time.

Queries about requests of people for what is kept on them. Queries about holds on disposal. Seeing to it
that what was deleted is gone from the database's files as well.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from forum.retention import Hold
from tasks.register.database.errors import in_words
from tasks.register.database.register import Register
from tasks.register.tables import AccessRequestRow, DisposalListRow, RetentionHoldRow

_OPEN = (
    select(AccessRequestRow)
    .where(AccessRequestRow.answered_on.is_(None))
    .order_by(AccessRequestRow.asked_on, AccessRequestRow.id)
)


def requests_to_answer(
    session: Session, groups: Collection[UUID] | None = None
) -> Sequence[AccessRequestRow]:
    """Return the requests of these groups, or of all, that nobody has answered, the earliest first."""
    of_groups = _OPEN if groups is None else _OPEN.where(AccessRequestRow.group_id.in_(groups))
    return session.scalars(of_groups).all()


def request_of(session: Session, person_id: UUID) -> AccessRequestRow | None:
    """Return the request of a person that nobody has answered."""
    return session.scalar(_OPEN.where(AccessRequestRow.person_id == person_id).limit(1))


def holds_on(session: Session, group_id: UUID) -> list[RetentionHoldRow]:
    """Return the holds on records of a group that nobody has lifted, the oldest first."""
    return list(
        session.scalars(
            select(RetentionHoldRow)
            .where(
                RetentionHoldRow.lifted_on.is_(None),
                or_(RetentionHoldRow.group_id.is_(None), RetentionHoldRow.group_id == group_id),
            )
            .order_by(RetentionHoldRow.placed_on, RetentionHoldRow.id)
        )
    )


def hold_value(row: RetentionHoldRow) -> Hold:
    """Return a hold of the register as the rules know it."""
    return Hold(row.ground, row.authority, row.kind, row.person_id, row.placed_on)


_WAITING = select(DisposalListRow).where(
    DisposalListRow.carried_out_on.is_(None), DisposalListRow.replaced_on.is_(None)
)


def lists_that_wait(session: Session, groups: Collection[UUID] | None = None) -> Sequence[DisposalListRow]:
    """Return the lists of these groups, or of all, that nobody has carried out or replaced."""
    of_groups = _WAITING if groups is None else _WAITING.where(DisposalListRow.group_id.in_(groups))
    return session.scalars(of_groups).all()


WAIT = 30  # seconds
LEFT_BEHIND = "It is gone from the register, but not yet from the database’s files"
STILL_READ = f"{LEFT_BEHIND}: somebody is reading. It goes once mase serve has ended and started again."


def clear_freed_space(register: Register, tables: Collection[str], wait: int = WAIT) -> str:
    """Take what was deleted from these tables out of the database's files; return what keeps it there.

    SQLite overwrites it at once, and then has the log of changes emptied. PostgreSQL writes the tables anew,
    which locks each for as long as that takes. Both ``wait`` some seconds for others.
    """
    engine = register.engine.execution_options(isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            connection.detach()  # or its next user would wait as long
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql(f"PRAGMA busy_timeout={wait * 1000}")
                busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar()
                return STILL_READ if busy else ""
            connection.exec_driver_sql(f"SET lock_timeout = '{wait * 1000 or 1}ms'")
            for name in sorted(tables):
                connection.exec_driver_sql(f"VACUUM FULL {name}")
    except OperationalError as error:
        return f"{LEFT_BEHIND} ({in_words(error)}). Run VACUUM FULL on {', '.join(sorted(tables))}."
    return ""
