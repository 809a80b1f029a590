"""A letter came back: the address is marked, what waits for it is held, and the unit rings.

A report is a machine's mail, and anybody can write one. It marks an address only if it names a letter of ours
by its Message-ID, which its reader alone knows, and the very address that the letter went to, and if the
verdict on its sender is a pass: on the postmaster where the letter went, or on our own. Any other report of a
letter of ours has the unit ring, and holds nothing. The unit itself is never held: it could not be told.
"""

from __future__ import annotations

import datetime as dt

from forum.text.addresses import domain_of
from tasks.duties.inbox.carry_out.outcomes import Outcomes
from tasks.duties.inbox.incoming_item import IncomingItem
from tasks.mail.protocol.mailer import Dmarc
from tasks.register.mailbox import is_item_waiting, mailboxes_read
from tasks.register.members.membership import groups_of, membership
from tasks.register.members.people import mark_bounced
from tasks.register.outbox.dispatches import GONE, dispatch_by_key
from tasks.register.tables import DispatchRow

AS_LONG_AS = dt.timedelta(days=14)  # no mail system tries longer to deliver a letter
NOT_OURS = "A report that a letter came back, and of no letter of ours that we know: look whom it was to."
DISOWNED = "A report that a letter came back, and its sender’s mail system says that it is not from them."
UNPROVED = (
    "Nothing proves the report, so nothing is held. If they do not get our letters, ask for the address that "
    "works and enter it in the members’ workbook."
)
OF_THE_UNIT = (
    "It is an address of the unit, whose letters are never held. If they do not arrive there, enter the "
    "one that works in the members’ workbook."
)


def record_bounce(item: IncomingItem) -> Outcomes:
    """Mark the address to which a letter of ours could not be delivered, or have the unit ring."""
    outcomes = Outcomes()
    letter = dispatch_by_key(item.session, item.mail.failed_key) if item.mail.failed_key else None
    if item.mail.dmarc is Dmarc.FAIL:
        outcomes.quarantined = True
        outcomes.for_the_unit.append(DISOWNED)
    elif letter is None or letter.state not in GONE:
        outcomes.for_the_unit.append(NOT_OURS)
    elif _is_of_a_unit(item, letter):
        _have_rung(item, letter, OF_THE_UNIT, outcomes)
    elif not (_is_about(item, letter) and _is_vouched_for(item, letter)):
        _have_rung(item, letter, UNPROVED, outcomes)
    else:
        for person in mark_bounced(item.session, _went_to(letter), item.on):
            item.tx.audit("address bounced", person=person)
            outcomes.consequences.append({"did": "bounced", "line": "", "entries": None, "letters": []})
    return outcomes


def _have_rung(item: IncomingItem, letter: DispatchRow, reason: str, outcomes: Outcomes) -> None:
    """Have the unit ring, unless a report of a letter to the same person waits there already."""
    if not is_item_waiting(item.session, item.mail.kind, letter.person_id, but=item.mail.id):
        outcomes.for_the_unit.append(reason)


def _is_about(item: IncomingItem, letter: DispatchRow) -> bool:
    """Say whether a report names the address to which the letter went, and the letter went of late."""
    is_late = item.mail.received_at - (letter.sent_at or letter.queued_at) > AS_LONG_AS
    return not is_late and item.mail.failed_address == _went_to(letter)


def _went_to(letter: DispatchRow) -> str:
    return (letter.drafted_to or letter.address).strip().lower()


def _is_vouched_for(item: IncomingItem, letter: DispatchRow) -> bool:
    """Say whether the report comes, proved, from the postmaster where the letter went or from our own."""
    if item.mail.dmarc is not Dmarc.PASS or not is_postmaster(item.mail.sender):
        return False
    of = domain_of(item.mail.sender)
    ours = {domain_of(mailbox) for mailbox in mailboxes_read(item.session)}
    return of in ours or f".{of}".endswith(f".{domain_of(_went_to(letter))}")


def is_postmaster(address: str) -> bool:
    """Say whether an address is one of those in whose name mail systems write."""
    name = address.partition("@")[0].lower()
    return name in ("postmaster", "mailer-daemon") or name.startswith("microsoftexchange")


def _is_of_a_unit(item: IncomingItem, letter: DispatchRow) -> bool:
    """Say whether a letter's reader is an officer, or acts for one, of any group."""
    person, on = letter.person_id, item.forum.on
    groups = groups_of(item.session, person, on)
    return any(membership(item.session, group, on).is_unit(person, on) for group in groups)
