"""What must reach a person at once, in whatever somebody wrote: it is looked for before anything else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from forum.concerns.kinds import CONCERNS, FEET
from forum.concerns.recognise import concerns_in
from forum.inbox.answered_letter import AnsweredLetter, ReceivedReply
from forum.inbox.mail_text.own_words import passed_on
from forum.inbox.orders import Order, order_in
from forum.inbox.reading.reply_text import ReplyText, text_of
from forum.inbox.sayings import (
    ActionReported,
    ConcernRaised,
    ForTheUnit,
    NotUnderstood,
    Ordered,
    Reading,
    Saying,
)
from forum.letters.concerns import ConcernNotice
from forum.letters.inbox import TO_THE_DESK
from forum.questions.words import Word

MOST_READ = 10_000  # characters: more takes longer than the process may that reads strangers' mail
NOT_SETTLED = NotUnderstood(
    "It is not plain what was done about which of them.",
    "Reply SETTLED, its reference and what was done, as in SETTLED W/2027/01: rang the front door at 10am.",
)


def raised_in(received: ReceivedReply) -> ConcernRaised | None:
    """Return what must reach a person in what answers no letter."""
    return raised_in_fresh(received, text_of(received))


def raised_in_fresh(received: ReceivedReply, text: ReplyText) -> ConcernRaised | None:
    """Return what must reach a person in a message that answers no letter, or in the mail that it passes on:
    somebody else may have written there of a child. A letter of ours that is passed on says nothing new."""
    others = (
        line
        for mail in passed_on(received.text[:MOST_READ])
        if not any(line.startswith(FEET) for line in mail)
        for line in mail
    )
    return raised_in_text(received, (*text.typed, *others))


def raised_in_text(
    received: ReceivedReply, written: Iterable[str], *, to_desk: bool = False
) -> ConcernRaised | None:
    """Return what must reach a person in the lines of a mail, its subject and the names of its files;
    of a text that is too long in as much as is read. The unit's orders are none, nor is
    the foot of our letters."""
    lines = [
        line
        for line in "\n".join(written)[:MOST_READ].split("\n")
        if not (line.startswith(FEET) or (to_desk and order_in(line)))
    ]
    kinds = concerns_in(lines, subject=received.subject, files=[file.name for file in received.files])
    is_urgent = any(CONCERNS[kind].is_urgent for kind in kinds)
    return ConcernRaised(kinds, words="" if is_urgent else "\n".join(lines)) if kinds else None


def raised_in_reply(letter: AnsweredLetter, received: ReceivedReply, text: ReplyText) -> ConcernRaised | None:
    """Return what must reach a person in a reply. Those who were told of a concern write about that one."""
    if letter.name == ConcernNotice.NAME:
        return None
    return raised_in_text(received, text.typed, to_desk=letter.name in TO_THE_DESK)


def with_raised(reading: Reading, raised: ConcernRaised) -> Reading:
    """Return what somebody who leaves answers, and that they leave: all else of their words is about that."""
    answers = (saying for saying in reading.sayings if not _is_in_words(saying))
    return replace(reading, sayings=(*answers, raised), not_understood=())


def _is_in_words(saying: Saying) -> bool:
    """Say whether a saying is free words, which are about what was raised."""
    is_update = isinstance(saying, ActionReported) and saying.reply.word is Word.OTHER
    return is_update or isinstance(saying, ForTheUnit)


def read_settled(lines: tuple[str, ...]) -> Reading:
    """Read what was done about a concern; the lines after it go on saying it."""
    orders: list[Ordered] = []
    for line in lines:
        order, parts = order_in(line) or (None, {})
        if order is Order.SETTLED:
            orders.append(Ordered(order, about=parts["about"].upper(), text=parts["text"]))
        elif orders:
            last = orders.pop()
            orders.append(Ordered(last.order, about=last.about, text=f"{last.text} {line}"))
    return Reading(tuple(orders)) if orders else Reading(not_understood=(NOT_SETTLED,))
