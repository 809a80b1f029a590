"""A letter from the mailbox to itself each weekday morning, timed out and back.

It shows that the mailbox sends and receives, which no look at the register does. Each round of the watcher
moves it on by a step and waits for nothing.
"""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

from forum.watch.hours import Hours
from tasks.mail.protocol.mailer import Mailer, SignInError, Whereabouts
from tasks.mail.sending.trial_letter import CLOCKS_DIFFER, TRIAL, draft_and_send, new_items, trial_letter
from tasks.register.database.register import WATCHED, Register
from tasks.register.tables import MorningLetterRow

MORNING = Hours(dt.time(7), dt.time(18))  # a watcher that starts later in the day sends it then
PAUSE_AFTER_REFUSAL = dt.timedelta(hours=1)  # accounts get locked by sign-ins that are refused


def letter_to_move_on(register: Register, mailbox: str) -> MorningLetterRow | None:
    """Return the mailbox's letter of today, or one to be sent; None where there is nothing to do now."""
    now = register.clock.now()
    with register.reading() as session:
        row = session.get(MorningLetterRow, (now.date(), mailbox))
    if row is None:
        is_time = MORNING.on(now.date()) and MORNING.begin <= now.time() < MORNING.end
        return _new_letter(mailbox, now) if is_time else None
    is_refused = row.refused and now - row.refused < PAUSE_AFTER_REFUSAL
    return None if row.back or is_refused else row


def _new_letter(mailbox: str, now: dt.datetime) -> MorningLetterRow:
    key = f"{TRIAL}{uuid4()}/morning/{now:%Y-%m-%d}/mailbox"
    return MorningLetterRow(day=now.date(), mailbox=mailbox, key=key, begun=now)


def move_letter_on(register: Register, mailer: Mailer, row: MorningLetterRow) -> None:
    """Send the letter if it has not gone, and look how far it has come.

    Raises MailError where the mailbox can't be asked; what is known by then is on record.
    """
    now = register.clock.now()
    try:
        _move_on(mailer, row, now)
    except SignInError:
        row.refused = now
        raise
    finally:
        with register.transaction("watch", groups=WATCHED) as tx:
            tx.session.merge(row)


def _move_on(mailer: Mailer, row: MorningLetterRow, now: dt.datetime) -> None:
    """Move the letter on as far as it goes. One without a clear outcome is looked for with the next round;
    it goes to nobody else, so that a second one does no harm."""
    found = mailer.find(row.key)
    if found.where is not Whereabouts.SENT and row.handed_over is None:
        if found.id:
            mailer.delete_draft(found.id)
        draft_and_send(mailer, trial_letter(row.key, row.mailbox, now))
        row.handed_over = now
        found = mailer.find(row.key)
    if found.where is Whereabouts.SENT:
        row.handed_over = row.handed_over or now
        row.sent = found.sent_at or now
        row.back = _back(mailer, row)


def _back(mailer: Mailer, row: MorningLetterRow) -> dt.datetime | None:
    """Return when the letter came to the inbox; None where it has not."""
    items, _ = new_items(mailer, "", row.begun - CLOCKS_DIFFER)
    return next(
        (
            item.received_at
            for item in items
            if item.message_id and mailer.key_of([item.message_id], "") == row.key
        ),
        None,
    )
