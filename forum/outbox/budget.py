"""The letter budget: how many letters a person gets in a month, against the most the policy allows."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from forum.terms.policy import Budget

DIGEST = "actions"
PAPER_AUTHOR = "paper_author"
MINUTES_AGAIN = "minutes_again"


class Reader(StrEnum):
    MEMBER = "member"
    CHAIR = "chair"
    UNIT = "unit"


class Kind(StrEnum):
    LETTER = "letters"
    DIGEST = "action digests"
    PAPER_ASKED = "requests for a paper"
    EXCEPTIONAL = "letters out of the ordinary"
    MEMBERSHIP = "letters about membership"
    WITH_ATTACHMENTS = "letters with attachments"


# A late paper, a moved meeting, a private word, minutes to put right: not in a month that goes by the book.
EXCEPTIONAL = (
    "supplement",
    "moved",
    "cancelled",
    "deputy_wanted",
    "attendance_notice",
    "escalation",
    MINUTES_AGAIN,
)
# What the unit is sent to fill in or write, and to send back.
TO_WORK_ON = frozenset({"record_workbook", "minutes_draft", "pack_check"})
# A welcome and the minutes after it, a farewell, the quarterly "is this right?".
MEMBERSHIP = ("induction", "last_minutes", "farewell", "details")
# Each answers what somebody wrote to us.
CONFIRMATIONS = frozenset({"recorded", "not_understood", "undone"})
OF_THEIR_OWN = {
    DIGEST: Kind.DIGEST,
    PAPER_AUTHOR: Kind.PAPER_ASKED,
    **dict.fromkeys(EXCEPTIONAL, Kind.EXCEPTIONAL),
    **dict.fromkeys(MEMBERSHIP, Kind.MEMBERSHIP),
}


@dataclass(frozen=True)
class LetterSent:
    """One letter that went to one person. ``letter`` is its name; ``reader`` what the person was that day.

    ``day`` is that of the meeting it is about, or when it went: the budget is for a meeting's month.
    """

    group: str
    person_id: UUID
    reader: Reader
    letter: str
    day: dt.date
    attachments: bool


@dataclass(frozen=True)
class Tally:
    """What one person got of one kind in a month (its first day) from one group, and how many are allowed."""

    group: str
    person_id: UUID
    reader: Reader
    month: dt.date
    kind: Kind
    sent: int
    allowed: int

    @property
    def over(self) -> bool:
        return self.sent > self.allowed


def tallies(letters: Iterable[LetterSent], budget: Budget) -> tuple[Tally, ...]:
    """Count letters per group, person and month, in that order.

    The unit's desk letter is not counted: it has its own limit of one a day. Nor are confirmations, which
    nobody gets who has not written.
    """
    sent = Counter(
        (letter.group, letter.person_id, letter.day.replace(day=1), letter.reader, kind)
        for letter in letters
        if (kind := _kind(letter))
    )
    return tuple(
        Tally(group, person, reader, month, kind, number, _allowed(reader, kind, budget))
        for (group, person, month, reader, kind), number in sorted(sent.items())
    )


def _kind(letter: LetterSent) -> Kind | None:
    if letter.letter in CONFIRMATIONS:
        return None
    if letter.reader is Reader.UNIT:
        if letter.letter == MINUTES_AGAIN:
            return Kind.EXCEPTIONAL
        return Kind.WITH_ATTACHMENTS if letter.attachments and letter.letter in TO_WORK_ON else None
    return OF_THEIR_OWN.get(letter.letter, Kind.LETTER)


def _allowed(reader: Reader, kind: Kind, budget: Budget) -> int:
    if kind is Kind.LETTER:
        return budget.chair_letters if reader is Reader.CHAIR else budget.member_letters
    return {
        Kind.DIGEST: budget.member_digests,
        Kind.PAPER_ASKED: budget.author_letters,
        Kind.EXCEPTIONAL: budget.exceptional_letters,
        Kind.MEMBERSHIP: budget.membership_letters,
        Kind.WITH_ATTACHMENTS: budget.unit_letters_with_attachments,
    }[kind]
