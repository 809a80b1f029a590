"""Take the terms of a group's policy into the register, on the unit's word.

Once a group is set up the register rules: a changed policy file reaches its seats, its go-live date and the
steps that are open in no other way.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from forum.terms.parts import members as terms
from forum.text.problem import Problem
from forum.text.wording import count
from tasks.duties.base.group_context import GroupContext, group_context
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.duties.meetings.replan import replan_steps
from tasks.duties.terms.compare import differences, paired_seats, planned_otherwise
from tasks.register.groups import seat_rows_of
from tasks.register.tables import SeatRow


def take_terms(work: UnitOfWork, group_id: UUID) -> None:
    """Take the seats and the go-live date of a group's policy into the register, and plan its open steps by
    the policy's figures.

    A seat of another name is the seat with the same short name; any other is new from today. A seat that the
    policy has no more is abolished from today. Raises Problem, changing nothing, while somebody is appointed
    to such a seat.
    """
    forum = group_context(work, group_id)
    group, terms = forum.group, forum.policy
    changes = len(differences(work.session, group, terms))
    pairs = list(paired_seats(work.session, group_id, terms))
    no_more = [row for seat, row in pairs if seat is None and row is not None]
    _refuse_seats_with_people(forum, no_more)
    was, group.go_live = group.go_live, terms.group.go_live
    for abolished in no_more:
        abolished.abolished = forum.on
    for seat, row in pairs:
        if seat is not None and row is None:
            _add_seat(forum, seat)
        elif seat is not None and row is not None:
            _rename(row, seat)
            row.created = group.go_live if row.created == was else row.created
    for meeting in planned_otherwise(work.session, group, terms):
        replan_steps(forum, meeting)
    work.audit("terms taken", group=group_id, changes=changes)


def _add_seat(forum: GroupContext, seat: terms.Seat) -> None:
    session, group = forum.tx.session, forum.group
    session.add(
        SeatRow(
            group_id=group.id,
            number=max((row.number for row in seat_rows_of(session, group.id)), default=0) + 1,
            name=seat.name,
            present_name=seat.name,
            short_name=seat.short_name,
            created=max(forum.on, group.go_live),
        )
    )
    session.flush()


def _rename(row: SeatRow, seat: terms.Seat) -> None:
    if row.present_name == row.name:
        row.present_name = seat.name
    row.name, row.short_name = seat.name, seat.short_name


def _refuse_seats_with_people(forum: GroupContext, rows: Sequence[SeatRow]) -> None:
    held = {row.name: _people_from(forum, row.id, forum.on) for row in rows}
    faults = [f"{name}: {count(number, 'appointment')}" for name, number in held.items() if number]
    if faults:
        raise Problem(
            f"People are appointed to seats that the policy of {forum.group.code} has no more. End their "
            "appointments the day before (mase member leave, or the members’ workbook), or have the policy "
            "name the seats by their old names or short names. Nothing has been changed.",
            faults,
        )


def _people_from(forum: GroupContext, seat: UUID, day: dt.date) -> int:
    return sum(
        appointment.seat_id == seat and (appointment.last is None or appointment.last >= day)
        for appointment in forum.membership.appointments
    )
