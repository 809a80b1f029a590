"""The Chair's letter to an organisation about actions long overdue, and the word to their owner before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from forum.letters.base import Letter
from forum.letters.parts import ActionLine, reports_on


@dataclass(frozen=True, kw_only=True)
class OverdueAction:
    """An action by its neutral ``title``: its ``owner``, the day of the meeting that ``agreed`` it, the days
    on which the owner was ``asked`` about it, latest last, and the ``last_update``, empty for none."""

    reference: str
    title: str
    owner: str
    agreed: dt.date
    due: dt.date
    days_overdue: int
    asked: tuple[dt.date, ...]
    last_update: str = ""


@dataclass(frozen=True, kw_only=True)
class Escalation(Letter):
    """Asks the contact of an organisation for help, in the Chair's name.

    ``organisation`` is the seat's present name, ``actions`` are its overdue ones, ``by`` is the day an answer
    is asked for, ``chair`` the Chair's name. ``copy_of`` is the name of the contact in an owner's copy, else
    empty.
    """

    NAME: ClassVar[str] = "escalation"

    organisation: str
    actions: tuple[OverdueAction, ...]
    by: dt.date
    chair: str
    copy_of: str = ""


@dataclass(frozen=True, kw_only=True)
class EscalationAhead(Letter):
    """Tells an owner that the Chair writes to ``contact_name`` of their ``organisation`` on the day ``on``
    about their ``actions``, unless they report on them ``by`` the day before."""

    NAME: ClassVar[str] = "escalation_ahead"

    organisation: str
    contact_name: str
    actions: tuple[ActionLine, ...]
    by: dt.date
    on: dt.date

    @property
    def offers(self) -> Mapping[str, Sequence[str]]:
        return reports_on(self.actions)
