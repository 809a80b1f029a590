"""A trial letter from the mailbox to itself, which shows that letters can be drafted, sent and found
again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import uuid4

from forum.text.problem import Problem
from forum.text.wording import clock_time, full_date
from tasks.mail.protocol.mailer import (
    Mail,
    Mailer,
    MailError,
    ReceivedItem,
    RefusedError,
    SignInError,
    UnclearError,
    Whereabouts,
)

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
