"""Drawing charts as PNG pictures: one style for all, which reads in black and white."""

from __future__ import annotations

import io
from functools import lru_cache

from forum.text.charts import Chart
from tasks.documents.charts import WIDTH_CM

BAR_CM, AXIS_CM, LEGEND_LINE_CM = 0.6, 1.6, 0.6  # a bar with its gap
UPRIGHT_CM = 4.2  # bars that stand side by side
BAR = 0.7  # of the room that it has
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


@lru_cache(maxsize=32)  # a report is printed again as it comes back, is agreed and goes out
def draw(chart: Chart, width: float = WIDTH_CM) -> bytes:
    """Return the chart as a PNG picture of ``width`` in cm, the same bytes for the same chart.

    Its title is not in the picture: it stands above it as text, which can be read aloud and enlarged.
    """
    from matplotlib.figure import Figure  # slow to import, and few letters and documents have a chart
    from matplotlib.ticker import MaxNLocator

    legend = sum(SHADE_CM + LETTER_CM * len(series.name) for series in chart.series)
    lines = 1 if legend <= width else 2
    bars = UPRIGHT_CM if chart.over_time else BAR_CM * len(chart.labels)
    height = AXIS_CM + LEGEND_LINE_CM * lines + bars
    figure = Figure(figsize=(width / INCH_CM, height / INCH_CM), dpi=DOTS_PER_INCH, layout="constrained")
    axes = figure.add_subplot()
    begun = [0] * len(chart.labels)
    for series, shade in zip(chart.series, SHADES, strict=False):
        colour, hatch = OF_COLOURS.get(series.name, shade)
        drawn = (
            axes.bar(
                [label.replace(" ", "\n") for label in chart.labels], series.values, bottom=begun, width=BAR
            )
            if chart.over_time
            else axes.barh(chart.labels, series.values, left=begun, height=BAR)
        )
        drawn.set_label(series.name)
        for bar in drawn:
            bar.set(facecolor=colour, hatch=hatch, edgecolor=INK, linewidth=0.6)
        begun = [so_far + value for so_far, value in zip(begun, series.values, strict=True)]
    if not chart.over_time:
        axes.invert_yaxis()
    counts = axes.yaxis if chart.over_time else axes.xaxis
    counts.set_major_locator(MaxNLocator(integer=True))
    counts.set_label_text(chart.unit.capitalize())
    axes.spines[["top", "right"]].set_visible(False)
    figure.legend(loc="outside upper left", ncols=-(-len(chart.series) // lines), frameon=False)
    picture = io.BytesIO()
    figure.savefig(picture, metadata={"Software": None})
    return picture.getvalue()
