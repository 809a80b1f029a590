"""The weekly digest of one person's actions, their lines of the action plan, and their research."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from forum.letters.base import Letter
from forum.letters.parts import ActionLine, LineToUpdate, ResearchToReport, reports_on, reports_on_lines


@dataclass(frozen=True, kw_only=True)
class ActionDigest(Letter):
    """Asks for a line on each of the reader's ``actions`` (overdue first), and how each of their ``lines`` of
    the plan and the ``research`` that they took on stands, by the day ``by``. There is at least one of these.

    ``parent`` is the group that asks how the work of a task group stands, which is the only one of the
    ``lines`` then; else empty. ``owner`` is the name of the owner where the reader covers for them, else
    empty.
    """

    NAME: ClassVar[str] = "actions"

    actions: tuple[ActionLine, ...]
    by: dt.date
    owner: str = ""
    lines: tuple[LineToUpdate, ...] = ()
    parent: str = ""
    research: tuple[ResearchToReport, ...] = ()

    @property
    def offers(self) -> Mapping[str, Sequence[str]]:
        return {**reports_on(self.actions), **reports_on_lines(self.lines)}
