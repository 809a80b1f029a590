"""Small numbers: no count under five leaves the group, nor one from which it can be worked out (own rule)."""

from __future__ import annotations

from collections.abc import Mapping

SMALLEST = 5
FEWER, NOT_SHOWN = f"fewer than {SMALLEST}", "not shown"


def for_outside(counts: Mapping[str, int]) -> dict[str, str]:
    """Return counts of children, by what they are of, as they may leave the group; their sum is taken as
    known.

    A count under five is "fewer than 5". Where the sum less all that is shown would tell it, or would be
    under five itself, the smallest of the others is "not shown": all minus Kent is Medway.
    """
    hidden = {name: FEWER for name, count in counts.items() if count < SMALLEST}
    others = sorted((name for name in counts if name not in hidden), key=lambda name: counts[name])
    while others and hidden and (len(hidden) == 1 or sum(counts[name] for name in hidden) < SMALLEST):
        hidden[others.pop(0)] = NOT_SHOWN
    return {name: hidden.get(name, str(count)) for name, count in counts.items()}


def figure_for_outside(figure: str) -> str:
    """Return a figure that somebody wrote as it may leave the group: a whole number under five is "fewer than
    5"."""
    return FEWER if figure.isdecimal() and int(figure) < SMALLEST else figure
