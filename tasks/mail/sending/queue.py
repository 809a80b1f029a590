"""Queueing a letter to one person in the outbox, in the transaction that caused the letter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from forum.outbox.conditions import Conditions
from forum.outbox.occasions import Occasion
from forum.outbox.states import State, dispatch_key
from tasks.documents.letters.print_letter import Printed
from tasks.register.database.insert_if_absent import insert_if_absent
from tasks.register.database.register import Transaction
from tasks.register.tables import DispatchRow


@dataclass(frozen=True)
class Enclosure:
    """A document that goes with a letter: its SHA-256 in the register, and the neutral name for readers."""

    sha256: str
    name: str


@dataclass(frozen=True)
class LetterToQueue:
    """A letter to one person, as it goes into the outbox.

    ``name`` is the letter's name. ``conditions`` must still hold at the moment of sending; the address
    is read from the register once more then. ``voting`` are the answers that Outlook offers as buttons. After
    ``valid_until`` it lapses.
    """

    group_id: UUID
    name: str
    subject_id: UUID
    occasion: Occasion
    person_id: UUID
    address: str
    meeting_id: UUID | None
    printed: Printed
    valid_until: dt.date
    conditions: Conditions
    attachments: Sequence[Enclosure] = ()
    marking: str = ""
    voting: Sequence[str] = ()

    @property
    def key(self) -> str:
        """The key by which the letter goes once; raises ValueError as ``dispatch_key`` does."""
        return dispatch_key(self.group_id, self.subject_id, self.name, self.occasion, self.person_id)


def queue(tx: Transaction, letter: LetterToQueue) -> bool:
    """Queue one letter to one person; True when it is new, False when its key is in the outbox already."""
    return insert_if_absent(
        tx.session,
        DispatchRow.key,
        key=letter.key,
        group_id=letter.group_id,
        meeting_id=letter.meeting_id,
        subject_id=letter.subject_id,
        letter=letter.name,
        occasion_kind=letter.occasion.kind,
        occasion_day=letter.occasion.day,
        occasion_at=letter.occasion.at,
        occasion_number=letter.occasion.number,
        occasion_about=letter.occasion.about,
        occasion_note=letter.occasion.note,
        edition=letter.occasion.edition,
        person_id=letter.person_id,
        address=letter.address,
        state=State.QUEUED,
        subject=letter.printed.subject,
        text=letter.printed.text,
        html=letter.printed.html,
        marking=letter.marking,
        voting=list(letter.voting),
        attachments=[{"sha256": file.sha256, "name": file.name} for file in letter.attachments],
        conditions=letter.conditions,
        queued_at=tx.at,
        valid_until=letter.valid_until,
    )
