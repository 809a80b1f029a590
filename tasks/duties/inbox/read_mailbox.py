"""Read the mailbox: handle each new item once, and lose none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

from forum.inbox.mailbox_items import ItemKind, Outcome, category
from forum.inbox.reading.reply_text import TooLong
from forum.letters.inbox import TO_THE_DESK
from forum.letters.parts import Unclear
from tasks.duties.base.group_context import group_context
from tasks.duties.base.office import Office, UnitOfWork, read_only, unit_of_work
from tasks.duties.inbox.answered_letter import read_as_reply
from tasks.duties.inbox.carry_out.files import LARGEST_FILE
from tasks.duties.inbox.carry_out.outcomes import Files, Outcomes
from tasks.duties.inbox.confirm import confirm
from tasks.duties.inbox.incoming_item import IncomingItem, a_group, identify
from tasks.duties.inbox.other_items import pass_on_questions, record_bounce, record_calendar_answer
from tasks.duties.inbox.replies import carry_out_reply, files_wanted, raise_concerns_of
from tasks.duties.inbox.unproved_senders import keep_proposal, keep_sayings
from tasks.duties.inbox.waiting import put_before_a_person
from tasks.limited.runner import FetchedReadings, LimitExceeded
from tasks.mail.incoming.plain_text import TOO_SLOW, cut_to_bounds
from tasks.mail.protocol.mailer import BusyError, Mailer, MailError, ReceivedItem, SignInError
from tasks.register.audit.trail import all_heads
from tasks.register.database.register import WATCHED, Transaction
from tasks.register.mailbox import (
    count_failed_try,
    cursor_of,
    item_on_record,
    message_digest,
    read_since,
    store_cursor,
)
from tasks.register.tables import DispatchRow, ReceivedRow

TRIES = 6  # runs that ask for an item which the gateway can't show,
TRIED_FOR = dt.timedelta(hours=1)  # for at least so long: two minutes of a busy inbox have six runs
UNREADABLE = "The mailbox could not show us all of it."
NOT_OPENED = Unclear(
    why="Your mail has come, but it could not be opened here.",
    how="Send it again, or ring the Business Unit, which has your mail and will look at it.",
)
UNEXPECTED = "It is of a kind we could not deal with ({fault})."
PASSED_ON = (
    "It was forwarded automatically or by a mailing list, so it counts as nobody’s reply: read it, and ask "
    "whoever it is from."
)
ENDED = "Its group has ended, so nothing was recorded."
PAUSED = "Its group was paused when it came, so nothing was recorded: put it on record by a command."
UNKNOWN_KIND = "It is neither a mail nor an answer to an invitation."


def put_to_the_unit(reason: str) -> Callable[[IncomingItem, Files], Outcomes]:
    """Leave to the unit what is nobody's word, of no kind we know, or could not be read; what must reach a
    person at once does."""

    def put(incoming: IncomingItem, _files: Files) -> Outcomes:
        outcomes = Outcomes()
        if not raise_concerns_of(incoming, outcomes):
            outcomes.for_the_unit.append(incoming.mail.unreadable or reason)
        return outcomes

    return put


HANDLERS: Mapping[ItemKind, Callable[[IncomingItem, Files], Outcomes]] = {
    ItemKind.MESSAGE: carry_out_reply,
    ItemKind.VOTE: carry_out_reply,
    ItemKind.MEETING_ANSWER: lambda incoming, _files: record_calendar_answer(incoming),
    ItemKind.NON_DELIVERY: lambda incoming, _files: record_bounce(incoming),
    ItemKind.AUTOMATIC: lambda incoming, _files: pass_on_questions(incoming),
    ItemKind.NOTICE: lambda _incoming, _files: Outcomes(),
    ItemKind.PASSED_ON: put_to_the_unit(PASSED_ON),
    ItemKind.OTHER: put_to_the_unit(UNKNOWN_KIND),
}
REPLIES = (ItemKind.MESSAGE, ItemKind.VOTE)
EVENTS = {
    Outcome.RECORDED: "reply recorded",
    Outcome.NOTED: "item noted",
    Outcome.NOT_UNDERSTOOD: "reply not understood",
    Outcome.FOR_THE_UNIT: "item put to the unit",
    Outcome.QUARANTINED: "item quarantined",
}


def read_mailbox(office: Office, mailer: Mailer, mailbox: str, by: str) -> str:
    """Handle what is new in the mailbox, in the name of ``by``; return why the reading ended early, in a
    sentence, and nothing when it did not.

    Each item is one transaction: what it leads to, its confirmation and its own row are written together. Its
    text and files are read before, within limits. All pages are fetched first and their items handled in the
    order in which they came, since not every gateway lists them so: of two answers of one person the last
    stands. What the gateway can't read for now comes last. The cursor moves on once all items are on record.
    After an interruption they are read again, and what is on record is known. The unit gets an item that
    can't be handled, and the next one follows. Raises SignInError, which stays until a person sees to it.
    """
    with office.register.reading() as session:
        cursor, since = cursor_of(session, mailbox), read_since(session, mailbox, office.clock.now())
    try:
        items, reached, stopped = _new_items(mailer, cursor, since)
        for item in sorted(items, key=lambda mail: (mail.busy, mail.received_at)):
            _handle(office, mailer, mailbox, item, by)
    except SignInError:
        raise
    except MailError as error:
        return str(error)
    if reached != cursor or not stopped:  # that it was read counts, also where nothing is new
        with office.register.transaction(by, groups=WATCHED) as tx:
            store_cursor(tx.session, mailbox, reached, tx.at)
    return stopped


def _new_items(mailer: Mailer, cursor: str, since: dt.datetime) -> tuple[list[ReceivedItem], str, str]:
    """Return what is new, the cursor after it, and why the gateway showed no more, in a sentence."""
    items: list[ReceivedItem] = []
    try:
        while True:
            page = mailer.read(cursor, since)
            items += map(cut_to_bounds, page.items)
            is_last = not page.more or page.cursor == cursor
            cursor = page.cursor
            if is_last:
                return items, cursor, ""
    except SignInError:
        raise
    except MailError as error:
        return items, cursor, str(error)


def _handle(office: Office, mailer: Mailer, mailbox: str, item: ReceivedItem, by: str) -> None:
    """Handle an item unless it is on record, and mark it for the people who look into the mailbox."""
    with office.register.reading() as session:
        on_record = item_on_record(session, mailbox, item.id, _digest(item))
        outcome = on_record.outcome if on_record else None
    if outcome is None:
        outcome = _handle_new_item(office, mailer, mailbox, item, by)
    try:
        mailer.mark(item.id, category(outcome))
    except SignInError:
        raise
    except MailError:
        return  # the mark is for people's eyes; what became of the item is on record


def _handle_new_item(office: Office, mailer: Mailer, mailbox: str, item: ReceivedItem, by: str) -> Outcome:
    at_hand = FetchedReadings(office.limited)
    office = replace(office, limited=at_hand)
    try:
        if item.busy:
            raise BusyError(item.busy)
        key = _key(mailer, item)
        with at_hand.ahead(), read_only(office, by) as work:
            heads = all_heads(work.session)
            seen = _identified(work, item, key, mailbox)
            wanted = files_wanted(seen)
        files = _files(mailer, item, wanted)

        def identified(work: UnitOfWork) -> IncomingItem:
            """Return the item as it was identified and read, or identify it anew where somebody has written
            since it was looked at."""
            if all_heads(work.session) != heads:
                return _identified(work, item, key, mailbox)
            return replace(
                seen,
                forum=group_context(work, seen.forum.group.id),
                our_letter=seen.our_letter and work.session.get_one(DispatchRow, seen.our_letter.id),
                confirmed=seen.confirmed and work.session.get_one(ReceivedRow, seen.confirmed.id),
            )

        return at_hand.carry_through(partial(_record, office, mailbox, item, identified, files, by))
    except SignInError:
        raise
    except MailError:
        with office.register.transaction(by, groups=WATCHED) as tx:
            tries, since = count_failed_try(tx.session, mailbox, item.id, tx.at)
            is_short = tries < TRIES or tx.at - since < TRIED_FOR
        if is_short:
            raise
        return at_hand.carry_through(partial(_give_up, office, mailbox, item, by))
    except TooLong as problem:
        reason = problem.sentence
    except LimitExceeded:
        reason = TOO_SLOW
    except Exception as error:
        reason = UNEXPECTED.format(fault=type(error).__name__)
    with office.register.transaction(by) as tx:
        row = _row(tx, mailbox, item)
        row.group_id = a_group(office, tx.session, mailbox)
        tx.session.add(row)
        return _note_outcome(tx, row, Outcomes(for_the_unit=[reason]))


def _identified(work: UnitOfWork, item: ReceivedItem, key: str, mailbox: str) -> IncomingItem:
    incoming = identify(work, item, key, mailbox)
    return replace(incoming, reply=read_as_reply(incoming)) if item.kind in REPLIES else incoming


def _record(
    office: Office,
    mailbox: str,
    item: ReceivedItem,
    identified: Callable[[UnitOfWork], IncomingItem],
    files: Files,
    by: str,
) -> Outcome:
    """Do what an item leads to, in one transaction."""
    with unit_of_work(office, by) as work:
        if on_record := item_on_record(work.session, mailbox, item.id, _digest(item)):
            return on_record.outcome  # another run was quicker
        incoming = identified(work)
        row = _put_on_record(incoming, mailbox)
        ours = item.kind in REPLIES and _is_ours(office, mailbox, item.sender)
        outcomes = Outcomes() if ours else _handler(incoming)(incoming, files)
        if outcomes.proposed:
            keep_proposal(incoming, row, outcomes.proposed)
        if outcomes.confirmed:
            outcomes.confirmed.confirmed_by_id = row.id
            work.audit("reading confirmed", received=outcomes.confirmed.received_id, by=row.id)
        confirm(incoming, row, outcomes)
        outcome = _note_outcome(work, row, outcomes)
        put_before_a_person(incoming, row, outcomes)
        return outcome


def _is_ours(office: Office, mailbox: str, sender: str) -> bool:
    """Say whether a letter comes from a mailbox of the service's: from this one itself, or a group's own."""
    own = {policy.group.mailbox for policy in office.policies.values()} - {""}
    return sender in {mailbox.lower(), *own}


def _handler(incoming: IncomingItem) -> Callable[[IncomingItem, Files], Outcomes]:
    """Return what is done with an item. A reply to a group that has ended or is paused is left to people,
    unless it answers a desk letter, which may be about other groups too."""
    kind, letter, group = incoming.mail.kind, incoming.our_letter, incoming.forum.group
    is_about_others = letter is not None and letter.letter in TO_THE_DESK
    if group.ended is not None and kind in REPLIES and not is_about_others:
        return put_to_the_unit(ENDED)
    if group.paused is not None and kind in (*REPLIES, ItemKind.MEETING_ANSWER) and not is_about_others:
        return put_to_the_unit(PAUSED)
    return HANDLERS[kind]


def _give_up(office: Office, mailbox: str, item: ReceivedItem, by: str) -> Outcome:
    """Put an item that the gateway can't show to the unit, so that it does not stop the next, and say so to
    its writer."""
    with unit_of_work(office, by) as work:
        incoming = identify(work, item, "", mailbox)
        row = _put_on_record(incoming, mailbox)
        outcomes = Outcomes(for_the_unit=[UNREADABLE])
        if item.kind in REPLIES and not raise_concerns_of(incoming, outcomes):
            outcomes.unclear.append(NOT_OPENED)
            confirm(incoming, row, outcomes)
        return _note_outcome(work, row, outcomes)


def _key(mailer: Mailer, item: ReceivedItem) -> str:
    """Return the key of our letter that an item answers or returns."""
    if item.kind is ItemKind.NON_DELIVERY or not (item.answers or item.conversation):
        return item.failed_key
    return mailer.key_of(item.answers, item.conversation)


def _files(mailer: Mailer, item: ReceivedItem, wanted: frozenset[tuple[str, str]]) -> Files:
    """Fetch these files while no transaction is open, but no file of the item that is too large."""
    own = {(item.id, file.id): file.size <= LARGEST_FILE and not file.is_link for file in item.files}
    contents = {ids: mailer.file_content(*ids) for ids, is_taken in own.items() if is_taken and ids in wanted}
    for ids in wanted - own.keys():
        with _without_lost_file():
            contents[ids] = mailer.file_content(*ids)
    return contents


@contextmanager
def _without_lost_file() -> Iterator[None]:
    """Go on without the file of another mail, which somebody may have deleted: no mail waits for that."""
    try:
        yield
    except SignInError:
        raise
    except MailError:
        return


def _row(tx: Transaction, mailbox: str, item: ReceivedItem) -> ReceivedRow:
    return ReceivedRow(
        mailbox=mailbox,
        item=item.id,
        message=_digest(item),
        kind=item.kind,
        sender=item.sender,
        examination=item.examination,
        received_at=item.received_at,
        read_at=tx.at,
        outcome=Outcome.FOR_THE_UNIT,
        reason="",
        made_of=[],
    )


def _digest(item: ReceivedItem) -> str:
    return message_digest(item.message_id, item.sender, item.dmarc.value)


def _put_on_record(incoming: IncomingItem, mailbox: str) -> ReceivedRow:
    row = _row(incoming.forum.tx, mailbox, incoming.mail)
    row.group_id, row.person_id = incoming.forum.group.id, incoming.by
    row.dispatch_id = incoming.our_letter.id if incoming.our_letter else None
    incoming.forum.tx.session.add(row)
    incoming.forum.tx.session.flush()
    return row


def _note_outcome(tx: Transaction, row: ReceivedRow, outcomes: Outcomes) -> Outcome:
    """Note what became of the item."""
    row.outcome, row.reason = _outcome(outcomes), " ".join(dict.fromkeys(outcomes.for_the_unit))
    row.made_of = outcomes.consequences
    row.to_vouch_for = keep_sayings(outcomes.to_vouch_for) or None
    tx.audit(EVENTS[row.outcome], received=row.id, kind=row.kind, dispatch=row.dispatch_id)
    return row.outcome


def _outcome(outcomes: Outcomes) -> Outcome:
    if outcomes.quarantined:
        return Outcome.QUARANTINED
    if outcomes.for_the_unit:
        return Outcome.FOR_THE_UNIT
    if outcomes.consequences or outcomes.taken_back:
        return Outcome.RECORDED
    return Outcome.NOT_UNDERSTOOD if outcomes.unclear else Outcome.NOTED
