"""The Exchange gateway: a Mailer over a mailbox of an Exchange Server."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from tasks.mail.exchange.settings import ExchangeSettings
from tasks.mail.mailer import Draft, Event, Found, FoundEvent, Mail, MailError, Page


class ExchangeMailer:
    """A Mailer over EWS; see ``tasks.mail.mailer.Mailer`` for what each request does.

    Nothing is asked of the network before the first request. One connection is used, and nothing is ever
    tried twice. Problem when the sign-in asked for can't be done on this machine.
    """

    def __init__(self, settings: ExchangeSettings) -> None:
        self.settings = settings

    def draft(self, mails: Sequence[Mail]) -> list[str | MailError]:
        raise NotImplementedError

    def send(self, draft_ids: Sequence[str]) -> list[MailError | None]:
        raise NotImplementedError

    def find(self, key: str) -> Found:
        raise NotImplementedError

    def list_drafts(self) -> list[Draft]:
        raise NotImplementedError

    def delete_draft(self, draft_id: str) -> None:
        raise NotImplementedError

    def sent_since(self, when: dt.datetime) -> list[str]:
        raise NotImplementedError

    def create_event(self, event: Event) -> str:
        raise NotImplementedError

    def update_event(self, event_id: str, event: Event, *, tell_everybody: bool) -> None:
        raise NotImplementedError

    def cancel_event(self, event_id: str, text: str) -> None:
        raise NotImplementedError

    def find_event(self, key: str) -> FoundEvent | None:
        raise NotImplementedError

    def read(self, cursor: str, since: dt.datetime) -> Page:
        raise NotImplementedError

    def file_content(self, item_id: str, file_id: str) -> bytes:
        raise NotImplementedError

    def mark(self, item_id: str, category: str) -> None:
        raise NotImplementedError

    def key_of(self, message_ids: Sequence[str], conversation: str) -> str:
        raise NotImplementedError

    def check(self) -> list[str]:
        raise NotImplementedError

    def close(self) -> None:
        """Give back the connection."""
