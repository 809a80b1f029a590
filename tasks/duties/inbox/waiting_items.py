"""Items of the mailbox that wait for a person: the desk letter tells of each until somebody puts it aside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from forum.inbox.item_kinds import ItemKind
from forum.inbox.outcomes import WAITING, Outcome
from forum.letters.questions.desk import DeskTask
from forum.text.problem import Problem
from forum.text.wording import capital, clock_time, counted, long_date, telephone
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.names import place_in_words
from tasks.duties.base.office import Office
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.register.groups import Groups, groups
from tasks.register.mailbox import waiting_items
from tasks.register.members.membership import groups_of, membership
from tasks.register.members.people import addresses_that_bounced
from tasks.register.tables import DispatchRow, PersonRow, ReceivedRow

MOST = 10  # items that a desk letter tells of one by one
THEIRS = "If they say that they sent it, reply THEIRS {id}: the file is taken, and the mail put aside."
ASIDE = "Once what it says is on record, reply ASIDE {id} and what was done."
RING = "Ask for the address that works and enter it in the members’ workbook; what is held then goes."


@dataclass(frozen=True)
class WaitingItem:
    """An item in words: ``sender`` is a role, a seat or "somebody else"; never a name or an address."""

    id: UUID
    group: str
    outcome: Outcome
    kind: str
    sender: str
    received_at: dt.datetime
    reason: str


def waiting_in_mailbox(office: Office) -> tuple[WaitingItem, ...]:
    """Return all that waits, the oldest first."""
    today = office.clock.now().date()
    with office.register.reading() as session:
        items = waiting_items(session)
        if not items:  # as on most days
            return ()
        codes = {row.id: row.code for row in groups(session)}
        members = {id: membership(session, id, today) for id in {row.group_id for row in items}}
        return tuple(
            WaitingItem(
                id=row.id,
                group=codes[row.group_id],
                outcome=row.outcome,
                kind=row.kind,
                sender=place_in_words(members[row.group_id], row.person_id, row.received_at.date())
                if row.person_id
                else "somebody else",
                received_at=row.received_at,
                reason=row.reason,
            )
            for row in items
        )


def put_aside(work: UnitOfWork, item: UUID, *, reason: str) -> str:
    """Put an item aside that somebody has looked at; return its id in the mailbox.

    Problem where the item does not wait, or without a reason.
    """
    row = work.session.get(ReceivedRow, item)
    if row is None or row.outcome not in WAITING:
        raise Problem("That item does not wait in the mailbox any more.")
    if not reason.strip():
        raise Problem("Say why, in a few words: the reason is kept with the item.")
    row.outcome, row.decision = Outcome.PUT_ASIDE, reason.strip()
    work.audit("item put aside", received=row.id)
    return row.item


def look_in_the_mailbox(forum: GroupContext, waiting: Sequence[ReceivedRow]) -> Iterator[DeskTask]:
    """Yield what the desk letter says of the mailbox: when, from whom and why, and nothing that was written.

    Items from people on the register come first, so that no flood of strangers' mail hides them.
    """
    for row in sorted(waiting, key=_is_a_strangers)[:MOST]:
        answers = f"{THEIRS} Else: {ASIDE[0].lower()}{ASIDE[1:]}" if row.to_vouch_for else ASIDE
        yield _task(forum, _request(forum, row), f"{row.reason} {answers.format(id=str(row.id)[:8])}".strip())
    if more := len(waiting[MOST:]):
        yield _task(
            forum,
            f"{capital(counted(more, 'more item'))} in the mailbox.",
            "They follow here once those above are put aside.",
        )


def ring_whose_letters_come_back(forum: GroupContext, bounced: Mapping[UUID, dt.date]) -> Iterator[DeskTask]:
    """Yield the people of the group whom the unit is to ring, since letters to them come back."""
    for id, since in bounced.items():
        if forum.membership.is_appointed(id, forum.on):
            person = forum.membership.person(id)
            name_and_phone = f"{person.name}, {telephone(person.phone)}"
            yield _task(
                forum, f"Ring {name_and_phone}: our letters have come back since {long_date(since)}.", RING
            )


def groups_with_mail_to_look_at(session: Session, on: dt.date, only: Groups) -> list[UUID]:
    """Return the groups for whose unit an item waits, or somebody's letters come back."""
    waiting = waiting_items(session, only)
    back = [
        group for person in addresses_that_bounced(session, on) for group in groups_of(session, person, on)
    ]
    return [*(row.group_id for row in waiting), *(group for group in back if only is None or group in only)]


def _is_a_strangers(row: ReceivedRow) -> bool:
    return row.person_id is None or row.outcome is Outcome.QUARANTINED


def _task(forum: GroupContext, request: str, how: str) -> DeskTask:
    return DeskTask(group=forum.group.code, what=request, how=how, by=forum.on)


def _when(at: dt.datetime) -> str:
    return f"{clock_time(at.time())} on {long_date(at.date())}"


def _request(forum: GroupContext, row: ReceivedRow) -> str:
    """Return the request on an item: to ring the writer, or the reader whose letter came back, on the
    number in the register."""
    session = forum.tx.session
    if row.kind is ItemKind.NON_DELIVERY and row.dispatch_id and row.outcome is Outcome.FOR_THE_UNIT:
        reader = session.get_one(PersonRow, session.get_one(DispatchRow, row.dispatch_id).person_id)
        number = telephone(reader.phone)
        return f"Ring {reader.name}, {number}: a report says that our letters to them come back."
    if row.person_id is None:
        return f"Look in the mailbox at {_when(row.received_at)}, from {row.sender or 'an unknown sender'}."
    sender = session.get_one(PersonRow, row.person_id)
    return f"Look in the mailbox at {_when(row.received_at)}, from {sender.name}, {telephone(sender.phone)}."
