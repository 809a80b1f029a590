"""Queueing a letter to one person in the outbox, in the transaction that caused the letter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from forum.outbox.conditions import Conditions
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


def queue(
    tx: Transaction,
    *,
    group_id: UUID,
    letter: str,
    subject_id: UUID,
    occasion: str,
    person_id: UUID,
    address: str,
    meeting_id: UUID | None,
    printed: Printed,
    valid_until: dt.date,
    conditions: Conditions,
    attachments: Sequence[Enclosure] = (),
    marking: str = "",
    voting: Sequence[str] = (),
) -> bool:
    """Queue one letter to one person; True when it is new, False when its key is in the outbox already.

    ``letter`` is the letter's name and ``occasion`` tells its repeats apart ("first", "2027-01-18").
    ``conditions`` must still hold at the moment of sending; where it goes to is read from the register once
    more then. ``voting`` are the answers that Outlook offers as buttons. After ``valid_until`` it lapses.
    """
    return insert_if_absent(
        tx.session,
        DispatchRow.key,
        key=dispatch_key(group_id, subject_id, letter, occasion, person_id),
        group_id=group_id,
        meeting_id=meeting_id,
        subject_id=subject_id,
        letter=letter,
        occasion=occasion,
        person_id=person_id,
        address=address,
        state=State.QUEUED,
        subject=printed.subject,
        text=printed.text,
        html=printed.html,
        marking=marking,
        voting=list(voting),
        attachments=[{"sha256": attachment.sha256, "name": attachment.name} for attachment in attachments],
        conditions=conditions,
        queued_at=tx.at,
        valid_until=valid_until,
    )
