"""Sending a letter again: a new dispatch to the same person, on the next occasion, as a new edition."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy.orm import Session

from forum.outbox.conditions import Validity
from forum.outbox.states import FINAL, dispatch_key
from forum.outbox.topic import Topic
from forum.questions.reasons import audited
from forum.text.checks import checked_line
from forum.text.problem import Problem
from tasks.documents.letters.print_letter import Printed
from tasks.duties.base.office import Office
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.duties.outbox.decisions import LetterShown
from tasks.mail.sending.queue import Enclosure, LetterToQueue, queue
from tasks.register.database.register import Transaction
from tasks.register.groups import groups
from tasks.register.members.membership import address_of, membership
from tasks.register.outbox.dispatches import (
    dispatch_by_key,
    recipients_in_words,
    references_of,
    settled_since,
)
from tasks.register.tables import DispatchRow

USEFUL_FOR = dt.timedelta(days=7)  # a letter sent again is of use at least as long


@dataclass(frozen=True)
class Settled(LetterShown):
    """A letter that has come to its end, and when."""

    at: dt.datetime
    files: int


def settled_letters(office: Office, since: dt.date, group: str | None = None) -> tuple[Settled, ...]:
    """The letters that came to their end since a day, the latest first. Problem for an unknown group."""
    begin = dt.datetime.combine(since, dt.time())
    with office.register.reading() as session:
        codes = {row.id: row.code for row in groups(session, group)}
        rows = settled_since(session, begin, codes)
        recipients, references = recipients_in_words(session, rows), references_of(session, rows)
        return tuple(
            Settled(
                id=row.id,
                state=row.state,
                group=codes[row.group_id],
                meeting=references.get(row.id, ""),
                letter=row.letter,
                recipient=recipients[row.id],
                at=row.sent_at or row.queued_at,
                files=len(row.attachments),
            )
            for row in rows
        )


def send_again(work: UnitOfWork, dispatch_id: UUID, *, reason: str) -> UUID:
    """Queue a settled letter once more for the person it was for; the id of the new dispatch.

    What must be true at the moment of sending must be true of it too. Problem when it has not come to its
    end, is on its way again already, or its reader has left.
    """
    row = work.session.get(DispatchRow, dispatch_id)
    if row is None:
        raise Problem(f"There is no letter {dispatch_id}; 'mase outbox sent' lists those that have gone.")
    short = str(row.id)[:8]
    if row.state not in FINAL:
        raise Problem(
            f"The letter {short} is {row.state.value}: only one that has come to its end is sent again. "
            "'mase outbox' says what to do with it."
        )
    decision = checked_line(reason, "reason").strip()
    if not decision:
        raise Problem("Say why, in a few words: the reason is kept with the letter.")
    if not row.text:
        raise Problem(f"The words of letter {short} have been disposed of: there is nothing to send again.")
    topic = _next_edition(work.session, row)
    queue(
        work,
        LetterToQueue(
            group_id=row.group_id,
            name=row.letter,
            topic=topic,
            person_id=row.person_id,
            address=_address(work, row),
            printed=Printed(row.subject, row.text, row.html),
            validity=Validity(max(row.valid_until, (work.at + USEFUL_FOR).date()), row.conditions),
            attachments=[
                Enclosure(attachment["sha256"], attachment["name"]) for attachment in row.attachments
            ],
            marking=row.marking,
            voting=row.voting,
        ),
    )
    work.audit("letter queued", letter=row.letter, person=row.person_id, meeting=row.meeting_id)
    again = dispatch_by_key(work.session, _key(row, topic))
    assert again is not None
    again.decision = f"sent again: {decision}"
    work.audit("letter sent again", dispatch=row.id, anew=again.id, reason=audited(decision))
    return again.id


def _address(tx: Transaction, row: DispatchRow) -> str:
    """Return the reader's address of today. Problem when they have left, or have none."""
    today = tx.at.date()
    members = membership(tx.session, row.group_id, today)
    if row.conditions.appointed and not members.is_appointed(row.person_id, today):
        raise Problem(
            f"The reader of letter {str(row.id)[:8]} no longer belongs to the group: nothing goes to them."
        )
    address = address_of(tx.session, row.person_id, today)
    if not address:
        raise Problem(
            f"The register has no address for the reader of letter {str(row.id)[:8]}. Give them one with "
            "'mase member address' or in the members’ workbook."
        )
    return address


def _next_edition(session: Session, row: DispatchRow) -> Topic:
    """Return the topic of the next edition. Problem while an earlier one is still on its way."""
    topic = Topic(row.subject_id, replace(row.occasion, edition=2), row.meeting_id)
    while earlier := dispatch_by_key(session, _key(row, topic)):
        if earlier.state not in FINAL:
            raise Problem(
                f"The letter {str(row.id)[:8]} is being sent again already, as {str(earlier.id)[:8]}: "
                "'mase outbox' shows its state."
            )
        topic = topic.next_edition()
    return topic


def _key(row: DispatchRow, topic: Topic) -> str:
    return dispatch_key(row.group_id, row.letter, topic, row.person_id)
