"""Checking the mailbox for faults by using it as delivery and reading do."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from exchangelib import Message

from tasks.mail.gateways.exchange import finding, letters
from tasks.mail.gateways.exchange.account import EwsMailbox
from tasks.mail.gateways.exchange.settings import ExchangeSettings
from tasks.mail.protocol.mailer import BatchUnclearError, BusyError, MailError, RefusedError


def faults(mailbox: EwsMailbox, settings: ExchangeSettings) -> list[str]:
    """Return a sentence for each fault.

    A mailbox whose Sent Items can't be read is tried no further: repeated sign-ins lock accounts, and a
    silent server is waited for each time.
    """
    if first := _fault(lambda: finding.look_into(mailbox, mailbox.sent)):
        return [first]
    steps: list[Callable[[], None]] = [
        lambda: finding.look_into(mailbox, mailbox.inbox),
        lambda: finding.look_into(mailbox, mailbox.calendar),
        lambda: _draft_and_try_to_send(mailbox, settings),
    ]
    return list(dict.fromkeys(fault for step in steps if (fault := _fault(step))))


def _draft_and_try_to_send(mailbox: EwsMailbox, settings: ExchangeSettings) -> None:
    """Save a draft without recipients, try to send it, and delete it again: nothing can go.

    A missing right to send is raised, where Exchange looks at rights before it looks at recipients.
    """
    author = letters.author(settings)
    (draft,) = letters.create(
        mailbox, [Message(author=author, subject="MASE: a check of the mailbox", mase_key=f"check/{uuid4()}")]
    )
    if isinstance(draft, MailError):
        raise draft
    outcome: MailError | None
    try:
        (outcome,) = letters.send(mailbox, [draft])
    except MailError as error:
        outcome = error
    finally:
        letters.delete(mailbox, [draft])
    if outcome is not None and not _is_about_recipients(outcome):
        raise outcome


def _is_about_recipients(outcome: MailError) -> bool:
    """Tell whether a refusal may be owing to the recipients, of whom there are none."""
    return isinstance(outcome, (RefusedError, BatchUnclearError)) and not isinstance(outcome, BusyError)


def _fault(step: Callable[[], None]) -> str:
    try:
        step()
    except MailError as error:
        return str(error)
    return ""
