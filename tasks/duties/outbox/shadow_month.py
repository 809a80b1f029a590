"""A shadow month: what the register has queued for people, beside a folder of the mail the unit did send."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, load_only

from forum.members.membership import Role
from forum.outbox.budget import CONFIRMATIONS
from forum.outbox.shadow import (
    NEAR,
    OurLetter,
    ShadowTally,
    UnitMail,
    compare,
    letters_by_words,
    sending_day,
    shadow_tallies,
)
from forum.outbox.states import NOT_READ
from forum.text.problem import Problem
from forum.text.wording import long_date
from tasks.duties.base.office import Office
from tasks.mail.incoming.sent_folder import SentMail
from tasks.register.groups import groups
from tasks.register.outbox import OUTSIDE, places_in_words
from tasks.register.tables import AddressRow, DispatchRow, GroupRow

AROUND = (NEAR + 7) * dt.timedelta(days=1)  # a letter may be queued some days before it goes


@dataclass(frozen=True)
class Side:
    """A letter or mail as one side sent it: when, with what subject and files."""

    day: dt.date
    subject: str
    files: tuple[str, ...]


@dataclass(frozen=True)
class ShadowLine:
    """A letter with all its readers on one day, as seats and roles; a side that did not send it is None."""

    letter: str
    to: tuple[str, ...]
    ours: Side | None
    theirs: Side | None

    @property
    def day(self) -> dt.date:
        """Return the day on which the letter went, the earlier one where both sides sent it."""
        return min(side.day for side in (self.ours, self.theirs) if side)

    @property
    def days_later(self) -> int:
        """Return the days from our letter to theirs, negative when theirs went first; 0 without one of
        them."""
        return (self.theirs.day - self.ours.day).days if self.ours and self.theirs else 0


@dataclass(frozen=True)
class Shadow:
    """The comparison: letters that both sent, letters of one side alone, and the number of each.

    ``to_unit`` counts our letters to the unit itself, or in answer to replies, of which the unit has no like.
    ``unknown`` counts their addresses that are not on the register.
    """

    both: tuple[ShadowLine, ...]
    only_ours: tuple[ShadowLine, ...]
    only_theirs: tuple[ShadowLine, ...]
    tallies: tuple[ShadowTally, ...]
    to_unit: int
    unknown: int


def shadow(
    office: Office, mails: Sequence[SentMail], first: dt.date, last: dt.date, group: str | None = None
) -> Shadow:
    """Compare the letters of a group, or of all, from one day to another with the unit's own mail.

    The letters are those in the register's outbox, as they were queued on their days; nothing is worked out
    anew, and nothing is written. What lapsed or was cancelled is left out. Problem for a group that is not
    known and for days the wrong way round.
    """
    if last < first:
        raise Problem(f"{long_date(last)} comes before {long_date(first)}: give the earlier day with --from.")
    with office.register.reading() as session:
        compared_groups = groups(session, group)
        letters = {row.id: row for row in _letters(session, compared_groups, first, last)}
        readers_by_address = _Readers(session, compared_groups)
        ours = [
            OurLetter(row.id, row.letter, row.person_id, _day(office, compared_groups, row))
            for row in letters.values()
        ]
        letters_by_mail = [letters_by_words(mail.subject, mail.files) for mail in mails]
        theirs = [
            UnitMail(number, person, mail.sent_at.date(), letters_by_mail[number])
            for number, mail in enumerate(mails)
            for person in readers_by_address.people(mail)
        ]
        readers = {(letter.person_id, letter.day) for letter in ours} | {
            (letter.person_id, letter.day) for letter in theirs
        }
        places = readers_by_address.places(readers)

    def place(mail: OurLetter | UnitMail) -> str:
        return places[mail.person_id, mail.day]

    for_the_unit = {
        letter.id for letter in ours if place(letter) == Role.UNIT or letter.letter in CONFIRMATIONS
    }
    ours_to = {letter.person_id for letter in ours}
    compared = compare(
        [letter for letter in ours if letter.id not in for_the_unit],
        [
            letter
            for letter in theirs
            if place(letter) != Role.UNIT and (place(letter) != OUTSIDE or letter.person_id in ours_to)
        ],
        first,
        last,
    )

    def ours_as(letter: OurLetter) -> Side:
        row = letters[letter.id]
        return Side(letter.day, row.subject, tuple(file["name"] for file in row.attachments))

    def theirs_as(theirs: UnitMail) -> Side:
        mail = mails[theirs.mail]
        return Side(theirs.day, mail.subject, mail.files)

    return Shadow(
        both=_lines(
            (pair.ours.letter, place(pair.ours), ours_as(pair.ours), theirs_as(pair.theirs))
            for pair in compared.both
        ),
        only_ours=_lines(
            (letter.letter, place(letter), ours_as(letter), None) for letter in compared.only_ours
        ),
        only_theirs=_lines(
            (letter.letter, place(letter), None, theirs_as(letter)) for letter in compared.only_theirs
        ),
        tallies=shadow_tallies(compared),
        to_unit=sum(letter.id in for_the_unit and first <= letter.day <= last for letter in ours),
        unknown=len(readers_by_address.unknown),
    )


def _letters(
    session: Session, compared_groups: Sequence[GroupRow], first: dt.date, last: dt.date
) -> Sequence[DispatchRow]:
    """The letters that went or wait, queued around these days, without their bodies."""
    columns = (
        DispatchRow.group_id,
        DispatchRow.person_id,
        DispatchRow.letter,
        DispatchRow.subject,
        DispatchRow.attachments,
        DispatchRow.queued_at,
        DispatchRow.sent_at,
    )
    return session.scalars(
        select(DispatchRow)
        .options(load_only(*columns))
        .where(
            DispatchRow.group_id.in_([row.id for row in compared_groups]),
            DispatchRow.state.not_in(NOT_READ),
            DispatchRow.queued_at.between(
                dt.datetime.combine(first - AROUND, dt.time.min),
                dt.datetime.combine(last + AROUND, dt.time.max),
            ),
        )
        .order_by(DispatchRow.queued_at, DispatchRow.letter, DispatchRow.id)
    ).all()


def _day(office: Office, compared_groups: Sequence[GroupRow], row: DispatchRow) -> dt.date:
    """The day on which a letter went; of one that waits, the day on which it would have."""
    if row.sent_at is not None:
        return row.sent_at.date()
    group = next(group for group in compared_groups if group.id == row.group_id)
    return sending_day(row.queued_at, office.policy(group).working_time.send_until, office.days(group))


class _Readers:
    """The readers of the mail: people of the register by address, with their seats and roles."""

    def __init__(self, session: Session, compared_groups: Sequence[GroupRow]) -> None:
        self.session, self.groups = session, [row.id for row in compared_groups]
        self.unknown: set[str] = set()
        self._at: dict[str, list[AddressRow]] = defaultdict(list)
        for row in session.scalars(select(AddressRow)):
            self._at[row.address.lower()].append(row)

    def people(self, mail: SentMail) -> list[UUID]:
        """Each person of the register that a mail went to, once."""
        day, readers = mail.sent_at.date(), {}
        for address in mail.addresses:
            here = [
                row.person_id
                for row in self._at.get(address, ())
                if row.first <= day and (row.last is None or day <= row.last)
            ]
            if not here:
                self.unknown.add(address)
            readers.update(dict.fromkeys(here))
        return list(readers)

    def places(self, readers: Collection[tuple[UUID, dt.date]]) -> dict[tuple[UUID, dt.date], str]:
        """The seats and roles of each reader on a day, in the first of the groups that they belong to."""
        words = places_in_words(
            self.session, {(group, person, day) for group in self.groups for person, day in readers}
        )
        return {
            (person, day): next(
                (place for group in self.groups if (place := words[group, person, day]) != OUTSIDE), OUTSIDE
            )
            for person, day in readers
        }


def _lines(sides: Iterable[tuple[str, str, Side | None, Side | None]]) -> tuple[ShadowLine, ...]:
    """Return one line for all readers of the same letter on the same day, by day."""
    readers: dict[tuple[str, Side | None, Side | None], list[str]] = defaultdict(list)
    for letter, place, ours, theirs in sides:
        readers[letter, ours, theirs].append(place)
    lines = (
        ShadowLine(letter, tuple(sorted(to)), ours, theirs) for (letter, ours, theirs), to in readers.items()
    )
    return tuple(sorted(lines, key=lambda line: (line.day, line.letter, line.to)))
