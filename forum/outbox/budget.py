"""The letter budget: how many letters a person gets in a month, against the most the policy allows.

The days for which the letters to come can be foretold.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from forum.terms.parts.calendar import Budget
from forum.text.problem import Problem
from forum.text.wording import long_date

DIGEST = "actions"
PAPER_AUTHOR = "paper_author"
MINUTES_AGAIN = "minutes_again"


class Reader(StrEnum):
    MEMBER = "member"
    CHAIR = "chair"
    UNIT = "unit"


class Kind(StrEnum):
    ALL = "letters of all kinds"
    LETTER = "letters"
    DIGEST = "action digests"
    PAPER_ASKED = "requests for a paper"
    EXCEPTIONAL = "letters out of the ordinary"
    MEMBERSHIP = "letters about membership"
    WITH_ATTACHMENTS = "letters with attachments"
    REPORT = "letters about a board’s report"


# Letters of an unusual month: a late paper, an item off, a moved meeting, a guest, a private word, minutes to
# correct, records past their time.
EXCEPTIONAL = (
    "supplement",
    "moved",
    "cancelled",
    "item_off",
    "deputy_wanted",
    "guest_invitation",
    "guest_paper",
    "guest_not_needed",
    "attendance_notice",
    "attendance_organisation",
    "escalation",
    "escalation_ahead",
    MINUTES_AGAIN,
    "disposal_list",
)
# Letters with a file that the unit fills in or writes, and sends back.
TO_WORK_ON = frozenset({"record_workbook", "minutes_draft", "pack_check"})
# A welcome and the minutes after it, a farewell, thanks to who walked in, the quarterly "is this right?".
MEMBERSHIP = ("induction", "last_minutes", "farewell", "details", "stood_in")
# The draft of a report to a board; the report and the question what came of it, to the board's secretary.
REPORTS = ("report_draft", "board_report", "board_outcome")
# Letters that answer a mail to us.
CONFIRMATIONS = frozenset({"recorded", "not_understood", "undone", "concern_answer", "acknowledgement"})
# Letters that leave at any hour: somebody has just written, or must act or read now.
AT_ONCE = CONFIRMATIONS | {"concern_notice", "said"}
KIND_OF_LETTER = {
    DIGEST: Kind.DIGEST,
    PAPER_AUTHOR: Kind.PAPER_ASKED,
    **dict.fromkeys(EXCEPTIONAL, Kind.EXCEPTIONAL),
    **dict.fromkeys(MEMBERSHIP, Kind.MEMBERSHIP),
}


@dataclass(frozen=True)
class LetterSent:
    """A letter that went to a person. ``letter`` is its name; ``reader`` is the person's role on that day.

    ``day`` is the day of the meeting that the letter is about, or of sending where it is about none: the
    budget is for a meeting's month.
    """

    group: str
    person_id: UUID
    reader: Reader
    letter: str
    day: dt.date
    attachments: bool


@dataclass(frozen=True)
class Tally:
    """The letters of a kind that a person got from a group in a ``month`` (its first day)."""

    group: str
    person_id: UUID
    reader: Reader
    month: dt.date
    kind: Kind
    sent: int
    allowed: int

    @property
    def over(self) -> bool:
        """Say whether the person got more letters than allowed."""
        return self.sent > self.allowed


def tallies(letters: Iterable[LetterSent], budget: Budget) -> tuple[Tally, ...]:
    """Count letters by group, person and month, in that order.

    The unit's desk letter is not counted, since it has its own limit of one a day. What answers a mail, or
    must be acted on at once, is not counted either.
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


def totals(letters: Iterable[LetterSent], budget: Budget) -> tuple[Tally, ...]:
    """Count the letters of all kinds by group, person and month, in that order, the unit's desk letter with
    them. What answers a mail, or must be acted on at once, is not counted."""
    sent = Counter(
        (letter.group, letter.person_id, letter.day.replace(day=1), letter.reader)
        for letter in letters
        if letter.letter not in AT_ONCE
    )
    allowed = {
        Reader.MEMBER: budget.member_all,
        Reader.CHAIR: budget.chair_all,
        Reader.UNIT: budget.unit_all,
    }
    return tuple(
        Tally(group, person, reader, month, Kind.ALL, number, allowed[reader])
        for (group, person, month, reader), number in sorted(sent.items())
    )


def _kind(letter: LetterSent) -> Kind | None:
    if letter.letter in AT_ONCE:
        return None
    if letter.letter in REPORTS:
        return Kind.REPORT
    if letter.reader is Reader.UNIT:
        if letter.letter == MINUTES_AGAIN:
            return Kind.EXCEPTIONAL
        return Kind.WITH_ATTACHMENTS if letter.attachments and letter.letter in TO_WORK_ON else None
    return KIND_OF_LETTER.get(letter.letter, Kind.LETTER)


def _allowed(reader: Reader, kind: Kind, budget: Budget) -> int:
    if kind is Kind.LETTER:
        return budget.chair_letters if reader is Reader.CHAIR else budget.member_letters
    return {
        Kind.DIGEST: budget.member_digests,
        Kind.PAPER_ASKED: budget.author_letters,
        Kind.EXCEPTIONAL: budget.exceptional_letters,
        Kind.MEMBERSHIP: budget.membership_letters,
        Kind.WITH_ATTACHMENTS: budget.unit_letters_with_attachments,
        Kind.REPORT: budget.report_letters,
    }[kind]


FURTHEST = dt.timedelta(days=92)  # a forecast assumes that nobody answers, which no longer time is true of


def check_days(first: dt.date, last: dt.date, today: dt.date) -> None:
    """Raise Problem for days in the past, in the wrong order, or too far ahead (own rule)."""
    if last < first:
        raise Problem(
            f"{long_date(last)} comes before {long_date(first)}: give the earlier day with --from and the "
            "later one with --to."
        )
    if first < today:
        raise Problem(
            f"{long_date(first)} has passed. Give today, {long_date(today)}, or a later day with --from."
        )
    if last > today + FURTHEST:
        raise Problem(
            f"{long_date(last)} is too far ahead to say. Give a day until {long_date(today + FURTHEST)} "
            "with --to."
        )
