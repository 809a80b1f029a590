"""The secretary's morning: its flows by name, in the order in which they run."""

from __future__ import annotations

MORNING_FLOWS = (
    "plan_meetings",
    "record_meeting",
    "review_attendance",
    "follow_up_meeting",
    "circulate_minutes",
    "report_to_boards",
    "agree_agenda",
    "distribute_papers",
    "forecast_quorum",
    "chase_actions",
    "maintain_members",
    "put_questions",
)
SHARD = "do-shard"  # the flow that does a morning for some groups, and its deployment
