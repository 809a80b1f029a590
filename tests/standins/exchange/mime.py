"""Items as Internet messages, and Internet messages as items."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import format_datetime, formataddr, getaddresses

from tests.standins.post_office.items import File, Item, Person

KNOWN = frozenset(
    [
        "from",
        "to",
        "cc",
        "bcc",
        "subject",
        "date",
        "message-id",
        "in-reply-to",
        "references",
        "mime-version",
        "content-type",
        "content-transfer-encoding",
        "reply-to",
        "sensitivity",
        "importance",
    ]
)


def headers_of(item: Item) -> Iterator[tuple[str, str]]:
    """The Internet headers of an item, those of its delivery first."""
    yield from item.headers
    if item.sender and not item.header("From"):
        yield "From", formataddr((item.sender.name, item.sender.address))
    for name, people in (("To", item.to), ("CC", item.cc)):
        if people:
            yield name, ", ".join(formataddr((each.name, each.address)) for each in people)
    yield "Subject", item.subject
    if item.sent_at:
        yield "Date", format_datetime(item.sent_at)
    for name, value in (
        ("Message-ID", item.message_id),
        ("In-Reply-To", item.in_reply_to),
        ("References", item.references),
    ):
        if value:
            yield name, value
    if item.sensitivity != "Normal":
        yield "Sensitivity", {"Confidential": "Company-Confidential"}.get(item.sensitivity, item.sensitivity)


def write(item: Item) -> bytes:
    message = EmailMessage(policy=policy.SMTP)
    for name, value in headers_of(item):
        message[name] = " ".join(value.split())
    if item.failed:
        return _report(message, item)
    message.set_content(item.text)
    if item.html:
        message.add_alternative(item.html, subtype="html")
    for file in item.files:
        maintype, _, subtype = file.media_type.partition(";")[0].partition("/")
        if file.is_item:
            message.add_attachment(message_from_bytes(file.content, policy=policy.SMTP))
        else:
            message.add_attachment(file.content, maintype, subtype or "octet-stream", filename=file.name)
    return message.as_bytes()


def _report(message: EmailMessage, item: Item) -> bytes:
    """A non-delivery report as RFC 3464 has it: in words, for machines, and the letter it returns."""
    (returned,) = item.files
    original = message_from_bytes(returned.content, policy=policy.SMTP)
    said = item.text.partition("Remote Server returned '")[2].partition("'")[0]
    fields = (
        "Reporting-MTA: dns;mail.unit.example\r\n\r\n"
        f"Final-Recipient: rfc822;{item.failed}\r\nAction: failed\r\nStatus: {said.split()[1]}\r\n"
        f"Diagnostic-Code: smtp;{said}\r\nRemote-MTA: dns;mx.members.example\r\n"
    )
    status = EmailMessage(policy=policy.SMTP)
    status["Content-Type"] = "message/delivery-status"
    status.set_payload([message_from_bytes(part.encode()) for part in fields.split("\r\n\r\n")])
    message["Content-Type"] = 'multipart/report; report-type="delivery-status"'
    words, letter = EmailMessage(policy=policy.SMTP), EmailMessage(policy=policy.SMTP)
    words.set_content(item.text)
    letter.set_content(original)
    for part in (words, status, letter):
        message.attach(part)
    return message.as_bytes()


def read(content: bytes) -> Item:
    message = message_from_bytes(content, policy=policy.default)
    assert isinstance(message, EmailMessage)
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    senders = _people(message, "From")
    sensitivity = str(message["Sensitivity"] or "Normal")
    return Item(
        subject=str(message["Subject"] or ""),
        text=text.get_content().rstrip() if text else "",
        html=html.get_content() if html else "",
        sender=senders[0] if senders else None,
        to=_people(message, "To"),
        cc=_people(message, "Cc"),
        bcc=_people(message, "Bcc"),
        reply_to=_people(message, "Reply-To"),
        message_id=str(message["Message-ID"] or "").strip(),
        in_reply_to=str(message["In-Reply-To"] or "").strip(),
        references=" ".join(str(message["References"] or "").split()),
        headers=tuple((name, str(value)) for name, value in message.items() if name.lower() not in KNOWN),
        files=tuple(_file(number, part) for number, part in enumerate(message.iter_attachments(), start=1)),
        sensitivity={"Company-Confidential": "Confidential"}.get(sensitivity, sensitivity),
    )


def _people(message: EmailMessage, name: str) -> tuple[Person, ...]:
    headers = [str(value) for value in message.get_all(name, [])]
    return tuple(
        Person(address.lower(), display_name) for display_name, address in getaddresses(headers) if address
    )


def _file(number: int, part: EmailMessage) -> File:
    content = part.get_content()
    if isinstance(content, EmailMessage):
        return File(str(number), str(content["Subject"]), "message/rfc822", content.as_bytes(), is_item=True)
    data = content.encode() if isinstance(content, str) else bytes(content)
    return File(str(number), part.get_filename() or f"part {number}", part.get_content_type(), data)
