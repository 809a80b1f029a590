"""The order of the attendance table."""

from __future__ import annotations

from fractions import Fraction

from forum.documents.attendance import AttendanceTable, SeatStanding
from samples import sample_of


def test_those_to_be_looked_at_come_first() -> None:
    standings = [row.standing for row in sample_of(AttendanceTable).ordered]
    assert standings[:3] == [SeatStanding.BELOW, SeatStanding.NEAR, SeatStanding.VACANT]
    assert standings[-1] is SeatStanding.TOO_EARLY
    assert set(standings[3:-1]) == {SeatStanding.MET}


def test_seats_that_stand_alike_keep_the_order_of_the_terms() -> None:
    met = [row.organisation for row in sample_of(AttendanceTable).ordered if row.standing is SeatStanding.MET]
    assert met[:3] == [
        "National Probation Service",
        "KCC, Education and Young People’s Services",
        "Kent Police",
    ]


def test_own_attendance_is_an_exact_share_and_none_for_a_vacant_seat() -> None:
    shares = {row.organisation: row.own for row in sample_of(AttendanceTable).rows}
    assert shares["CCGs (Designated Nurses)"] == Fraction(2, 3)
    assert shares["Kent and Medway CAMHS"] is None


def test_those_below_are_the_members_who_missed_too_much() -> None:
    table = sample_of(AttendanceTable)
    assert table.below == tuple(row for row in table.ordered if row.standing is SeatStanding.BELOW)
    assert len(table.below) == 1
