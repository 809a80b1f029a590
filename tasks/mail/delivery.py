"""Delivery: what waits in the outbox goes out, each letter once, to the right person."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from tasks.mail.mailer import Mailer
from tasks.register.register import Register


class Mode(StrEnum):
    LIVE = "live"
    REDIRECT = "redirect"
    HOLD = "hold"


@dataclass(frozen=True)
class DeliveryRules:
    """How this service delivers. ``mailbox`` is the service's own address, ``redirect_to`` who gets every letter
    in the mode "redirect". A lease that shows no sign of life for ``lease_seconds`` may be taken over."""

    mode: Mode
    mailbox: str
    allowed_domains: frozenset[str]
    redirect_to: str = ""
    lease_seconds: float = 120
    look_again_after: dt.timedelta = dt.timedelta(minutes=15)
    batch: int = 50
    most_refusals: int = 3


@dataclass(frozen=True)
class Delivery:
    """What one run of delivery did: the ids of the dispatches, by where each of them came to.

    ``sent`` and ``rehearsed`` include those found in Sent Items after an earlier run broke off; ``unknown`` will be
    looked for again; ``asked`` waits for a person, and so does ``held``. ``stopped`` says in a sentence why the run
    ended before its time, and is empty when it did not.
    """

    sent: tuple[UUID, ...] = ()
    rehearsed: tuple[UUID, ...] = ()
    lapsed: tuple[UUID, ...] = ()
    held: tuple[UUID, ...] = ()
    unknown: tuple[UUID, ...] = ()
    asked: tuple[UUID, ...] = ()
    failed: tuple[UUID, ...] = ()
    stopped: str = ""


def deliver(
    register: Register,
    mailer: Mailer,
    rules: DeliveryRules,
    *,
    as_of: dt.date,
    groups: Collection[UUID] | None = None,
    wait: Callable[[float], None] = time.sleep,
) -> Delivery:
    """Deliver what waits for these groups (all groups for None) and return what came of each letter.

    Appointments, addresses and ``valid_until`` are judged on ``as_of``; instants come from the register's clock. No
    transaction is open while the mailer works. Run again after any interruption it doubles and loses nothing.
    Raises Problem when a register that has rehearsed is to go live, or one that went live is to rehearse.
    """
    raise NotImplementedError
