"""The answer to somebody on no list who wrote of nothing that could be recognised."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from forum.letters.base import Letter


@dataclass(frozen=True, kw_only=True)
class Acknowledgement(Letter):
    """Says that a person reads what a stranger wrote, and whom to ring if somebody may be at risk, of which
    they may have written.

    ``numbers`` are whom to ring, a line each; ``unit`` is the unit with its number. It has no name and
    nothing that anybody wrote.
    """

    NAME: ClassVar[str] = "acknowledgement"

    numbers: tuple[str, ...]
    unit: str
