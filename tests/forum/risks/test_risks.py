"""A risk's score over time, and the risks that a board hears of."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

import pytest

from forum.risks import Risk, Score, Trend, open_risks_at, over_tolerance, scored
from tests.english import day

JANUARY, FEBRUARY, MARCH = map(day, ("Tue 12 Jan 2027", "Tue 9 Feb 2027", "Tue 9 Mar 2027"))


def risk(number: int, *scores: Score, closed: dt.date | None = None) -> Risk:
    return Risk(
        number=number,
        cause="Few return interviews",
        event="patterns are missed",
        effect="children are harmed again",
        purpose="children",
        owner_id=UUID(int=1),
        controls="",
        told="",
        scores=scores,
        opened_on=scores[0].on,
        closed_on=closed,
    )


@pytest.mark.parametrize(
    ("earlier", "new", "scores"),
    [
        ((), Score(JANUARY, 3, 4), [(JANUARY, 12)]),
        ((Score(JANUARY, 3, 4),), Score(FEBRUARY, 4, 4), [(JANUARY, 12), (FEBRUARY, 16)]),
        ((Score(JANUARY, 3, 4),), Score(FEBRUARY, 4, 3), [(JANUARY, 12)]),  # no news
        ((Score(JANUARY, 3, 4),), Score(JANUARY, 5, 5), [(JANUARY, 25)]),  # its record filed again
        ((Score(FEBRUARY, 3, 4),), Score(JANUARY, 2, 2), [(JANUARY, 4), (FEBRUARY, 12)]),
        (
            (Score(JANUARY, 3, 4), Score(FEBRUARY, 4, 4)),
            Score(MARCH, 4, 4),
            [(JANUARY, 12), (FEBRUARY, 16)],
        ),
    ],
)
def test_a_meeting_adds_a_score_where_it_moved(
    earlier: tuple[Score, ...], new: Score, scores: list[tuple[dt.date, int]]
) -> None:
    assert [(score.on, score.value) for score in scored(earlier, new)] == scores


@pytest.mark.parametrize(
    ("scores", "trend"),
    [
        ((Score(JANUARY, 3, 4),), Trend.NEW),
        ((Score(JANUARY, 3, 4), Score(FEBRUARY, 4, 4)), Trend.RISING),
        ((Score(JANUARY, 3, 4), Score(FEBRUARY, 4, 4), Score(MARCH, 2, 4)), Trend.FALLING),
    ],
)
def test_the_trend_is_how_the_score_last_moved(scores: tuple[Score, ...], trend: Trend) -> None:
    assert risk(1, *scores).trend is trend


def test_a_board_hears_of_open_risks_over_the_tolerance_the_highest_first() -> None:
    risks = (
        risk(1, Score(JANUARY, 3, 4)),  # exactly 12 is tolerated
        risk(2, Score(JANUARY, 4, 4)),
        risk(3, Score(JANUARY, 5, 5)),
        risk(4, Score(JANUARY, 5, 5), closed=FEBRUARY),
    )
    assert [over.number for over in over_tolerance(risks, 12)] == [3, 2]


def test_the_register_as_at_a_day_has_the_scores_of_then() -> None:
    risks = (
        risk(1, Score(JANUARY, 1, 4), Score(MARCH, 5, 5)),
        risk(2, Score(JANUARY, 4, 4), closed=MARCH),
        risk(3, Score(MARCH, 2, 2)),
    )
    assert [(then.number, then.score.value) for then in open_risks_at(risks, FEBRUARY)] == [(2, 16), (1, 4)]
    assert [then.number for then in open_risks_at(risks, MARCH)] == [1, 3]
