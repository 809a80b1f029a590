"""The terms of reference with one of their days changed."""

from __future__ import annotations

from forum.terms.policy import Policy
from tests.years.plot import BoardChange, RuleChange


def with_other_date(terms: Policy, change: BoardChange) -> Policy:
    """Return the terms with another day in the place of a board's."""
    bodies = [
        body.model_copy(
            update={
                "dates": tuple(
                    to for date in body.dates if (to := change.to if date == change.date else date)
                )
            }
        )
        if body.code == change.board
        else body
        for body in terms.bodies
    ]
    return terms.model_copy(update={"bodies": tuple(bodies)})


def with_other_rule(terms: Policy, change: RuleChange) -> Policy:
    """Return the terms with another week or weekday for the meetings of the group."""
    rule = terms.meetings.rule.model_copy(update={"week": change.week, "weekday": change.weekday})
    return terms.model_copy(update={"meetings": terms.meetings.model_copy(update={"rule": rule})})
