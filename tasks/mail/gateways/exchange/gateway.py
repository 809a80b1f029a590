"""The Exchange gateway: a Mailer over a mailbox of an Exchange Server.

Checking the mailbox for faults by using it as delivery and reading do.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from uuid import uuid4

from exchangelib import Message

from tasks.limited.runner import DirectRunner, Runner
from tasks.mail.gateways.exchange import calendar, finding, inbox, letters
from tasks.mail.gateways.exchange.account import EwsMailbox, open_mailbox
from tasks.mail.gateways.exchange.settings import ExchangeSettings
from tasks.mail.protocol.batches import draft_in_batches, split_by_number
from tasks.mail.protocol.mailer import (
    BatchUnclearError,
    BusyError,
    Draft,
    Event,
    FoundEvent,
    FoundLetter,
    Mail,
    MailError,
    Page,
    RefusedError,
)
from tasks.mail.protocol.size_and_shape import why_letter_is_refused


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


DELETED_AT_ONCE = 100  # letters in one request


class ExchangeMailer:
    """A Mailer over EWS; see ``tasks.mail.protocol.mailer.Mailer`` for what each request does.

    The network is left alone until the first request. One connection is used, and no request is ever
    repeated. Problem when the sign-in of the settings can't be done on this machine.
    """

    def __init__(self, settings: ExchangeSettings, limited: Runner | None = None) -> None:
        self.settings = settings
        self.mailbox = open_mailbox(settings, limited or DirectRunner())

    def draft(self, mails: Sequence[Mail]) -> list[str | MailError]:
        outcomes: dict[int, str | MailError] = {
            place: refusal
            for place, mail in enumerate(mails)
            if (refusal := why_letter_is_refused(mail, self.settings.largest_letter))
        }
        accepted = [place for place in range(len(mails)) if place not in outcomes]
        packs = letters.masters_of_packs({place: mails[place] for place in accepted}, self.settings.copy_from)
        copied = {place for pack in packs for place in pack}
        singly = letters.batches([place for place in accepted if place not in copied], mails)

        def draft_batch(places: Sequence[int]) -> list[str | MailError]:
            is_pack = places[0] in copied and len(places) > 1
            draft = letters.draft_copies if is_pack else letters.save_drafts
            return draft(self.mailbox, self.settings, [mails[place] for place in places])

        batches = [*packs, *singly]
        drafted = draft_in_batches(
            batches,
            draft_batch,
            undo=lambda places: letters.delete_begun(self.mailbox, {mails[place].key for place in places}),
            draft_empty=lambda: letters.draft_empty(self.mailbox, self.settings),
        )
        outcomes |= zip((place for batch in batches for place in batch), drafted, strict=True)
        return [outcomes[place] for place in range(len(mails))]

    def send(self, draft_ids: Sequence[str]) -> list[MailError | None]:
        return letters.send(self.mailbox, draft_ids)

    def find(self, key: str) -> FoundLetter:
        return finding.find(self.mailbox, key)

    def list_drafts(self) -> list[Draft]:
        return finding.list_drafts(self.mailbox)

    def delete_draft(self, draft_id: str) -> None:
        letters.delete(self.mailbox, [draft_id])

    def sent_since(self, when: dt.datetime) -> list[str]:
        return finding.sent_since(self.mailbox, when)

    def create_event(self, event: Event) -> str:
        return calendar.create_event(self.mailbox, event)

    def update_event(self, event_id: str, event: Event, *, tell_everybody: bool) -> None:
        calendar.update_event(self.mailbox, event_id, event, tell_everybody=tell_everybody)

    def cancel_event(self, event_id: str, text: str) -> None:
        calendar.cancel_event(self.mailbox, event_id, text)

    def find_event(self, key: str) -> FoundEvent | None:
        return calendar.find_event(self.mailbox, key)

    def events_since(self, when: dt.datetime) -> list[str]:
        return calendar.events_since(self.mailbox, when)

    def read(self, cursor: str, since: dt.datetime) -> Page:
        return inbox.items_after(self.mailbox, cursor, since)

    def news(self, cursor: str) -> str:
        return inbox.news(self.mailbox, cursor)

    def file_content(self, item_id: str, file_id: str) -> bytes:  # noqa: ARG002  (the file's id says all)
        return inbox.file_content(self.mailbox, file_id)

    def original(self, item_id: str) -> bytes:
        return inbox.original(self.mailbox, item_id)

    def delete_item(self, item_id: str) -> None:
        letters.delete(self.mailbox, [item_id])

    def delete_sent(self, before: dt.datetime) -> int:
        sent = finding.sent_before(self.mailbox, before)
        for ids in split_by_number(sent, DELETED_AT_ONCE):
            letters.delete(self.mailbox, ids)
        return len(sent)

    def mark(self, item_id: str, category: str) -> None:
        inbox.mark(self.mailbox, item_id, category)

    def key_of(self, message_ids: Sequence[str], conversation: str) -> str:
        return finding.key_of(self.mailbox, message_ids, conversation)

    def check(self) -> list[str]:
        return faults(self.mailbox, self.settings)

    def close(self) -> None:
        """Give back the connection."""
        self.mailbox.connection.close()
