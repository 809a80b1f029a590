"""Queries about the action plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import fields
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from forum.plan.history import LineThen, kept, restored
from forum.plan.lines import LineEvent, PlanLine, in_plan_order, line_reference
from forum.text.problem import Problem
from tasks.register.database.batch_session import Belonging
from tasks.register.database.register import Transaction
from tasks.register.tables import PlanEventRow, PlanLineRow, PlanVersionRow

_FIELDS = tuple(field.name for field in fields(PlanLine))
_LINES = Belonging[PlanLineRow](select(PlanLineRow).order_by(PlanLineRow.reference), PlanLineRow.group_id)


def line_rows(session: Session, group_id: UUID) -> Sequence[PlanLineRow]:
    """Return the rows of all lines of a group's plan; none for a group without a plan."""
    return _LINES.of(session, group_id)


def plan_of(session: Session, group_id: UUID) -> tuple[PlanLine, ...]:
    """Return all lines of a group's plan, in its order."""
    return in_plan_order(line_value(row) for row in line_rows(session, group_id))


def line_by_reference(session: Session, group_id: UUID, reference: str) -> PlanLineRow:
    """Return the line of a group with a reference such as P2.3; Problem where there is none."""
    wanted = line_reference(reference)
    for row in line_rows(session, group_id):
        if row.reference == wanted:
            return row
    raise Problem(f"There is no line {wanted} in the action plan: mase plan show lists them all.")


def line_value(row: PlanLineRow) -> PlanLine:
    """Return the line as a value of the rules."""
    return restored({name: getattr(row, name) for name in _FIELDS})


def write_line(
    tx: Transaction, row: PlanLineRow, line: PlanLine, event: LineEvent, on: dt.date, by: UUID | None
) -> None:
    """Write a line that the rules have changed into its row, with the event in its history."""
    values = kept(line)
    for name in _FIELDS:
        value = getattr(line, name)
        setattr(row, name, values[name] if isinstance(value, tuple) else value)
    tx.session.add(row)
    tx.session.flush()
    before = tx.session.scalar(select(func.count()).where(PlanEventRow.line_id == row.id)) or 0
    tx.session.add(
        PlanEventRow(
            group_id=row.group_id,
            line_id=row.id,
            number=before + 1,
            on=on,
            by_id=by,
            event=event,
            after=values,
        )
    )
    tx.audit(f"plan line: {event}", line=row.id, person=by, on=on)


def history(session: Session, group_id: UUID) -> list[LineThen]:
    """Return each line of a group as each event left it."""
    rows = session.scalars(select(PlanEventRow).where(PlanEventRow.group_id == group_id))
    return [LineThen(row.on, row.number, restored(row.after)) for row in rows]


def keep_version(tx: Transaction, group_id: UUID, name: str, on: dt.date) -> None:
    """Keep the plan of a group as it is today under a name; a version that is there stays as it is."""
    is_there = select(PlanVersionRow.id).where(
        PlanVersionRow.group_id == group_id, PlanVersionRow.name == name
    )
    lines = plan_of(tx.session, group_id)
    if not lines or tx.session.scalars(is_there).first():
        return
    row = PlanVersionRow(group_id=group_id, name=name, on=on, lines=[kept(line) for line in lines])
    tx.session.add(row)
    tx.session.flush()
    tx.audit("plan version kept", version=row.id, on=on)


def versions(session: Session, group_id: UUID) -> Sequence[PlanVersionRow]:
    """Return the versions of a group's plan that are kept, the earliest first."""
    of_group = select(PlanVersionRow).where(PlanVersionRow.group_id == group_id)
    return session.scalars(of_group.order_by(PlanVersionRow.on, PlanVersionRow.name)).all()


def version_lines(version: PlanVersionRow) -> tuple[PlanLine, ...]:
    """Return the lines of a version as they were kept, in the order of the plan."""
    return in_plan_order(map(restored, version.lines))
