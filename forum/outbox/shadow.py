"""Compare the letters that a register in hold would have sent with the mail that the unit sent by hand."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from forum.calendar.working_days import ONE_DAY, WorkingDays
from forum.inbox.mail_text.subjects import plain_subject

NEAR = 7  # the most days between a letter of ours and the unit's mail that does the same
OTHER = "other mail"
# Words in the subject or attachments of a mail that does the work of a letter of ours; the plainest first.
_WORDS = {
    letter: re.compile(rf"\b(?:{words})\b")
    for letter, words in {
        "cancelled": r"cancel\w*|stood down|will not take place",
        "moved": r"moved|re-?arranged|re-?scheduled|postponed|(?:new|change of) date|date change",
        "supplement": r"supplement\w*|(?:late|additional|further|extra) (?:paper|report|item)s?|tabled",
        "deputy_wanted": r"deput\w+|apolog\w+|unable to attend",
        "attendance_notice": r"attendance|membership|non-attendance",
        "attendance_organisation": r"attendance|membership|non-attendance",
        "escalation_ahead": r"overdue|outstanding|escalat\w+",
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
class OurLetter:
    """A letter of the register to a person, and the day on which it would have gone."""

    id: UUID
    letter: str
    person_id: UUID
    day: dt.date


@dataclass(frozen=True)
class UnitMail:
    """A mail of the unit to a person. ``mail`` is its number; ``letters`` are ours that it may stand for."""

    mail: int
    person_id: UUID
    day: dt.date
    letters: tuple[str, ...]

    @property
    def letter(self) -> str:
        """The letter that the mail most plainly stands for; OTHER for none."""
        return self.letters[0] if self.letters else OTHER


@dataclass(frozen=True)
class Pair:
    """A letter of ours and the mail of the unit that stands for it."""

    ours: OurLetter
    theirs: UnitMail

    @property
    def days_later(self) -> int:
        """The number of days by which the unit's mail went after our letter; negative when it went before."""
        return (self.theirs.day - self.ours.day).days


@dataclass(frozen=True)
class Comparison:
    """Letters that both sent, letters that only we would have sent, and mail that only the unit sent."""

    both: tuple[Pair, ...]
    only_ours: tuple[OurLetter, ...]
    only_theirs: tuple[UnitMail, ...]


def letters_by_words(subject: str, file_names: Iterable[str]) -> tuple[str, ...]:
    """Return the letters of ours whose work a mail does, by the words of its subject and its files' names."""
    text = " ".join((plain_subject(subject), *file_names)).casefold().replace("_", " ")
    return tuple(letter for letter, words in _WORDS.items() if words.search(text))


def sending_day(queued: dt.datetime, until: dt.time, days: WorkingDays) -> dt.date:
    """Return the day on which a letter queued at that time goes: the next working day after ``until``, the
    end of the hours in which people are written to (own rule)."""
    day = queued.date()
    return days.on_or_after(day + ONE_DAY if queued.time() > until else day)


def compare(
    ours: Collection[OurLetter], theirs: Collection[UnitMail], first: dt.date, last: dt.date
) -> Comparison:
    """Pair letters with mails to the same person, of the same kind and near in time, the nearest first.

    A mail may stand for several letters ("agenda, papers and last minutes"), a letter for one mail only. A
    letter or mail from outside the two days counts where its counterpart is within them.
    """
    by_person: dict[UUID, list[UnitMail]] = defaultdict(list)
    for mail in theirs:
        by_person[mail.person_id].append(mail)
    candidates = sorted(
        (
            Pair(letter, mail)
            for letter in ours
            for mail in by_person[letter.person_id]
            if letter.letter in mail.letters and abs((mail.day - letter.day).days) <= NEAR
        ),
        key=lambda pair: (abs(pair.days_later), pair.ours.day, str(pair.ours.id), pair.theirs.mail),
    )
    both: dict[UUID, Pair] = {}
    stands_for: set[tuple[int, UUID, str]] = set()
    for pair in candidates:
        use = (pair.theirs.mail, pair.theirs.person_id, pair.ours.letter)
        if pair.ours.id not in both and use not in stands_for:
            both[pair.ours.id] = pair
            stands_for.add(use)
    used = {(mail, person) for mail, person, _ in stands_for}

    def within(day: dt.date) -> bool:
        return first <= day <= last

    return Comparison(
        both=tuple(pair for pair in both.values() if within(pair.ours.day) or within(pair.theirs.day)),
        only_ours=tuple(letter for letter in ours if letter.id not in both and within(letter.day)),
        only_theirs=tuple(
            mail for mail in theirs if (mail.mail, mail.person_id) not in used and within(mail.day)
        ),
    )


@dataclass(frozen=True)
class ShadowTally:
    """The number of people to whom a letter went from both (on the same day, earlier or later from the
    unit), and from one of the two only."""

    letter: str
    same_day: int
    unit_earlier: int
    unit_later: int
    only_ours: int
    only_theirs: int

    @property
    def both(self) -> int:
        return self.same_day + self.unit_earlier + self.unit_later


def shadow_tallies(compared: Comparison) -> tuple[ShadowTally, ...]:
    """Count a comparison by letter, in the order of names; mail that stands for none of ours comes last."""
    later: dict[str, list[int]] = defaultdict(list)
    for pair in compared.both:
        later[pair.ours.letter].append(pair.days_later)
    only_ours = Counter(letter.letter for letter in compared.only_ours)
    only_theirs = Counter(letter.letter for letter in compared.only_theirs)
    return tuple(
        ShadowTally(
            letter=letter,
            same_day=later[letter].count(0),
            unit_earlier=sum(days < 0 for days in later[letter]),
            unit_later=sum(days > 0 for days in later[letter]),
            only_ours=only_ours[letter],
            only_theirs=only_theirs[letter],
        )
        for letter in sorted({*later, *only_ours, *only_theirs}, key=lambda letter: (letter == OTHER, letter))
    )
