"""Mailboxes and items as the control API shows them."""

from __future__ import annotations

from typing import Any

from tests.standins.bodies import as_text
from tests.standins.post_office.items import Folder, Item, Meeting, voting_options
from tests.standins.post_office.mailbox import Mailbox

SWITCHES = ("password", "full", "forbidden", "bounces", "may_not_send", "passing", "delegates")


def mailbox_json(mailbox: Mailbox) -> dict[str, Any]:
    return {
        "address": mailbox.address,
        "name": mailbox.person.name,
        "items": {folder.value: mailbox.count(folder) for folder in Folder},
        "automatic_reply": mailbox.automatic_reply,
        **{name: getattr(mailbox, name) for name in SWITCHES if name != "password"},
    }


def item_json(item: Item) -> dict[str, Any]:
    """An item as scripted people see it; bytes are left out, files are fetched by themselves."""
    return {
        "id": item.id,
        "folder": item.folder.value,
        "change": item.change,
        "item_class": item.item_class,
        "subject": item.subject,
        "text": as_text(item.text, item.html),
        "html": item.html,
        "sender": item.sender.address if item.sender else "",
        "to": [person.address for person in item.to],
        "cc": [person.address for person in item.cc],
        "message_id": item.message_id,
        "in_reply_to": item.in_reply_to,
        "references": item.references,
        "conversation": item.conversation,
        "headers": [list(header) for header in item.headers],
        "properties": {
            name: value for name, value in item.properties.items() if isinstance(value, (str, int))
        },
        "voting": list(voting_options(item)),
        "categories": list(item.categories),
        "sensitivity": item.sensitivity,
        "read": item.read,
        "sent_at": item.sent_at.isoformat() if item.sent_at else None,
        "received_at": item.received_at.isoformat() if item.received_at else None,
        "files": [
            {"id": file.id, "name": file.name, "media_type": file.media_type, "size": len(file.content)}
            for file in item.files
        ],
        "failed": item.failed,
        "meeting": _meeting_json(item.meeting) if item.meeting else None,
    }


def _meeting_json(meeting: Meeting) -> dict[str, Any]:
    return {
        "uid": meeting.uid,
        "start": meeting.start.isoformat(),
        "end": meeting.end.isoformat(),
        "place": meeting.place,
        "organiser": meeting.organiser.address,
        "edition": meeting.edition,
        "cancelled": meeting.cancelled,
        "coming": meeting.coming.value,
        "attendees": [
            {"address": each.person.address, "required": each.required, "coming": each.coming.value}
            for each in meeting.attendees
        ],
    }
