"""Charts: a few counts as one picture, whose title is its message."""

from __future__ import annotations

from dataclasses import dataclass

MOST_SERIES = 4  # more shades than these are not told apart in black and white


@dataclass(frozen=True)
class Series:
    """One shade of a chart: its name in the legend, and a count for each label."""

    name: str
    values: tuple[int, ...]


@dataclass(frozen=True)
class Chart:
    """A bar for each label, made up of the counts of each series; ``unit`` is what is counted ("meetings").

    ``title`` is a sentence that says what the picture shows. ValueError for more than four series, or for
    one that has not a count for each label.
    """

    title: str
    unit: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]

    def __post_init__(self) -> None:
        if len(self.series) > MOST_SERIES:
            raise ValueError(f"a chart has at most {MOST_SERIES} series, not {len(self.series)}")
        if any(len(series.values) != len(self.labels) for series in self.series):
            raise ValueError("each series has a count for each label")

    @property
    def alternative(self) -> str:
        """The picture in words, for whoever can't see it: its title and every count."""
        bars = (
            f"{label}: {', '.join(f'{series.name.lower()} {series.values[place]}' for series in self.series)}"
            for place, label in enumerate(self.labels)
        )
        return f"Bar chart. {self.title} {'; '.join(bars)}."
