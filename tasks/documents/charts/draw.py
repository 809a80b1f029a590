"""Drawing charts as PNG pictures: one style for all, which reads in black and white."""

from __future__ import annotations

import io

from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from forum.text.charts import Chart
from tasks.documents.charts import WIDTH_CM

BAR_CM, AROUND_CM = 0.6, 2.2  # a bar with its gap; the axis and the legend
INCH_CM = 2.54
DOTS_PER_INCH = 200
SHADES = (("#1d4f8c", ""), ("#9dbde3", "////"), ("#f6dfa4", "...."), ("#ffffff", "xxx"))  # dark to light
INK = "#0b0c0c"


def draw(chart: Chart) -> bytes:
    """Return the chart as a PNG picture of 17 cm, the same bytes for the same chart.

    Its title is not in the picture: it stands above it as text, which can be read aloud and enlarged.
    """
    height = AROUND_CM + BAR_CM * len(chart.labels)
    size = (WIDTH_CM / INCH_CM, height / INCH_CM)
    figure = Figure(figsize=size, dpi=DOTS_PER_INCH, layout="constrained")
    axes = figure.add_subplot()
    begun = [0] * len(chart.labels)
    for series, (colour, hatch) in zip(chart.series, SHADES, strict=False):
        axes.barh(
            chart.labels,
            series.values,
            left=begun,
            label=series.name,
            color=colour,
            hatch=hatch,
            edgecolor=INK,
            linewidth=0.6,
            height=0.7,
        )
        begun = [so_far + value for so_far, value in zip(begun, series.values, strict=True)]
    axes.invert_yaxis()
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_xlabel(chart.unit.capitalize())
    axes.spines[["top", "right"]].set_visible(False)
    figure.legend(loc="outside upper left", ncols=len(chart.series), frameon=False)
    picture = io.BytesIO()
    figure.savefig(picture, metadata={"Software": None})
    return picture.getvalue()
