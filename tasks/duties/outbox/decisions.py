"""A person's decisions about a waiting letter: releasing it, cancelling it, resolving its unclear outcome."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from forum.outbox.causes import Cause
from forum.outbox.states import State
from forum.text.problem import Problem
from tasks.duties.base.office import Office
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.mail.sending.release_held import AS_IF_NEW
from tasks.register.database.register import Transaction
from tasks.register.groups import groups
from tasks.register.outbox.dispatches import failed_since, in_state, move, recipients_in_words, references_of
from tasks.register.tables import DispatchRow, LeaseRow

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
    State.DRAFTED: "It is drafted, and goes with the next run.",
    State.QUEUED: "It goes with the next run.",
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
    why = {**WHY, State.DRAFTED: waits, State.QUEUED: waits} if waits else WHY
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
                why=row.reason or why.get(row.state, ""),
            )
            for row in rows
        ]
    return tuple(sorted(letters, key=lambda letter: ORDER.index(letter.state)))


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
