"""Notes for the Chair: what another recorded in their name, or changed among those who read the papers, and
meetings that are not held (own rule).

Joint Chairs: two people who hold the office at once, and when their answers stand.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from enum import StrEnum
from uuid import UUID

from forum.calendar.working_days import WorkingDays
from forum.members.membership import Membership, Person
from forum.questions.words import CONSENTS, Word
from forum.terms.parts.members import Chairs

WITHIN = 2  # working days, where no letter to the Chair goes before


class NoteKind(StrEnum):
    """What a note is about."""

    ANSWERED = "answered in their name"
    CO_OPTED = "co-opted"
    GUEST = "guest invited"
    ADDRESS = "address changed"
    CORRECTION = "correction to the minutes"
    GAP = "meetings not held"


def goes_alone(kind: NoteKind, made_on: dt.date, days: WorkingDays, on: dt.date) -> bool:
    """Say whether a note is reason for a letter of its own: no other has brought it for two working days, or
    it tells of a correction to minutes, or of a meeting that is not held, and goes at once."""
    last = made_on if kind in (NoteKind.CORRECTION, NoteKind.GAP) else days.add(made_on, WITHIN)
    return days.is_working(on) and last <= on


class JointStanding(StrEnum):
    """The standing of one joint Chair's answer."""

    STANDS = "stands"
    WAITS = "waits for the other"
    DIFFERS = "differs from the other"


def chairs_by_policy(chairs: Sequence[Person], rule: Chairs) -> tuple[Person, ...]:
    """Return the joint Chairs who are asked: each of them, or the one from the organisation that the
    policy names. Where neither comes from there, the longest-serving Chair is asked (where the terms are
    silent).
    """
    if rule.whose_word != "named":
        return tuple(chairs)
    from_organisation = [
        chair for chair in chairs if chair.organisation.casefold() == rule.organisation.casefold()
    ]
    return tuple(from_organisation or chairs)[:1]


def chairs_asked(
    of: UUID,
    opened: dt.date,
    membership: Membership,
    on: dt.date,
    rule: Chairs,
    asked_too: Collection[UUID] = (),
) -> tuple[Person, ...]:
    """Return the Chairs for whom a question waits on a day: the office is asked, not the person (clause 3).

    Each joint Chair keeps the questions put to them or to their cover. A question put to a former Chair waits
    for the Chair who was not asked the same, as ``asked_too`` were, or else for the remaining Chair.
    """
    chairs = membership.chairs(on)

    def was_asked(chair: Person, person: UUID) -> bool:
        return person in {chair.id, *(membership.acting_for(chair.id, day).id for day in (opened, on))}

    theirs = [chair for chair in chairs if chair.id == of] or [
        chair for chair in chairs if was_asked(chair, of)
    ]
    if theirs:
        return tuple(theirs)
    unasked = [chair for chair in chairs if not any(was_asked(chair, person) for person in asked_too)]
    return chairs_by_policy(unasked or chairs, rule)


def settled(rule: Chairs, answer: Word, other_answers: Sequence[Word | None]) -> JointStanding:
    """Say whether an answer stands beside the other joint Chairs' answers, None for one still to come.

    Where both must agree the first answer waits for the second, and differing answers go to the unit. A
    change that one of them wants in a draft stands at once, since the draft comes to both again (where the
    terms are silent).
    """
    if rule.whose_word != "both" or answer is Word.OTHER:
        return JointStanding.STANDS
    if any(other_answer is None for other_answer in other_answers):
        return JointStanding.WAITS
    all_agree = all(
        answer is other_answer or {answer, other_answer} <= CONSENTS for other_answer in other_answers
    )
    return JointStanding.STANDS if all_agree else JointStanding.DIFFERS
