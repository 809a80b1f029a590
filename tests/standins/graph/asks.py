"""A request as asked: the mailbox, the path and the options."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from tests.standins.post_office.mailbox import Mailbox
from tests.standins.post_office.post_office import PostOffice

VERSION = "/v1.0"
KEYED = re.compile(r"(\w+)\('([^']*)'\)")  # users('a@b.example') is the same as users/a@b.example
ORDINARY, IMMUTABLE = "rest.", "immutable."  # how ids begin: those of Graph are not those of EWS


@dataclass(frozen=True)
class Ask:
    """``parts`` are those of the path after the mailbox; ``prefer`` the values of Prefer, in lower case."""

    method: str
    address: str
    parts: tuple[str, ...]
    query: dict[str, str]
    body: Any = None
    prefer: dict[str, str] = field(default_factory=dict)

    @property
    def immutable(self) -> bool:
        return self.prefer.get("idtype") == "immutableid"

    @property
    def as_text(self) -> bool:
        return self.prefer.get("outlook.body-content-type") == "text"


@dataclass(frozen=True)
class Place:
    """An ask with the mailbox it is about. ``endpoint`` is the address of the API, for links."""

    ask: Ask
    office: PostOffice
    mailbox: Mailbox
    endpoint: str


def read_ask(method: str, path: str, query: dict[str, str], prefer: str, body: Any) -> Ask | None:
    """None for a path that isn't about a mailbox."""
    parts = [part for part in KEYED.sub(r"\1/\2", path).split("/") if part]
    if len(parts) < 3 or parts[0] != "users":
        return None
    return Ask(method, parts[1].lower(), tuple(parts[2:]), query, body, _preferences(prefer))


def read_url(method: str, url: str, prefer: str, body: Any) -> Ask | None:
    """The ask of a part of a batch."""
    split = urlsplit(url)
    return read_ask(
        method, unquote(split.path), dict(parse_qsl(split.query, keep_blank_values=True)), prefer, body
    )


def operation(ask: Ask | None) -> str:
    """The name under which it is counted and struck by faults."""
    if ask is None:
        return "Unknown"
    match [ask.method, *ask.parts]:
        case ["POST", "messages"]:
            return "CreateMessage"
        case ["GET", "messages", _]:
            return "GetMessage"
        case ["GET", "messages", _, "$value"]:
            return "GetMime"
        case ["PATCH", "messages", _]:
            return "UpdateMessage"
        case ["DELETE", "messages", _]:
            return "DeleteMessage"
        case ["POST", "messages", _, "send"]:
            return "SendMessage"
        case ["POST", "messages", _, "attachments"]:
            return "AddAttachment"
        case ["POST", "messages", _, "attachments", "createUploadSession"]:
            return "CreateUploadSession"
        case ["GET", "messages", _, "attachments", _, "$value"]:
            return "GetAttachment"
        case ["GET", "mailFolders", _, "messages"]:
            return "ListMessages"
        case ["GET", "mailFolders", _, "messages", "delta"]:
            return "Delta"
        case ["POST", "events"]:
            return "CreateEvent"
        case ["GET", "events"]:
            return "ListEvents"
        case ["GET", "events", _]:
            return "GetEvent"
        case ["PATCH", "events", _]:
            return "UpdateEvent"
        case ["POST", "events", _, "cancel"]:
            return "CancelEvent"
    return "Unknown"


def _preferences(prefer: str) -> dict[str, str]:
    options = {}
    for preference in prefer.split(","):
        name, _, value = preference.partition("=")
        options[name.strip().lower()] = value.strip().strip('"').lower()
    return options
