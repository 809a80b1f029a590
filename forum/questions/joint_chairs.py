"""Joint Chairs: two people who hold the office at once, and when their answers stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from enum import StrEnum
from uuid import UUID

from forum.members.membership import Membership, Person
from forum.questions.words import CONSENTS, Word
from forum.terms.policy import Chairs


class Settled(StrEnum):
    """What an answer of one joint Chair leads to."""

    STANDS = "stands"
    WAITS = "waits for the other"
    DIFFERS = "differs from the other"


def whose_word_is_asked(chairs: Sequence[Person], rule: Chairs) -> tuple[Person, ...]:
    """Return the joint Chairs who are asked: each of them, or the one from the organisation that the policy
    names. Where neither comes from there, whoever has served longest is asked (where the terms are
    silent)."""
    if rule.whose_word != "named":
        return tuple(chairs)
    named = [chair for chair in chairs if chair.organisation.casefold() == rule.organisation.casefold()]
    return tuple(named or chairs)[:1]


def chairs_asked(
    of: UUID,
    opened: dt.date,
    membership: Membership,
    on: dt.date,
    rule: Chairs,
    others: Collection[UUID] = (),
) -> tuple[Person, ...]:
    """Return the Chairs for whom a question waits on a day: the office is asked, not the person (clause 3).

    Each joint Chair keeps what was put to them or to who covered for them. What was put to a former Chair
    waits for whichever Chair was not asked the same, as ``others`` were, or else for the remaining Chair.
    """
    chairs = membership.chairs(on)

    def was_asked(chair: Person, person: UUID) -> bool:
        return person in {chair.id, *(membership.acting_for(chair.id, day).id for day in (opened, on))}

    theirs = [chair for chair in chairs if chair.id == of] or [
        chair for chair in chairs if was_asked(chair, of)
    ]
    if theirs:
        return tuple(theirs)
    left = [chair for chair in chairs if not any(was_asked(chair, other) for other in others)]
    return whose_word_is_asked(left or chairs, rule)


def settled(rule: Chairs, said: Word, others: Sequence[Word | None]) -> Settled:
    """Say whether an answer stands, given what the others said to the same question, None for nothing yet.

    Where both must agree it waits for the other, and what differs goes to the unit; what one of them wants
    changed in a draft stands at once, since the draft comes to both again (where the terms are silent).
    """
    if rule.whose_word != "both" or said is Word.OTHER:
        return Settled.STANDS
    if any(other is None for other in others):
        return Settled.WAITS
    same = all(said is other or {said, other} <= CONSENTS for other in others)
    return Settled.STANDS if same else Settled.DIFFERS
