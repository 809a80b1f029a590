"""A line of a plan, and two rounds of updates, as tests begin with them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from forum.plan.cycles import UpdateCycle
from forum.plan.lines import PlanLine
from tests.english import day

LEAD, SEAT = UUID(int=100), UUID(int=200)
FEBRUARY = UpdateCycle(
    day("Tue 9 Feb 2027"), day("Wed 13 Jan 2027"), day("Tue 19 Jan 2027"), day("Tue 2 Feb 2027")
)
MARCH = UpdateCycle(
    day("Tue 9 Mar 2027"), day("Wed 10 Feb 2027"), day("Tue 16 Feb 2027"), day("Tue 2 Mar 2027")
)


def line(**changes: Any) -> PlanLine:
    """A line that started in January 2027 and is due on 30 June; its lead was heard on 12 January."""
    usual = PlanLine(
        id=UUID(int=1),
        reference="P2.3",
        strand="Prevent",
        outcome="so that hotels know the signs",
        action="Train the night staff of all hotels",
        lead_seat_id=SEAT,
        lead_id=LEAD,
        start=day("Fri 1 Jan 2027"),
        first_due=day("Wed 30 Jun 2027"),
        due=day("Wed 30 Jun 2027"),
        added_on=day("Fri 1 Jan 2027"),
        heard_on=day("Tue 12 Jan 2027"),
    )
    return replace(usual, **changes)
