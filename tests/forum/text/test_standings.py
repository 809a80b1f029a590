"""How things stand now beside then: the sentence above the chart."""

from __future__ import annotations

import pytest

from forum.text.charts import Standing, now_and_then


def plan(red: int, green: int) -> list[Standing]:
    """The lines of two strands, by colour."""
    prepare = Standing("Prepare", (("red", red), ("green", 0)))
    return [prepare, Standing("Prevent", (("red", 0), ("green", green)))]


@pytest.mark.parametrize(
    ("now", "then", "title"),
    [
        (plan(2, 13), plan(1, 14), "2 of 15 lines are red, 1 more than at the last report."),
        (plan(1, 14), plan(3, 12), "1 of 15 lines is red, 2 fewer than at the last report."),
        (plan(2, 13), plan(2, 10), "2 of 15 lines are red, as many as at the last report."),
        (plan(0, 1), plan(1, 0), "No line is red, 1 fewer than at the last report."),
        (plan(2, 13), [], "2 of 15 lines are red."),
    ],
)
def test_the_title_says_what_has_become_of_the_worst(
    now: list[Standing], then: list[Standing], title: str
) -> None:
    chart = now_and_then("line", now, then, "at the last report")
    assert (chart.title, chart.unit) == (title, "lines")
    assert chart.labels == (("Now", "At the last report") if then else ("Now",))


def test_a_part_in_words_leaves_out_what_there_is_none_of() -> None:
    assert [part.in_words for part in plan(2, 0)] == ["2 red", "–"]
