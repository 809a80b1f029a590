"""Queries about groups, and setting them up from their policies."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, or_, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from forum.terms.policy import Policy
from forum.text.problem import Problem
from forum.text.wording import long_date
from tasks.register.database.register import Transaction
from tasks.register.tables import BoardAskRow, BoardReportRow, GroupRow, MeetingRow, SeatRow

# The groups to which a query is narrowed; None for all that are at work.
Groups: TypeAlias = frozenset[UUID] | None
# Built once, since building a statement costs more than running it.
_ALL = select(GroupRow).order_by(GroupRow.code)
_RESTING = select(GroupRow.id).where(or_(GroupRow.ended.is_not(None), GroupRow.paused.is_not(None)))
_GROUPS_OF = union_all(
    select(GroupRow.id, GroupRow.id.label("group_id")).where(
        GroupRow.id.in_(bindparam("ids", expanding=True))
    ),
    *(
        select(of.id, of.group_id).where(of.id.in_(bindparam("ids", expanding=True)))
        for of in (MeetingRow, BoardReportRow, BoardAskRow)
    ),
)


def group_by_code(session: Session, code: str) -> GroupRow:
    """Return the group with that code, in any capitals; Problem naming the known groups when there is
    none."""
    row = session.scalars(select(GroupRow).where(GroupRow.code == code.strip().upper())).first()
    if row is None:
        known = ", ".join(group.code for group in groups(session)) or "none yet"
        raise Problem(f"There is no group “{code}” in the register. Groups known: {known}.")
    return row


def groups_with_ids(session: Session, ids: Collection[UUID]) -> dict[UUID, UUID]:
    """Return the group of each of these meetings, reports and requests of boards; of a group itself."""
    return dict(session.execute(_GROUPS_OF, {"ids": list(ids)}).all())


def of_group(column: InstrumentedAttribute[UUID], only: Groups) -> list[ColumnElement[bool]]:
    """Return the condition that rows belong to one of these groups."""
    return [column.not_in(_RESTING) if only is None else column.in_(only)]


def of_groups(column: InstrumentedAttribute[UUID], *, of_all: bool) -> list[ColumnElement[bool]]:
    """Return the condition that rows belong to one of the ``groups`` that a query is asked with; none for all
    groups."""
    return [] if of_all else [column.in_(bindparam("groups", expanding=True))]


def groups(session: Session, code: str | None = None) -> list[GroupRow]:
    """Return all groups by code, or the one with that code (Problem when unknown)."""
    if code is not None:
        return [group_by_code(session, code)]
    return list(session.scalars(_ALL))


def groups_at_work(session: Session, code: str | None = None) -> list[GroupRow]:
    """Return the groups that have not ended and are not paused, by code, or the one with that code.

    Raises Problem for an unknown code, and for a group that has ended or is paused.
    """
    if code is not None:
        group = group_by_code(session, code)
        refuse_resting(group)
        return [group]
    return [group for group in groups(session) if is_at_work(group)]


def is_at_work(group: GroupRow) -> bool:
    """Say whether a group has not ended and is not paused."""
    return group.ended is None and group.paused is None


def refuse_resting(group: GroupRow) -> None:
    """Raise Problem for a group that has ended or is paused."""
    if group.ended is not None:
        raise Problem(f"Group {group.code} ended on {long_date(group.ended)}: nothing is done for it.")
    if group.paused is not None:
        raise Problem(pause_in_words(group))


def pause_in_words(group: GroupRow) -> str:
    """Say why a group is paused, and what to do."""
    return (
        f"Group {group.code} is paused: no approved policy that can be used has the code {group.policy}. "
        "Correct its file (mase check) and approve it (mase templates). To end the group, do so first, "
        f"unless nobody belongs to it, and run: mase group end {group.code}"
    )


def groups_by_id(session: Session, only: Groups) -> list[GroupRow]:
    """Return those of these groups that are at work, by code, for what is due."""
    query = _ALL if only is None else _ALL.where(GroupRow.id.in_(only))
    return [group for group in session.scalars(query) if is_at_work(group)]


def groups_under(session: Session, policies: Collection[str], only: Groups) -> list[GroupRow]:
    """Return those of these groups that are at work by one of these policies, and no task groups."""
    if not policies:
        return []
    groups = groups_by_id(session, only)
    return [group for group in groups if group.policy in policies and group.commission is None]


def seat_rows_of(session: Session, group_id: UUID) -> list[SeatRow]:
    """Return all seats of a group in their order, abolished ones too."""
    return list(session.scalars(select(SeatRow).where(SeatRow.group_id == group_id).order_by(SeatRow.number)))


def pause_groups(tx: Transaction, policies: Collection[str]) -> None:
    """Pause the groups whose policy is not among the codes of ``policies``; take up those whose is again."""
    for group in groups(tx.session):
        if is_to_pause_or_take_up(group, policies):
            group.paused = tx.on if group.paused is None else None
            tx.audit("group paused" if group.paused else "group taken up again", group=group.id)


def is_to_pause_or_take_up(group: GroupRow, policies: Collection[str]) -> bool:
    """Say whether a group is paused although its policy is there, or is not although it isn't."""
    return (group.policy in policies) is (group.paused is not None)


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
    """Return the group with that code, or without a code the only group, of those at work if there are any;
    Problem when it is not clear."""
    if code is not None:
        return group_by_code(session, code)
    known = groups_at_work(session) or groups(session)
    if len(known) != 1:
        codes = ", ".join(group.code for group in known) or "none yet"
        raise Problem(f"Say which group is meant, with --group. Groups known: {codes}.")
    return known[0]
