"""The chart of the purposes report: what was done for each purpose, over the months."""

from __future__ import annotations

from dataclasses import replace

from forum.documents.registers import PurposesReport
from samples import sample_of

REPORT = sample_of(PurposesReport)


def test_the_chart_shows_each_purpose_over_four_runs_of_meetings() -> None:
    chart = REPORT.chart
    assert chart.title == "Nothing was done for 1e at the last three meetings."
    names = [series.name for series in chart.series]
    assert names == ["Apr to Jun", "Jul to Sep", "Oct to Dec", "Jan to Mar"]
    of_1e = [series.values[chart.labels.index("1e")] for series in chart.series]
    assert of_1e == [2, 3, 2, 0]


def test_one_meeting_is_a_run_by_itself() -> None:
    rows = tuple(replace(row, by_meeting=row.by_meeting[:5]) for row in REPORT.rows)
    chart = replace(REPORT, meetings=REPORT.meetings[:5], rows=rows).chart
    assert [series.name for series in chart.series] == ["Apr to May", "Jun to Jul", "Aug"]
    assert sum(sum(series.values) for series in chart.series) == sum(sum(row.by_meeting) for row in rows)
