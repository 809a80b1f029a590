"""Bounds on how much of an inbox item is looked at, whichever gateway read it."""

from __future__ import annotations

from dataclasses import replace

from tasks.mail.protocol.mailer import ReceivedItem

LONGEST_TEXT = 200_000  # characters of a body that are looked at
LONGEST_HTML = 2_000_000  # characters of a body in HTML that are made text
LONGEST_LINE = 1_000  # characters of a subject or of a Message-ID that is answered
LONGEST_ADDRESS = 320
LONGEST_NAME = 255  # characters of a file's name, from its end
MOST_FILES = 200
TOO_SLOW = "It takes too long to read: open it in the mailbox."


def cut_to_bounds(item: ReceivedItem) -> ReceivedItem:
    """Cut an item to what is dealt with. An address longer than any can be is taken for none."""
    return replace(
        item,
        sender=_sound(item.sender) if len(item.sender) <= LONGEST_ADDRESS else "",
        subject=_sound(item.subject[:LONGEST_LINE]),
        text=_sound(item.text[:LONGEST_TEXT]),
        message_id=_sound(item.message_id),
        answers=tuple(_sound(id) for id in item.answers if len(id) <= LONGEST_LINE),
        vote=_sound(item.vote[:LONGEST_LINE]),
        failed_address=_sound(item.failed_address[:LONGEST_ADDRESS]),
        files=tuple(
            replace(file, name=_sound(file.name[-LONGEST_NAME:])) for file in item.files[:MOST_FILES]
        ),
    )


def _sound(text: str) -> str:
    """Replace characters that no database takes (NUL, halves of a surrogate pair) by a mark."""
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}").encode("utf-8", "replace").decode()
