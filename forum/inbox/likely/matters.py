"""What a letter asks, a matter each, and the meanings that a reply may have for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest

from forum.inbox.answered_letter import AnsweredLetter, AskedQuestion
from forum.letters.actions import AfterMeeting
from forum.letters.guests import GuestInvitation, GuestPaper
from forum.letters.inbox import TO_THE_DESK
from forum.letters.meetings import Invitation, Moved
from forum.letters.members import Details
from forum.letters.papers import Papers, Supplement
from forum.questions.kinds import UPDATES, QuestionKind
from forum.questions.words import Word


class Meaning(StrEnum):
    """What a reply may mean for a matter."""

    NOTHING = "nothing"
    YES = "yes"
    NO = "no"
    SEND = "send"
    GIVE = "to another"
    SAY = "in words"
    DONE = "done"
    DATE = "date"
    HELP = "help"
    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    VERBAL = "verbal"
    WITHDRAW = "withdraw"
    PAPER = "paper"
    COMING = "coming"
    NOT_COMING = "not coming"
    DEPUTY = "deputy"
    NOBODY = "no deputy"
    CORRECTION = "correction"
    ITEM = "item"


_OF_WORDS: Mapping[Word, Meaning] = {
    **dict.fromkeys((Word.AGREE, Word.ALLOW, Word.RELEASE, Word.DISCHARGE, Word.QUORATE), Meaning.YES),
    **dict.fromkeys((Word.SIGNED, Word.APPLY, Word.ACCEPT, Word.RECEIVED), Meaning.YES),
    **dict.fromkeys((Word.NO, Word.RETURN, Word.NOT_QUORATE, Word.DECLINE), Meaning.NO),
    Word.SEND: Meaning.SEND,
    Word.HAND_TO: Meaning.GIVE,
    Word.VERBAL: Meaning.VERBAL,
    Word.WITHDRAW: Meaning.WITHDRAW,
    Word.OTHER: Meaning.SAY,
}
_OF_ACTION = frozenset({Meaning.DONE, Meaning.DATE, Meaning.HELP})
_OF_LINE = frozenset({Meaning.GREEN, Meaning.AMBER, Meaning.RED, Meaning.DONE, Meaning.HELP})
_OF_COMING = frozenset({Meaning.COMING, Meaning.NOT_COMING, Meaning.DEPUTY, Meaning.NOBODY})
_OF_A_LETTER: Mapping[str, Mapping[str, frozenset[Meaning]]] = {
    "coming": dict.fromkeys(
        (Invitation.NAME, Moved.NAME, Papers.NAME, Supplement.NAME, GuestInvitation.NAME, GuestPaper.NAME),
        _OF_COMING,
    ),
    "minutes": dict.fromkeys(("minutes", "stood_in", "last_minutes"), frozenset({Meaning.CORRECTION})),
    "items": dict.fromkeys((AfterMeeting.NAME, Papers.NAME, "item_off"), frozenset({Meaning.ITEM})),
    "details": {Details.NAME: frozenset({Meaning.YES, Meaning.SAY})},
}
"""What letters ask that is no question of the register, and the meanings of a reply to it."""


@dataclass(frozen=True)
class Matter:
    """A matter of a letter. Matters of one ``family`` are spoken of in the same words.

    ``reference`` is that of an action, of a line of the plan or of an item, or the name of a person;
    ``title`` is the action's. ``number`` is that of the ``question`` in the letter, and zero without one.
    """

    family: str
    meanings: frozenset[Meaning]
    reference: str = ""
    title: str = ""
    question: AskedQuestion | None = None
    number: int = 0


def matters_of(letter: AnsweredLetter) -> tuple[Matter, ...]:
    """Return what a letter asks and nobody has answered, in the order in which it asks."""
    return (*_of_questions(letter), *_of_members(letter))


def word_for(question: AskedQuestion, meaning: Meaning) -> Word:
    """Return the word that answers a question with a meaning."""
    return next(word for word in question.facts.answers if _OF_WORDS.get(word) is meaning)


def _of_questions(letter: AnsweredLetter) -> Iterator[Matter]:
    at_the_desk = " by phone" if letter.name in TO_THE_DESK else ""
    for number, question in enumerate(letter.questions, start=1):
        words = [*question.facts.answers]
        if not (words and question.is_open) or (question.kind in UPDATES and not at_the_desk):
            continue
        meanings = {_OF_WORDS[word] for word in words if word in _OF_WORDS}
        family = str(words[0])
        if question.kind is QuestionKind.UPDATE_ACTION:
            meanings = {*_OF_ACTION}
        elif question.kind is QuestionKind.NAME_DEPUTY:
            family, meanings = "coming", {*_OF_COMING}
        elif question.kind is QuestionKind.PROVIDE_PAPER:
            meanings.add(Meaning.PAPER)
        elif question.kind is QuestionKind.TAKE_ON_ACTION:
            meanings = {Meaning.YES, Meaning.NO, Meaning.GIVE}
        yield Matter(
            f"{family}{at_the_desk}",
            frozenset(meanings),
            reference=question.reference,
            question=question,
            number=number,
        )


def _of_members(letter: AnsweredLetter) -> Iterator[Matter]:
    for reference, title in zip_longest(letter.actions, letter.titles, fillvalue=""):
        if reference not in letter.reported:
            yield Matter("DONE", _OF_ACTION, reference=reference, title=title)
    for reference in letter.lines:
        yield Matter("GREEN", _OF_LINE, reference=reference)
    for family, letters in _OF_A_LETTER.items():
        if letter.name in letters:
            yield Matter(family, letters[letter.name])
