"""The clearing of the mailboxes as a run of Prefect's: what it ends with, in words."""

from __future__ import annotations

import asyncio

from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from forum.text.wording import capital
from tasks.day import WorkingDay
from tasks.duties.retention.clear_mailbox import clear_mailbox
from tasks.mail.protocol.mailer import MailError
from tasks.register.groups import groups
from tasks.secretary import in_sentences
from tasks.unforeseen import telling_no_values


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
