"""The settings of delivery: the mode, the mailbox, and figures that are not the forum's."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from forum.outbox.states import Mode

WAITS = "It waits until MASE_MODE says redirect or live."


@dataclass(frozen=True)
class DeliveryRules:
    """The settings of delivery.

    ``mailbox`` is the address that letters come from, ``serves`` the groups whose letters it carries, and
    None all of them: a run touches no other group's letters. None of them leaves on a day after ``until``.
    ``redirect_to`` gets every letter in the mode "redirect", ``ops_address`` the check number of the audit
    trail each day. Another sender may take over a lease without a sign of life for ``lease_seconds``. A
    letter without a clear outcome is looked up again after ``look_again_after``. ``batch`` letters are
    drafted and sent together. A letter is not tried again after ``most_attempts`` refusals or unclear
    outcomes.
    """

    mode: Mode
    mailbox: str
    serves: frozenset[UUID] | None = None
    until: dt.time = dt.time(16, 30)
    allowed_domains: frozenset[str] = frozenset()
    redirect_to: str = ""
    ops_address: str = ""
    lease_seconds: float = 120
    look_again_after: dt.timedelta = dt.timedelta(minutes=15)
    batch: int = 50
    most_attempts: int = 3
