"""The weekly digest of one person's actions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from forum.letters.base import Letter
from forum.letters.parts import ActionLine, reports_on


@dataclass(frozen=True, kw_only=True)
class ActionDigest(Letter):
    """Asks for a line on each of the reader's ``actions`` (at least one, overdue first) by the day ``by``.

    ``owner`` is the name of the actions' owner where the reader covers for them, else empty.
    """

    NAME: ClassVar[str] = "actions"

    actions: tuple[ActionLine, ...]
    by: dt.date
    owner: str = ""

    @property
    def offers(self) -> Mapping[str, Sequence[str]]:
        return reports_on(self.actions)
