"""When a challenge opens, goes a stage up, and is answered."""

from __future__ import annotations

import pytest

from forum.actions.action_log import UpdateKind
from forum.attendance.standing import Mark
from forum.challenge import Source, Stage, challenge_reference, is_blank, settles
from tests.english import day


def test_a_challenge_goes_from_the_officer_to_the_board_and_no_further() -> None:
    assert [stage.next for stage in Stage] == [Stage.SENIOR, Stage.CHIEF, Stage.BOARD, Stage.BOARD]


def test_those_that_open_by_themselves_are_numbered_by_month_from_21() -> None:
    taken = ["MASE/2027-01/C1", "MASE/2027-01/C22", "MASE/2026-12/C40"]
    on = day("Wed 13 Jan 2027")
    assert challenge_reference("MASE", on, []) == "MASE/2027-01/C21"
    assert challenge_reference("MASE", on, taken) == "MASE/2027-01/C23"


@pytest.mark.parametrize(
    ("marks", "empty"),
    [
        ("XAX", True),
        ("PXAX", True),
        ("XADX", False),
        ("XA", False),  # too few meetings to say
        ("XA–X", True),  # a meeting that it was not expected at counts for nothing
        ("–X–A", False),
        ("", False),
    ],
)
def test_a_seat_is_empty_when_nobody_filled_it_three_times_running(marks: str, empty: bool) -> None:
    assert is_blank([Mark(mark) for mark in marks], 3) is empty


@pytest.mark.parametrize(
    ("source", "kind", "answered"),
    [
        (Source.HELP, UpdateKind.HELPED, True),
        (Source.HELP, UpdateKind.UPDATE, False),
        (Source.HELP, UpdateKind.DONE, True),
        (Source.ESCALATION, UpdateKind.UPDATE, True),
        (Source.ESCALATION, UpdateKind.HELP, False),
        (Source.EMPTY_SEAT, UpdateKind.DONE, False),
    ],
)
def test_an_update_answers_what_it_is_about(source: Source, kind: UpdateKind, answered: bool) -> None:
    assert settles(source, kind) is answered
