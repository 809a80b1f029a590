from __future__ import annotations

import datetime as dt

from forum.calendar.meetings import MeetingState, in_a_row

DAYS = [dt.date(2027, month, 9) for month in range(1, 8)]


def runs(states: str) -> list[tuple[int, ...]]:
    """The months of meetings in a row that were not held: h held, c cancelled, n left out, p planned."""
    by_letter = {state.value[0]: state for state in MeetingState}
    meetings = list(zip(DAYS, map(by_letter.__getitem__, states), strict=False))
    return [tuple(day.month for day in run) for run in in_a_row(meetings[::-1])]


def test_two_meetings_in_a_row_that_were_not_held_are_to_be_known() -> None:
    assert runs("hcchnhc") == [(2, 3)]
    assert runs("cnhpccc") == [(1, 2), (5, 6, 7)]
    assert runs("hch") == runs("p") == []
