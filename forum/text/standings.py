"""How things stand, counted by state: now beside then, in words and as a chart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from forum.text.charts import Chart, Series
from forum.text.wording import capital, count, listed, plural


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
