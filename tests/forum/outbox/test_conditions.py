"""The conditions of a letter are kept as they were written, and those that nobody knows are refused."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

import pytest

from forum.calendar.meetings import MeetingState
from forum.outbox.states import (
    Conditions,
    MeetingAsWritten,
    conditions_from_json,
    conditions_to_json,
)

PAPER, MEETING = UUID(int=1), UUID(int=2)
FEBRUARY = MeetingAsWritten(MEETING, dt.date(2027, 2, 9), dt.time(10), (MeetingState.PLANNED,))
IN_FEBRUARY = {"id": str(MEETING), "date": "2027-02-09", "start": "10:00:00", "state": ["planned"]}


@pytest.mark.parametrize(
    ("conditions", "kept"),
    [
        (Conditions(), {}),
        (Conditions(appointed=True), {"appointed": True}),
        (Conditions(left=dt.date(2027, 2, 1)), {"left": "2027-02-01"}),
        (Conditions(papers=(PAPER,)), {"papers": [str(PAPER)]}),
        (Conditions(meetings=(FEBRUARY,)), {"meetings": [IN_FEBRUARY]}),
    ],
)
def test_conditions_are_read_as_they_were_kept(conditions: Conditions, kept: dict[str, Any]) -> None:
    assert conditions_to_json(conditions) == kept
    assert conditions_from_json(kept) == conditions


def test_what_is_kept_as_not_asked_for_is_no_condition() -> None:
    assert conditions_from_json({"one_file": None, "part_two": False, "approved": []}) == Conditions()


@pytest.mark.parametrize(
    "kept",
    [
        {"signed": True},
        {"papers": ["item 5"]},
        {"left": "yesterday"},
        {"meetings": [{**IN_FEBRUARY, "room": "2"}]},
    ],
)
def test_a_condition_that_nobody_knows_is_refused(kept: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="Conditions"):
        conditions_from_json(kept)
