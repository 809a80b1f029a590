"""Queueing a letter to one person in the outbox, in the transaction that caused the letter.

An hour for second thoughts: what tells of a cancelled meeting waits, so that WRONG still takes it back.
Releasing letters whose reason for being held has been put right.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.letters.meetings import Cancelled
from forum.letters.taps import short_code
from forum.outbox.states import Cause, State, Topic, Validity, dispatch_key
from tasks.documents.letters.print_letter import Printed
from tasks.mail.sending.run import WITHOUT_DRAFT, DeliveryRun
from tasks.register.database.register import Transaction
from tasks.register.members.people import bounced_people, has_signed
from tasks.register.outbox import in_state, insert_dispatch, move
from tasks.register.tables import DispatchRow, MeetingRow


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


AN_HOUR = dt.timedelta(hours=1)
BETWEEN_RUNS = dt.timedelta(minutes=30)  # so that one follows on the same day, be it late
ON_THEIR_WAY = dt.timedelta(hours=4)  # so soon before a meeting people set out for it: they hear at once


def leave_time_for_second_thoughts(run: DeliveryRun) -> None:
    """Leave the letters on meetings that were cancelled less than an hour ago for a later run, with their
    calendar items; not where no later run is on that day, since people would hear on their way."""
    now = run.register.clock.now()
    fresh = (
        select(DispatchRow, MeetingRow)
        .join(MeetingRow, MeetingRow.id == DispatchRow.meeting_id)
        .where(
            DispatchRow.state == State.QUEUED,
            DispatchRow.letter == Cancelled.NAME,
            DispatchRow.queued_at > now - AN_HOUR,
        )
    )
    with run.register.reading() as session:
        for letter, meeting in session.execute(fresh):
            leaves = letter.queued_at + AN_HOUR
            begins = dt.datetime.combine(meeting.date, meeting.start)
            last_run = dt.datetime.combine(letter.queued_at, run.rules.until) - BETWEEN_RUNS
            if leaves <= last_run and begins - now > ON_THEIR_WAY:
                run.tried_in_vain[State.QUEUED].add(letter.id)
                run.thought_over.add(meeting.id)


AS_IF_NEW = {**WITHOUT_DRAFT, "refusals": 0, "reason": ""}


def releasable(
    session: Session, on: dt.date, groups: Collection[UUID] | None = None
) -> Sequence[DispatchRow]:
    """Return held letters of these groups (all for None) whose recipient now has another address, or has
    signed the agreement, by that day."""
    held = in_state(session, State.HELD, groups=groups)
    letters = [row for row in held if row.cause in (Cause.BOUNCED, Cause.UNSIGNED)]
    bounced = bounced_people(session, on) if letters else frozenset()
    return [row for row in letters if _is_free(session, row, bounced, on)]


def release_now(tx: Transaction, on: dt.date, groups: Collection[UUID] | None = None) -> None:
    """Queue the releasable letters of these groups (all for None) again, within a transaction."""
    for row in releasable(tx.session, on, groups):
        move(tx.session, row, State.QUEUED, **AS_IF_NEW)
        with tx.on_chain_of(row.group_id):
            tx.audit("letter released", dispatch=row.id)


def release(run: DeliveryRun) -> None:
    """Queue the releasable letters again, as a step of delivery.

    Each run looks, since an address is good from its first day, whenever it was entered.
    """
    with run.register.reading() as session:
        groups = {row.group_id for row in releasable(session, run.as_of)}
    if groups:
        with run.transaction(groups) as turn:
            release_now(turn.tx, run.as_of, groups)


def _is_free(session: Session, row: DispatchRow, bounced: frozenset[UUID], on: dt.date) -> bool:
    if row.cause is Cause.BOUNCED:
        return row.person_id not in bounced
    return has_signed(session, row.person_id, on)
