from __future__ import annotations

import pytest

from forum.boards.answers import asks_in, read_board_answer, with_numbers


@pytest.mark.parametrize(
    ("text", "number", "on_asks", "asks", "other"),
    [
        ("1 agreed\n2. Not agreed: no money", 2, {1: "agreed", 2: "Not agreed: no money"}, (), ""),
        (
            "1) Agreed\nASK: a paper on training by June",
            1,
            {1: "Agreed"},
            ("a paper on training by June",),
            "",
        ),
        ("All agreed", 3, {1: "agreed", 2: "agreed", 3: "agreed"}, (), ""),
        ("The Board noted the report.", 0, {}, (), "The Board noted the report."),
        ("Agreed without discussion.", 1, {1: "Agreed without discussion."}, (), ""),
        ("Agreed without discussion.", 2, {}, (), "Agreed without discussion."),
        ("Request - figures for Medway", 0, {}, ("figures for Medway",), ""),
        ("1 agreed, 2 refused: no money", 2, {1: "agreed", 2: "refused: no money"}, (), ""),
        ("1 – approved; 2 – not approved", 2, {1: "approved", 2: "not approved"}, (), ""),
        ("1. Agreed. 2. Deferred to June", 2, {1: "Agreed", 2: "Deferred to June"}, (), ""),
        ("1 agreed and 2 was not", 2, {1: "agreed", 2: "was not"}, (), ""),
        ("1 agreed, 2 members abstained", 2, {1: "agreed, 2 members abstained"}, (), ""),
        ("4 people spoke to it", 2, {}, (), "4 people spoke to it"),
    ],
)
def test_an_answer_is_read_line_by_line(
    text: str, number: int, on_asks: dict[int, str], asks: tuple[str, ...], other: str
) -> None:
    answer = read_board_answer(text, number)
    assert (answer.on_asks, answer.asks, answer.other) == (on_asks, asks, other)


def test_an_answer_in_short_is_a_line() -> None:
    answer = read_board_answer("1 agreed.\nASK: figures for Medway\nThanks to the group.", 1)
    assert (
        answer.in_short
        == "answer to ask 1: agreed; asks the group for: figures for Medway; Thanks to the group"
    )


def test_asks_are_taken_one_a_line_and_numbered_anew() -> None:
    asks = asks_in("1. agree the plan\n\n• fund the training\n3) note the rest")
    assert asks == ("agree the plan", "fund the training", "note the rest")
    assert with_numbers(asks) == "1. agree the plan\n2. fund the training\n3. note the rest"
