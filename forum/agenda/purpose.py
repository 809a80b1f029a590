"""The purposes for which an item stands on an agenda."""

from __future__ import annotations

from enum import StrEnum


class Purpose(StrEnum):
    """The purpose of an item for a meeting; items of the middle of an agenda stand in this order."""

    DECISION = "decision"
    DISCUSSION = "discussion"
    INFORMATION = "information"
