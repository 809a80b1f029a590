from __future__ import annotations

from uuid import UUID

import pytest

from forum.plan.decided import Decided, LineDecision, apply_decision
from forum.plan.lines import LineState
from tests.english import day
from tests.forum.plan.lines import line

MET = day("Tue 9 Feb 2027")


def decided(what: Decided, text: str = "", due: str = "") -> LineDecision:
    return LineDecision(UUID(int=1), what, "MASE/2027-02/D1", text, new_due=day(due) if due else None)


@pytest.mark.parametrize(
    ("what", "state"),
    [(Decided.CLOSED, LineState.CLOSED), (Decided.SUPERSEDED, LineState.SUPERSEDED)],
)
def test_a_line_ends_by_the_decision_that_says_so_with_its_reason(what: Decided, state: LineState) -> None:
    ended = apply_decision(line(), decided(what, "The county has a plan of its own."), MET)
    assert (ended.state, ended.ended_on, ended.ended_by) == (state, MET, "MASE/2027-02/D1")
    assert ended.why == "The county has a plan of its own."


def test_a_date_that_the_record_gives_otherwise_when_filed_again_is_put_right_and_moved_once() -> None:
    moved = apply_decision(line(), decided(Decided.NEW_DATE, due="Fri 30 Jul 2027"), MET)
    again = apply_decision(moved, decided(Decided.NEW_DATE, due="Fri 27 Aug 2027"), MET)
    assert (again.due, again.due_by, again.moved) == (day("Fri 27 Aug 2027"), "MASE/2027-02/D1", (MET,))
