from __future__ import annotations

import datetime as dt

import pytest

from forum.boards.steps import (
    DatesMoved,
    board_action_reference,
    changes_of_the_past,
    dates_moved,
    ends_soon,
    report_reference,
)
from tests.english import day
from tests.forum.policies import MASE

APRIL, JUNE, JULY = dt.date(2027, 4, 29), dt.date(2027, 6, 24), dt.date(2027, 7, 1)
BODY = MASE.bodies[0].model_copy(update={"dates": (APRIL, JUNE)})
POLICY = MASE.model_copy(update={"bodies": (BODY,)})


def test_references_have_the_board_and_its_day() -> None:
    assert report_reference("MASE", "KSCB-BG", APRIL) == "MASE/KSCB-BG/2027-04-29"
    assert board_action_reference("KSCB-BG", APRIL, 1) == "KSCB-BG/2027-04/01"


@pytest.mark.parametrize(
    ("dates", "today", "expected"),
    [
        ((APRIL, JUNE), "Fri 26 Mar 2027", False),
        ((APRIL, JUNE), "Sat 27 Mar 2027", True),
        ((APRIL, JUNE), "Fri 25 Jun 2027", True),
        ((), "Fri 25 Jun 2027", False),
    ],
)
def test_a_board_s_dates_are_asked_for_ninety_days_before_the_last(
    dates: tuple[dt.date, ...], today: str, expected: bool
) -> None:
    assert ends_soon(BODY.model_copy(update={"dates": dates}), day(today)) is expected


def test_a_report_under_way_follows_its_board_to_another_day_or_is_dropped() -> None:
    moved = BODY.model_copy(update={"dates": (JULY,)})
    cancelled = BODY.model_copy(update={"dates": (APRIL,)})
    assert dates_moved(moved, [JUNE], APRIL) == DatesMoved({JUNE: JULY}, ())
    assert dates_moved(cancelled, [JUNE], dt.date(2027, 5, 4)) == DatesMoved({}, (JUNE,))
    assert dates_moved(cancelled, [JUNE], APRIL) == DatesMoved({JUNE: APRIL}, ())  # to today
    assert dates_moved(BODY, [JUNE], APRIL) == DatesMoved({}, ())
    assert dates_moved(cancelled, [JUNE], dt.date(2027, 6, 25)) == DatesMoved({}, ())  # it has been


def test_a_policy_does_not_change_the_past_of_a_running_group() -> None:
    in_may = dt.date(2027, 5, 3)
    assert list(changes_of_the_past(POLICY, {"KSCB-BG": [APRIL]}, in_may)) == []
    assert list(map(str, changes_of_the_past(POLICY, {}, in_may))) == [
        "bodies[1].dates[1]: found 2027-04-29, which has passed and had no report, allowed dates from "
        "2027-05-03 "
        "on, and those on record"
    ]
    other = POLICY.model_copy(update={"bodies": (BODY.model_copy(update={"dates": (JUNE,)}),)})
    assert list(changes_of_the_past(other, {"KSCB-BG": [APRIL]}, APRIL)) == []  # nor is today past
    assert list(map(str, changes_of_the_past(other, {"KSCB-BG": [APRIL]}, in_may))) == [
        "bodies[1].dates: found dates without 2027-04-29, for which a report is on record, allowed "
        "2027-04-29 "
        "among them, as it was"
    ]


def test_dates_before_the_group_went_live_are_of_no_account() -> None:
    long_ago = BODY.model_copy(update={"dates": (dt.date(2026, 5, 7), APRIL)})
    policy = POLICY.model_copy(update={"bodies": (long_ago,)})
    assert list(changes_of_the_past(policy, {}, dt.date(2027, 1, 4))) == []
