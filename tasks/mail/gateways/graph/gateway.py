"""The Graph gateway: a Mailer over a mailbox of Exchange Online."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Sequence

from tasks.limited.runner import DirectRunner, Runner
from tasks.mail.gateways.graph.calendar import Calendar
from tasks.mail.gateways.graph.checking import check
from tasks.mail.gateways.graph.client import GraphClient
from tasks.mail.gateways.graph.finding import GraphFinding
from tasks.mail.gateways.graph.inbox import Inbox
from tasks.mail.gateways.graph.letters import Letters
from tasks.mail.gateways.graph.pace import Pace
from tasks.mail.gateways.graph.settings import GraphSettings
from tasks.mail.protocol.mailer import Draft, Event, FoundEvent, FoundLetter, Mail, MailError, Page


class GraphMailer:
    """A Mailer over Microsoft Graph; see ``tasks.mail.protocol.mailer.Mailer`` for what each request does.

    The network is left alone until the first request. ``wait`` sleeps for some seconds; ``pace`` counts the
    letters that this process has sent within a minute; ``limited`` reads the reports that came.
    """

    def __init__(
        self,
        settings: GraphSettings,
        wait: Callable[[float], None] = time.sleep,
        pace: Pace | None = None,
        limited: Runner | None = None,
    ) -> None:
        self._client = GraphClient(settings, wait)
        self._finding = GraphFinding(self._client)
        self._letters = Letters(self._client, self._finding, pace or Pace())
        self._calendar = Calendar(self._client)
        self._inbox = Inbox(self._client, self._finding, limited or DirectRunner())

    def draft(self, mails: Sequence[Mail]) -> list[str | MailError]:
        return self._letters.draft(mails)

    def send(self, draft_ids: Sequence[str]) -> list[MailError | None]:
        return self._letters.send(draft_ids)

    def find(self, key: str) -> FoundLetter:
        return self._finding.find(key)

    def list_drafts(self) -> list[Draft]:
        return self._finding.list_drafts()

    def delete_draft(self, draft_id: str) -> None:
        self._letters.delete(draft_id)

    def sent_since(self, when: dt.datetime) -> list[str]:
        return self._finding.sent_since(when)

    def create_event(self, event: Event) -> str:
        return self._calendar.create(event)

    def update_event(self, event_id: str, event: Event, *, tell_everybody: bool) -> None:
        self._calendar.update(event_id, event, tell_everybody=tell_everybody)

    def cancel_event(self, event_id: str, text: str) -> None:
        self._calendar.cancel(event_id, text)

    def find_event(self, key: str) -> FoundEvent | None:
        return self._calendar.find(key)

    def events_since(self, when: dt.datetime) -> list[str]:
        return self._calendar.keys_since(when)

    def read(self, cursor: str, since: dt.datetime) -> Page:
        return self._inbox.read(cursor, since)

    def news(self, cursor: str) -> str:
        return self._inbox.news(cursor)

    def file_content(self, item_id: str, file_id: str) -> bytes:
        return self._inbox.file_content(item_id, file_id)

    def original(self, item_id: str) -> bytes:
        return self._inbox.original(item_id)

    def delete_item(self, item_id: str) -> None:
        self._letters.delete(item_id)

    def delete_sent(self, before: dt.datetime) -> int:
        sent = self._finding.sent_before(before)
        for id in sent:
            self._letters.delete(id)
        return len(sent)

    def mark(self, item_id: str, category: str) -> None:
        self._inbox.mark(item_id, category)

    def key_of(self, message_ids: Sequence[str], conversation: str) -> str:
        return self._finding.key_of(message_ids, conversation)

    def check(self) -> list[str]:
        return check(self._client)

    def close(self) -> None:
        self._client.close()
