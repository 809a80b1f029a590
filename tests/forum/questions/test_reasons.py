from __future__ import annotations

import pytest

from forum.questions.reasons import CHOICES, HoldReason, MoveReason, audited


@pytest.mark.parametrize("reason", [HoldReason.EXERCISE, MoveReason.ROOM, "The room is not free"])
def test_a_reason_of_ours_is_kept_as_it_is(reason: str) -> None:
    assert audited(reason) == reason


@pytest.mark.parametrize("reason", ["Sam is ill", "the room is not free", ""])
def test_of_what_somebody_wrote_only_that_it_was_given_is_kept(reason: str) -> None:
    assert audited(reason) == "in their own words"


def test_every_reason_begins_with_a_capital_and_ends_without_a_full_stop() -> None:
    assert [one for one in CHOICES if not one[0].isupper() or one.endswith(".")] == []
