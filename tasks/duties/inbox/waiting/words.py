"""The words of mail that waits for a person: kept while it waits, told at once where an office wrote them or
they may be of a child at risk, and settled by a later reply that is understood."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sqlalchemy import func, select

from forum.concerns.recognise import may_be_worry
from forum.inbox.outcomes import Outcome
from forum.inbox.sayings import ConcernRaised
from forum.letters.inbox import OwnWords
from forum.members.membership import Person, Role
from forum.outbox.conditions import Conditions, Validity
from forum.outbox.topic import Topic
from tasks.duties.base.quoted_words import keep_words
from tasks.duties.base.write_letter import head, write
from tasks.duties.inbox.carry_out.outcomes import Outcomes
from tasks.duties.inbox.incoming_item import IncomingItem
from tasks.duties.inbox.waiting.items import task_of_item
from tasks.mail.protocol.mailer import Dmarc
from tasks.register.mailbox import forget_words
from tasks.register.members.membership import people
from tasks.register.tables import DispatchRow, ReceivedRow, WaitingWordsRow

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
    for settled in item.session.scalars(earlier).all():
        settled.outcome, settled.decision = Outcome.PUT_ASIDE, SETTLED
        forget_words(item.session, settled)
        item.tx.audit("item put aside", received=settled.id, by=row.id)


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
    yield from people(item.session, list(others), item.forum.on)


def _told_today(item: IncomingItem, officer: Person) -> int:
    """Return how many such letters an officer was written today."""
    midnight = dt.datetime.combine(item.tx.at.date(), dt.time())
    today = select(func.count()).where(
        DispatchRow.person_id == officer.id,
        DispatchRow.letter == OwnWords.NAME,
        DispatchRow.queued_at >= midnight,
    )
    return item.session.scalar(today) or 0
