"""Queries about groups, and setting them up from their policies."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from forum.terms.policy import Policy
from forum.text.problem import Problem
from tasks.register.database.register import Transaction
from tasks.register.tables import GroupRow, SeatRow


def group_by_code(session: Session, code: str) -> GroupRow:
    """Return the group with that code, in any capitals; Problem naming the known groups when there is
    none."""
    row = session.scalars(select(GroupRow).where(GroupRow.code == code.strip().upper())).first()
    if row is None:
        known = ", ".join(group.code for group in groups(session)) or "none yet"
        raise Problem(f"There is no group “{code}” in the register. Groups known: {known}.")
    return row


def of_group(column: InstrumentedAttribute[UUID], group_id: UUID | None) -> list[ColumnElement[bool]]:
    """Return the condition that rows belong to a group; none where no group is given."""
    return [] if group_id is None else [column == group_id]


def of_groups(
    column: InstrumentedAttribute[UUID], groups: Collection[UUID] | None
) -> list[ColumnElement[bool]]:
    """Return the condition that rows belong to one of these groups; none for all groups."""
    return [] if groups is None else [column.in_(groups)]


def groups(session: Session, code: str | None = None) -> list[GroupRow]:
    """Return all groups by code, or the one with that code (Problem when unknown)."""
    if code is not None:
        return [group_by_code(session, code)]
    return list(session.scalars(select(GroupRow).order_by(GroupRow.code)))


def groups_by_id(session: Session, group_id: UUID | None) -> list[GroupRow]:
    """Return all groups by code, or the one with that id."""
    return groups(session) if group_id is None else [session.get_one(GroupRow, group_id)]


def seats_of(session: Session, group_id: UUID) -> list[SeatRow]:
    """Return all seats of a group in their order, abolished ones too."""
    return list(session.scalars(select(SeatRow).where(SeatRow.group_id == group_id).order_by(SeatRow.number)))


def set_up_groups(tx: Transaction, policies: Iterable[Policy]) -> list[GroupRow]:
    """Write the group and seats of each policy that the register does not have yet; return the new groups.

    A known group is left as it stands: once it is set up, the register rules, not the file.
    """
    known = {group.code for group in groups(tx.session)}
    new = [policy for policy in policies if policy.group.code not in known]
    return [_set_up(tx, policy) for policy in new]


def _set_up(tx: Transaction, policy: Policy) -> GroupRow:
    code, go_live = policy.group.code, policy.group.go_live
    row = GroupRow(code=code, policy=code, go_live=go_live)
    tx.session.add(row)
    tx.session.flush()
    for number, seat in enumerate(policy.seats, start=1):
        tx.session.add(
            SeatRow(
                group_id=row.id,
                number=number,
                name=seat.name,
                present_name=seat.name,
                short_name=seat.short_name,
                created=go_live,
            )
        )
    tx.session.flush()
    tx.audit("group set up", group=row.id)
    return row


def chosen_group(session: Session, code: str | None) -> GroupRow:
    """Return the group with that code, or without a code the only group; Problem when it is not clear."""
    if code is not None:
        return group_by_code(session, code)
    known = groups(session)
    if len(known) != 1:
        codes = ", ".join(group.code for group in known) or "none yet"
        raise Problem(f"Say which group is meant, with --group. Groups known: {codes}.")
    return known[0]
