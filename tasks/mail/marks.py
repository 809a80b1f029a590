"""What an item of the inbox is, by the marks that mail systems put on it: item class, headers, reports."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message

from tasks.mail.mailer import Coming, Kind

Headers = Sequence[tuple[str, str]]  # name and value, the newest (topmost) first

LONGEST_TEXT = 200_000  # characters of a body that are looked at
MESSAGE_ID = re.compile(r"<[^<>\s]+>")
OUT_OF_OFFICE = "ipm.note.rules."  # OofTemplate.Microsoft and ReplyTemplate.Microsoft
NON_DELIVERY = re.compile(r"report\..*\.ndr")
RECEIPT = "report."  # delivered, delayed, read
ANSWER = "ipm.schedule.meeting.resp."
ANSWERS = {"pos": Coming.ACCEPTED, "tent": Coming.TENTATIVE, "neg": Coming.DECLINED}


@dataclass(frozen=True)
class Returned:
    """What a non-delivery report returns: to which address it could not go, and the letter's Message-IDs.

    ``for_good`` is false where it says that the letter is only late, or has arrived.
    """

    address: str = ""
    message_ids: tuple[str, ...] = ()
    for_good: bool = True


def kind_of(item_class: str, headers: Headers, vote: str = "") -> Kind:
    """What an item is. ``item_class`` is Exchange's own, empty where there is none."""
    name = item_class.lower()
    if NON_DELIVERY.fullmatch(name):
        return Kind.NON_DELIVERY
    if name.startswith(RECEIPT):
        return Kind.AUTOMATIC
    if _is_report(headers):
        return Kind.NON_DELIVERY
    if coming(item_class):
        return Kind.MEETING_ANSWER
    if name and name != "ipm.note" and not name.startswith("ipm.note."):
        return Kind.OTHER
    if name.startswith(OUT_OF_OFFICE) or is_automatic(headers):
        return Kind.AUTOMATIC
    return Kind.VOTE if vote else Kind.MESSAGE


def coming(item_class: str) -> Coming | None:
    """What an answer to an invitation says, by its item class; None for anything else."""
    name = item_class.lower()
    return ANSWERS.get(name.removeprefix(ANSWER)) if name.startswith(ANSWER) else None


def is_automatic(headers: Headers) -> bool:
    """Whether a machine wrote it: Auto-Submitted (RFC 3834), or the marks that were in use before."""
    submitted = _first(headers, "Auto-Submitted").lower()
    if submitted and not submitted.startswith("no"):
        return True
    before = _first(headers, "X-Autoreply") or _first(headers, "X-Autorespond")
    return bool(before) or _first(headers, "Precedence").lower() == "auto_reply"


def answers(headers: Headers) -> tuple[str, ...]:
    """The Message-IDs of In-Reply-To, then of References from the last to the first, each once."""
    replied = MESSAGE_ID.findall(_first(headers, "In-Reply-To"))
    thread = MESSAGE_ID.findall(_first(headers, "References"))
    return tuple(dict.fromkeys([*replied, *reversed(thread)]))


def returned(report: bytes) -> Returned:
    """What a report in its MIME form (RFC 3464) returns, as far as it says so."""
    try:
        return _returned(report)
    except RecursionError:  # anybody can write a message with thousands of parts within parts
        return Returned()


def _returned(report: bytes) -> Returned:
    message = message_from_bytes(report, policy=policy.compat32)
    address, action = "", ""
    ids: list[str] = []
    for part in _parts(message):
        action = action or str(part.get("Action") or "").strip().lower()
        recipient = str(part.get("Final-Recipient") or part.get("Original-Recipient") or "")
        address = address or recipient.rpartition(";")[2].strip().strip("<>").lower()
        if part is not message:
            ids += MESSAGE_ID.findall(str(part.get("Message-ID") or ""))
    ids += answers([(name, str(value)) for name, value in message.items()])
    return Returned(address, tuple(dict.fromkeys(ids)), for_good=action in ("failed", ""))


def _parts(message: Message) -> Iterator[Message]:
    """All parts, and the headers of a letter that is returned by its headers alone."""
    for part in message.walk():
        yield part
        if part.get_content_type() == "text/rfc822-headers":
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                yield message_from_bytes(content, policy=policy.compat32)


def _is_report(headers: Headers) -> bool:
    content = _first(headers, "Content-Type").lower()
    return content.startswith("multipart/report") and "delivery-status" in content


def _first(headers: Headers, name: str) -> str:
    return next((value.strip() for found, value in headers if found.lower() == name.lower()), "")
