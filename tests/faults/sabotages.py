"""Changes of the code that the fault suite must notice, each made in a process of its own.

A sender that ignores the lease is none of them: letters are claimed by their states and sent by their drafts'
ids, so that each still goes once. The lease has tests of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import update

from forum.outbox.states import State
from tasks.duties.base.office import Office
from tasks.duties.inbox import read_mailbox as inbox
from tasks.mail.gateways.exchange.gateway import ExchangeMailer
from tasks.mail.protocol.mailer import FoundLetter, Mail, Mailer, MailError, UnclearError, Whereabouts
from tasks.mail.sending import delivery, draft_and_send
from tasks.mail.sending.calendar import update_calendar
from tasks.mail.sending.run import WITHOUT_DRAFT, DeliveryRun
from tasks.register.mailbox import cursor_of, read_since, store_cursor
from tasks.register.tables import DispatchRow
from tests.faults import inbox as inbox_room
from tests.faults.__main__ import INBOX, LETTERS, MEETINGS, Suite
from tests.faults.table import Line


@dataclass(frozen=True)
class Sabotage:
    """A change of the code, and the part of the suite that must notice it."""

    change: Callable[[], None]
    part: Callable[[Suite], Iterable[Line]]


def killed(path: str) -> Callable[[Suite], Iterable[Line]]:
    return lambda suite: suite.kill_at_each_point(path, 1)


def befallen(what: str) -> Callable[[Suite], Iterable[Line]]:
    return lambda suite: [suite.befall(what, short=True)]


def never_believe_sent_items() -> None:
    find = ExchangeMailer.find

    def find_no_sent_letter(self: ExchangeMailer, key: str) -> FoundLetter:
        letter = find(self, key)
        return FoundLetter(Whereabouts.NOWHERE) if letter.where is Whereabouts.SENT else letter

    put(ExchangeMailer, "find", find_no_sent_letter)


def send_at_once_what_is_unknown() -> None:
    def send_again(sending: DeliveryRun) -> None:
        with sending.transaction() as turn:
            turn.session.execute(
                update(DispatchRow)
                .where(DispatchRow.state == State.UNKNOWN)
                .values(state=State.QUEUED, **WITHOUT_DRAFT)
            )

    put(delivery, "look_up_unclear", send_again)


def write_all_to_the_first() -> None:
    draft = ExchangeMailer.draft

    def draft_to_one(self: ExchangeMailer, mails: Sequence[Mail]) -> Any:
        return draft(self, [replace(mail, to=mails[0].to) for mail in mails])

    put(ExchangeMailer, "draft", draft_to_one)


def check_nothing_before_sending() -> None:
    put(draft_and_send, "first_stop", lambda *_: None)


def never_notice_a_restore() -> None:
    put(delivery, "hold_all_if_restored", lambda _run: None)


def take_a_broken_sending_for_sent() -> None:
    send = ExchangeMailer.send

    def send_in_good_faith(self: ExchangeMailer, ids: Sequence[str]) -> list[MailError | None]:
        try:
            return send(self, ids)
        except UnclearError:
            return [None] * len(ids)

    put(ExchangeMailer, "send", send_in_good_faith)


def always_create() -> None:
    put(ExchangeMailer, "find_event", lambda *_: None)


def forget_what_the_calendar_was_asked() -> None:
    put(update_calendar, "_resume_broken_run", lambda _run: None)


def know_no_item_again() -> None:
    put(inbox, "item_on_record", lambda *_: None)


def move_the_cursor_first() -> None:
    def read_hastily(office: Office, mailer: Mailer, mailbox: str, by: str) -> str:
        with office.register.transaction(by) as tx:
            since = read_since(tx.session, mailbox, tx.at)
            items, reached, stopped = inbox._new_items(mailer, cursor_of(tx.session, mailbox), since)
            store_cursor(tx.session, mailbox, reached, tx.at)
        for item in items:
            inbox._handle(office, mailer, mailbox, item, by)
        return stopped

    put(inbox_room, "read_mailbox", read_hastily)


def put(place: object, name: str, changed: object) -> None:
    """Put something else in the place of a part of the program, for the rest of this process."""
    assert hasattr(place, name)
    setattr(place, name, changed)


SABOTAGES = {
    "a sender that never believes Sent Items": Sabotage(never_believe_sent_items, killed(LETTERS)),
    "a sender that sends at once what is unknown": Sabotage(send_at_once_what_is_unknown, killed(LETTERS)),
    "a sender that writes all to the first": Sabotage(write_all_to_the_first, killed(LETTERS)),
    "a sender that checks nothing": Sabotage(
        check_nothing_before_sending, befallen("the address changes after drafting")
    ),
    "a sender that never notices a restore": Sabotage(
        never_notice_a_restore, befallen("yesterday's database is restored")
    ),
    "a sender that takes a broken sending for sent": Sabotage(
        take_a_broken_sending_for_sent, lambda suite: suite.break_the_network(LETTERS, ("SendItem",))
    ),
    "a calendar that always creates": Sabotage(always_create, killed(MEETINGS)),
    "a calendar that forgets what it was asked": Sabotage(
        forget_what_the_calendar_was_asked, killed(MEETINGS)
    ),
    "an inbox that knows no item again": Sabotage(know_no_item_again, killed(INBOX)),
    "an inbox that moves its cursor first": Sabotage(move_the_cursor_first, killed(INBOX)),
}
