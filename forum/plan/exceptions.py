"""The exceptions that stand before the plan: what is red or long amber, and who gave no update."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from forum.plan.cycles import UpdateCycle
from forum.plan.lines import Colour, LineState, PlanLine
from forum.plan.rag import Rating
from forum.terms.parts.duties import Plan

LOOKED_AT_AGAIN_AFTER = 6  # months
SHOWN_AFTER_ENDING = dt.timedelta(days=365)


def is_exception(rating: Rating, as_of: dt.date, rules: Plan) -> bool:
    """Say whether a line is one of the exceptions: red, or amber for more than four weeks (own rule)."""
    is_long_amber = rating.colour is Colour.AMBER and (as_of - rating.since).days > rules.red_after_days
    return rating.colour is Colour.RED or is_long_amber


def is_in_report(line: PlanLine, as_of: dt.date) -> bool:
    """Say whether a line is printed: while it is open, and for a year after it has ended."""
    return line.ended_on is None or as_of - line.ended_on <= SHOWN_AFTER_ENDING


def is_to_look_at_again(line: PlanLine, meeting: dt.date) -> bool:
    """Say whether a meeting looks again at a line: in the sixth month after its discharge (own rule)."""
    if line.state is not LineState.DISCHARGED or line.ended_on is None:
        return False
    months = 12 * (meeting.year - line.ended_on.year) + meeting.month - line.ended_on.month
    return months == LOOKED_AT_AGAIN_AFTER


def seats_without_update(lines: Iterable[PlanLine], cycle: UpdateCycle, as_of: dt.date) -> frozenset[UUID]:
    """Return the lead seats of lines that were asked about for a meeting and had no update since."""
    return frozenset(
        line.lead_seat_id
        for line in lines
        if line.wants_update(as_of) and (line.heard_on or line.added_on) < cycle.asked <= as_of
    )
