"""Charts: a few counts as one picture, whose title is its message."""

from __future__ import annotations

from dataclasses import dataclass

MOST_SERIES = 4  # more shades than these are not told apart in black and white


@dataclass(frozen=True)
class Series:
    """One shade of a chart: its name in the legend, and a count for each label."""

    name: str
    values: tuple[int, ...]

    @property
    def in_words(self) -> str:
        """The name within a sentence."""
        return self.name[:1].lower() + self.name[1:]


@dataclass(frozen=True)
class Chart:
    """A bar for each label, made up of the counts of each series; ``unit`` is what is counted ("meetings").

    ``name`` is that of its picture in a letter. ``title`` is a sentence that says what the picture shows.
    Bars of a chart ``over_time`` stand side by side. ValueError for more than four series, or for one that
    has not a count for each label.
    """

    name: str
    title: str
    unit: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    over_time: bool = False

    def __post_init__(self) -> None:
        if len(self.series) > MOST_SERIES:
            raise ValueError(f"a chart has at most {MOST_SERIES} series, not {len(self.series)}")
        if any(len(series.values) != len(self.labels) for series in self.series):
            raise ValueError("each series has a count for each label")

    @property
    def file_name(self) -> str:
        """The file name of the picture, which is its content id too."""
        return f"{self.name}.png"

    @property
    def alternative(self) -> str:
        """The picture in words, for whoever can't see it: its title and every count."""
        bars = (
            f"{label}: {', '.join(f'{series.in_words} {series.values[place]}' for series in self.series)}"
            for place, label in enumerate(self.labels)
        )
        return f"Bar chart. {self.title} {'; '.join(bars)}."
