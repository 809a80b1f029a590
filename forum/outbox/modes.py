"""The modes of delivery: letters go to their readers, all to one address, or wait."""

from __future__ import annotations

from enum import StrEnum


class Mode(StrEnum):
    LIVE = "live"
    REDIRECT = "redirect"
    HOLD = "hold"
