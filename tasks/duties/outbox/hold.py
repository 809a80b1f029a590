"""Holding everything: nothing leaves, in no group and by no gateway, until the hold is lifted."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm import Session

from forum.questions.reasons import audited
from forum.text.checks import checked_line
from forum.text.problem import Problem
from forum.text.wording import clock_time, long_date
from tasks.duties.base.office import Office
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.register.outbox.holds import standing_hold
from tasks.register.tables import HoldRow

WAITS = "It waits for the hold to be lifted."


@dataclass(frozen=True)
class HoldOfEverything:
    """Since when everything is held, and why."""

    since: dt.datetime
    reason: str

    @property
    def words(self) -> str:
        """Return "Everything is held since 9am on 4 January 2027: wrong letters are going out"."""
        since = f"{clock_time(self.since.time())} on {long_date(self.since.date())}"
        return f"Everything has been held since {since}: {self.reason[:1].lower()}{self.reason[1:]}"


def hold_everything(work: UnitOfWork, *, reason: str) -> None:
    """Let nothing leave from now on: letters and invitations wait. Problem when all is held already."""
    if standing_hold(work.session):
        raise Problem("Everything is held already, and stays so until the hold is lifted.")
    work.session.add(HoldRow(placed_at=work.at, reason=_checked(reason)))
    work.audit("everything held", reason=audited(reason))


def resume(work: UnitOfWork, *, reason: str) -> None:
    """Let what waits leave again, each letter checked once more. Problem when nothing is held."""
    hold = standing_hold(work.session)
    if hold is None:
        raise Problem("Nothing is held as a whole.")
    hold.lifted_at, hold.why_lifted = work.at, _checked(reason)
    work.audit("hold lifted", reason=audited(reason))


def hold_in_force(office: Office) -> HoldOfEverything | None:
    """The hold that stands now; None while letters may leave."""
    with office.register.reading() as session:
        return hold_in(session)


def hold_in(session: Session) -> HoldOfEverything | None:
    """The hold that stands in a register; None while letters may leave."""
    hold = standing_hold(session)
    return HoldOfEverything(hold.placed_at, hold.reason) if hold else None


def _checked(reason: str) -> str:
    if checked := checked_line(reason, "reason").strip():
        return checked
    raise Problem("Say why, in a few words: the reason is kept.")
