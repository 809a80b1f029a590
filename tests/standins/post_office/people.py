"""The deeds of people with their mail: to reply, vote, answer an invitation, write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from html import escape

from tests.standins.bodies import as_html, as_text
from tests.standins.post_office import meetings
from tests.standins.post_office.items import VERB_RESPONSE, Coming, File, Item, ItemClass, Person, topic
from tests.standins.post_office.mailbox import Mailbox
from tests.standins.post_office.post_office import PostOffice, PostOfficeError


class Threading(StrEnum):
    """The headers of its thread that a reply keeps."""

    FULL = "full"  # In-Reply-To, References and conversation
    CONVERSATION = "conversation"  # no headers
    NONE = "none"  # a new letter with the old subject


def write(
    office: PostOffice,
    address: str,
    to: Sequence[str],
    subject: str,
    text: str,
    *,
    html: str = "",
    files: Sequence[File] = (),
    headers: Sequence[tuple[str, str]] = (),
    item_class: str = "IPM.Note",
) -> Item:
    """Write a new letter; the copy in Sent Items."""
    item = Item(
        subject=subject,
        text=text,
        html=html,
        to=tuple(Person(each.lower()) for each in to),
        files=tuple(files),
        headers=tuple(headers),
        item_class=item_class,
    )
    return _send(office, office.mailbox(address), item)


def reply(
    office: PostOffice,
    address: str,
    item_id: str,
    text: str,
    *,
    files: Sequence[File] = (),
    subject: str = "",
    quote: bool = True,
    html: bool = False,
    threading: Threading = Threading.FULL,
) -> Item:
    """Reply to an item of the inbox, its text quoted below as Outlook does, in text or in HTML."""
    mailbox = office.mailbox(address)
    original = _item(mailbox, item_id)
    item = Item(
        subject=subject or f"RE: {topic(original.subject)}",
        text="" if html else f"{text}\n\n{_quoted(original)}" if quote else text,
        html=_in_html(text, original if quote else None) if html else "",
        to=original.reply_to or ((original.sender,) if original.sender else ()),
        files=tuple(files),
    )
    if threading is not Threading.NONE:
        item.conversation = original.conversation
    if threading is Threading.FULL:
        item.in_reply_to = original.message_id
        item.references = f"{original.references} {original.message_id}".strip()
    mailbox.mark_read(original)
    return _send(office, mailbox, item)


def vote(office: PostOffice, address: str, item_id: str, answer: str, text: str = "") -> Item:
    """Press a voting button: the vote goes to the sender as "AGREE: subject"."""
    mailbox = office.mailbox(address)
    original = _item(mailbox, item_id)
    item = Item(
        subject=f"{answer}: {topic(original.subject)}",
        text=text,
        to=(original.sender,) if original.sender else (),
        in_reply_to=original.message_id,
        references=f"{original.references} {original.message_id}".strip(),
        conversation=original.conversation,
        properties={VERB_RESPONSE: answer},
    )
    return _send(office, mailbox, item)


def answer_invitation(office: PostOffice, address: str, item_id: str, coming: Coming, text: str = "") -> Item:
    """Accept or decline a meeting request; the answer goes to the organiser."""
    mailbox = office.mailbox(address)
    original = _item(mailbox, item_id)
    if original.item_class != ItemClass.REQUEST:
        raise PostOfficeError("ErrorInvalidRequest", "This item is no meeting request.")
    with office.lock:
        for event in mailbox.find_anywhere("uid", meetings.meeting_of(original).uid):
            if event.item_class == ItemClass.EVENT:
                event.meeting = replace(meetings.meeting_of(event), coming=coming)
                mailbox.touch(event)
        return _send(office, mailbox, meetings.answer(original, mailbox.person, coming, text))


def _send(office: PostOffice, mailbox: Mailbox, item: Item) -> Item:
    letter = office.send(mailbox, item)
    assert letter
    return letter


def _item(mailbox: Mailbox, item_id: str) -> Item:
    if item_id not in mailbox.items:
        raise PostOfficeError("ErrorItemNotFound", "The specified object was not found in the store.")
    return mailbox.items[item_id]


def _quoted(original: Item) -> str:
    """The letter being answered, below the answer, as Outlook puts it there in plain text."""
    heading = "\n".join(f"{name}: {value}" for name, value in _heading(original).items())
    return f"________________________________\n{heading}\n\n{as_text(original.text, original.html)}"


def _in_html(text: str, original: Item | None) -> str:
    """An answer as Outlook writes it in HTML, with the letter being answered below."""
    lines = "".join(f'<p class="MsoNormal">{escape(line) or "&nbsp;"}</p>' for line in text.split("\n"))
    below = ""
    if original:
        heading = "<br>".join(f"<b>{name}:</b> {escape(value)}" for name, value in _heading(original).items())
        line = "border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"
        quoted = as_html(original.text, original.html)
        below = f'<div style="{line}"><p class="MsoNormal">{heading}</p></div>{quoted}'
    return f'<html><body lang="EN-GB"><div class="WordSection1">{lines}{below}</div></body></html>'


def _heading(original: Item) -> dict[str, str]:
    sender = original.sender or Person("")
    return {
        "From": f"{sender.name or sender.address} <{sender.address}>",
        "Sent": f"{original.sent_at:%d %B %Y %H:%M}" if original.sent_at else "",
        "To": "; ".join(person.name or person.address for person in original.to),
        "Subject": original.subject,
    }
