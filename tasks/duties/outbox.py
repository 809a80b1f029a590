"""What a person decides about a letter that waits: release it, cancel it, say what became of it."""

from __future__ import annotations

from uuid import UUID

from tasks.duties.office import Office


def release(office: Office, dispatch_id: UUID, *, by: str, reason: str) -> None:
    """Let a held letter go: it is queued again and drafted anew. Problem when it is not held."""
    raise NotImplementedError


def cancel(office: Office, dispatch_id: UUID, *, by: str, reason: str) -> None:
    """Cancel a letter that is queued or held; it never goes. Problem when it is neither."""
    raise NotImplementedError


def resolve(office: Office, dispatch_id: UUID, *, went: bool, by: str, reason: str) -> None:
    """Say of a letter nobody could find whether it went; if not, it is tried once more. Problem when not asked."""
    raise NotImplementedError


def resolve_mailbox(office: Office, mailbox: str, *, by: str, reason: str) -> None:
    """Say that the letters in Sent Items which the register did not know have been looked at: delivery goes on.

    None of them is ever sent again. Problem when there are none.
    """
    raise NotImplementedError
