"""What else befalls a sender: leases, a second sender, clocks, backups, and addresses that change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from dataclasses import replace

from sqlalchemy import update

from forum.outbox.states import State
from tasks.register.database.clock import SetClock, SystemClock
from tasks.register.database.register import Register
from tasks.register.tables import AddressRow, DispatchRow, LeaseRow
from tests.faults.children import Child, Killed, in_child
from tests.faults.mailroom import MailRoom, Verdict
from tests.faults.points import Points
from tests.standins.post_office.faults import Fault, Trouble

NEW_ADDRESS = "moved@members.example"


def lease_runs_out(room: MailRoom) -> Verdict:
    """The first sender hangs in its send for longer than its lease; a second one takes over meanwhile."""
    room.standin.fault(Fault(room.gateway.send, Trouble.SLOW, accepted=True, seconds=1.5))
    first = Child(lambda: room.run_here(Points()))
    second = Child(lambda: room.run_here(Points()))
    first.result(), second.result()
    return room.recover()


def two_senders(room: MailRoom) -> Verdict:
    """Two processes deliver the same letters at once."""
    senders = [Child(lambda: room.run_here(Points())) for _ in range(2)]
    for sender in senders:
        sender.result()
    return room.recover()


def clock_set_back(room: MailRoom) -> Verdict:
    """Half the letters go, then the clock is set back by an hour before the rest do."""
    with suppress(Killed):
        room.run("after the commit of sent", 1)
    now = SystemClock().now()
    return replace(room, clock=SetClock(now - dt.timedelta(hours=1))).recover()


def yesterdays_database(room: MailRoom) -> Verdict:
    """All letters go; then the register is as it was before, as after a restored backup."""
    room.run()
    in_child(lambda: _forget(room))
    return room.recover()


def address_changed_after_drafting(room: MailRoom) -> Verdict:
    """The sender is killed with drafts made; then every address changes, and a sender starts again."""
    with suppress(Killed):
        room.run("after the commit of drafted", 1)
    in_child(lambda: _move_everybody(room))
    return room.recover()


def copies_left_unready(room: MailRoom) -> Verdict:
    """The sender is killed between copying the pack and making the copies ready."""
    with suppress(Killed):
        room.run("before UpdateItem", 1)
    return room.recover()


MISHAPS: Mapping[str, Callable[[MailRoom], Verdict]] = {
    "a lease runs out during a send": lease_runs_out,
    "two senders at once": two_senders,
    "the clock is set back an hour": clock_set_back,
    "yesterday's database is restored": yesterdays_database,
    "the address changes after drafting": address_changed_after_drafting,
    "copies are left unready": copies_left_unready,
}


def to_old_addresses(room: MailRoom) -> int:
    """How many letters went to an address that was no longer theirs."""
    return sum(to != (NEW_ADDRESS,) for _, to in room.accepted())


def _forget(room: MailRoom) -> None:
    register = Register(room.url, SystemClock(), durable=False)
    with closing(register), register.transaction("test") as tx:
        tx.session.execute(
            update(DispatchRow).values(state=State.QUEUED, sent_at=None, draft_id=None, epoch=None)
        )
        tx.session.execute(update(LeaseRow).values(sent_until=None))


def _move_everybody(room: MailRoom) -> None:
    register = Register(room.url, SystemClock(), durable=False)
    with closing(register), register.transaction("test") as tx:
        tx.session.execute(update(AddressRow).values(address=NEW_ADDRESS))
