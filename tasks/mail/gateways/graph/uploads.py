"""Files attached to a draft that is already there: in one request up to 3 MB, in an upload session above.

From "Attach large files to Outlook messages or events": the address of the session needs no sign-in, ranges
go in order, each below 4 MB, and the last is answered with 201.
"""

from __future__ import annotations

from base64 import b64encode

from tasks.mail.gateways.graph.client import Call, GraphClient, segment
from tasks.mail.gateways.graph.errors import NOT_UNDERSTOOD, fault
from tasks.mail.protocol.mailer import Attachment, RefusedError

LARGEST_AT_ONCE = 2_600_000  # bytes; in base64 it stays below what one request may have
RANGE = 10 * 320 * 1024  # bytes of one range: a multiple of 320 KiB


def attach(client: GraphClient, draft_id: str, attachment: Attachment) -> None:
    """Attach a file to a draft; MailError when it failed, or its outcome is unclear."""
    path = f"{client.mailbox}/messages/{segment(draft_id)}/attachments"
    if len(attachment.content) <= LARGEST_AT_ONCE:
        client.ask_for(Call("POST", path, as_json(attachment)), sending=False)
        return
    item = {
        "attachmentType": "file",
        "name": attachment.name,
        "contentType": attachment.media_type,
        "size": len(attachment.content),
    }
    session = client.ask_for(
        Call("POST", f"{path}/createUploadSession", {"AttachmentItem": item}), sending=False
    )
    _upload(client, str(session.body.get("uploadUrl") or ""), attachment.content)


def as_json(attachment: Attachment) -> dict[str, str]:
    """Return a file in the form in which a request itself carries it."""
    return {
        "@odata.type": "#microsoft.graph.fileAttachment",
        "name": attachment.name,
        "contentType": attachment.media_type,
        "contentBytes": b64encode(attachment.content).decode(),
    }


def _upload(client: GraphClient, url: str, content: bytes) -> None:
    if not url:
        raise RefusedError(NOT_UNDERSTOOD)
    for start in range(0, len(content), RANGE):
        part = content[start : start + RANGE]
        answer = client.put(url, part, f"bytes {start}-{start + len(part) - 1}/{len(content)}")
        if not answer.ok:
            raise fault(answer)
