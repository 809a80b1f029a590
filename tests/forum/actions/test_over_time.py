"""What was open and overdue at the end of a month, in English days."""

from __future__ import annotations

import pytest

from forum.actions.action_log import UpdateKind
from forum.actions.history import ActionLife, ActionMove, MonthOfActions, months_of_actions
from tests.english import day

OPENED, DUE, END = day("Tue 12 Jan 2027"), day("Fri 12 Feb 2027"), day("Sun 28 Feb 2027")


def move(on: str, kind: UpdateKind, old_due: str = "") -> ActionMove:
    return ActionMove(day(on), kind, day(old_due) if old_due else None)


@pytest.mark.parametrize(
    ("due", "moves", "overdue"),
    [
        ("Fri 12 Feb 2027", (), True),
        ("Sun 28 Feb 2027", (), False),  # it has all of its day
        ("Fri 12 Feb 2027", (move("Wed 10 Feb 2027", UpdateKind.DONE),), False),
        ("Fri 12 Feb 2027", (move("Mon 1 Mar 2027", UpdateKind.DONE),), True),
        (
            "Fri 12 Feb 2027",
            (move("Wed 10 Feb 2027", UpdateKind.DONE), move("Mon 15 Feb 2027", UpdateKind.RETURNED)),
            True,
        ),
        ("Fri 26 Mar 2027", (move("Wed 10 Feb 2027", UpdateKind.NEW_DATE, "Fri 12 Feb 2027"),), False),
        ("Fri 26 Mar 2027", (move("Tue 9 Mar 2027", UpdateKind.NEW_DATE, "Fri 12 Feb 2027"),), True),
        (
            "Fri 30 Apr 2027",
            (
                move("Tue 9 Feb 2027", UpdateKind.NEW_DATE, "Fri 12 Feb 2027"),
                move("Tue 9 Mar 2027", UpdateKind.NEW_DATE, "Fri 26 Mar 2027"),
            ),
            False,
        ),
        (
            "Fri 26 Mar 2027",
            (move("Tue 9 Mar 2027", UpdateKind.NEW_DATE),),
            False,
        ),  # its old date is not known
    ],
)
def test_an_action_is_overdue_by_the_date_that_it_had_then(
    due: str, moves: tuple[ActionMove, ...], overdue: bool
) -> None:
    assert ActionLife(OPENED, day(due), moves=moves).is_overdue(END) is overdue


def test_a_month_counts_what_came_and_went_and_the_last_ends_with_the_period() -> None:
    lives = [ActionLife(OPENED, DUE), ActionLife(OPENED, DUE, discharged_on=END)]
    months = months_of_actions(lives, day("Fri 15 Jan 2027"), day("Wed 3 Mar 2027"))
    assert months == (
        MonthOfActions(day("Sun 31 Jan 2027"), open=2, overdue=0, opened=0, discharged=0),
        MonthOfActions(END, open=1, overdue=1, opened=0, discharged=1),
        MonthOfActions(day("Wed 3 Mar 2027"), open=1, overdue=1, opened=0, discharged=0),
    )
