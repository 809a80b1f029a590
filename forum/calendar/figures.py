"""The figures of the terms by which the steps of a meeting are planned, as the register keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from forum.terms.parts.calendar import Deadlines, LeadTimes
from forum.terms.policy import Policy

OF_STEPS = (
    "record_opens_before_meeting",
    "record_due_after_meeting",
    "follow_up_due_after_meeting",
    "minutes_agreed_before_out",
    "agenda_opens_before_deadline",
    "papers_asked_before_collected",
    "papers_collected_before_out",
    "papers_open_before_out",
    "forecast_opens_before_meeting",
    "forecast_due_before_meeting",
    "attendance_due_after_meeting",
)
"""The lead times that place a step; all others are those of the policy's file as it stands."""


def figures_of(policy: Policy) -> dict[str, Any]:
    """Return the limits and the lead times of a policy that place steps, as JSON."""
    return {
        "deadlines": policy.deadlines.model_dump(mode="json", exclude_none=True),
        "lead_times": {name: getattr(policy.lead_times, name) for name in OF_STEPS},
    }


def with_figures(policy: Policy, figures: Mapping[str, Any] | None) -> Policy:
    """Return the policy with the figures by which a meeting was planned; as it is, where none are known."""
    if figures is None:
        return policy
    lead_times = policy.lead_times.model_dump() | figures["lead_times"]
    return policy.model_copy(
        update={
            "deadlines": Deadlines.model_validate(figures["deadlines"]),
            "lead_times": LeadTimes.model_validate(lead_times),
        }
    )
