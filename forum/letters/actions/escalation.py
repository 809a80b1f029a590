"""The letter to an organisation's contact about an action long overdue."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import ClassVar, Self

from forum.letters.base import Letter
from forum.letters.foot import of_contact
from forum.letters.parts import ActionLine
from forum.letters.samples import COMMON, OVERDUE


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

    @classmethod
    def sample(cls) -> Self:
        organisation = "CCGs (Designated Nurses)"
        return cls(
            **COMMON,
            addressee="Chief Nurse",
            marking="",
            why=of_contact(organisation),
            organisation=organisation,
            actions=(replace(OVERDUE, days_overdue=29, owner="Designated Nurse"),),
            by=dt.date(2027, 2, 9),
        )
