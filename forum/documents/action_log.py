"""The action log, one document for each part."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from forum.documents.base import Document

SOON = 7  # days


class Standing(StrEnum):
    """How an action stands, in the order of the log."""

    OVERDUE = "Overdue"
    DUE_SOON = "Due soon"
    ON_TRACK = "Open"
    REPORTED_DONE = "Reported done"


@dataclass(frozen=True, kw_only=True)
class ActionEntry:
    """One open action. ``days_overdue`` is 0 while it is not overdue.

    ``reported_done`` is the day its owner reported it done, while it waits to be discharged.
    """

    reference: str
    title: str
    owner: str
    due: dt.date
    days_overdue: int
    reported_done: dt.date | None = None
    last_update: str = ""
    updated_on: dt.date | None = None


@dataclass(frozen=True, kw_only=True)
class DischargedEntry:
    reference: str
    title: str
    owner: str
    discharged_on: dt.date


@dataclass(frozen=True, kw_only=True)
class StandingEntry:
    """An open action with how it stands."""

    standing: Standing
    action: ActionEntry


@dataclass(frozen=True, kw_only=True)
class ActionLog(Document):
    """All open actions of one part as at ``as_of``, and those discharged since the log before.

    The entries may come in any order: the log shows the overdue first, the longest overdue at the top.
    """

    NAME: ClassVar[str] = "action_log"

    as_of: dt.date
    actions: tuple[ActionEntry, ...]
    discharged: tuple[DischargedEntry, ...]

    @property
    def rows(self) -> tuple[StandingEntry, ...]:
        """The open actions in the order of the log."""
        order = list(Standing)
        rows = [StandingEntry(standing=self._standing(action), action=action) for action in self.actions]
        rows.sort(key=lambda row: (order.index(row.standing), row.action.due, row.action.reference))
        return tuple(rows)

    @property
    def counts(self) -> tuple[tuple[Standing, int], ...]:
        """How many actions stand how, in the order of the log; those that occur."""
        standings = [row.standing for row in self.rows]
        return tuple((standing, standings.count(standing)) for standing in Standing if standing in standings)

    def _standing(self, action: ActionEntry) -> Standing:
        if action.reported_done:
            return Standing.REPORTED_DONE
        if action.days_overdue:
            return Standing.OVERDUE
        return Standing.DUE_SOON if (action.due - self.as_of).days <= SOON else Standing.ON_TRACK
