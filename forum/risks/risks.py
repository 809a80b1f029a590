"""A risk: cause, event and effect on children, its scores over time, and when a board is told of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

HIGHEST = 5  # of likelihood, and of impact


class Trend(StrEnum):
    """The way in which a score moved when it last did."""

    NEW = "new"
    RISING = "rising"
    FALLING = "falling"


@dataclass(frozen=True)
class Score:
    """Likelihood and impact, each from 1 to 5, as a meeting put them."""

    on: dt.date
    likelihood: int
    impact: int

    @property
    def value(self) -> int:
        """Likelihood × impact, up to 25."""
        return self.likelihood * self.impact


@dataclass(frozen=True, kw_only=True)
class Risk:
    """A risk by its number. ``purpose`` is the name of the purpose that it touches, ``owner_id`` the seat
    that answers for it, ``told`` who was told of it; ``scores`` has at least one, the earliest first."""

    number: int
    cause: str
    event: str
    effect: str
    purpose: str
    owner_id: UUID
    controls: str
    told: str
    scores: tuple[Score, ...]
    opened_on: dt.date
    closed_on: dt.date | None = None

    @property
    def score(self) -> Score:
        """The score as it is now."""
        return self.scores[-1]

    @property
    def trend(self) -> Trend:
        """The way in which the score last moved."""
        *earlier, last = (score.value for score in self.scores)
        if not earlier:
            return Trend.NEW
        return Trend.RISING if last > earlier[-1] else Trend.FALLING


def scored(scores: tuple[Score, ...], new: Score) -> tuple[Score, ...]:
    """Return the scores with a meeting's. The same value again is no news; a meeting whose record is filed
    again puts its own score right."""
    earlier = tuple(score for score in scores if score.on < new.on)
    later = tuple(score for score in scores if score.on > new.on)
    if earlier and earlier[-1].value == new.value:
        last = Score(earlier[-1].on, new.likelihood, new.impact)
        return (*earlier[:-1], last, *later)
    return (*earlier, new, *later)


def over_tolerance(risks: Iterable[Risk], tolerance: int) -> tuple[Risk, ...]:
    """Return the open risks whose score is over the tolerance, the highest first (own rule)."""
    over = (risk for risk in risks if risk.closed_on is None and risk.score.value > tolerance)
    return tuple(sorted(over, key=lambda risk: (-risk.score.value, risk.number)))


def as_at(risks: Iterable[Risk], day: dt.date) -> tuple[Risk, ...]:
    """Return the risks that were open at the end of a day, with the scores that they had, the highest
    first."""
    then = [
        (risk, tuple(score for score in risk.scores if score.on <= day))
        for risk in risks
        if risk.opened_on <= day and (risk.closed_on is None or risk.closed_on > day)
    ]
    return tuple(
        sorted(
            (replace(risk, scores=scores) for risk, scores in then if scores),
            key=lambda risk: (-risk.score.value, risk.number),
        )
    )
