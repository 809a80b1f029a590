"""A shadow month: letters that a register in hold would have sent, beside the mail that the unit did send."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from forum.calendar.working_days import ONE_DAY, WorkingDays
from forum.inbox.subjects import plain_subject

NEAR = 7  # days between a letter of ours and a mail of theirs for the two to be the same
OTHER = "other mail"
# What subject or attachments say in a mail that does what a letter of ours does; the plainest words first.
_SAID = {
    letter: re.compile(rf"\b(?:{words})\b")
    for letter, words in {
        "cancelled": r"cancel\w*|stood down|will not take place",
        "moved": r"moved|re-?arranged|re-?scheduled|postponed|(?:new|change of) date|date change",
        "supplement": r"supplement\w*|(?:late|additional|further|extra) (?:paper|report|item)s?|tabled",
        "deputy_wanted": r"deput\w+|apolog\w+|unable to attend",
        "attendance_notice": r"attendance|membership|non-attendance",
        "escalation": r"overdue|outstanding|escalat\w+",
        "minutes": r"minutes|notes of|action (?:log|list)s?",
        "papers": r"papers?|pack|agenda|reports?",
        "paper_author": r"papers?|reports?",
        "after_meeting": r"actions?|agenda items?|items for|forward plan",
        "actions": r"actions?|updates?",
        "quorum": r"quor\w+|attendance|apolog\w+",
        "chair": r"agenda|minutes|drafts?|approv\w+|agree\w*|sign[ -]?off|late paper",
    }.items()
}  # fmt: skip


@dataclass(frozen=True)
class Ours:
    """A letter of the register to one person, and the day on which it would have gone."""

    id: UUID
    letter: str
    person_id: UUID
    day: dt.date


@dataclass(frozen=True)
class Theirs:
    """A mail of the unit to one person. ``mail`` is its number; ``letters`` are those it may stand for."""

    mail: int
    person_id: UUID
    day: dt.date
    letters: tuple[str, ...]

    @property
    def letter(self) -> str:
        """The letter it most plainly stands for."""
        return self.letters[0] if self.letters else OTHER


@dataclass(frozen=True)
class Both:
    """A letter that both sent."""

    ours: Ours
    theirs: Theirs

    @property
    def days_later(self) -> int:
        """How many days after our letter theirs went; negative when it went before."""
        return (self.theirs.day - self.ours.day).days


@dataclass(frozen=True)
class Compared:
    """What both sent, what only we would have sent, and what only they did."""

    both: tuple[Both, ...]
    only_ours: tuple[Ours, ...]
    only_theirs: tuple[Theirs, ...]


def letters_said(subject: str, file_names: Iterable[str]) -> tuple[str, ...]:
    """The letters of ours whose work a mail does, by the words in its subject and its attachments' names."""
    text = " ".join((plain_subject(subject), *file_names)).casefold().replace("_", " ")
    return tuple(letter for letter, words in _SAID.items() if words.search(text))


def goes_on(queued: dt.datetime, until: dt.time, days: WorkingDays) -> dt.date:
    """The day on which a letter goes that is ready at that time: while people are written to (own rule)."""
    day = queued.date()
    return days.on_or_after(day + ONE_DAY if queued.time() > until else day)


def compare(ours: Collection[Ours], theirs: Collection[Theirs], first: dt.date, last: dt.date) -> Compared:
    """Pair letters with mails to the same person, of the same kind and near in time, the nearest first.

    A mail may stand for several letters ("agenda, papers and last minutes"), each letter for one mail. What
    went a few days before or after counts where it has a counterpart between the two days.
    """
    by_person: dict[UUID, list[Theirs]] = defaultdict(list)
    for mail in theirs:
        by_person[mail.person_id].append(mail)
    candidates = sorted(
        (
            Both(letter, mail)
            for letter in ours
            for mail in by_person[letter.person_id]
            if letter.letter in mail.letters and abs((mail.day - letter.day).days) <= NEAR
        ),
        key=lambda pair: (abs(pair.days_later), pair.ours.day, str(pair.ours.id), pair.theirs.mail),
    )
    both: dict[UUID, Both] = {}
    stands_for: set[tuple[int, UUID, str]] = set()
    for pair in candidates:
        use = (pair.theirs.mail, pair.theirs.person_id, pair.ours.letter)
        if pair.ours.id not in both and use not in stands_for:
            both[pair.ours.id] = pair
            stands_for.add(use)
    used = {(mail, person) for mail, person, _ in stands_for}

    def within(day: dt.date) -> bool:
        return first <= day <= last

    return Compared(
        both=tuple(pair for pair in both.values() if within(pair.ours.day) or within(pair.theirs.day)),
        only_ours=tuple(one for one in ours if one.id not in both and within(one.day)),
        only_theirs=tuple(
            mail for mail in theirs if (mail.mail, mail.person_id) not in used and within(mail.day)
        ),
    )


@dataclass(frozen=True)
class Tally:
    """Of one letter, to how many people both sent it (on the same day, the unit earlier, the unit later), or
    only one of the two."""

    letter: str
    same_day: int
    unit_earlier: int
    unit_later: int
    only_ours: int
    only_theirs: int

    @property
    def both(self) -> int:
        return self.same_day + self.unit_earlier + self.unit_later


def tallies(compared: Compared) -> tuple[Tally, ...]:
    """What was compared, counted by letter, in the order of their names; what is none of ours last."""
    later: dict[str, list[int]] = defaultdict(list)
    for pair in compared.both:
        later[pair.ours.letter].append(pair.days_later)
    ours = Counter(one.letter for one in compared.only_ours)
    theirs = Counter(one.letter for one in compared.only_theirs)
    return tuple(
        Tally(
            letter=letter,
            same_day=later[letter].count(0),
            unit_earlier=sum(days < 0 for days in later[letter]),
            unit_later=sum(days > 0 for days in later[letter]),
            only_ours=ours[letter],
            only_theirs=theirs[letter],
        )
        for letter in sorted({*later, *ours, *theirs}, key=lambda letter: (letter == OTHER, letter))
    )
