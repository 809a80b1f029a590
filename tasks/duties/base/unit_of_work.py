"""The unit of work: what a duty is given to change the register with, kept as a whole or not at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Self
from uuid import UUID

from tasks.duties.base.office import Office
from tasks.duties.base.rendered import Rendered
from tasks.register.database.register import Transaction


@dataclass(frozen=True, kw_only=True)
class UnitOfWork(Transaction):
    """A transaction with the office in which it goes on, and the day for which the work is done.

    ``as_of`` is today, or the day on which a flow was to run. ``rendered`` has the letters and files that
    were rendered before.
    """

    office: Office
    as_of: dt.date
    rendered: Rendered = field(default_factory=Rendered)

    def for_day(self, day: dt.date | None) -> Self:
        """The same unit of work for what somebody said on an earlier day; today without one."""
        return replace(self, said_on=day, as_of=day or self.at.date())


@contextmanager
def unit_of_work(
    office: Office,
    by: str,
    as_of: dt.date | None = None,
    groups: Collection[UUID] = (),
    rendered: Rendered | None = None,
    *,
    locks_last: bool = False,
) -> Iterator[UnitOfWork]:
    """Open a transaction for duties, audited under the name ``by``; ``as_of`` is today unless given.

    It is for these ``groups``, and for all of the service without them. Raises StaleError as
    ``Register.transaction`` does.
    """
    with office.register.transaction(by, groups, locks_last=locks_last) as tx:
        day = as_of or tx.at.date()
        yield UnitOfWork(
            tx.session, tx.actor, tx.at, office=office, as_of=day, rendered=rendered or Rendered()
        )


@contextmanager
def read_only(office: Office, by: str, as_of: dt.date | None = None) -> Iterator[UnitOfWork]:
    """A unit of work to look with: nothing that is changed in it is kept."""
    with office.register.reading() as session:
        now = office.clock.now()
        yield UnitOfWork(session, by, now, office=office, as_of=as_of or now.date())
