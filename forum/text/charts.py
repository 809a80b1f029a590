"""Charts: a few counts as one picture, whose title is its message.

How things stand, counted by state: now beside then, in words and as a chart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from forum.text.wording import capital, count, listed, plural

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


@dataclass(frozen=True)
class Standing:
    """The things of one part of a whole, such as a strand of the plan, and how many are in each state: the
    worst state first, and the same states in every part."""

    part: str
    counts: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        """The number of things."""
        return sum(number for _, number in self.counts)

    @property
    def in_words(self) -> str:
        """The things by state: "2 red and 9 green"; a dash for none."""
        return listed(f"{number} {state}" for state, number in self.counts if number) or "–"


def added_up(standings: Iterable[Standing]) -> tuple[int, ...]:
    """Return the numbers of all parts together, in the order of the states."""
    return tuple(map(sum, zip(*([number for _, number in each.counts] for each in standings), strict=True)))


def now_and_then(noun: str, now: Sequence[Standing], then: Sequence[Standing], when: str) -> Chart:
    """Return the chart of all things, now and ``when`` they were counted before ("at the last report").

    Its title says how many are in the worst state. Without ``then`` there is one bar.
    """
    states = [state for state, _ in now[0].counts]
    bars = {"Now": added_up(now)} | ({capital(when): added_up(then)} if then else {})
    return Chart(
        name="now-and-then",
        title=_message(noun, states[0], [numbers[0] for numbers in bars.values()], sum(added_up(now)), when),
        unit=plural(0, noun),
        labels=tuple(bars),
        series=tuple(
            Series(capital(state), tuple(numbers[place] for numbers in bars.values()))
            for place, state in enumerate(states)
        ),
    )


def _message(noun: str, state: str, worst: Sequence[int], total: int, when: str) -> str:
    """Say what has become of the worst state: "2 of 15 lines are red, 1 more than at the last report"."""
    now, *then = worst
    stands = f"No {noun} is {state}"
    if now:
        stands = f"{now} of {count(total, noun)} {'is' if now == 1 else 'are'} {state}"
    if not then:
        return f"{stands}."
    if now == then[0]:
        return f"{stands}, as many as {when}."
    more = "more" if now > then[0] else "fewer"
    return f"{stands}, {abs(now - then[0])} {more} than {when}."
