"""The reading of the mailboxes and the letters that confirm what was read, as Prefect tasks.

The clearing of the mailboxes as a run of Prefect's: what it ends with, in words.

No other run needs what recognises the words of a reply, which takes long to import.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import cast
from uuid import UUID

from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed
from prefect.utilities.annotations import quote

from forum.outbox.budget import AT_ONCE
from forum.text.wording import capital
from forum.watch.evidence import Look
from tasks.day import WorkingDay
from tasks.duties.calendar.due_letters import groups_with_confirmations
from tasks.duties.inbox import read_mailbox as inbox
from tasks.duties.retention.clear_mailbox import clear_mailbox
from tasks.mail.protocol.mailer import MailError, SignInError
from tasks.register.groups import groups
from tasks.secretary import deliver_letters, in_sentences, secretarial
from tasks.unforeseen import telling_no_values


async def read_and_confirm(day: WorkingDay) -> str:
    """Read what came by mail, and tell those who wrote what was recorded: they have just written, so the
    hours in which letters go do not count.

    Return why the reading or the delivery ended before its time, in a sentence; empty when neither did.
    """
    unseen = cast("WorkingDay", quote(day))
    not_read, refused = await read_mailbox(unseen)
    look = Look(day.office.clock.now(), due=len(day.mailboxes), failed=refused, stopped=not_read)
    day.looks[inbox.read_mailbox.__name__] = look
    day.note_looks()
    with day.office.register.reading() as session:
        groups = groups_with_confirmations(session)
    not_delivered = await deliver_confirmations(unseen, groups) if groups else ""
    return not_read or not_delivered


@secretarial
async def read_mailbox(day: WorkingDay) -> tuple[str, int]:
    """Return why the reading of a mailbox ended before its time, in a sentence that is empty when none did,
    and how many refused our sign-in."""
    stopped, refused = [], 0
    for each in day.mailboxes:
        try:
            stopped.append(inbox.read_mailbox(day.office, each.mailer, each.address, day.by))
        except SignInError as error:
            stopped.append(str(error))
            refused += 1
    return in_sentences(stopped), refused


@secretarial
async def deliver_confirmations(day: WorkingDay, groups: Sequence[UUID]) -> str:
    """Return why the delivery ended before its time, in a sentence; empty when it did not."""
    return deliver_letters(day, groups, AT_ONCE)


async def clear_mailboxes(day: WorkingDay) -> State[None]:
    """Clear each mailbox; the state says how much left them, and why one could not be reached."""
    with day.office.register.reading() as session:
        all_groups = [group.id for group in groups(session)]
    done: list[str] = []
    failed: list[str] = []
    with telling_no_values():
        for mailbox in day.mailboxes:
            given = mailbox.address, mailbox.carried(all_groups), day.as_of, day.by
            try:
                cleared = await asyncio.to_thread(clear_mailbox, day.office, mailbox.mailer, *given)
            except MailError as error:
                failed.append(str(error))
            else:
                done.append(cleared.in_words)
    words = "; ".join(done)
    if failed:
        return Failed(message=in_sentences([*failed, f"{capital(words)}." if words else ""]))
    return Completed(name=words, message=words)
