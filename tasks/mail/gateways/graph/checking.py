"""Checking the mailbox for faults: sign-in, mailbox, and the rights to write, upload, send and invite."""

from __future__ import annotations

import datetime as dt

from tasks.mail.gateways.graph.client import Call, GraphClient, segment, with_query
from tasks.mail.gateways.graph.errors import fault
from tasks.mail.gateways.graph.letters import save_empty_draft
from tasks.mail.gateways.graph.sign_in import certificate_faults
from tasks.mail.gateways.graph.uploads import NO_SESSIONS, begin_session
from tasks.mail.protocol.mailer import MailError, RefusedError, SignInError
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
