"""Items of the mailbox that wait for a person: the desk letter tells of each until somebody puts it aside.

The words of mail that waits for a person: kept while it waits, told at once where an office wrote them or
they may be of a child at risk, and settled by a later reply that is understood.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from forum.concerns.recognise import may_be_worry
from forum.inbox.mailbox_items import WAITING, ItemKind, Outcome
from forum.inbox.sayings import ConcernRaised
from forum.letters.inbox import OwnWords
from forum.letters.questions import DeskTask
from forum.members.membership import Person, Role
from forum.outbox.states import Conditions, Topic, Validity
from forum.text.problem import Problem
from forum.text.wording import capital, clock_time, counted, long_date, telephone
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.names import place_in_words
from tasks.duties.base.office import Office, UnitOfWork
from tasks.duties.base.quoted_words import keep_words, quoted, where_the_rest_is
from tasks.duties.base.subject import OnDesk, Subject
from tasks.duties.base.write_letter import head, write
from tasks.duties.inbox.carry_out.outcomes import Outcomes
from tasks.duties.inbox.incoming_item import IncomingItem
from tasks.mail.protocol.mailer import Dmarc
from tasks.register.groups import Groups, groups
from tasks.register.mailbox import forget_words, waiting_items, words_of_waiting
from tasks.register.members.membership import groups_of, membership, people
from tasks.register.members.people import addresses_that_bounced, people_whose_pa_is_at
from tasks.register.tables import DispatchRow, PersonRow, ReceivedRow, WaitingWordsRow

MailWaiting: TypeAlias = tuple[ReceivedRow, WaitingWordsRow | None]
"""An item that waits, with its words where they are kept."""
MOST = 10  # items that a desk letter tells of one by one
THEIRS = "If they say that they sent it, reply THEIRS {id}: the file is taken, and the mail put aside."
ASIDE = "Once it is dealt with, reply ASIDE {id} and what was done."
DID = {
    ItemKind.MEETING_ANSWER: "answered an invitation",
    ItemKind.AUTOMATIC: "sent an automatic reply",
}
RING = "Ask for the address that works and enter it in the members’ workbook; what is held then goes."


@dataclass(frozen=True)
class WaitingItem:
    """An item in words: ``sender`` is a role, a seat or "somebody else"; never a name or an address."""

    row: ReceivedRow
    group: str
    sender: str


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
                row,
                codes[row.group_id],
                place_in_words(members[row.group_id], row.person_id, row.received_at.date())
                if row.person_id
                else "somebody else",
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
    forget_words(work.session, row)
    work.audit("item put aside", received=row.id)
    return row.item


def mail_that_waits(_office: Office, session: Session, _on: dt.date, only: Groups) -> Iterator[MailWaiting]:
    """Yield the items that wait for the unit, each with its words."""
    rows = waiting_items(session, only)
    words = words_of_waiting(session, {row.id for row in rows})
    for row in rows:
        yield row, words.get(row.id)


def read_what_waits(forum: GroupContext, waiting: Sequence[MailWaiting]) -> Iterator[DeskTask]:
    """Yield what the desk letter says of the mail that waits: who wrote, when, and their words.

    Items from people on the register come first, so that no flood of strangers' mail hides them. What the
    letter's own reader was asked back is not put to them again.
    """
    reader = forum.unit().id
    mail = [
        (row, words)
        for row, words in sorted(waiting, key=_is_a_strangers)
        if not (row.person_id == reader and words and words.may_answer)
    ]
    for row, words in mail[:MOST]:
        yield task_of_item(forum, row, words)
    if more := len(mail[MOST:]):
        yield DeskTask(
            group=forum.group.code,
            what=f"{capital(counted(more, 'more mail'))} {'waits' if more == 1 else 'wait'} for you.",
            how="They follow here once those above are put aside.",
            by=forum.on,
        )


def task_of_item(forum: GroupContext, row: ReceivedRow, words: WaitingWordsRow | None) -> DeskTask:
    """Return what the unit does with a mail that waits: who wrote, when, in answer to which letter of ours,
    the words, and how to be done with it."""
    quote = quoted(forum, words)
    is_ours = row.kind is ItemKind.NON_DELIVERY
    where = "" if is_ours and not words else where_the_rest_is(words, quote)
    answers = f"{THEIRS} Else: {ASIDE[0].lower()}{ASIDE[1:]}" if row.to_vouch_for else ASIDE
    return DeskTask(
        group=forum.group.code,
        what=_who_wrote(forum, row),
        quote=quote,
        how=" ".join(filter(None, (where, row.reason, answers.format(id=str(row.id)[:8])))),
        by=forum.on,
        since=row.received_at.date(),
    )


def letters_that_come_back(
    _office: Office, session: Session, on: dt.date, only: Groups
) -> Iterator[tuple[UUID, UUID, dt.date]]:
    """Yield each group of the people whose letters come back, the person, and the day since when."""
    for person, since in addresses_that_bounced(session, on).items():
        for group in groups_of(session, person, on):
            if only is None or group in only:
                yield group, person, since


def ring_whose_letters_come_back(
    forum: GroupContext, people: Sequence[tuple[UUID, UUID, dt.date]]
) -> Iterator[DeskTask]:
    """Yield the people of the group whom the unit is to ring, since letters to them come back."""
    for _, id, since in people:
        if forum.membership.is_appointed(id, forum.on):
            person = forum.membership.person(id)
            name_and_phone = f"{person.name}, {telephone(person.phone)}"
            yield DeskTask(
                group=forum.group.code,
                what=f"Ring {name_and_phone}: our letters have come back since {long_date(since)}.",
                how=RING,
                by=forum.on,
            )


INBOX = Subject(
    desk=[
        OnDesk(mail_that_waits, read_what_waits),
        OnDesk(letters_that_come_back, ring_whose_letters_come_back),
    ]
)


def _is_a_strangers(mail: MailWaiting) -> bool:
    row, _ = mail
    return row.person_id is None or row.outcome is Outcome.QUARANTINED


def _who_wrote(forum: GroupContext, row: ReceivedRow) -> str:
    """Say who wrote, or seems to have, with the number in the register; when; and in answer to which letter.
    Of a letter that came back, whom to ring."""
    session = forum.tx.session
    if row.kind is ItemKind.NON_DELIVERY and row.dispatch_id and row.outcome is Outcome.FOR_THE_UNIT:
        reader = session.get_one(PersonRow, session.get_one(DispatchRow, row.dispatch_id).person_id)
        number = telephone(reader.phone)
        return f"Ring {reader.name}, {number}: a report says that our letters to them come back."
    at = f"at {clock_time(row.received_at.time())} on {long_date(row.received_at.date())}"
    if row.person_id is None:
        return f"Somebody who is not on the list wrote {at}."
    person = session.get_one(PersonRow, row.person_id)
    place = place_in_words(forum.place_of(person.id), person.id, row.received_at.date())
    who = f"{person.name} ({place}), {telephone(person.phone)}"
    if row.outcome is Outcome.QUARANTINED:
        return f"Mail came in the name of {who}, {at}."
    if row.person_id in people_whose_pa_is_at(session, row.sender):
        who = f"The PA of {who}"
    return f"{who}, {DID.get(row.kind, 'wrote')} {at}{_in_answer_to(session, row)}."


def _in_answer_to(session: Session, row: ReceivedRow) -> str:
    """Return the letter of ours that a mail answers, by its subject without the marking."""
    letter = session.get_one(DispatchRow, row.dispatch_id) if row.dispatch_id else None
    if letter is None or not letter.subject:
        return ""
    subject = letter.subject.removeprefix(f"{letter.marking}: ").removeprefix("Reminder: ")
    return f", in answer to our letter ({subject})"


OFFICES = {
    Role.CHAIR: "the Chair",
    Role.DEPUTY_CHAIR: "the deputy chair",
    Role.UNIT: "the Business Unit",
    Role.BOARD_SECRETARY: "a board’s secretary",
}
"""The offices whose words the unit has within the hour."""
WHO_MAY_WORRY = "somebody who may be worried about a child"
"""Whoever wrote what is no plain worry and may be one: the unit has that within the hour too."""
MOST_AT_ONCE = 10  # letters to an officer in a day; what is more stands in the desk letter
SETTLED = "They have since said what they mean."


def put_before_a_person(item: IncomingItem, row: ReceivedRow, outcomes: Outcomes) -> None:
    """Keep the words of an item that waits, tell the unit at once where an office wrote them or they may be
    a worry, and put aside what the writer has settled by it.

    Of strangers, and of mail whose sender's mail system denies it, nothing is kept (own rule): it may be an
    attack.
    """
    raised = any(consequence["did"] == ConcernRaised.CODE for consequence in row.made_of)
    if row.outcome is Outcome.RECORDED and not raised:
        _settle_earlier(item, row)
    if row.outcome is not Outcome.FOR_THE_UNIT or row.person_id is None or not outcomes.words:
        return
    is_proved = item.mail.dmarc is Dmarc.PASS
    words = keep_words(item.forum, row, outcomes.words, is_proved=is_proved, may_answer=outcomes.may_answer)
    _tell_at_once(item, row, words)


def _settle_earlier(item: IncomingItem, row: ReceivedRow) -> None:
    """Put aside what the writer wrote before to the same letter, where it may have been the answer that they
    have given now (own rule: a statement that is no try at an answer waits until a person has read it)."""
    earlier = select(ReceivedRow).where(
        ReceivedRow.id == WaitingWordsRow.received_id,
        WaitingWordsRow.may_answer,
        ReceivedRow.dispatch_id == row.dispatch_id,
        ReceivedRow.person_id == row.person_id,
    )
    for settled in item.forum.tx.session.scalars(earlier).all():
        settled.outcome, settled.decision = Outcome.PUT_ASIDE, SETTLED
        forget_words(item.forum.tx.session, settled)
        item.forum.tx.audit("item put aside", received=settled.id, by=row.id)


def _tell_at_once(item: IncomingItem, row: ReceivedRow, words: WaitingWordsRow) -> None:
    office = _office(item) or (WHO_MAY_WORRY if may_be_worry(words.words.splitlines()) else "")
    if not office:
        return
    task = task_of_item(item.forum, row, words)
    for officer in _readers(item):
        if _told_today(item, officer) >= MOST_AT_ONCE:
            continue
        write(
            item.forum,
            OwnWords(**head(item.forum, officer, marked=task.quote is not None), office=office, task=task),
            to=officer,
            about=Topic(row.id, meeting_id=item.meeting_id),
            valid=Validity(item.forum.days.add(item.forum.on, 1), Conditions()),
        )


def _office(item: IncomingItem) -> str:
    """Return the office that the writer holds, or acts in today; empty for none."""
    members, on = item.forum.membership, item.on
    for role, words in OFFICES.items():
        holders = [each.person_id for each in members.all_on(on) if each.role is role]
        if item.by in {*holders, *(members.acting_for(holder, on).id for holder in holders)}:
            return words
    return ""


def _readers(item: IncomingItem) -> Iterator[Person]:
    """Yield the officer of the unit who gets its letters; of what an officer wrote, each of the others."""
    if not item.is_from_unit:
        if unit := item.forum.offices.unit(item.forum.on):
            yield item.forum.acting(unit)
        return
    others = (each.id for each in item.forum.membership.officers(item.on) if each.id not in item.senders)
    yield from people(item.forum.tx.session, list(others), item.forum.on)


def _told_today(item: IncomingItem, officer: Person) -> int:
    """Return how many such letters an officer was written today."""
    midnight = dt.datetime.combine(item.forum.tx.at.date(), dt.time())
    today = select(func.count()).where(
        DispatchRow.person_id == officer.id,
        DispatchRow.letter == OwnWords.NAME,
        DispatchRow.queued_at >= midnight,
    )
    return item.forum.tx.session.scalar(today) or 0
