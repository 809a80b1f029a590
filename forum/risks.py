"""A risk: cause, event and effect on children, its scores over time, and when a board is told of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from forum.text.columns import beside, choice, ended, given, line, seat, text
from forum.text.wording import day_month

SCALE = {str(number): number for number in range(1, 6)}  # of likelihood, and of impact


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
    """A risk by its number, with the columns of the sheet Risks. ``purpose`` is the name of the purpose that
    it touches, ``owner_id`` the seat that answers for it, ``told`` who was told of it; ``scores`` has at
    least one, the earliest first."""

    number: int = given("Reference", 11)
    cause: str = text("Cause", 26, "Because of …", "what it comes of")
    event: str = text("Event", 26, "… this may happen …", "what may happen")
    effect: str = text("Effect on children", 26, "… and children …", "what it does to children")
    purpose: str = choice("Purpose", 14, "The purpose it touches", "Objectives")
    owner_id: UUID = seat("Owner", 16, "The seat that answers for it")
    controls: str = text("Controls", 30, "What is done about it")
    told: str = line("Told to", 20, "A board or partnership", choices="Refer to", open_list=True)
    closed_on: dt.date | None = ended("Status", 11, "Closed takes it off the register", ("Open", "Closed"))
    scores: tuple[Score, ...]
    opened_on: dt.date

    @property
    @beside("owner_id", choice("Likelihood", 11, "1 (rare) to 5 (almost certain)", SCALE))
    def likelihood(self) -> int:
        """The likelihood as it is now."""
        return self.score.likelihood

    @property
    @beside("likelihood", choice("Impact", 9, "1 (slight) to 5 (grave)", SCALE))
    def impact(self) -> int:
        """The impact as it is now."""
        return self.score.impact

    @property
    @beside("impact", given("Trend", 18))
    def moved(self) -> str:
        """The score and how it last moved: "12, rising since 12 January"."""
        return f"{self.score.value}, {self.trend} since {day_month(self.score.on)}"

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


def open_risks_at(risks: Iterable[Risk], day: dt.date) -> tuple[Risk, ...]:
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
