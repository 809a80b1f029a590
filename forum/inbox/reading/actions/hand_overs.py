"""Hand-overs: the successor takes an action on, or says who else should have it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from forum.inbox.answered_letter import AskedQuestion
from forum.inbox.sayings import Answered, NotUnderstood, Reading
from forum.questions.kinds import OFFERS, QuestionKind
from forum.questions.words import Reply, Word
from forum.text.patterns import any_of

HOW = "Begin with the action’s number, then ACCEPT, or TO and the name of whoever should have it."
_ACCEPT = any_of(
    r"^(?:(?:yes|i|we|happy to|will|can|please) ?+,?+ ?+)*(?:accept(?:ed)?(?: (?:it|this|them|both))?"
    r"|take (?:it|this|them|both|all)(?: of them)? on|take on (?:it|this|them|both|all)(?: of them)?)"
    r"\W*+(?:all|both)?+\W*+$"
)
_TO = re.compile(
    r"^(?:(?:please )?(?:give|hand|pass)(?: (?:it|this))?(?: over| on)? )?to[:\s]++"
    r"(?P<owner>.(?:.*[^\s.])?)[\s.]*$",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?:action )?(?P<reference>(?:[A-Z0-9]+/\d{4}-\d\d[a-z]?/)?\d+)\b[\s:.,)–—-]*", re.IGNORECASE
)


def speaks_of_hand_over(line: str, questions: Sequence[AskedQuestion]) -> bool:
    """Say whether a line takes an offered action on, or names another owner."""
    return _statement_of(line, questions) is not None


def read_hand_over(line: str, questions: Sequence[AskedQuestion]) -> Reading:
    """Read a line about one action, or about the only one offered; ACCEPT alone takes on all (own rule)."""
    statement = _statement_of(line, questions)
    offered = [question for question in questions if question.kind in OFFERS and question.is_open]
    if statement is None or not offered:
        return Reading(not_understood=(NotUnderstood("That answers nothing that waits.", HOW, line),))
    about, reply = statement
    if reply.word is Word.ACCEPT:
        offered = [question for question in offered if question.kind is QuestionKind.TAKE_ON_ACTION]
    questions_meant = [question for question in offered if question in about] if about else offered
    if not questions_meant or (len(questions_meant) > 1 and (about or reply.word is Word.HAND_TO)):
        return Reading(not_understood=(NotUnderstood("It is not plain which action you mean.", HOW, line),))
    return Reading(tuple(Answered(question.id, question.kind, reply) for question in questions_meant))


def _statement_of(
    line: str, questions: Sequence[AskedQuestion]
) -> tuple[tuple[AskedQuestion, ...], Reply] | None:
    """Return the actions that a line begins with, and the answer on them."""
    offered = [question for question in questions if question.kind in OFFERS]
    words = line.strip(" \t*•-–—")
    reference_match = _NAMED.match(words)
    reference = reference_match["reference"].upper().lstrip("0") if reference_match else ""
    about = tuple(
        question for question in offered if reference in (question.reference.upper(), _number(question))
    )
    if reference_match and about:
        words = words[reference_match.end() :]
    if _ACCEPT.search(words) and offered:
        return about, Reply(Word.ACCEPT)
    if offered and "?" not in words and (to := _TO.match(words)):
        return about, Reply(Word.HAND_TO, to["owner"].strip())
    return None


def _number(question: AskedQuestion) -> str:
    return question.reference.rpartition("/")[2].lstrip("0")
