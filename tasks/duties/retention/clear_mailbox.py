"""Clearing a mailbox of letters that went, and of mail that was dealt with, after the policies' days.

Of a letter the mailbox has a copy: the register keeps its words. Of mail it has the only words, so that a
hold on disposal keeps it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.inbox.mailbox_items import WAITING
from forum.retention import Hold, RecordKind
from forum.text.wording import count
from tasks.duties.base.office import Office, UnitOfWork, read_only, unit_of_work
from tasks.duties.outbox.decisions import hold_in
from tasks.duties.retention.disposal_list import holds_of
from tasks.mail.protocol.mailer import Mailer
from tasks.register.members.people import people_who_had
from tasks.register.tables import GroupRow, ReceivedRow

AT_ONCE = 50  # mails, after which it is noted that they have gone
MOST = 5_000  # mails in one run


@dataclass(frozen=True)
class Cleared:
    """The letters and the mails that left a mailbox; with a reason why it was left as it is."""

    letters: int = 0
    mails: int = 0
    left_because: str = ""

    @property
    def in_words(self) -> str:
        """Return what was done, for the state of a run."""
        if self.left_because:
            return self.left_because
        return f"{count(self.letters, 'letter')} and {count(self.mails, 'mail')} left the mailbox"


def clear_mailbox(
    office: Office, mailer: Mailer, mailbox: str, groups: Collection[UUID], as_of: dt.date, by: str
) -> Cleared:
    """Clear the mailbox of these groups (own rule).

    While everything is held, which a restored register is, it is left as it is: what lies there may be needed
    to see what went. Raises MailError where the mailbox can't be reached.
    """
    with read_only(office, by, as_of) as work:
        if hold_in(work.session):
            return Cleared(left_because="The mailbox was left as it is, since everything is held")
        rows = [row for row in _groups(work, groups) if row.policy in office.policies]
        if not rows:
            return Cleared(left_because="No group has a policy that says for how long the mailbox keeps mail")
        days = max(office.policy(row).retention.in_mailbox for row in rows)
    before = dt.datetime.combine(as_of - dt.timedelta(days=days), dt.time())
    letters, mails = mailer.delete_sent(before), 0
    while mails < MOST and (portion := _next_portion(office, mailbox, [row.id for row in rows], before, by)):
        for _, item in portion:
            mailer.delete_item(item)
        with unit_of_work(office, by, as_of) as work:
            for id, _ in portion:
                work.session.get_one(ReceivedRow, id).left_mailbox_on = work.on
            work.audit("mail deleted from the mailbox", number=len(portion))
        mails += len(portion)
    return Cleared(letters, mails)


def _next_portion(
    office: Office, mailbox: str, groups: Collection[UUID], before: dt.datetime, by: str
) -> Sequence[tuple[UUID, str]]:
    """Return mails to delete next; none once everything is held. Holds are asked each time: to delete what
    there is takes minutes."""
    with read_only(office, by) as work:
        if hold_in(work.session):
            return ()
        holds = {row.id: holds_of(work, row) for row in _groups(work, groups)}
        return _dealt_with(work.session, mailbox, before, holds)


def _groups(work: UnitOfWork, ids: Collection[UUID]) -> Sequence[GroupRow]:
    return work.session.scalars(select(GroupRow).where(GroupRow.id.in_(ids))).all()


def _dealt_with(
    session: Session, mailbox: str, before: dt.datetime, holds: Mapping[UUID, Sequence[Hold]]
) -> list[tuple[UUID, str]]:
    """Return mails that nobody waits for any more and that no hold keeps: the id of each, and that in the
    mailbox."""
    rows = session.execute(
        select(
            ReceivedRow.id, ReceivedRow.item, ReceivedRow.group_id, ReceivedRow.person_id, ReceivedRow.sender
        )
        .where(
            ReceivedRow.mailbox == mailbox,
            ReceivedRow.received_at < before,
            ReceivedRow.outcome.not_in(WAITING),
            ReceivedRow.left_mailbox_on.is_(None),
            ReceivedRow.group_id.in_(holds),
        )
        .order_by(ReceivedRow.received_at)
    )
    free = (
        (id, item)
        for id, item, group_id, person_id, sender in rows
        if not _is_held(session, holds[group_id], {person_id}, sender)
    )
    return list(islice(free, AT_ONCE))


def _is_held(session: Session, holds: Sequence[Hold], people: set[UUID | None], sender: str) -> bool:
    """Say whether a hold keeps a mail of these people; also one on a person who has, or had, its sender's
    address."""
    if any(hold.person for hold in holds):
        people = people | people_who_had(session, [sender])
    return any(hold.covers({RecordKind.MAIL}, people) for hold in holds)
