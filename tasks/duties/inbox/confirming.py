"""The short letter that says what was recorded of a reply, or how to say what was not understood."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from sqlalchemy import func, select

from forum.letters.base import Letter
from forum.letters.not_understood import NotUnderstood
from forum.letters.recorded import Recorded
from forum.letters.undone import Undone
from forum.membership import Person
from tasks.duties.inbox.acting import Outcomes
from tasks.duties.inbox.case import Case
from tasks.duties.writing import head, write
from tasks.register.members import people
from tasks.register.tables import DispatchRow, ReceivedRow

MOST_A_DAY = (
    3  # letters to one person saying that they were not understood: two machines never write for ever
)
TOO_OFTEN = "They have been told several times today that they were not understood: ring them."
OF_USE = dt.timedelta(days=7)


def confirm(case: Case, row: ReceivedRow, outcomes: Outcomes) -> None:
    """Write to whoever wrote; a pressed button that was understood needs no letter."""
    if case.by is None or outcomes.quarantined or (case.item.vote and not outcomes.unclear):
        return
    (person,) = people(case.session, [case.by], case.forum.on)
    letter = _letter(case, person, outcomes)
    if letter is None:
        return
    if isinstance(letter, NotUnderstood) and _told_today(case, person.id) >= MOST_A_DAY:
        outcomes.for_the_unit.append(TOO_OFTEN)
        return
    write(
        case.forum,
        letter,
        to=person,
        about=row.id,
        valid_until=case.forum.on + OF_USE,
        conditions={"appointed": case.forum.membership.is_appointed(person.id, case.forum.on)},
    )


def _letter(case: Case, person: Person, outcomes: Outcomes) -> Letter | None:
    about = head(case.forum, person)
    answered = case.sent.sent_at or case.sent.queued_at if case.sent else None
    on = answered.date() if answered else None
    unclear = tuple(outcomes.unclear)
    if outcomes.lines or (unclear and outcomes.taken_back):
        return Recorded(
            **about, answered=on, lines=(*_taken_back(outcomes), *outcomes.lines), unclear=unclear
        )
    if outcomes.taken_back or outcomes.too_late:
        return Undone(
            **about, answered=on, lines=tuple(outcomes.taken_back), too_late=tuple(outcomes.too_late)
        )
    return NotUnderstood(**about, answered=on, unclear=unclear) if unclear else None


def _taken_back(outcomes: Outcomes) -> tuple[str, ...]:
    """What was taken back, where something else was recorded instead."""
    return (
        *(f"Taken back: {line}" for line in outcomes.taken_back),
        *(f"Too late to take back: {line}" for line in outcomes.too_late),
    )


def _told_today(case: Case, person: UUID) -> int:
    midnight = dt.datetime.combine(case.tx.at.date(), dt.time())
    told = select(func.count()).where(
        DispatchRow.person_id == person,
        DispatchRow.queued_at >= midnight,
        DispatchRow.letter == NotUnderstood.NAME,
    )
    return case.session.scalar(told) or 0
