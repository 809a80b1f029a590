"""A line of a plan, as tests begin with it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from forum.plan.lines import PlanLine
from tests.english import day

LEAD, SEAT = UUID(int=100), UUID(int=200)


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
