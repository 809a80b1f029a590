"""What a run that failed says of why."""

from __future__ import annotations

from tasks.failing import listed_reasons


def test_each_reason_is_said_once_and_of_many_the_first() -> None:
    assert listed_reasons(["MASE has no Chair.", "", "MASE has no Chair.", "HAP is paused."]) == (
        "MASE has no Chair. HAP is paused."
    )
    many = [f"Group {letter} has no Chair." for letter in "ABCDEFG"]
    assert listed_reasons(many) == f"{' '.join(many[:5])} And 2 reasons more."
