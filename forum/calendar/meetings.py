"""The kinds and the states of a meeting."""

from __future__ import annotations

from enum import StrEnum


class MeetingKind(StrEnum):
    ORDINARY = "ordinary"
    EXTRAORDINARY = "extraordinary"


class MeetingState(StrEnum):
    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"
    NO_MEETING = "no meeting, agreed"  # a month without one, on the Chair's ruling
