"""How often each seat was filled in a period, and by whom."""

from __future__ import annotations

from fractions import Fraction

import pytest

from forum.attendance.standing import Mark
from forum.members.membership import Role
from forum.yearly import SeatAtMeeting, is_last_of_year, seat_in_period, vacancy_days
from tests.english import day
from tests.forum.group import a_membership, a_seat, an_appointment
from tests.forum.policies import MASE


def sat(marks: str) -> list[SeatAtMeeting]:
    """A meeting for each mark: a capital by the member in part 2 too, "d" a deputy who left before it, "v" a
    vacant seat without anybody, "V" one whose deputy came."""
    kinds = {
        "P": SeatAtMeeting(Mark.PRESENT, filled_by="member", stayed=True),
        "R": SeatAtMeeting(Mark.REMOTE, filled_by="member"),
        "d": SeatAtMeeting(Mark.DEPUTY, filled_by="deputy", stayed=False),
        "D": SeatAtMeeting(Mark.DEPUTY, filled_by="another deputy", stayed=True),
        "A": SeatAtMeeting(Mark.APOLOGIES, stayed=False),
        "X": SeatAtMeeting(Mark.ABSENT),
        "–": SeatAtMeeting(Mark.NOT_EXPECTED),
        "v": SeatAtMeeting(Mark.NOT_EXPECTED, vacant=True),
        "x": SeatAtMeeting(Mark.ABSENT, vacant=True),
        "V": SeatAtMeeting(Mark.DEPUTY, vacant=True, filled_by="deputy"),
    }
    return [kinds[mark] for mark in marks]


@pytest.mark.parametrize(
    ("marks", "member", "deputy", "absent", "vacant", "share", "people", "part_two"),
    [
        ("PPPPPPPPPPPP", 12, 0, 0, 0, Fraction(1), 1, (12, 12)),
        ("PRPRdDAX", 4, 2, 2, 0, Fraction(3, 4), 3, (3, 5)),
        ("––PP", 2, 0, 0, 0, Fraction(1), 1, (2, 2)),  # not expected is not counted
        ("vvxVPP", 2, 1, 0, 3, Fraction(1, 2), 2, (2, 2)),  # a vacant seat counts, as in the quorum
        ("––", 0, 0, 0, 0, None, 0, (0, 0)),
        ("", 0, 0, 0, 0, None, 0, (0, 0)),
    ],
)
def test_a_seat_is_counted_by_how_it_was_filled(
    marks: str,
    member: int,
    deputy: int,
    absent: int,
    vacant: int,
    share: Fraction | None,
    people: int,
    part_two: tuple[int, int],
) -> None:
    seat = a_seat("NPS", 1)
    row = seat_in_period(seat, sat(marks), 3)
    assert (row.by_member, row.by_deputy, row.absent, row.vacant) == (member, deputy, absent, vacant)
    assert (row.share, row.people, (row.part_two, row.parts_two)) == (share, people, part_two)
    assert (row.organisation, row.short_name, row.vacancy_days) == (seat.present_name, "NPS", 3)


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("Mon 4 Jan 2027", "Tue 9 Feb 2027", 0),
        ("Fri 1 Jan 2027", "Mon 4 Jan 2027", 3),  # the first three days of January
        ("Tue 9 Feb 2027", "Fri 12 Feb 2027", 3),  # up to the last day, which counts
        ("Mon 1 Mar 2027", "Wed 31 Mar 2027", 8),  # abolished on 9 March
        ("Mon 30 Mar 2026", "Thu 2 Apr 2026", 2),  # there from 1 April
    ],
)
def test_days_without_a_core_member_are_counted_while_the_seat_was_there(
    first: str, last: str, days: int
) -> None:
    seat = a_seat("NPS", 1, abolished="Tue 9 Mar 2027")
    group = a_membership(
        (seat,),
        an_appointment("Ann", Role.CORE, "NPS", "Mon 4 Jan 2027", "Tue 9 Feb 2027"),
        an_appointment("Ben", Role.DEPUTY, "NPS"),
        people="Ann, Ben",
    )
    assert vacancy_days(group, seat, day(first), day(last)) == days


@pytest.mark.parametrize(
    ("meeting", "following", "last"),
    [
        ("Tue 9 Mar 2027", "Tue 13 Apr 2027", True),
        ("Tue 9 Feb 2027", "Tue 9 Mar 2027", False),
        ("Tue 9 Feb 2027", "Tue 13 Apr 2027", True),  # March has no meeting
        ("Tue 9 Mar 2027", "", True),
        ("Tue 9 Feb 2027", "", False),  # the next is not planned yet
        ("Tue 13 Apr 2027", "Tue 11 May 2027", False),
    ],
)
def test_the_last_meeting_of_a_year_has_none_after_it_before_april(
    meeting: str, following: str, last: bool
) -> None:
    after = day(following) if following else None
    assert is_last_of_year(MASE.attendance, day(meeting), after) is last
