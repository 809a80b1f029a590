"""The action log: what was promised, by whom and by when, until it is discharged (clauses 3 and 6)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from forum.policy import Actions, Weekday
from forum.working_days import WorkingDays


class ActionState(StrEnum):
    OPEN = "open"
    REPORTED_DONE = "reported done"
    DISCHARGED = "discharged"


@dataclass(frozen=True)
class Action:
    """One action. ``reference`` is "MASE/2027-01/03"; ``title`` is neutral; ``owner_id`` may be outside the group."""

    id: UUID
    reference: str
    title: str
    owner_id: UUID
    due: dt.date
    state: ActionState
    opened_on: dt.date
    reported_on: dt.date | None = None
    discharged_on: dt.date | None = None
    last_update: str = ""
    chair_told_on: dt.date | None = None
    organisation_told_on: dt.date | None = None


def action_reference(meeting_reference: str, taken: Collection[str]) -> str:
    """Return the next free reference of a meeting's actions: "MASE/2027-01/01", "MASE/2027-01/02" ..."""
    raise NotImplementedError


def days_overdue(action: Action, as_of: dt.date) -> int:
    """Return how many days an open action is past its date; 0 when it is not, or waits for the Chair."""
    raise NotImplementedError


def standing(action: Action, as_of: dt.date) -> str:
    """Say how an action stands: "5 days overdue", "due today", "due in 3 days", "reported done, with the Chair"."""
    raise NotImplementedError


def in_order(actions: Iterable[Action], as_of: dt.date) -> tuple[Action, ...]:
    """Return actions as the log lists them: longest overdue first, then by date, then reported, then discharged."""
    raise NotImplementedError


def chair_must_hear(action: Action, rules: Actions, as_of: dt.date) -> bool:
    """Say whether the Chair is to hear of an action now: 14 days overdue and not yet told since it fell due."""
    raise NotImplementedError


def organisation_may_hear(action: Action, rules: Actions, as_of: dt.date) -> bool:
    """Say whether the Chair is to be asked to write to the owner's organisation: 28 days overdue, not yet told."""
    raise NotImplementedError


def report_done(action: Action, on: dt.date, said: str = "") -> Action:
    """Report an action done; it stays on the log until the Chair discharges it (clause 3). Problem unless open."""
    raise NotImplementedError


def give_new_date(action: Action, due: dt.date, on: dt.date, why: str) -> Action:
    """Move an open action's date with the owner's reason. Problem unless open and the date is after ``on``."""
    raise NotImplementedError


def discharge(action: Action, on: dt.date) -> Action:
    """Discharge an action on the Chair's word (clause 3). Problem when it is discharged already."""
    raise NotImplementedError


def send_back(action: Action, why: str = "") -> Action:
    """Return an action that was reported done to its owner on the Chair's word: open again. Problem unless reported."""
    raise NotImplementedError


def latest_digest_day(weekday: Weekday, days: WorkingDays, as_of: dt.date) -> dt.date:
    """Return the latest digest day up to ``as_of``: the week's day of the policy, or the next working day after it.

    It is the digest's occasion, so that after a gap only the latest digest goes.
    """
    raise NotImplementedError


def digest_goes(
    rules: Actions,
    days: WorkingDays,
    as_of: dt.date,
    *,
    digests_sent: Collection[dt.date],
    other_letters: Collection[dt.date],
    most_a_month: int,
) -> bool:
    """Say whether an owner with something to update gets the weekly digest on ``as_of`` (own lead time).

    Not when the latest digest day's has gone, when another letter with their actions goes or went within two working
    days (``other_letters`` are such letters' days, past and planned), or when the month's budget of digests is used.
    """
    raise NotImplementedError
