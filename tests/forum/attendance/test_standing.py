import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.attendance.standing import (
    Mark,
    Sitting,
    Standing,
    below_since,
    board_year_start,
    falls_below,
    judge_attendance,
    meetings_counted,
    share_represented,
    standing_before,
)
from forum.terms.parts.quorum import Attendance
from tests.english import day
from tests.forum import policies as terms

MASE = terms.MASE.attendance
BOARD_YEAR = MASE.model_copy(update={"window": "board year", "own": Fraction(4, 5)})
AS_OF = day("Tue 9 Mar 2027")


def sat(marks: str, until: dt.date = AS_OF) -> list[Sitting]:
    """One ordinary meeting every four weeks, the last of them on ``until``; the marks oldest first."""
    first = until - dt.timedelta(weeks=4 * (len(marks) - 1))
    return [Sitting(first + dt.timedelta(weeks=4 * number), Mark(mark)) for number, mark in enumerate(marks)]


@pytest.mark.parametrize(
    ("marks", "own", "counted", "standing", "absences_left"),
    [
        ("PPPPPPPPPPPP", 12, 12, Standing.MET, 3),
        ("PPPRRRPPPPPA", 11, 12, Standing.MET, 2),
        ("PPPPPPPPPAAP", 10, 12, Standing.MET, 1),
        ("PPPPPPPPPAAX", 9, 12, Standing.NEAR, 0),  # exactly 75% is enough
        ("APPPPPPPPPAX", 9, 12, Standing.MET, 1),  # the oldest absence drops out of the last twelve
        ("PPPPPPPPAAAX", 8, 12, Standing.BELOW, 0),
        ("PPPPPPPPDDDD", 8, 12, Standing.BELOW, 0),
        ("PPPPPPPPPDDD", 9, 12, Standing.NEAR, 0),  # exactly 25% by a deputy is enough
        ("AAAAPPPPPPPPPPPP", 12, 12, Standing.MET, 3),  # only the last twelve count
        ("PPPPP", 5, 5, Standing.TOO_EARLY, 1),
        ("AAAAA", 0, 5, Standing.TOO_EARLY, 0),
        ("PPPPPP", 6, 6, Standing.MET, 2),
        ("PPPPPA", 5, 6, Standing.NEAR, 0),
        ("PPPPAA", 4, 6, Standing.BELOW, 0),
        ("–––PPPPPP", 6, 6, Standing.MET, 2),  # not expected, not counted
        ("", 0, 0, Standing.TOO_EARLY, 0),
    ],
)
def test_attendance_is_judged_by_the_last_twelve(
    marks: str, own: int, counted: int, standing: Standing, absences_left: int
) -> None:
    found = judge_attendance(MASE, sat(marks), AS_OF)
    assert (found.own, found.counted, found.standing) == (own, counted, standing)
    assert found.absences_left == absences_left


def test_a_deputy_keeps_the_seat_represented_but_is_not_the_members_own_attendance() -> None:
    found = judge_attendance(MASE, sat("PPPRPPPPDDAX"), AS_OF)
    assert (found.own, found.deputies, found.counted) == (8, 2, 12)
    assert (found.asked_for, found.deputies_allowed) == (9, 3)
    assert found.standing is Standing.BELOW
    assert judge_attendance(MASE, sat("PPPPPPPPPDDD"), AS_OF).standing is Standing.NEAR  # exactly one in four


def test_meetings_extraordinary_under_cover_or_yet_to_come_do_not_count() -> None:
    sittings = [
        *sat("PPPPPP"),
        Sitting(day("Mon 1 Mar 2027"), Mark.ABSENT, ordinary=False),
        Sitting(day("Tue 2 Mar 2027"), Mark.DEPUTY, under_cover=True),
        Sitting(day("Tue 13 Apr 2027"), Mark.ABSENT),
    ]
    found = judge_attendance(MASE, sittings, AS_OF)
    assert (found.own, found.counted, found.deputies) == (6, 6, 0)


def test_sittings_may_come_in_any_order() -> None:
    assert judge_attendance(MASE, sat("AAAAPPPPPPPPPPPP")[::-1], AS_OF).own == 12


@pytest.mark.parametrize(
    ("as_of", "first_counted"),
    [
        ("Wed 31 Mar 2027", "Tue 14 Apr 2026"),
        ("Thu 1 Apr 2027", None),
        ("Tue 13 Apr 2027", "Tue 13 Apr 2027"),
    ],
)
def test_the_boards_year_begins_on_1_april(as_of: str, first_counted: str | None) -> None:
    dates = ["Tue 10 Mar 2026", "Tue 14 Apr 2026", "Tue 9 Feb 2027", "Tue 13 Apr 2027"]
    sittings = [Sitting(day(text), Mark.PRESENT) for text in dates]
    counted = meetings_counted(BOARD_YEAR, sittings, day(as_of))
    assert [one.date for one in counted][:1] == ([day(first_counted)] if first_counted else [])


def test_in_the_boards_year_nothing_drops_out_so_absences_add_up() -> None:
    found = judge_attendance(BOARD_YEAR, sat("APPPPPPPP"), AS_OF)  # 8 of 9, then 8 of 10 is exactly 80%
    assert (found.standing, found.absences_left) == (Standing.MET, 1)
    found = judge_attendance(BOARD_YEAR, sat("PPPPPPPPPPPP"), AS_OF)  # 12 of 15 is exactly 80%
    assert (found.standing, found.absences_left) == (Standing.MET, 3)


@pytest.mark.parametrize(
    ("marks", "own", "counted", "standing"),
    [
        ("PPPPA", 4, 5, Standing.NEAR),  # exactly 80% is enough
        ("PPPAA", 3, 5, Standing.BELOW),
        ("PPPPD", 4, 5, Standing.NEAR),  # exactly 20% by a deputy is enough
        ("PA", 1, 2, Standing.TOO_EARLY),
        ("PPP", 3, 3, Standing.MET),  # three of four would be 75%, but who came to all is told of no absence
        ("PPPA", 3, 4, Standing.BELOW),
    ],
)
def test_another_forum_is_held_to_its_own_terms(
    marks: str, own: int, counted: int, standing: Standing
) -> None:
    found = judge_attendance(terms.SECOND.attendance, sat(marks), AS_OF)
    assert (found.own, found.counted, found.standing) == (own, counted, standing)
    assert found.clause == "5.4"


@pytest.mark.parametrize(
    ("rule", "marks", "words"),
    [
        (MASE, "PPPPPPPPAAAA", "Attended 8 of the last 12 (67%), 9 asked for."),
        (
            MASE,
            "PPPPPPPPPAAA",
            "Attended 9 of the last 12 (75%), 9 asked for; cannot miss another.",
        ),
        (
            MASE,
            "PPPPPPPPDDDD",
            "Attended 8 of the last 12 (67%), 9 asked for. A deputy came to 4; the terms allow 3.",
        ),
        (MASE, "PPPPPPPDDDAA", "Attended 7 of the last 12 (58%), 9 asked for."),
        (MASE, "PPPPPPPPPPPP", "Attended 12 of the last 12 (100%), 9 asked for."),
        (MASE, "P", "Attended 1 of 1 meeting so far; judged from 6 meetings on."),
        (MASE, "", "No meetings so far; judged from 6 meetings on."),
        (
            BOARD_YEAR,
            "PPPPPAA",
            "Attended 5 of 7 in the board’s year (71%), 6 asked for.",
        ),
    ],
)
def test_the_finding_is_said_in_words(rule: Attendance, marks: str, words: str) -> None:
    assert judge_attendance(rule, sat(marks), AS_OF).words == words


@pytest.mark.parametrize(
    ("before", "now", "written_to"),
    [
        (Standing.MET, Standing.BELOW, True),
        (Standing.NEAR, Standing.BELOW, True),
        (Standing.TOO_EARLY, Standing.BELOW, True),
        (Standing.MET, Standing.NEAR, False),
        (Standing.TOO_EARLY, Standing.NEAR, False),
        (Standing.BELOW, Standing.BELOW, False),
        (Standing.NEAR, Standing.NEAR, False),
        (Standing.BELOW, Standing.NEAR, False),
        (Standing.BELOW, Standing.MET, False),
        (Standing.TOO_EARLY, Standing.MET, False),
        (Standing.MET, Standing.MET, False),
        (Standing.BELOW, Standing.TOO_EARLY, False),
    ],
)
def test_a_member_is_written_to_only_when_they_fall_below(
    before: Standing, now: Standing, written_to: bool
) -> None:
    assert falls_below(before, now) is written_to


def test_standing_before_a_meeting_leaves_that_meeting_out() -> None:
    sittings = sat("PPPPPPPPPAAAA")
    assert standing_before(MASE, sittings, AS_OF) is Standing.NEAR
    assert judge_attendance(MASE, sittings, AS_OF).standing is Standing.BELOW


def test_a_seat_is_represented_by_whoever_filled_it() -> None:
    assert share_represented(sat("PRDAX–")) == Fraction(3, 5)
    assert share_represented([]) == 0


@pytest.mark.parametrize(
    ("following", "standing", "absences_left"),
    [
        ("Tue 30 Mar 2027", Standing.NEAR, 0),
        (None, Standing.NEAR, 0),
        ("Tue 13 Apr 2027", Standing.MET, None),
    ],
)
def test_no_absence_falls_below_when_a_new_year_of_the_board_begins_with_the_next_meeting(
    following: str | None, standing: Standing, absences_left: int | None
) -> None:
    found = judge_attendance(BOARD_YEAR, sat("PPPPPPPPAA"), AS_OF, day(following) if following else None)
    assert (found.standing, found.absences_left) == (standing, absences_left)
    assert ("cannot miss another" in found.words) == (absences_left == 0)


def test_whoever_is_below_is_below_at_the_last_meeting_of_the_boards_year_as_well() -> None:
    found = judge_attendance(BOARD_YEAR, sat("PPPPPPPAAA"), AS_OF, day("Tue 13 Apr 2027"))
    assert found.standing is Standing.BELOW


def test_among_the_last_meetings_no_year_begins_anew() -> None:
    found = judge_attendance(MASE, sat("PPPPPPPPPAAA"), AS_OF, day("Tue 13 Apr 2027"))
    assert (found.standing, found.absences_left) == (Standing.NEAR, 0)


@given(st.text("PRDAX–", max_size=30))
def test_missing_the_absences_left_keeps_a_member_above_and_one_more_does_not(marks: str) -> None:
    found = judge_attendance(MASE, sat(marks), AS_OF)
    assert found.absences_left is not None
    missed = sat(marks + "A" * found.absences_left)
    if found.absences_left:
        after = judge_attendance(MASE, missed, AS_OF)
        assert after.own >= after.asked_for
    once_more = judge_attendance(MASE, sat(marks + "A" * (found.absences_left + 1)), AS_OF)
    assert once_more.own < once_more.asked_for


@given(st.text("PRDAX–", max_size=30))
def test_shares_are_those_of_a_slow_obvious_count(marks: str) -> None:
    counted = marks.replace("–", "")[-12:]
    own, deputies = counted.count("P") + counted.count("R"), counted.count("D")
    found = judge_attendance(MASE, sat(marks), AS_OF)
    assert (found.counted, found.own, found.deputies) == (len(counted), own, deputies)
    below = 100 * own < 75 * len(counted) or 100 * deputies > 25 * len(counted)
    assert (found.standing is Standing.BELOW) == (len(counted) >= 6 and below)


def test_a_meeting_on_the_day_the_boards_year_begins_counts_in_it() -> None:
    begins = board_year_start(BOARD_YEAR, AS_OF)
    before, on_the_day = Sitting(begins - dt.timedelta(days=1), Mark.PRESENT), Sitting(begins, Mark.PRESENT)
    assert meetings_counted(BOARD_YEAR, [before, on_the_day], AS_OF) == (on_the_day,)


@pytest.mark.parametrize(
    ("rule", "marks", "absent"),
    [
        ({"absent_in_a_row": 3}, "PPPPAXA", "the last 3 meetings in a row"),
        ({"absent_in_a_row": 3}, "XAA", "the last 3 meetings in a row"),  # before attendance is judged
        ({"absent_in_a_row": 3}, "PPPAAXP", ""),
        ({"absent_in_a_row": 3}, "PPAAD", ""),  # a deputy came
        ({"absent_in_a_row": 3, "absence": "not in person"}, "PPADA", "the last 3 meetings in a row"),
        ({"absent_in_a_row": 3, "absence": "no apologies"}, "PPXAX", ""),
        ({"absent_months": 3}, "PPPPAAA", ""),  # twelve weeks
        ({"absent_months": 3}, "PPPAAAA", "every meeting since 17 November 2026"),
    ],
)
def test_who_was_away_for_longer_than_the_terms_allow_is_below(
    rule: dict[str, object], marks: str, absent: str
) -> None:
    finding = judge_attendance(MASE.model_copy(update=rule), sat(marks), AS_OF)
    assert finding.absent == absent
    assert (finding.words == f"Absent from {absent}.") == bool(absent)
    assert finding.standing is Standing.BELOW or not absent


def test_for_how_long_a_member_has_been_below_is_counted_from_the_latest_meeting_back() -> None:
    sittings = sat("PPPPAAA")
    assert below_since(MASE, sittings, AS_OF) == (day("Tue 9 Mar 2027"), day("Tue 9 Feb 2027"))
    before_the_last = day("Mon 8 Mar 2027")
    assert below_since(MASE, sittings, before_the_last) == (day("Tue 9 Feb 2027"),)
    called = Sitting(day("Tue 2 Mar 2027"), Mark.ABSENT, ordinary=False)
    assert below_since(MASE, [called, *sittings[:-1]], AS_OF) == (day("Tue 9 Feb 2027"),), "nothing anew"
    assert below_since(MASE, sat("PPPPAAP"), AS_OF) == (day("Tue 9 Mar 2027"), day("Tue 9 Feb 2027"))
    assert below_since(MASE, sat("PPPPPPP"), AS_OF) == ()
