"""What the table of the fault suite takes for wrong."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from forum.outbox.states import State
from tests.faults.children import Child, Stuck
from tests.faults.mailroom import LetterNow, Verdict
from tests.faults.table import Table

WELL = Verdict(lost=0, doubled=0, misdirected=0, asked=0, strange=0)


@pytest.mark.parametrize(
    ("verdict", "is_well"),
    [
        (WELL, True),
        (replace(WELL, asked=2), True),
        (replace(WELL, asked=3), False),
        (replace(WELL, lost=1), False),
        (replace(WELL, doubled=1), False),
        (replace(WELL, misdirected=1), False),
        (replace(WELL, strange=1), False),
    ],
)
def test_a_run_is_wrong_also_where_it_puts_too_many_letters_to_a_person(
    verdict: Verdict, is_well: bool
) -> None:
    table = Table()
    table.add("SQLite", "killed, letters", "after SendItem", verdict, most_asked=2)
    assert table.is_well is is_well


@pytest.mark.parametrize(
    ("state", "reason", "is_settled"),
    [
        (State.SENT, "", True),
        (State.LAPSED, "The meeting is over.", True),
        (State.LAPSED, "", False),
        (State.QUEUED, "", False),
    ],
)
def test_a_letter_that_lapsed_is_settled_only_with_its_reason(
    state: State, reason: str, is_settled: bool
) -> None:
    assert LetterNow(state, reason, "nurse@members.example").is_settled is is_settled


def test_a_run_that_comes_to_no_end_is_stopped_and_said() -> None:
    with pytest.raises(Stuck):
        Child(threading.Event().wait).result(within=0.05)
