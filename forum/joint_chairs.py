"""Joint Chairs: two who hold the office at once; whose word is asked, and when it stands."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from forum.membership import Person
from forum.policy import Chairs
from forum.replies import CONSENTS, Word


class Settled(StrEnum):
    """What an answer of one joint Chair leads to."""

    STANDS = "stands"
    WAITS = "waits for the other"
    DIFFERS = "differs from the other"


def whose_word_is_asked(chairs: Sequence[Person], rule: Chairs) -> tuple[Person, ...]:
    """Each of the joint Chairs; where the policy names one, by organisation, that one alone, or whoever has
    served longest where neither comes from there (where the terms are silent).
    """
    if rule.whose_word != "named":
        return tuple(chairs)
    named = [one for one in chairs if one.organisation.casefold() == rule.organisation.casefold()]
    return tuple(named or chairs)[:1]


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
