"""The sentence above the chart of the attendance report, and the chart in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from forum.documents.attendance import AttendanceReport
from forum.text.charts import Chart, Series
from samples import sample_of

REPORT = sample_of(AttendanceReport)
ALWAYS = REPORT.rows[4]  # KCC, Specialist Children’s Services came to all twelve


def test_the_title_sums_the_seats_up_and_names_the_one_filled_least() -> None:
    titles = {
        REPORT.rows: "Seats were filled 122 of 144 times (85%), least often KCHFT: 4 of 12 meetings.",
        (ALWAYS,): "Seats were filled 12 of 12 times (100%).",
        (): "No seat was expected at any meeting.",
    }
    for rows, title in titles.items():
        assert replace(REPORT, rows=rows).chart.title == title


def test_the_chart_says_in_words_how_each_seat_was_filled() -> None:
    chart = replace(REPORT, rows=REPORT.rows[8:10]).chart
    assert chart.alternative == (
        "Bar chart. Seats were filled 10 of 24 times (42%), least often KCHFT: 4 of 12 meetings. "
        "KCHFT: by the member 4, by a deputy 0, absent 0, seat vacant 8; "
        "CAMHS: by the member 5, by a deputy 1, absent 1, seat vacant 5."
    )


@pytest.mark.parametrize(
    ("series", "problem"),
    [
        ([Series("More", (1,))] * 5, "at most 4 series, not 5"),
        ([Series("Short", ())], "a count for each label"),
    ],
)
def test_a_chart_that_could_not_be_read_is_refused(series: list[Series], problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        Chart("name", "Title.", "meetings", ("NPS",), tuple(series))
