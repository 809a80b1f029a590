"""Files attached to a draft that is already there: in one request up to 3 MB, in an upload session above.

From "Attach large files to Outlook messages or events": the address of the session needs no sign-in, ranges
go in order, each below 4 MB, and the last is answered with 201. Where a session may begin is said in MB, and
taken in other ways: a file below 3 MB that is refused one goes in one request.
"""

from __future__ import annotations

from base64 import b64encode

from tasks.mail.gateways.graph.answers import Answer, Json
from tasks.mail.gateways.graph.client import Call, GraphClient, segment
from tasks.mail.gateways.graph.errors import NOT_UNDERSTOOD, fault, passes
from tasks.mail.protocol.mailer import Attachment, RefusedError, UnsendableError

LARGEST_AT_ONCE = 2_600_000  # bytes; in base64 it stays below what one request may have
SMALLEST_FOR_A_SESSION = 3 * 1024 * 1024  # bytes
SIGNED_OUT, FORBIDDEN = 401, 403
NO_SESSIONS = (
    "Exchange Online takes no files over 3 MB for this mailbox (it refuses upload sessions), as was seen "
    "of shared mailboxes. Make it a user mailbox, or send less with a letter."
)
NOT_TAKEN = "The address that Microsoft Graph gave for an upload did not take it. Is a proxy in between?"
RANGE = 10 * 320 * 1024  # bytes of one range: a multiple of 320 KiB


def attach(client: GraphClient, draft_id: str, attachment: Attachment) -> None:
    """Attach a file to a draft; MailError when it failed, or its outcome is unclear."""
    size = len(attachment.content)
    if size > LARGEST_AT_ONCE:
        session = begin_session(client, draft_id, attachment.name, attachment.media_type, size)
        if session.ok:
            _upload(client, str(session.body.get("uploadUrl") or ""), attachment.content)
            return
        if size >= SMALLEST_FOR_A_SESSION or not _is_refused(session):
            raise UnsendableError(NO_SESSIONS) if session.status == FORBIDDEN else fault(session)
    client.ask_for(Call("POST", _attachments(client, draft_id), as_json(attachment)), sending=False)


def begin_session(client: GraphClient, draft_id: str, name: str, media_type: str, size: int) -> Answer:
    """Ask for an upload session for a file of ``size`` bytes."""
    item = {"attachmentType": "file", "name": name, "contentType": media_type, "size": size}
    path = f"{_attachments(client, draft_id)}/createUploadSession"
    return client.ask(Call("POST", path, {"AttachmentItem": item}))


def _attachments(client: GraphClient, draft_id: str) -> str:
    return f"{client.mailbox}/messages/{segment(draft_id)}/attachments"


def _is_refused(session: Answer) -> bool:
    """Tell whether Graph takes no upload session for this file, as for one that it finds too small."""
    return 400 <= session.status < 500 and session.status != SIGNED_OUT and not passes(session)


def as_json(attachment: Attachment) -> Json:
    """Return a file in the form in which a request itself carries it."""
    shown = {"isInline": True, "contentId": attachment.name} if attachment.is_shown else {}
    return {
        "@odata.type": "#microsoft.graph.fileAttachment",
        "name": attachment.name,
        "contentType": attachment.media_type,
        "contentBytes": b64encode(attachment.content).decode(),
        **shown,
    }


def _upload(client: GraphClient, url: str, content: bytes) -> None:
    if not url:
        raise RefusedError(NOT_UNDERSTOOD)
    for start in range(0, len(content), RANGE):
        part = content[start : start + RANGE]
        answer = client.put(url, part, f"bytes {start}-{start + len(part) - 1}/{len(content)}")
        if answer.status in (SIGNED_OUT, FORBIDDEN):  # the address needs no sign-in: it says nothing of ours
            raise RefusedError(NOT_TAKEN)
        if not answer.ok:
            raise fault(answer)
