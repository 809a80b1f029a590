"""The weekly digest of one person's actions, and of their lines of the action plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from forum.letters.base import Letter
from forum.letters.parts import ActionLine, reports_on
from forum.questions.kinds import KINDS, QuestionKind


@dataclass(frozen=True, kw_only=True)
class LineToUpdate:
    """A line of the action plan that the reader leads, with its ``colour`` in words, the day ``since`` and
    the ``reason``. ``is_late`` is true for a red one. The work of a task group is one, without a colour until
    its lead has said how it stands.
    """

    reference: str
    action: str
    due: dt.date
    colour: str
    since: dt.date
    reason: str
    is_late: bool = False


@dataclass(frozen=True, kw_only=True)
class ActionDigest(Letter):
    """Asks for a line on each of the reader's ``actions`` (overdue first), and how each of their ``lines`` of
    the plan stands, by the day ``by``. There is at least one action or line.

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

    @property
    def offers(self) -> Mapping[str, Sequence[str]]:
        colours = KINDS[QuestionKind.UPDATE_LINE].buttons
        return reports_on(self.actions) | {line.reference: colours for line in self.lines}
