"""A trial letter from the mailbox to itself, which shows that letters can be drafted, sent and found again.

A letter from the mailbox to itself each weekday morning, timed out and back. Sending the check number of
the audit trail to the operators, with the first delivery of each day.

It shows that the mailbox sends and receives, which no look at the register does. Each round of the watcher
moves it on by a step and waits for nothing.

The number proves changes of the trail only when it is kept out of the register's reach.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import NAMESPACE_OID, uuid4, uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.outbox.states import Mode
from forum.text.problem import Problem
from forum.text.wording import clock_time, full_date
from forum.watch.evidence import Hours
from tasks.mail.protocol.mailer import (
    Mail,
    Mailer,
    MailError,
    ReceivedItem,
    RefusedError,
    SignInError,
    UnclearError,
    UnreadableError,
    Whereabouts,
)
from tasks.mail.sending.checks import why_address_is_refused
from tasks.mail.sending.run import DeliveryRun
from tasks.register.audit.journal import check_number_of_the_day
from tasks.register.audit.trail import SERVICE, beginning
from tasks.register.database.register import WATCHED, Register, Transaction
from tasks.register.tables import AuditRow, MorningLetterRow

TRIAL = "check/"  # begins the keys of trial letters; the keys of the outbox begin with a group's id
LOOKS, BETWEEN = 10, 3.0  # how often Sent Items is searched, and the seconds between two searches
CLOCKS_DIFFER = dt.timedelta(minutes=15)  # by which the server's clock and ours may differ, at most
WHAT = "a test of the mailbox"


def is_trial(key: str) -> bool:
    """Tell whether a key is that of a trial letter, which is in no outbox."""
    return key.startswith(TRIAL)


def send_trial(mailer: Mailer, address: str, at: dt.datetime, wait: Callable[[float], None]) -> str:
    """Draft a letter to the mailbox's own address, send it, wait until Sent Items has it, and return its key.

    Raises Problem saying how far the letter came. No draft is left behind where sending was refused.
    """
    mail = trial_letter(f"{TRIAL}{uuid4()}/test/{at:%Y-%m-%d}/mailbox", address, at)
    with _reporting("It could not be drafted"):
        (draft,) = mailer.draft([mail])
        if isinstance(draft, MailError):
            raise draft
    with _reporting("It was drafted, but could not be sent"):
        _send(mailer, draft)
    for look in range(LOOKS):
        if look:
            wait(BETWEEN)
        with _reporting("It was handed over, but can’t be looked for"):
            if mailer.find(mail.key).where is Whereabouts.SENT:
                return mail.key
    raise Problem(
        f"It was handed over, but is not in Sent Items after {LOOKS * BETWEEN:.0f} seconds. See that the "
        "mailbox keeps what it sends, that no rule moves it, and whether mail from it is being held."
    )


def wait_for_return(
    mailer: Mailer, key: str, at: dt.datetime, wait: Callable[[float], None]
) -> ReceivedItem | None:
    """Wait until the letter has come back to the inbox; None where it has not after a while."""
    since, cursor = at - CLOCKS_DIFFER, ""
    for look in range(LOOKS):
        if look:
            wait(BETWEEN)
        with _reporting("It was sent, but the inbox can’t be read"):
            items, cursor = new_items(mailer, cursor, since)
            for item in items:
                if item.message_id and mailer.key_of([item.message_id], "") == key:
                    return item
    return None


def new_items(mailer: Mailer, cursor: str, since: dt.datetime) -> tuple[list[ReceivedItem], str]:
    """Return all items after the cursor, or without one from ``since`` on, and the cursor after them."""
    items: list[ReceivedItem] = []
    while True:
        page = mailer.read(cursor, since)
        items += page.items
        if not page.more or page.cursor == cursor:
            return items, page.cursor
        cursor = page.cursor


def draft_and_send(mailer: Mailer, mail: Mail) -> None:
    """Draft a letter that is in no outbox, and send it. Raises MailError where that was not clearly done."""
    (draft,) = mailer.draft([mail])
    if isinstance(draft, MailError):
        raise draft
    (outcome,) = mailer.send([draft])
    if outcome is not None:
        raise outcome


def _send(mailer: Mailer, draft: str) -> None:
    """Send the draft; a letter without a clear outcome is looked for afterwards, like any letter."""
    (outcome,) = mailer.send([draft])
    if isinstance(outcome, (RefusedError, SignInError)):
        mailer.delete_draft(draft)
    if outcome is not None and not isinstance(outcome, UnclearError):
        raise outcome


@contextmanager
def _reporting(how_far: str) -> Iterator[None]:
    try:
        yield
    except MailError as error:
        raise Problem(f"{how_far}: {error}") from error


def trial_letter(key: str, address: str, at: dt.datetime) -> Mail:
    """Return a letter to the mailbox's own address."""
    text = f"This is {WHAT} of {full_date(at.date())}, {clock_time(at.time())}. Nothing needs to be done."
    return Mail(key=key, to=address, subject=f"MASE: {WHAT}", text=text + "\n", html=f"<p>{text}</p>")


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


SENT = "check number sent"


def is_check_number_due(session: Session, on: dt.date) -> bool:
    """Tell whether no check number has gone on that day; an empty trail has none."""
    midnight = dt.datetime.combine(on, dt.time())
    last = select(AuditRow.at).where(AuditRow.event == SENT).order_by(AuditRow.seq.desc()).limit(1)
    last_sent = session.scalar(last)
    is_empty = session.scalar(select(AuditRow.seq).limit(1)) is None
    return not is_empty and (last_sent is None or last_sent < midnight)


def send_check_number(run: DeliveryRun) -> None:
    """Send the check number, once a day. The next run looks for a letter without a clear outcome.

    The letter is in no outbox, since it concerns no group and nobody on the register. Its key finds it again
    in Sent Items; a draft left behind is deleted with the stray drafts.
    """
    if not run.rules.ops_address:
        return
    today = run.register.clock.now().date()
    with run.register.reading() as session:
        if not is_check_number_due(session, today):
            return
    with run.transaction() as turn:
        mail = _letter(run, turn.tx, today)
    if reason := why_address_is_refused(run.rules.ops_address, run.rules):
        run.stopped = f"The check number can’t be sent to MASE_OPS_ADDRESS: {reason}"
        return
    try:
        if run.mailer.find(mail.key).where is not Whereabouts.SENT:
            _send_check_number(run, mail)
    except UnreadableError:
        pass  # it may have gone, and would go again with every run of the day
    except UnclearError:
        return
    except MailError as error:
        run.stopped = str(error)
        return
    with run.transaction() as turn:
        turn.tx.audit(SENT)


def _send_check_number(run: DeliveryRun, mail: Mail) -> None:
    (draft,) = run.mailer.draft([mail])
    if isinstance(draft, MailError):
        raise draft
    (outcome,) = run.mailer.send([draft])
    if outcome is not None:
        raise outcome


def _letter(run: DeliveryRun, tx: Transaction, day: dt.date) -> Mail:
    first = tx.session.scalar(select(AuditRow.hash).where(AuditRow.previous == beginning(SERVICE))) or ""
    lines = (
        f"The check number of the audit trail on {full_date(day)} is:",
        check_number_of_the_day(tx),
        "Please keep this letter where nobody who can write to the register can change it. If you ever doubt "
        "the register, run mase audit verify with this number.",
        "You receive this once a day because MASE_OPS_ADDRESS names this address.",
    )
    return Mail(
        key=f"{TRIAL}{uuid5(NAMESPACE_OID, first)}/check-number/{day.isoformat()}/ops",
        to=run.rules.redirect_to if run.rules.mode is Mode.REDIRECT else run.rules.ops_address,
        subject=f"MASE: check number of {full_date(day)}",
        text="\n\n".join(lines) + "\n",
        html="".join(f"<p>{line}</p>" for line in lines),
    )
