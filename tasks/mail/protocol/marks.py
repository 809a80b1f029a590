"""Telling the kind of an inbox item by the marks that mail systems put on it: class, headers, reports."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message

from forum.inbox.mailbox_items import ItemKind
from tasks.mail.protocol.mailer import InvitationAnswer

Headers = Sequence[tuple[str, str]]  # name and value, the newest (topmost) first

MOST_ANSWERED = 100  # Message-IDs of one item that are looked for
STATUS = re.compile(r"\b[245]\.\d{1,3}\.\d{1,3}\b")  # RFC 3463
REFUSER = re.compile(r"\s*<([\w.-]{1,255}) #")
MESSAGE_ID = re.compile(r"<[^<>\s]+>")
REPORT_TYPE = re.compile(r'report-type\s*=\s*"?([a-z-]+)')
OUT_OF_OFFICE = "ipm.note.rules."  # OofTemplate.Microsoft and ReplyTemplate.Microsoft
NON_DELIVERY = re.compile(r"report\..*\.ndr")
RECEIPT = "report."  # delivered, delayed, read, not read
AUTOMATIC_SUBJECT = "automatic reply:"  # how Exchange begins the subject of an out-of-office answer
AUTOREPLY = (
    "X-Autoreply",
    "X-Autorespond",
    "X-Autoresponder",
    "X-Mail-Autoreply",
    "X-AutoReply-From",
    "X-FC-MachineGenerated",
)
BEFORE_RFC_3834 = ("auto_reply", "auto-reply", "vacation")  # of Precedence
BY_A_RULE = ("X-MS-Exchange-Inbox-Rules-Loop", "X-MS-Exchange-ForwardingLoop", "X-MS-Exchange-Forwarded")
BY_A_MAILBOX = "mailbox rules agent"  # what makes out-of-office answers as well
FORWARDED = (
    "X-Forwarded-For",
    "X-Forwarded-To",
    "X-Auto-Forwarded",
    "X-Autoforwarded",
    "X-MS-Exchange-Organization-AutoForwarded",
)
RESENT = ("Resent-From", "Resent-Sender", "Resent-To", "Resent-Date", "Resent-Message-ID")
LISTS = ("List-Id", "List-Post", "Mailing-List")
ANSWER = "ipm.schedule.meeting.resp."
ANSWERS = {
    "pos": InvitationAnswer.ACCEPTED,
    "tent": InvitationAnswer.TENTATIVE,
    "neg": InvitationAnswer.DECLINED,
}


@dataclass(frozen=True)
class ReturnedLetter:
    """The letter that a non-delivery report returns: the address that failed, the status code with which it
    did ("5.1.1"), and its Message-IDs.

    ``failed_by`` has the server that wrote the report, and the one that it says refused the letter; empty
    where it names none. ``for_good`` is false where the report says that the letter is only late, or has
    arrived.
    """

    address: str = ""
    status: str = ""
    message_ids: tuple[str, ...] = ()
    for_good: bool = True
    failed_by: tuple[str, str] = ("", "")


def item_kind(item_class: str, headers: Headers, vote: str = "") -> ItemKind:
    """Return the kind of an item. ``item_class`` is Exchange's own, empty where there is none."""
    name = item_class.lower()
    if NON_DELIVERY.fullmatch(name):
        return ItemKind.NON_DELIVERY
    if name.startswith(RECEIPT):
        return ItemKind.NOTICE
    if report := _report_type(headers):
        return ItemKind.NON_DELIVERY if report == "delivery-status" else ItemKind.NOTICE
    is_away = name.startswith(OUT_OF_OFFICE)
    if is_passed_on(headers, is_away=is_away):
        return ItemKind.PASSED_ON
    if invitation_answer(item_class):
        return ItemKind.MEETING_ANSWER
    if name and name != "ipm.note" and not name.startswith("ipm.note."):
        return ItemKind.OTHER
    if is_away or is_automatic(headers):
        return ItemKind.AUTOMATIC
    if _submitted(headers) or _comes_from_nobody(headers):
        return ItemKind.NOTICE
    return ItemKind.VOTE if vote else ItemKind.MESSAGE


def invitation_answer(item_class: str) -> InvitationAnswer | None:
    """Return the answer to an invitation that an item class stands for; None for any other class."""
    name = item_class.lower()
    return ANSWERS.get(name.removeprefix(ANSWER)) if name.startswith(ANSWER) else None


def is_automatic(headers: Headers) -> bool:
    """Tell whether a machine answered in a person's name: by Auto-Submitted (RFC 3834) or older marks.

    Mail that a machine sends by itself, and that answers nothing, is no automatic reply.
    """
    submitted = _submitted(headers)
    if submitted.startswith("auto-replied"):
        return True
    if submitted.startswith("auto-generated") or _comes_from_nobody(headers):
        return bool(answered_message_ids(headers)) or _is_automatic_subject(headers)
    if _is_marked(headers, AUTOREPLY):
        return True
    return _first(headers, "Precedence").lower() in BEFORE_RFC_3834


def is_passed_on(headers: Headers, *, is_away: bool = False) -> bool:
    """Tell whether a mailbox rule or a list passed on mail that another person may have written.

    Exchange marks everything its rules do by the same headers, out-of-office answers (``is_away``) as well.
    """
    submitted = _submitted(headers)
    if submitted.startswith("auto-forwarded") or _is_marked(headers, (*FORWARDED, *RESENT, *LISTS)):
        return True
    if _first(headers, "Precedence").lower() in ("list", "junk"):
        return True
    made_by = _first(headers, "X-MS-Exchange-Generated-Message-Source").lower()
    is_automatic_reply = is_away or submitted.startswith("auto-replied") or _is_automatic_subject(headers)
    return (made_by == BY_A_MAILBOX or _is_marked(headers, BY_A_RULE)) and not is_automatic_reply


def answered_message_ids(headers: Headers) -> tuple[str, ...]:
    """Return the Message-IDs of In-Reply-To, then of References from the last to the first, each once."""
    replied = MESSAGE_ID.findall(_first(headers, "In-Reply-To"))
    thread = MESSAGE_ID.findall(_first(headers, "References"))
    return tuple(dict.fromkeys([*replied, *reversed(thread)]))[:MOST_ANSWERED]


def parse_report(report: bytes) -> ReturnedLetter:
    """Parse a report in its MIME form (RFC 3464); a report about several addresses names none of them."""
    try:
        return _parse(report)
    except RecursionError:  # anybody can write a message with thousands of parts within parts
        return ReturnedLetter()


def _parse(report: bytes) -> ReturnedLetter:
    message = message_from_bytes(report, policy=policy.compat32)
    recipients: dict[str, Message] = {}  # by address: the block of the report about it
    reporter, ids = "", list[str]()
    for part in _parts(message):
        if part.get_content_type() == "message/delivery-status":
            recipients |= dict(_recipients(part))
            reporter = reporter or _reporter(part)
        if part is not message:
            ids += MESSAGE_ID.findall(str(part.get("Message-ID") or ""))
    ids += answered_message_ids([(name, str(value)) for name, value in message.items()])
    address, block = next(iter(recipients.items())) if len(recipients) == 1 else ("", Message())
    return ReturnedLetter(
        address,
        _status(block),
        tuple(dict.fromkeys(ids)),
        for_good=str(block.get("Action") or "").strip().lower() in ("failed", ""),
        failed_by=(reporter, _refuser(block)),
    )


def _recipients(status: Message) -> Iterator[tuple[str, Message]]:
    """Yield each address of a report, with the block about it."""
    for block in _blocks(status):
        address = _value(block, "Final-Recipient", "Original-Recipient").strip("<>")
        if address:
            yield address, block


def _reporter(status: Message) -> str:
    return next((name for block in _blocks(status) if (name := _value(block, "Reporting-MTA"))), "")


def _refuser(block: Message) -> str:
    """Return the server that refused a letter; older versions of Exchange name it in a field of their own."""
    given = REFUSER.match(str(block.get("X-Supplementary-Info") or ""))
    return _value(block, "Remote-MTA") or (given[1].lower() if given else "")


def _blocks(status: Message) -> Iterator[Message]:
    blocks = status.get_payload()
    yield from (each for each in (blocks if isinstance(blocks, list) else ()) if isinstance(each, Message))


def _value(block: Message, *names: str) -> str:
    """Return the first of these fields of a report that is there, without its type ("dns;", "rfc822;")."""
    field = next((value for name in names if (value := block.get(name))), "")
    return str(field).rpartition(";")[2].strip().lower()


def _status(block: Message) -> str:
    """Return the status code of a recipient; where it says no more than that it failed, the one that their
    mail system gave."""
    status = STATUS.search(str(block.get("Status") or ""))
    given = STATUS.search(str(block.get("Diagnostic-Code") or ""))
    if given and (not status or status[0].endswith(".0.0")):
        return given[0]
    return status[0] if status else ""


def _parts(message: Message) -> Iterator[Message]:
    """Yield all parts, and the headers of a letter that is returned by its headers alone."""
    for part in message.walk():
        yield part
        if part.get_content_type() == "text/rfc822-headers":
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                yield message_from_bytes(content, policy=policy.compat32)


def _report_type(headers: Headers) -> str:
    """Return the type of a report (RFC 6522); empty for any other mail."""
    content = _first(headers, "Content-Type").lower()
    if not content.startswith("multipart/report"):
        return ""
    match = REPORT_TYPE.search(content)
    return match[1] if match else "unknown"


def _submitted(headers: Headers) -> str:
    """Return the Auto-Submitted header of machine mail (RFC 3834); empty for mail that a person sent."""
    value = _first(headers, "Auto-Submitted").lower()
    return "" if value.startswith("no") else value


def _comes_from_nobody(headers: Headers) -> bool:
    """Tell whether nothing may be sent back, which is so of machines' mail alone (RFC 5321, 4.5.5)."""
    return _first(headers, "Return-Path") == "<>"


def _is_marked(headers: Headers, names: Sequence[str]) -> bool:
    return any(_first(headers, name).lower() not in ("", "no", "false") for name in names)


def _is_automatic_subject(headers: Headers) -> bool:
    return _first(headers, "Subject").lower().startswith(AUTOMATIC_SUBJECT)


def _first(headers: Headers, name: str) -> str:
    return next((value.strip() for other, value in headers if other.lower() == name.lower()), "")
