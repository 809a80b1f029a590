"""What a line of the plan measures, in words, within the group and outside it (clause 3)."""

from __future__ import annotations

from forum.plan.lines import PlanLine
from forum.text.small_numbers import figure_for_outside


def measured(line: PlanLine) -> str:
    """Return what was measured: "Staff trained: 40% at first, 62% now, target 90%"; empty for nothing."""
    return _in_words(line.measure, line.baseline, line.latest, line.target)


def measured_for_outside(line: PlanLine) -> str:
    """Return what was measured as it may leave the group, without a count under five (own rule)."""
    return _in_words(line.measure, *map(figure_for_outside, (line.baseline, line.latest, line.target)))


def _in_words(measure: str, baseline: str, latest: str, target: str) -> str:
    figures = {f"{baseline} at first": baseline, f"{latest} now": latest, f"target {target}": target}
    said = ", ".join(words for words, figure in figures.items() if figure)
    return ": ".join(part for part in (measure, said) if part)
