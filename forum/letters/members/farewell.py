"""The letter that thanks a leaver, and says what happens to their papers and actions."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from forum.letters.base import Letter
from forum.letters.parts import ActionLine


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of a task group: its ``parent`` accepted its report, or ended the work, by a ``decision``;
    ``again`` is about when it looks at what came of an accepted report."""

    parent: str
    decision: str
    is_accepted: bool
    again: dt.date


@dataclass(frozen=True, kw_only=True)
class Farewell(Letter):
    """Goes once, the working day after the ``last`` day. It is never restricted, and brings no file.

    ``place`` is the reader's last role ("a core member for KCHFT"); ``actions`` are those still open in their
    name, which go to somebody else. ``is_last`` is false where the reader is written to for something else.
    ``outcome`` is that of a task group which has ended.
    """

    NAME: ClassVar[str] = "farewell"

    place: str
    last: dt.date
    actions: tuple[ActionLine, ...]
    is_last: bool
    outcome: Outcome | None = None
