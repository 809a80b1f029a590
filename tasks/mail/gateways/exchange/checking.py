"""Checking the mailbox for faults by using it as delivery and reading do."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from tasks.mail.gateways.exchange import finding, letters
from tasks.mail.gateways.exchange.account import Mailbox
from tasks.mail.gateways.exchange.settings import ExchangeSettings
from tasks.mail.protocol.mailer import Mail, MailError


def faults(mailbox: Mailbox, settings: ExchangeSettings) -> list[str]:
    """Return a sentence for each fault.

    A mailbox whose Sent Items can't be read is tried no further: repeated sign-ins lock accounts, and a
    silent server is waited for each time.
    """
    if first := _fault(lambda: finding.look_into(mailbox, mailbox.sent)):
        return [first]
    steps: list[Callable[[], None]] = [
        lambda: finding.look_into(mailbox, mailbox.inbox),
        lambda: finding.look_into(mailbox, mailbox.calendar),
        lambda: _draft_and_delete(mailbox, settings),
    ]
    return list(dict.fromkeys(fault for step in steps if (fault := _fault(step))))


def _draft_and_delete(mailbox: Mailbox, settings: ExchangeSettings) -> None:
    """Save a draft to the mailbox itself, and delete it again: nothing is sent."""
    mail = Mail(
        f"check/{uuid4()}", settings.address, "MASE: a check of the mailbox", "Check.", "<p>Check.</p>"
    )
    (draft,) = letters.draft(mailbox, settings, [mail])
    if isinstance(draft, MailError):
        raise draft
    letters.delete(mailbox, [draft])


def _fault(step: Callable[[], None]) -> str:
    try:
        step()
    except MailError as error:
        return str(error)
    return ""
