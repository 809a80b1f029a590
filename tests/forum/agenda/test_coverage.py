"""Purposes for which the last meetings did nothing, and the item that is proposed on each."""

from __future__ import annotations

import datetime as dt

import pytest

from forum.agenda import Purpose, WorkDone, WorkKind, item_on_silent_purpose, silent_purposes
from tests.english import day

PURPOSES = ("cases", "workforce", "communities")
MEETINGS = tuple(map(day, ("Tue 13 Oct 2026", "Tue 10 Nov 2026", "Tue 8 Dec 2026", "Tue 12 Jan 2027")))


def work_at(*meetings: str, purpose: str) -> list[WorkDone]:
    return [WorkDone(purpose, day(meeting), WorkKind.ITEM) for meeting in meetings]


@pytest.mark.parametrize(
    ("held", "after", "silent"),
    [
        (MEETINGS, 3, ("communities",)),  # last spoken of in October
        (MEETINGS, 4, ()),
        (MEETINGS, 2, ("workforce", "communities")),  # a decision in November was the last on the workforce
        (MEETINGS[:3], 3, ()),
        (MEETINGS[2:], 3, ()),  # too few meetings to say
        ((), 3, ()),
    ],
)
def test_a_purpose_is_silent_when_the_last_meetings_did_nothing_for_it(
    held: tuple[dt.date, ...], after: int, silent: tuple[str, ...]
) -> None:
    done = [
        *work_at("Tue 12 Jan 2027", "Tue 10 Nov 2026", purpose="cases"),
        WorkDone("workforce", day("Tue 10 Nov 2026"), WorkKind.DECISION, part=2),
        *work_at("Tue 13 Oct 2026", purpose="communities"),
    ]
    assert silent_purposes(PURPOSES, held, done, after) == silent


def test_the_item_asks_what_is_being_done_for_the_purpose() -> None:
    item = item_on_silent_purpose("communities", "Communities are aware", None)
    assert (item.title, item.purpose, item.minutes, item.objective, item.standing) == (
        "Progress: Communities are aware",
        Purpose.DISCUSSION,
        10,
        "communities",
        False,
    )
