"""The pictures that a letter in the outbox shows, among its attachments."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from tasks.register.documents import fetch
from tasks.register.tables import DispatchRow


def is_shown(row: DispatchRow, name: str) -> bool:
    """Say whether a letter's HTML shows the attachment of that name."""
    return f"cid:{name}" in row.html


def pictures_of(session: Session, row: DispatchRow) -> Mapping[str, bytes]:
    """Return the pictures that a letter shows, by their names."""
    shown = (attachment for attachment in row.attachments if is_shown(row, attachment["name"]))
    return {attachment["name"]: fetch(session, attachment["sha256"]) for attachment in shown}
