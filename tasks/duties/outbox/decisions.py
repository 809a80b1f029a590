"""A person's decisions about a waiting letter: releasing it, cancelling it, resolving its unclear outcome.

Holding everything: nothing leaves, in no group and by no gateway, until the hold is lifted. Sending a
letter again: a new dispatch to the same person, on the next occasion, as a new edition.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.outbox.budget import AT_ONCE
from forum.outbox.states import FINAL, Cause, State, Topic, Validity, dispatch_key
from forum.questions.reasons import audited
from forum.text.checks import checked_line
from forum.text.problem import Problem
from forum.text.wording import clock_time, long_date
from tasks.documents.letters.print_letter import Printed
from tasks.duties.base.office import Office, UnitOfWork
from tasks.mail.sending.queue import AS_IF_NEW, Enclosure, LetterToQueue, queue
from tasks.register.database.register import Transaction
from tasks.register.groups import groups
from tasks.register.members.membership import address_of, membership
from tasks.register.outbox import (
    dispatch_by_key,
    failed_since,
    in_state,
    move,
    recipients_in_words,
    references_of,
    settled_since,
    standing_hold,
)
from tasks.register.tables import DispatchRow, HoldRow, LeaseRow

ORDER = (
    State.FAILED,
    State.ASKED,
    State.UNKNOWN,
    State.HELD,
    State.SUBMITTING,
    State.DRAFTED,
    State.DRAFTING,
    State.QUEUED,
)
BEGUN = "It is being sent, or a run broke off: the next run looks for it."
WHY = {
    State.SUBMITTING: BEGUN,
    State.DRAFTING: BEGUN,
    State.DRAFTED: "It is drafted, and goes with the next run",
    State.QUEUED: "It goes with the next run",
}


@dataclass(frozen=True)
class LetterShown:
    """A letter of the outbox; ``recipient`` in words ("Kent Police, chair")."""

    id: UUID
    state: State
    group: str
    meeting: str
    letter: str
    recipient: str


@dataclass(frozen=True)
class Waiting(LetterShown):
    """A letter that has not gone, since when and why."""

    since: dt.datetime
    why: str


def waiting(office: Office, *, waits: str = "") -> tuple[Waiting, ...]:
    """Return all letters that have not gone, those that need a person first; failed ones show for a month.

    ``waits`` is what the other letters wait for, where nothing leaves.
    """
    since = office.clock.now() - dt.timedelta(days=31)
    with office.register.reading() as session:
        rows = [*in_state(session, *ORDER), *failed_since(session, since)]
        if not rows:  # as on most days
            return ()
        recipients = recipients_in_words(session, rows)
        codes = {group.id: group.code for group in groups(session)}
        references = references_of(session, rows)
        letters = [
            Waiting(
                id=row.id,
                state=row.state,
                group=codes[row.group_id],
                meeting=references.get(row.id, ""),
                letter=row.letter,
                recipient=recipients[row.id],
                since=row.queued_at,
                why=row.reason or _why(row, waits),
            )
            for row in rows
        ]
    return tuple(sorted(letters, key=lambda letter: ORDER.index(letter.state)))


def _why(row: DispatchRow, waits: str) -> str:
    """What a letter with no reason of its own waits for: most go in the hours of the policy, some at any."""
    if row.state not in (State.DRAFTED, State.QUEUED):
        return WHY.get(row.state, "")
    return waits or WHY[row.state] + ("." if row.letter in AT_ONCE else " in working hours.")


def unexplained(office: Office) -> dict[str, int]:
    """Count the letters in Sent Items that nobody has explained yet, by mailbox; empty when all is well."""
    with office.register.reading() as session:
        leases = session.scalars(select(LeaseRow))
        return {lease.mailbox: len(lease.unexplained) for lease in leases if lease.unexplained}


def release(work: UnitOfWork, dispatch_id: UUID, *, reason: str) -> None:
    """Let a held letter go: it is queued again and drafted anew. Problem when it is not held."""
    row = _waiting(work, dispatch_id, State.HELD, what_to_do="only a held letter is released")
    _decide(work, row, State.QUEUED, "released", reason, **AS_IF_NEW)


def release_restored(work: UnitOfWork, group: str | None, *, reason: str) -> int:
    """Let every letter go that a restore held, for a group or for all. Returns how many.

    Problem while Sent Items have letters that nobody has explained: all would be held again.
    """
    if any(work.session.scalars(select(LeaseRow.unexplained))):
        raise Problem(
            "The mailbox has letters that the register does not know of. Look at Sent Items and the "
            "calendar, then: mase outbox restored --by WHO"
        )
    group_ids = [row.id for row in groups(work.session, group)]
    held = in_state(work.session, State.HELD, groups=group_ids)
    rows = [row for row in held if row.cause is Cause.RESTORED]
    for row in rows:
        _decide(work, row, State.QUEUED, "released", reason, **AS_IF_NEW)
    return len(rows)


def cancel(work: UnitOfWork, dispatch_id: UUID, *, reason: str) -> None:
    """Cancel a letter that is queued or held; it never goes. Problem when it is neither."""
    row = _waiting(
        work, dispatch_id, State.QUEUED, State.HELD, what_to_do="only a queued or held one is cancelled"
    )
    _decide(work, row, State.CANCELLED, "cancelled", reason)


def cancel_all(work: UnitOfWork, group: str | None, *, reason: str) -> int:
    """Cancel all that is queued or held for a group, or for all: it never goes. Returns how many letters.

    It is for the end of a shadow month, whose letters the unit has sent itself.
    """
    group_ids = [row.id for row in groups(work.session, group)]
    rows = in_state(work.session, State.QUEUED, State.HELD, groups=group_ids)
    for row in rows:
        _decide(work, row, State.CANCELLED, "cancelled", reason)
    return len(rows)


def resolve(work: UnitOfWork, dispatch_id: UUID, *, is_sent: bool, reason: str) -> None:
    """Settle a letter that nobody could find: it was sent, or else it is tried once more.

    Raises Problem when nobody is asked about the letter.
    """
    row = _waiting(
        work, dispatch_id, State.ASKED, what_to_do="only one whose outcome a person is asked is resolved"
    )
    if is_sent:
        to = State.SENT if row.drafted_to == row.address else State.REHEARSED
        _decide(work, row, to, "said to have gone", reason, sent_at=work.at)
    else:
        again = {**AS_IF_NEW, "attempt": row.attempt + 1}
        _decide(work, row, State.QUEUED, "said not to have gone", reason, **again)


def explain_restored(work: UnitOfWork, mailbox: str) -> None:
    """Say that the letters in Sent Items which the register did not know were looked at: delivery goes on.

    None of them is ever sent again. Problem when there are none.
    """
    lease = work.session.get(LeaseRow, mailbox)
    if lease is None or not lease.unexplained:
        raise Problem(f"The mailbox {mailbox} has no letters that the register cannot explain.")
    count = len(lease.unexplained)
    lease.explained = sorted({*lease.explained, *lease.unexplained})
    lease.unexplained = []
    work.audit("letters of a restored register explained", letters=count)


def _waiting(tx: Transaction, dispatch_id: UUID, *states: State, what_to_do: str) -> DispatchRow:
    row = tx.session.get(DispatchRow, dispatch_id)
    if row is None:
        raise Problem(f"There is no letter {dispatch_id} in the outbox.")
    if row.state not in states:
        raise Problem(f"The letter {str(dispatch_id)[:8]} is {row.state.value}: {what_to_do}.")
    return row


def _decide(tx: Transaction, row: DispatchRow, to: State, word: str, because: str, **changes: Any) -> None:
    if not because.strip():
        raise Problem("Say why, in a few words: the reason is kept with the letter.")
    if not move(tx.session, row, to, decision=f"{word}: {because.strip()}", **changes):
        raise Problem(f"The letter {str(row.id)[:8]} moved on in this moment; look again.")
    tx.audit(f"letter {word}", dispatch=row.id)


WAITS = "It waits for the hold to be lifted."


@dataclass(frozen=True)
class HoldOfEverything:
    """Since when everything is held, and why."""

    since: dt.datetime
    reason: str

    @property
    def words(self) -> str:
        """Return "Everything is held since 9am on 4 January 2027: wrong letters are going out"."""
        since = f"{clock_time(self.since.time())} on {long_date(self.since.date())}"
        return f"Everything has been held since {since}: {self.reason[:1].lower()}{self.reason[1:]}"


def hold_everything(work: UnitOfWork, *, reason: str) -> None:
    """Let nothing leave from now on: letters and invitations wait. Problem when all is held already."""
    if standing_hold(work.session):
        raise Problem("Everything is held already, and stays so until the hold is lifted.")
    work.session.add(HoldRow(placed_at=work.at, reason=_checked(reason)))
    work.audit("everything held", reason=audited(reason))


def resume(work: UnitOfWork, *, reason: str) -> None:
    """Let what waits leave again, each letter checked once more. Problem when nothing is held."""
    hold = standing_hold(work.session)
    if hold is None:
        raise Problem("Nothing is held as a whole.")
    hold.lifted_at, hold.why_lifted = work.at, _checked(reason)
    work.audit("hold lifted", reason=audited(reason))


def hold_in_force(office: Office) -> HoldOfEverything | None:
    """The hold that stands now; None while letters may leave."""
    with office.register.reading() as session:
        return hold_in(session)


def hold_in(session: Session) -> HoldOfEverything | None:
    """The hold that stands in a register; None while letters may leave."""
    hold = standing_hold(session)
    return HoldOfEverything(hold.placed_at, hold.reason) if hold else None


def _checked(reason: str) -> str:
    if checked := checked_line(reason, "reason").strip():
        return checked
    raise Problem("Say why, in a few words: the reason is kept.")


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
