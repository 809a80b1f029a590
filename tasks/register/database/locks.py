"""PostgreSQL's locks on the register: one of the service, and one of each group.

A writer for all of the service is alone. Those for groups are at work at the same time, unless two are for
the same group.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import Connection, text

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
