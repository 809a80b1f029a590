"""The record of a meeting: the workbook made ready for the unit, and filed when it comes back."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from tasks.duties.office import Office


@dataclass(frozen=True)
class Filed:
    """What filing a record did.

    ``changed`` is empty at the first filing; when filed again it says in words what is different from before,
    and ``edition`` counts up.
    """

    meeting: str
    edition: int
    seats_present: int
    seats_needed: int
    quorate: bool
    decisions: tuple[str, ...]  # references
    actions: tuple[str, ...]  # references
    new_people: tuple[UUID, ...]
    changed: tuple[str, ...]


def prefilled_record(office: Office, meeting_id: UUID) -> bytes:
    """The record workbook of a meeting, with seats, apologies, deputies, items, papers and open actions."""
    raise NotImplementedError


def file_record(office: Office, meeting_id: UUID, content: bytes, by: str) -> Filed:
    """File the record of a meeting from its workbook, or file it again with a trail of what changed.

    Everything is recorded or, with one Problem that lists every faulty cell, nothing is.
    """
    raise NotImplementedError
