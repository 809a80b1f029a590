"""What is wrong with the mailbox, found out by using it as delivery and reading do."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from tasks.mail.gateways.exchange import finding, letters
from tasks.mail.gateways.exchange.account import Mailbox
from tasks.mail.gateways.exchange.settings import ExchangeSettings
from tasks.mail.protocol.mailer import Mail, MailError


def faults(mailbox: Mailbox, settings: ExchangeSettings) -> list[str]:
    """One sentence for each fault. Where even Sent Items can't be looked into, that is the only one: accounts
    get locked, and a server that doesn't answer is waited for."""
    if first := _fault(lambda: finding.look_into(mailbox, mailbox.sent)):
        return [first]
    steps: list[Callable[[], None]] = [
        lambda: finding.look_into(mailbox, mailbox.inbox),
        lambda: finding.look_into(mailbox, mailbox.calendar),
        lambda: _draft_and_delete(mailbox, settings),
    ]
    found = [fault for step in steps if (fault := _fault(step))]
    return list(dict.fromkeys(found))


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
