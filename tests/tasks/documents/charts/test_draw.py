"""Charts as their readers see them, also on a black and white printer."""

from __future__ import annotations

import io

import pytest
from matplotlib.image import imread

from forum.text.charts import Chart, Series
from tasks.documents.charts import WIDTH_IN_LETTERS_CM
from tasks.documents.charts.draw import draw

COUNTS = (3, 3, 3, 3)


def chart(*names: str) -> Chart:
    """One bar with four shades, all of them alike long."""
    series = tuple(Series(name, (count,)) for name, count in zip(names, COUNTS, strict=True))
    return Chart("alike", "All shades are alike long.", "meetings", ("Kent Police",), series)


CHART = chart("By the member", "By a deputy", "Absent", "Seat vacant")


def test_a_chart_is_as_wide_as_the_text_of_a_page_and_the_same_each_time() -> None:
    picture = draw(CHART)
    height, width, _ = imread(io.BytesIO(picture)).shape
    assert (round(width / 200 * 2.54), round(height / 200 * 2.54)) == (17, 3)
    assert draw.__wrapped__(CHART) == picture


def test_nothing_of_a_chart_in_a_letter_is_cut_off() -> None:
    picture = imread(io.BytesIO(draw(CHART, WIDTH_IN_LETTERS_CM)))
    edges = (picture[:2], picture[-2:], picture[:, :2], picture[:, -2:])
    assert [float(edge.min()) for edge in edges] == [1, 1, 1, 1], "white all round"


@pytest.mark.parametrize("shades", [CHART, chart("Red", "Amber", "Green", "Grey")])
def test_the_four_shades_are_told_apart_in_black_and_white(shades: Chart) -> None:
    """The bar is in the middle of the picture; each quarter of it has another mean grey, dark to light or
    hatched."""
    grey = imread(io.BytesIO(draw(shades)))[:, :, :3].mean(axis=2)
    row = grey[grey.shape[0] * 45 // 100 : grey.shape[0] * 55 // 100]
    start, end = grey.shape[1] // 5, grey.shape[1] * 98 // 100
    quarter = (end - start) // 4
    greys = [
        float(row[:, start + place * quarter + 20 : start + (place + 1) * quarter - 20].mean())
        for place in range(4)
    ]
    assert greys[0] == min(greys)
    assert all(abs(one - other) > 0.03 for place, one in enumerate(greys) for other in greys[:place]), greys
