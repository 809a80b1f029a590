"""Queueing a letter to one person in the outbox, in the transaction that caused the letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from forum.letters.taps import short_code
from forum.outbox.conditions import Validity
from forum.outbox.states import State, dispatch_key
from forum.outbox.topic import Topic
from tasks.documents.letters.print_letter import Printed
from tasks.register.database.register import Transaction
from tasks.register.outbox.dispatches import insert_dispatch


@dataclass(frozen=True)
class Enclosure:
    """A document that goes with a letter: its SHA-256 in the register, and the neutral name for readers."""

    sha256: str
    name: str


@dataclass(frozen=True)
class LetterToQueue:
    """A letter to one person, as it goes into the outbox.

    ``name`` is the letter's name. The address is read from the register once more at the moment of
    sending. ``voting`` are the answers that Outlook offers as buttons.
    """

    group_id: UUID
    name: str
    topic: Topic
    person_id: UUID
    address: str
    printed: Printed
    validity: Validity
    attachments: Sequence[Enclosure] = ()
    marking: str = ""
    voting: Sequence[str] = ()

    @property
    def key(self) -> str:
        """The key by which the letter goes once; raises ValueError as ``dispatch_key`` does."""
        return dispatch_key(self.group_id, self.name, self.topic, self.person_id)


def queue(tx: Transaction, letter: LetterToQueue) -> bool:
    """Queue one letter to one person; True when it is new, False when its key is in the outbox already."""
    occasion = letter.topic.occasion
    return insert_dispatch(
        tx.session,
        key=letter.key,
        code=short_code(letter.key),
        group_id=letter.group_id,
        meeting_id=letter.topic.meeting_id,
        subject_id=letter.topic.id,
        letter=letter.name,
        occasion_kind=occasion.kind,
        occasion_day=occasion.day,
        occasion_at=occasion.at,
        occasion_number=occasion.number,
        occasion_about=occasion.about,
        occasion_note=occasion.note,
        edition=occasion.edition,
        person_id=letter.person_id,
        address=letter.address,
        state=State.QUEUED,
        subject=letter.printed.subject,
        text=letter.printed.text,
        html=letter.printed.html,
        marking=letter.marking,
        voting=list(letter.voting),
        attachments=[{"sha256": file.sha256, "name": file.name} for file in letter.attachments],
        conditions=letter.validity.conditions,
        queued_at=tx.at,
        valid_until=letter.validity.until,
    )
