"""Drawing charts as PNG pictures: one style for all, which reads in black and white."""

from __future__ import annotations

import io

from forum.text.charts import Chart
from tasks.documents.charts import WIDTH_CM

BAR_CM, AXIS_CM, LEGEND_LINE_CM = 0.6, 1.6, 0.6  # a bar with its gap
SHADE_CM, LETTER_CM = 1.7, 0.2  # of an entry in the legend
INCH_CM = 2.54
DOTS_PER_INCH = 200
SHADES = (("#1d4f8c", ""), ("#9dbde3", "////"), ("#f6dfa4", "...."), ("#ffffff", "xxx"))  # dark to light
OF_COLOURS = {  # series that are called by a colour have it, in the same order of greys
    "Red": ("#a4161a", ""),
    "Amber": ("#ee9b3f", "////"),
    "Green": ("#b9e0b9", "...."),
    "Grey": ("#ffffff", "xxx"),
}
INK = "#0b0c0c"


def draw(chart: Chart, width: float = WIDTH_CM) -> bytes:
    """Return the chart as a PNG picture of ``width`` in cm, the same bytes for the same chart.

    Its title is not in the picture: it stands above it as text, which can be read aloud and enlarged.
    """
    from matplotlib.figure import Figure  # slow to import, and few letters and documents have a chart
    from matplotlib.ticker import MaxNLocator

    legend = sum(SHADE_CM + LETTER_CM * len(series.name) for series in chart.series)
    lines = 1 if legend <= width else 2
    height = AXIS_CM + LEGEND_LINE_CM * lines + BAR_CM * len(chart.labels)
    size = (width / INCH_CM, height / INCH_CM)
    figure = Figure(figsize=size, dpi=DOTS_PER_INCH, layout="constrained")
    axes = figure.add_subplot()
    begun = [0] * len(chart.labels)
    for series, shade in zip(chart.series, SHADES, strict=False):
        colour, hatch = OF_COLOURS.get(series.name, shade)
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
    figure.legend(loc="outside upper left", ncols=-(-len(chart.series) // lines), frameon=False)
    picture = io.BytesIO()
    figure.savefig(picture, metadata={"Software": None})
    return picture.getvalue()
