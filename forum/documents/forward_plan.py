"""The forward plan, one page behind each draft agenda: what the meetings of twelve months are for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from forum.documents.base import Document
from forum.forward_plan.months import DateAhead


@dataclass(frozen=True, kw_only=True)
class ItemOfMonth:
    """An item that a meeting is to have. ``lead`` is who writes its paper or leads it, empty for the Chair's
    own; ``paper`` how its paper stands ("paper agreed"), empty for none."""

    title: str
    lead: str = ""
    paper: str = ""

    @property
    def in_words(self) -> str:
        """The item with its lead and its paper: "Self-assessment (Business Unit): paper agreed"."""
        lead = f" ({self.lead})" if self.lead else ""
        return f"{self.title}{lead}: {self.paper}" if self.paper else f"{self.title}{lead}"


@dataclass(frozen=True, kw_only=True)
class MonthAhead:
    """A month by its first day, with the ``meetings`` in it; ``dates`` are those of boards and from
    outside."""

    month: dt.date
    meetings: tuple[dt.date, ...] = ()
    items: tuple[ItemOfMonth, ...] = ()
    dates: tuple[DateAhead, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ForwardPlan(Document):
    """The forward plan as at ``as_of``; every meeting has the ``standing`` items as well."""

    NAME: ClassVar[str] = "forward_plan"

    as_of: dt.date
    standing: tuple[str, ...]
    months: tuple[MonthAhead, ...]
