"""The Graph gateway: a Mailer over a mailbox of Exchange Online.

Checking the mailbox for faults: sign-in, mailbox, and the rights to write, upload, send and invite.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Sequence

from tasks.limited.runner import DirectRunner, Runner
from tasks.mail.gateways.graph.calendar import Calendar
from tasks.mail.gateways.graph.client import Call, GraphClient, Pace, segment, with_query
from tasks.mail.gateways.graph.errors import fault
from tasks.mail.gateways.graph.finding import GraphFinding
from tasks.mail.gateways.graph.inbox import Inbox
from tasks.mail.gateways.graph.letters import NO_SESSIONS, Letters, begin_session, save_empty_draft
from tasks.mail.gateways.graph.settings import GraphSettings
from tasks.mail.gateways.graph.sign_in import certificate_faults
from tasks.mail.protocol.mailer import (
    Draft,
    Event,
    FoundEvent,
    FoundLetter,
    Mail,
    MailError,
    Page,
    RefusedError,
    SignInError,
)
from tasks.register.database.clock import LONDON

MAY_NOT = "The application may not {what}: give it the role {role} for this mailbox in Exchange Online."
NOT_GRAPH = (
    "What answers at MASE_GRAPH_ENDPOINT does not know mailboxes: it should end in /v1.0, as in "
    "https://graph.microsoft.com/v1.0."
)
STRANGE = (400, 404, 405)
DENIED = 403
FAILED = 500  # over a draft that is not there, which says nothing of our rights
LARGE = 4_000_000  # bytes


def check(client: GraphClient) -> list[str]:
    """Return a sentence for each fault. The check sends nothing; it saves one draft and deletes it."""
    faults = certificate_faults(client.settings, dt.datetime.now(LONDON).date())
    try:
        draft_id = _save_draft(client)
        faults += _cannot_upload(client, draft_id)
        client.look(Call("DELETE", f"{client.mailbox}/messages/{segment(draft_id)}"), 404)
        return [*faults, *_cannot_send(client, draft_id), *_cannot_invite(client)]
    except MailError as error:
        return [*faults, str(error)]


def _save_draft(client: GraphClient) -> str:
    """Save a draft without a recipient, and return its id."""
    answer = save_empty_draft(client)
    if not answer.ok:
        raise (
            RefusedError(NOT_GRAPH)
            if answer.code in ("", "BadRequest") and answer.status in STRANGE
            else fault(answer)
        )
    return str(answer.body.get("id") or "")


def _cannot_upload(client: GraphClient, draft_id: str) -> list[str]:
    """Begin an upload session for a large file, as a pack needs, and end it again at its own address."""
    try:
        session = begin_session(client, draft_id, "check.pdf", "application/pdf", LARGE)
        if session.status == DENIED:
            return [NO_SESSIONS]
        if not session.ok:
            return [str(fault(session))]
        client.drop(str(session.body.get("uploadUrl") or ""))
    except MailError as error:
        return [str(error)]
    return []


def _cannot_send(client: GraphClient, draft_id: str) -> list[str]:
    """Try to send the deleted draft: only whether sending is forbidden matters."""
    answer = client.ask(Call("POST", f"{client.mailbox}/messages/{segment(draft_id)}/send"))
    refusal = fault(answer)
    if answer.status == DENIED:
        may_not = MAY_NOT.format(what="send from the mailbox", role="Application Mail.Send")
        return [may_not if isinstance(refusal, SignInError) else str(refusal)]
    return [] if answer.status <= FAILED and answer.status not in (401, 429) else [str(refusal)]


def _cannot_invite(client: GraphClient) -> list[str]:
    answer = client.look(Call("GET", with_query(f"{client.mailbox}/events", select="id", top="1")), DENIED)
    if answer.status == DENIED:
        return [MAY_NOT.format(what="use the calendar", role="Application Calendars.ReadWrite")]
    return []


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
