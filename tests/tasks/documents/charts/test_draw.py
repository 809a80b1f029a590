"""Charts as their readers see them, also on a black and white printer."""

from __future__ import annotations

import io

from matplotlib.image import imread

from forum.text.charts import Chart, Series
from tasks.documents.charts.draw import draw

COUNTS = (3, 3, 3, 3)
CHART = Chart(
    title="All shades are alike long.",
    unit="meetings",
    labels=("Kent Police",),
    series=tuple(Series(name, (count,)) for name, count in zip("ABCD", COUNTS, strict=True)),
)


def test_a_chart_is_as_wide_as_the_text_of_a_page_and_the_same_each_time() -> None:
    picture = draw(CHART)
    height, width, _ = imread(io.BytesIO(picture)).shape
    assert (round(width / 200 * 2.54), round(height / 200 * 2.54)) == (17, 3)
    assert draw(CHART) == picture


def test_the_four_shades_are_told_apart_in_black_and_white() -> None:
    """The bar is in the middle of the picture; each quarter of it has another mean grey, dark to light or
    hatched."""
    grey = imread(io.BytesIO(draw(CHART)))[:, :, :3].mean(axis=2)
    row = grey[grey.shape[0] * 45 // 100 : grey.shape[0] * 55 // 100]
    start, end = grey.shape[1] // 5, grey.shape[1] * 98 // 100
    quarter = (end - start) // 4
    shades = [
        float(row[:, start + place * quarter + 20 : start + (place + 1) * quarter - 20].mean())
        for place in range(4)
    ]
    assert shades[0] == min(shades)
    assert all(abs(one - other) > 0.03 for place, one in enumerate(shades) for other in shades[:place]), (
        shades
    )
