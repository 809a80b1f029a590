"""The purposes for which an item stands on an agenda, and the codes of the group's own purposes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from string import ascii_lowercase


class Purpose(StrEnum):
    """The purpose of an item for a meeting; items of the middle of an agenda stand in this order."""

    DECISION = "decision"
    DISCUSSION = "discussion"
    INFORMATION = "information"


def purpose_codes(objectives: Iterable[str]) -> Mapping[str, str]:
    """Return the names of the group's purposes by their codes, "1a" to "1g", in the order of the terms
    (clause 1)."""
    return {f"1{letter}": name for letter, name in zip(ascii_lowercase, objectives, strict=False)}
