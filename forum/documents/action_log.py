"""The action log, one document for each part."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar, Self

from forum.documents.base import Document


@dataclass(frozen=True, kw_only=True)
class ActionEntry:
    """One open action. ``days_overdue`` is 0 until the day after it was due.

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
class ActionLog(Document):
    """All open actions of one part as at ``as_of``, and those discharged since the log before.

    The entries come in any order; the log shows the overdue first.
    """

    NAME: ClassVar[str] = "action_log"

    part: int = 1
    as_of: dt.date
    actions: tuple[ActionEntry, ...]
    discharged: tuple[DischargedEntry, ...]

    @property
    def title(self) -> str:
        raise NotImplementedError

    @classmethod
    def sample(cls) -> Self:
        raise NotImplementedError
