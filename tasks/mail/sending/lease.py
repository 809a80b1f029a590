"""The lease of a mailbox: one sender at a time.

The mailboxes of the service: its own, and those that policies name for their groups.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID, uuid4

from sqlalchemy import bindparam, or_, update
from sqlalchemy.orm import Session

from tasks.mail.protocol.mailer import Mailer
from tasks.mail.sending.delivery_settings import DeliveryRules
from tasks.register.database.register import WATCHED, Register
from tasks.register.database.rows import insert_if_absent
from tasks.register.tables import LeaseRow

GLANCES = 10  # how often a new sender looks for a sign of life while it waits one lease


_lease = LeaseRow.metadata.tables[LeaseRow.__tablename__]
_BEAT = (  # built once, since building a statement costs more than running it
    update(_lease)
    .where(
        _lease.c.mailbox == bindparam("of_mailbox"),
        _lease.c.holder == bindparam("held_by"),
        _lease.c.epoch == bindparam("at_epoch"),
    )
    .values(beats=_lease.c.beats + 1)
    .returning(_lease.c.beats)
)
_TAKE = (
    update(_lease)
    .where(
        _lease.c.mailbox == bindparam("of_mailbox"),
        or_(
            _lease.c.holder == "",
            (_lease.c.epoch == bindparam("seen_epoch")) & (_lease.c.beats == bindparam("seen_beats")),
        ),
    )
    .values(holder=bindparam("by_holder"), epoch=_lease.c.epoch + 1, beats=_lease.c.beats + 1)
    .returning(_lease.c.epoch)
)
_GIVE_BACK = (
    update(_lease)
    .where(_lease.c.mailbox == bindparam("of_mailbox"), _lease.c.epoch == bindparam("at_epoch"))
    .values(holder="")
)


class LeaseLostError(Exception):
    """Another sender has taken the mailbox over: stop at once."""


@dataclass(frozen=True)
class Lease:
    """A sender's hold on a mailbox. The epoch rises with every new holder.

    ``after_silence``: the holder before gave no sign of life. It may still be there, and wake.
    """

    mailbox: str
    holder: str
    epoch: int
    after_silence: bool = False

    def beat(self, session: Session) -> None:
        """Give a sign of life in the transaction that claims or settles something.

        The transaction then holds the lease's row: nobody can take over until it ends. LeaseLostError when
        somebody has taken over already.
        """
        held = {"of_mailbox": self.mailbox, "held_by": self.holder, "at_epoch": self.epoch}
        beats = session.connection().scalar(_BEAT, held)
        if beats is None:
            raise LeaseLostError

    def give_back(self, register: Register) -> None:
        """Free the lease for the next sender; nothing happens when another one has taken over already."""
        with register.transaction("delivery", groups=WATCHED) as tx:
            held = {"of_mailbox": self.mailbox, "at_epoch": self.epoch}
            tx.session.connection().execute(_GIVE_BACK, held)


def take(
    register: Register, mailbox: str, seconds: float, wait: Callable[[float], None] | None
) -> Lease | None:
    """Take the lease of the mailbox; None while another sender is alive.

    A lease in other hands is watched for ``seconds``, counted by ``wait`` and so by this machine alone. The
    sender takes the lease over when its holder has given no sign of life in all that time. Without ``wait``
    it is left to its holder.
    """
    holder = uuid4().hex
    _create_lease_row(register, mailbox)
    seen = _claim(register, mailbox, holder, seen=None)
    if isinstance(seen, Lease):
        return seen
    if wait is None:
        return None
    for _ in range(GLANCES):
        wait(seconds / GLANCES)
        now = _claim(register, mailbox, holder, seen=None)
        if isinstance(now, Lease):
            return now
        if now != seen:
            return None
    lease = _claim(register, mailbox, holder, seen=seen)
    return lease if isinstance(lease, Lease) else None


def _claim(
    register: Register, mailbox: str, holder: str, seen: tuple[int, int] | None
) -> Lease | tuple[int, int]:
    """Claim a lease that is free, or unchanged since it was ``seen``; else return its epoch and beats."""
    epoch, beats = seen or (None, None)
    wanted = {"of_mailbox": mailbox, "by_holder": holder, "seen_epoch": epoch, "seen_beats": beats}
    with register.transaction("delivery", groups=WATCHED) as tx:
        epoch_now = tx.session.connection().scalar(_TAKE, wanted)
        if epoch_now is not None:
            return Lease(mailbox, holder, epoch_now, after_silence=seen is not None)
        row = tx.session.get_one(LeaseRow, mailbox)
        return row.epoch, row.beats


def _create_lease_row(register: Register, mailbox: str) -> None:
    with register.reading() as session:
        if session.get(LeaseRow, mailbox):
            return
    with register.transaction("delivery", groups=WATCHED) as tx:
        insert_if_absent(tx.session, LeaseRow.mailbox, mailbox=mailbox, holder="", epoch=0, beats=0)


@dataclass(frozen=True)
class Mailbox:
    """A mailbox with the rules of its delivery, opened when it is first asked for: most runs have no need of
    it."""

    rules: DeliveryRules
    open: Callable[[], Mailer]

    @property
    def address(self) -> str:
        """The address of the mailbox."""
        return self.rules.mailbox

    @cached_property
    def mailer(self) -> Mailer:
        """The gateway to the mailbox."""
        return self.open()

    def carried(self, groups: Iterable[UUID]) -> Sequence[UUID]:
        """Return those of the groups whose letters go from this mailbox."""
        return [group for group in groups if self.rules.serves is None or group in self.rules.serves]

    def close(self) -> None:
        """Give the connections back, if it was opened."""
        if "mailer" in vars(self):
            self.mailer.close()
