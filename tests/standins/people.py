"""What people do with their mail: reply, vote, answer an invitation, write."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from tests.standins.items import Coming, File, Item
from tests.standins.post_office import PostOffice


class Threading(StrEnum):
    """What a reply keeps of the thread it belongs to."""

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
    raise NotImplementedError


def reply(
    office: PostOffice,
    address: str,
    item_id: str,
    text: str,
    *,
    files: Sequence[File] = (),
    subject: str = "",
    quote: bool = True,
    threading: Threading = Threading.FULL,
) -> Item:
    """Reply to an item of the inbox, its text quoted below as Outlook does."""
    raise NotImplementedError


def vote(office: PostOffice, address: str, item_id: str, answer: str, text: str = "") -> Item:
    """Press a voting button: the vote goes to the sender as "AGREE: subject"."""
    raise NotImplementedError


def answer_invitation(office: PostOffice, address: str, item_id: str, coming: Coming, text: str = "") -> Item:
    """Accept or decline a meeting request; the answer goes to the organiser."""
    raise NotImplementedError
