"""Placing a hold on disposal, and lifting it on the word of whoever may (own rule)."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from forum.retention.records import Hold, RecordKind, holds_by_default
from forum.text.checks import needed_line
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.register.database.short_ids import row_with_id
from tasks.register.groups import groups
from tasks.register.retention.holds import hold_value, holds_on
from tasks.register.tables import GroupRow, RetentionHoldRow


def place_hold(
    work: UnitOfWork,
    ground: str,
    authority: str,
    group_id: UUID | None = None,
    kind: RecordKind | None = None,
    person_id: UUID | None = None,
) -> UUID:
    """Hold records of a group, or of all groups, against disposal until the hold is lifted; return its
    id."""
    row = RetentionHoldRow(
        group_id=group_id,
        kind=kind,
        person_id=person_id,
        ground=needed_line(ground, "--ground"),
        authority=needed_line(authority, "--authority"),
        placed_on=work.on,
    )
    work.session.add(row)
    work.audit("hold on disposal placed", hold=row.id, kind=kind, person=person_id)
    work.session.flush()
    return row.id


def hold_called(work: UnitOfWork, short_id: str) -> UUID:
    """Return the hold whose id begins so; Problem where no such hold stands."""
    rows = work.session.scalars(select(RetentionHoldRow).where(RetentionHoldRow.lifted_on.is_(None)))
    missing = f"No hold has the id “{short_id}”. See: mase disposal holds."
    return row_with_id(rows, short_id, "holds", missing).id


def lift_hold(work: UnitOfWork, hold_id: UUID, authority: str) -> str:
    """Lift a hold on the word of an authority, and return its ground."""
    row = work.session.get_one(RetentionHoldRow, hold_id)
    row.lifted_on, row.lifted_by = work.on, needed_line(authority, "--authority")
    work.audit("hold on disposal lifted", hold=row.id)
    return row.ground


def holds_of(work: UnitOfWork, group: GroupRow) -> list[Hold]:
    """Return all holds on records of a group: the one that its policy begins with, and those placed since."""
    by_default = holds_by_default(work.office.policy(group).retention)
    return by_default + [hold_value(row) for row in holds_on(work.session, group.id)]


def all_holds(work: UnitOfWork, code: str | None) -> list[tuple[str, Hold, str]]:
    """Return the holds on records of each group, or of one: its code, the hold, and the hold's short id."""
    listed: list[tuple[str, Hold, str]] = []
    for group in groups(work.session, code):
        by_default = holds_by_default(work.office.policy(group).retention)
        listed += [(group.code, hold, "") for hold in by_default]
        rows = holds_on(work.session, group.id)
        listed += [(group.code, hold_value(row), str(row.id)[:8]) for row in rows]
    return listed
