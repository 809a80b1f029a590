"""The check number of the audit trail: one a day, the hash of a row with all chains’ heads."""

from __future__ import annotations

from tasks.register.audit.trail import check_number, digest_heads, last_digest_of_heads
from tasks.register.database.register import Transaction


def check_number_of_the_day(tx: Transaction) -> str:
    """Return the check number of the day, which its first use puts on the trail.

    The transaction is one for all of the service, so that nobody else is adding to any chain.
    """
    last = last_digest_of_heads(tx.session)
    if last and last.at.date() == tx.at.date():
        return check_number(tx.session, last.hash)
    return digest_heads(tx.session, at=tx.at, actor=tx.actor)
