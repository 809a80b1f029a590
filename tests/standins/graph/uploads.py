"""Upload sessions for files over 3 MB ("Attach large files to Outlook messages or events")."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from uuid import uuid4

from tests.standins.graph import messages, shapes
from tests.standins.graph.asks import Place
from tests.standins.graph.problems import GraphError, Reply
from tests.standins.post_office.items import File, Folder, Item

LARGEST = 150 * 1024 * 1024  # bytes of a file
TOO_SMALL = "ErrorAttachmentSizeShouldNotBeLessThanMinimumSize"
LARGEST_RANGE = 4 * 1024 * 1024
RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+)")
ROOT = "/upload/"


@dataclass
class Session:
    place: Place
    item: Item
    name: str
    media_type: str
    size: int
    content: bytearray = field(default_factory=bytearray)


def begin(place: Place, item_id: str, sessions: dict[str, Session], root: str) -> Reply:
    item = shapes.item_of(place.mailbox, item_id, Folder.DRAFTS)
    options = place.office.options
    if options.refuses_uploads:
        raise GraphError(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.")
    attachment = place.ask.body["AttachmentItem"]
    if attachment["attachmentType"] != "file" or not options.smallest_upload <= attachment["size"] <= LARGEST:
        raise GraphError(400, TOO_SMALL, "The attachment isn't for an upload session.")
    token = uuid4().hex
    kind = attachment.get("contentType") or "application/octet-stream"
    sessions[token] = Session(place, item, attachment["name"], kind, attachment["size"])
    answer = {"uploadUrl": f"{root}{ROOT}{token}?authtoken={uuid4().hex}", "nextExpectedRanges": ["0-"]}
    return Reply(201, answer)


def drop(sessions: dict[str, Session], token: str) -> Reply:
    """End a session before all is uploaded; 404 for one that is not there."""
    if sessions.pop(token, None) is None:
        raise GraphError(404, "uploadSessionNotFound", "Upload session not found.")
    return Reply(204)


def put(sessions: dict[str, Session], token: str, content_range: str, content: bytes) -> Reply:
    """Take the next range; the last one attaches the file."""
    session = sessions.get(token)
    match = RANGE.fullmatch(content_range)
    if session is None:
        raise GraphError(404, "uploadSessionNotFound", "Upload session not found.")
    if not match:
        raise GraphError(400, "ErrorInvalidRequest", "Content-Range isn't valid.")
    start, end, size = (int(number) for number in match.groups())
    if start != len(session.content) or end - start + 1 != len(content) or size != session.size:
        raise GraphError(416, "invalidRange", "Uploaded fragment is out of order.")
    if len(content) > LARGEST_RANGE:
        raise GraphError(413, "maxFragmentLengthExceeded", "A range is smaller than 4 MB.")
    session.content += content
    if len(session.content) < session.size:
        return Reply(200, {"nextExpectedRanges": [str(len(session.content))]})
    del sessions[token]
    number = str(len(session.item.files) + 1)
    file = File(number, session.name, session.media_type, bytes(session.content))
    messages.add_file(session.place, session.item, file)
    return Reply(201, headers={"Location": f"attachments/{number}"})
