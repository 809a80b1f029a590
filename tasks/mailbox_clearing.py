"""The clearing of the mailboxes as a run of Prefect's: what it ends with, in words."""

from __future__ import annotations

import asyncio

from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from tasks.day import WorkingDay
from tasks.duties.retention.clear_mailbox import clear_mailbox
from tasks.mail.protocol.mailer import MailError
from tasks.register.groups import groups
from tasks.unforeseen import telling_no_values


async def clear_mailboxes(day: WorkingDay) -> State[None]:
    """Clear each mailbox; the state says how much left them, or why one could not be reached."""
    with day.office.register.reading() as session:
        all_groups = [group.id for group in groups(session)]
    sentences = []
    with telling_no_values():
        for mailbox in day.mailboxes:
            given = mailbox.address, mailbox.carried(all_groups), day.as_of, day.by
            try:
                cleared = await asyncio.to_thread(clear_mailbox, day.office, mailbox.mailer, *given)
            except MailError as error:
                return Failed(message=str(error))
            sentences.append(cleared.in_words)
    words = "; ".join(sentences)
    return Completed(name=words, message=words)
