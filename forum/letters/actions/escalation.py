"""The letter to an organisation's contact about an action long overdue."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from forum.letters.base import Letter
from forum.letters.parts import ActionLine


@dataclass(frozen=True, kw_only=True)
class Escalation(Letter):
    """Asks the organisation for an answer, on the Chair's word.

    ``organisation`` is the seat's present name; ``actions`` its overdue actions, each with its owner;
    ``by`` the day an answer is asked for.
    """

    NAME: ClassVar[str] = "escalation"

    organisation: str
    actions: tuple[ActionLine, ...]
    by: dt.date
