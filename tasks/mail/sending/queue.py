"""Queueing a letter to one person in the outbox, in the transaction that caused the letter."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

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
    attachments: Sequence[Enclosure] = (),
    conditions: Mapping[str, Any] | None = None,
    marking: str = "",
    voting: Sequence[str] = (),
) -> bool:
    """Queue one letter to one person; True when it is new, False when its key is in the outbox already.

    ``letter`` is the letter's name and ``occasion`` tells its repeats apart ("first", "2027-01-18").
    ``conditions`` is what must still be true at the moment of sending, see ``tasks.mail.sending.checks``; ids
    and days may stand in it as they are. ``voting`` are the answers that Outlook offers as buttons. After
    ``valid_until`` the letter lapses. Where it goes to is read from the register once more then.
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
        attachments=[{"sha256": one.sha256, "name": one.name} for one in attachments],
        conditions=json.loads(json.dumps(conditions or {}, default=str)),
        queued_at=tx.at,
        valid_until=valid_until,
    )
