"""Files of mail that nothing proves: they are fetched and taken once the unit says whose the mail is.

The files stay in the mailbox until then (own rule: nobody's word, so nothing of it is kept).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from forum.inbox.orders import Order
from forum.inbox.sayings import BringsFile, Ordered, Reading, Saying
from forum.text.problem import Problem
from tasks.duties.inbox.incoming_item import IncomingItem, identify
from tasks.duties.inbox.kept_sayings import kept_sayings
from tasks.mail.protocol.mailer import Dmarc, ReceivedItem
from tasks.register.mailbox import waiting_item_by_id
from tasks.register.tables import DispatchRow, ReceivedRow


def vouches(saying: Saying) -> bool:
    """Say whether the unit says whose a mail is."""
    return isinstance(saying, Ordered) and saying.order is Order.THEIRS


def files_vouched_for(item: IncomingItem, sayings: Sequence[Saying]) -> Iterator[tuple[str, str]]:
    """Yield the files to be fetched for a reply that says whose a mail is: the ids of mail and file."""
    for saying in sayings:
        if vouches(saying) and (row := _waiting(item, saying)):
            yield from ((row.item, kept.file) for kept in _files_of(row))


def mail_vouched_for(item: IncomingItem, saying: Saying) -> tuple[IncomingItem, Reading] | None:
    """Return the mail that an order vouches for, as if its sender were proved, with the files that it brings;
    None where nothing waits by that code."""
    row = _waiting(item, saying)
    if row is None:
        return None
    mail = ReceivedItem(row.item, row.kind, row.sender, row.received_at, subject="", dmarc=Dmarc.PASS)
    letter = item.session.get_one(DispatchRow, row.dispatch_id).key if row.dispatch_id else ""
    return identify(item.work, mail, letter, row.mailbox), Reading(_files_of(row))


def _waiting(item: IncomingItem, saying: Saying) -> ReceivedRow | None:
    try:
        return waiting_item_by_id(item.session, saying.about) if isinstance(saying, Ordered) else None
    except Problem:  # the handler of the order says what is wrong with it
        return None


def _files_of(row: ReceivedRow) -> tuple[BringsFile, ...]:
    return tuple(saying for saying in kept_sayings(row.to_vouch_for or ()) if isinstance(saying, BringsFile))
