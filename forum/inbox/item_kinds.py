"""The kinds of items that the service's mailbox receives."""

from __future__ import annotations

from enum import StrEnum


class ItemKind(StrEnum):
    """The kind of an item of the inbox, by the marks that mail systems put on it."""

    MESSAGE = "message"
    VOTE = "vote"
    MEETING_ANSWER = "answer to an invitation"
    NON_DELIVERY = "non-delivery report"
    AUTOMATIC = "automatic reply"
    NOTICE = "notice of a machine"  # a receipt, or other mail that no person wrote and no person waits for
    PASSED_ON = "passed on by a machine"  # by a rule of a person's mailbox, or by a list
    OTHER = "other"
