"""Whose an action is from now on: the successor takes it on, or says who else should have it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from forum.inbox.asked import Asked
from forum.inbox.sayings import Answered, NotUnderstood, Reading
from forum.questions.kinds import OFFERS, QuestionKind
from forum.questions.words import Reply, Word
from forum.text.patterns import any_of

HOW = "Begin with the action’s number, then ACCEPT, or TO and the name of whoever should have it."
_ACCEPT = any_of(
    r"^(?:(?:yes|i|we|happy to|will|can|please) ?+,?+ ?+)*(?:accept(?:ed)?|take (?:it|this|them) on)"
    r"\W*+(?:all|both)?+\W*+$"
)
_TO = re.compile(
    r"^(?:(?:please )?(?:give|hand|pass)(?: (?:it|this))?(?: over| on)? )?to[:\s]++"
    r"(?P<who>.(?:.*[^\s.])?)[\s.]*$",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?:action )?(?P<reference>(?:[A-Z0-9]+/\d{4}-\d\d[a-z]?/)?\d+)\b[\s:.,)–—-]*", re.IGNORECASE
)


def speaks_of_hand_over(line: str, asked: Sequence[Asked]) -> bool:
    """Whether a line says what becomes of an action that is offered."""
    return _said(line, asked) is not None


def read_hand_over(line: str, asked: Sequence[Asked]) -> Reading:
    """Read a line about one action, or about the only one offered; ACCEPT alone takes on all (own rule)."""
    said = _said(line, asked)
    offered = [one for one in asked if one.kind in OFFERS and one.is_open]
    if said is None or not offered:
        return Reading(not_understood=(NotUnderstood("That answers nothing that waits.", HOW, line),))
    about, reply = said
    if reply.word is Word.ACCEPT:
        offered = [one for one in offered if one.kind is QuestionKind.TAKE_ON_ACTION]
    named = [one for one in offered if one in about] if about else offered
    if not named or (len(named) > 1 and (about or reply.word is Word.HAND_TO)):
        return Reading(not_understood=(NotUnderstood("It is not plain which action you mean.", HOW, line),))
    return Reading(tuple(Answered(one.question, one.kind, reply) for one in named))


def _said(line: str, asked: Sequence[Asked]) -> tuple[tuple[Asked, ...], Reply] | None:
    """Which actions a line begins with, and what it says of them."""
    offered = [one for one in asked if one.kind in OFFERS]
    words = line.strip(" \t*•-–—")
    named = _NAMED.match(words)
    reference = named["reference"].upper().lstrip("0") if named else ""
    about = tuple(one for one in offered if reference in (one.reference.upper(), _number(one)))
    if named and about:
        words = words[named.end() :]
    if _ACCEPT.search(words) and offered:
        return about, Reply(Word.ACCEPT)
    if offered and (to := _TO.match(words)):
        return about, Reply(Word.HAND_TO, to["who"].strip())
    return None


def _number(one: Asked) -> str:
    return one.reference.rpartition("/")[2].lstrip("0")
