"""Whether our mail system examined a mail that came from outside."""

from __future__ import annotations

from enum import StrEnum


class Examination(StrEnum):
    """What stands in a mail from outside: a verdict of our own, none, or one below the border by which the
    mail came in, which its sender wrote."""

    OURS = "ours"
    NONE = "none"
    BELOW = "below the border"
