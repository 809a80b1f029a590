"""Hand-overs: the successor takes an action on, or says who else should have it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from forum.inbox.answered_letter import AskedQuestion
from forum.inbox.sayings import Answered, Reading, asked_back
from forum.questions.kinds import OFFERS, QuestionKind
from forum.questions.words import Reply, Word
from forum.text.patterns import any_of

HOW = "Begin with the action’s number, then ACCEPT, or TO and the name of whoever should have it."
_LEADS = (
    r"(?:(?:yes|ok|i['’](?:m|ll|d)|we['’](?:re|ll)|i|we|am|are|happy|glad|fine|content|pleased|to|will|can"
    r"|please|gladly|also|would)\b[ ,]*+)*+"
)
_NUMBER = r"(?:[A-Z0-9]+/\d{4}-\d\d[a-z]?/)?\d+"
_NUMBERS = rf"(?:actions? )?(?P<numbers>{_NUMBER}(?:(?:,| and| &)++ {_NUMBER})*+)"
_THEM = "(?:them|these|those|the)"
_ALL = f"(?:it|this|(?:all|both|{_THEM})(?: (?:of )?{_THEM})?(?: two)?(?: actions)?)"
_FINE = "(?:are )?(?:fine|ok|okay|good)(?: (?:with|by|for) (?:me|us))?"
_ENDS = r"(?: (?:all|both|too|please|thanks|thank you))*+\W*+$"
_ACCEPT = any_of(
    rf"^{_LEADS}(?:(?:accept(?:ed)?|take|have)(?: on)? {_ALL}(?: on)?|accept(?:ed)?){_ENDS}",
    rf"^(?:yes|ok|fine|happy)(?: (?:to|with))? {_ALL}{_ENDS}|^{_ALL} {_FINE}{_ENDS}",
)
_ACCEPT_NAMED = re.compile(rf"{_LEADS}(?:accept|take|have)(?: on)? {_NUMBERS}(?: on)?{_ENDS}", re.IGNORECASE)
"""Words that take actions on by their numbers: "I'll take 03 and 06"."""
_TO = re.compile(
    r"^(?:(?:(?:please|should|can|could|ought to|needs to|is|be|better|best) ){0,3}"
    r"(?:give|hand|pass|go|given|handed|passed|goes)(?: (?:it|this))?(?: over| on)? )?to[:\s]++"
    r"(?P<owner>.(?:.*?[^\s.])?)(?: (?:please|thanks))?[\s.]*$",
    re.IGNORECASE,
)
_NAMED = re.compile(rf"(?:action )?(?P<reference>{_NUMBER})\b[\s:.,)–—-]*", re.IGNORECASE)


def speaks_of_hand_over(line: str, questions: Sequence[AskedQuestion]) -> bool:
    """Say whether a line takes an offered action on, or names another owner."""
    return _statement_of(line, questions) is not None


def read_hand_over(line: str, questions: Sequence[AskedQuestion]) -> Reading:
    """Read a line about one action, or about the only one offered; ACCEPT alone takes on all (own rule)."""
    statement = _statement_of(line, questions)
    offered = [question for question in questions if question.kind in OFFERS and question.is_open]
    if statement is None or not offered:
        return asked_back("That answers nothing that waits.", HOW, line)
    about, reply = statement
    if reply.word is Word.ACCEPT:
        offered = [question for question in offered if question.kind is QuestionKind.TAKE_ON_ACTION]
    questions_meant = [question for question in offered if question in about] if about else offered
    is_one_each = len({_number(question) for question in about}) == len(about)
    if not (questions_meant and is_one_each) or (len(questions_meant) > 1 and reply.word is Word.HAND_TO):
        return asked_back("It is not plain which action you mean.", HOW, line)
    return Reading(tuple(Answered(question.id, question.kind, reply) for question in questions_meant))


def _statement_of(
    line: str, questions: Sequence[AskedQuestion]
) -> tuple[tuple[AskedQuestion, ...], Reply] | None:
    """Return the actions that a line begins with, and the answer on them."""
    offered = [question for question in questions if question.kind in OFFERS]
    words = line.strip(" \t*•-–—")
    if accepted := _ACCEPT_NAMED.fullmatch(words):
        named = [_of_number(number, offered) for number in re.findall(_NUMBER, accepted["numbers"])]
        about = tuple(question for of in named for question in of)
        return (about, Reply(Word.ACCEPT)) if all(named) else None
    reference_match = _NAMED.match(words)
    about = _of_number(reference_match["reference"], offered) if reference_match else ()
    if reference_match and about:
        words = words[reference_match.end() :]
    if _ACCEPT.search(words) and offered:
        return about, Reply(Word.ACCEPT)
    if offered and "?" not in words and (to := _TO.match(words)):
        return about, Reply(Word.HAND_TO, to["owner"].strip())
    return None


def _of_number(number: str, offered: Sequence[AskedQuestion]) -> tuple[AskedQuestion, ...]:
    """Return the actions of a number, or of a whole reference."""
    number = number.upper().lstrip("0")
    return tuple(
        question for question in offered if number in (question.reference.upper(), _number(question))
    )


def _number(question: AskedQuestion) -> str:
    return question.reference.rpartition("/")[2].lstrip("0")
