"""Checks of a letter's size, address and subject, made before any mail server is offered the letter."""

from __future__ import annotations

from forum.text.addresses import checked_address
from forum.text.problem import Problem
from tasks.mail.protocol.mailer import Mail, UnsendableError
from tasks.mail.protocol.properties import verb_stream

LONGEST_SUBJECT = 255  # characters: Exchange takes no more
HEADERS = 5_000  # bytes of a letter besides its words and attachments
WORDS = 200_000  # bytes that the words of a letter have at most


def size_in_transit(mail: Mail) -> int:
    """Return the bytes of a letter in transit: base64 makes 1.37 of each byte attached, with line ends."""
    attached = sum(len(attachment.content) for attachment in mail.attachments)
    return len(mail.html.encode()) + len(mail.text.encode()) + _travelling(attached)


def attachments_fit(attached: int, largest: int) -> bool:
    """Tell whether so many bytes may be attached to a letter that is still to be written."""
    return WORDS + _travelling(attached) <= largest


def _travelling(attached: int) -> int:
    return HEADERS + attached * 137 // 100


def why_letter_is_refused(mail: Mail, largest: int) -> UnsendableError | None:
    """Return why no server is offered this letter; None when it may go. ``largest`` is bytes in transit."""
    if size_in_transit(mail) > largest:
        return UnsendableError(
            f"With its attachments the letter is larger than the {largest / 1_000_000:g} MB that may be sent "
            "(MASE_LARGEST_LETTER_MB). Send less with it."
        )
    if not _can_be_written(mail):
        return UnsendableError("The letter has an address or a subject that no mail can hold.")
    return None


def _can_be_written(mail: Mail) -> bool:
    """Tell whether a mail can hold the letter.

    The mail libraries would take line ends in a subject, and several addresses for one.
    """
    try:
        checked_address(mail.to)
        verb_stream(mail.voting)
    except (Problem, ValueError):
        return False
    if len(mail.subject) > LONGEST_SUBJECT:
        return False
    return not any(ord(character) < 32 for character in mail.subject + mail.marking)
