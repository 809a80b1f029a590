"""The outbox: the states of a dispatch, the moves between them, and the key that makes a letter go once."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class State(StrEnum):
    QUEUED = "queued"
    DRAFTING = "drafting"
    DRAFTED = "drafted"
    SUBMITTING = "submitting"
    SENT = "sent"
    REHEARSED = "rehearsed"
    UNKNOWN = "unknown"
    ASKED = "asked"
    HELD = "held"
    LAPSED = "lapsed"
    CANCELLED = "cancelled"
    FAILED = "failed"


MOVES: Mapping[State, frozenset[State]] = {}
