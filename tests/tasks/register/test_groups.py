"""A group comes into the register from its policy, once; from then on the register rules."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from forum.text.problem import Problem
from tasks.duties.base.office import Office
from tasks.register.groups import chosen_group, groups, groups_at_work, pause_groups, set_up_groups
from tasks.register.tables import SeatRow


def test_a_group_is_set_up_with_the_seats_of_its_policy(office: Office) -> None:
    with office.register.reading() as session:
        seats = list(session.scalars(select(SeatRow).order_by(SeatRow.number)))
        assert [group.code for group in groups(session)] == ["MASE"]
    assert len(seats) == 12
    assert (seats[3].name, seats[3].short_name, seats[3].created) == (
        "Kent Police",
        "Kent Police",
        dt.date(2026, 9, 1),
    )


def test_a_group_that_is_there_is_left_as_it_stands(office: Office) -> None:
    with office.register.transaction("test") as tx:
        seat = tx.session.scalars(select(SeatRow).where(SeatRow.number == 11)).one()
        seat.present_name = "Integrated Care Board"
    with office.register.transaction("test") as tx:
        assert set_up_groups(tx, office.policies.values()) == []
    with office.register.reading() as session:
        seat = session.scalars(select(SeatRow).where(SeatRow.number == 11)).one()
        assert seat.present_name == "Integrated Care Board"


def test_the_only_group_is_meant_where_none_is_named(office: Office) -> None:
    with office.register.reading() as session:
        assert chosen_group(session, None).code == "MASE"


def test_a_group_that_is_paused_is_refused_by_its_name(office: Office) -> None:
    with office.register.transaction("test") as tx:
        pause_groups(tx, ())
    with office.register.reading() as session, pytest.raises(Problem, match="MASE"):
        groups_at_work(session, "MASE")
