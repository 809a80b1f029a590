"""The likely meaning of a reply that no rule understands, for its writer to confirm.

What is proposed is recorded only once the writer has confirmed it (own rule: nothing is agreed by silence).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from forum.inbox.answered_letter import AnsweredLetter, ReceivedReply
from forum.inbox.choices import choices_of
from forum.inbox.likely.matters import Matter, Meaning, matters_of, word_for
from forum.inbox.likely.statements import Statement, statements_of
from forum.inbox.likely.word_weights import Weights, meanings
from forum.inbox.orders import order_in
from forum.inbox.phrases.actions.action_words import days_given
from forum.inbox.phrases.actions.told import is_of_else, sentences
from forum.inbox.phrases.lexicon import Turn, turns_in
from forum.inbox.reading.attendance import new_deputy, speaks_of_coming
from forum.inbox.reading.desk.by_phone import day_of_call
from forum.inbox.reading.files import of_use
from forum.inbox.reading.items import likely_item
from forum.inbox.reading.reply import read
from forum.inbox.reading.reply_text import OF_AN_OFFICE, in_own_person, text_of
from forum.inbox.sayings import (
    ActionReported,
    Answered,
    Apologies,
    ByPhone,
    Coming,
    Correction,
    DeputyNamed,
    DetailsCorrected,
    DetailsRight,
    ForTheUnit,
    LineReported,
    NotUnderstood,
    Reading,
    Saying,
)
from forum.letters.inbox import TO_THE_DESK
from forum.questions.kinds import TO_THE_CHAIR, QuestionKind
from forum.questions.words import Reply, Word

VERSION = 21
"""The version of the weights and of what is proposed by them. It goes up with each change of them, and stands
beside what was confirmed."""
LIKELY = 0.75
"""The probability from which all that a reply means is put to its writer."""
NEVER = frozenset({Word.RELEASE, Word.SEND, Word.APPLY})
"""Words that let something leave the house, or change the register: they are typed, or nothing happens."""
HOW = "Reply in the words that our first letter asks for, and the Business Unit reads anything else."
_FEWEST_WORDS = 3  # one or two mean too many things, and each answer is a tap away
_LONGEST = 2_000  # characters; whoever writes more says more
_MOST_MATTERS = 12
_TURNS_A_CONSENT = (Turn.PART, Turn.CONDITION)
_OF_ACTIONS = {Meaning.DONE: Word.DONE, Meaning.HELP: Word.HELP}


def read_with_likely(letter: AnsweredLetter, received: ReceivedReply, weights: Weights) -> Reading:
    """Read a reply, with what it likely means where no rule understands it. Raises TooLong."""
    return with_likely(read(letter, received), letter, received, weights)


def with_likely(
    reading: Reading, letter: AnsweredLetter, received: ReceivedReply, weights: Weights
) -> Reading:
    """Return the reading of a reply with what the rest of it likely means, for its writer to confirm; with
    nothing to confirm where nothing is likely enough."""
    is_message = not letter.questions and bool(reading.sayings)
    is_message = is_message and all(isinstance(each, ForTheUnit) for each in reading.sayings)
    is_short = len(reading.words.split()) < _FEWEST_WORDS
    if reading.is_yes or is_short or not (reading.not_understood or is_message):
        return reading
    if any(map(order_in, reading.words.splitlines())):
        return reading  # an order is carried out or refused for a reason of its own
    asks_of_coming = any(Meaning.COMING in matter.meanings for matter in matters_of(letter))
    if not asks_of_coming and speaks_of_coming(reading.words.splitlines(), letter.deputies):
        return reading  # what the letter did not ask is no answer to what it did
    if of_use(received.files) or letter.is_answered_before or len(reading.words) > _LONGEST:
        return reading
    likely, probability = likely_meaning(letter, received, weights, reading.sayings)
    if not likely or probability < LIKELY:
        return reading
    if is_message:
        unclear = NotUnderstood("", HOW, reading.words, likely)
        left = choices_of(letter, (), reading.words, received.on)
        return replace(reading, sayings=(), not_understood=(unclear,), choices=left)
    first, *others = reading.not_understood
    return replace(reading, not_understood=(replace(first, likely=likely), *others))


def likely_meaning(
    letter: AnsweredLetter, received: ReceivedReply, weights: Weights, said: Sequence[Saying] = ()
) -> tuple[tuple[Saying, ...], float]:
    """Return what a reply likely says of all matters of a letter of which nothing was ``said``, and the
    probability that it says just that; nothing where a part of it is never proposed, and no consent beside
    words that set a condition or leave a part out (own rule: nothing is agreed with a condition)."""
    matters, statements = matters_and_statements(letter, received)
    if not 0 < len(matters) <= _MOST_MATTERS:
        return (), 0
    sayings: list[Saying] = []
    probability = 1.0
    for at, matter in enumerate(matters):
        if any(_is_of(saying, matter) for saying in said):
            continue
        words = [words for of, words in statements if at in of]
        likely = meanings(matter, words, letter.deputies, weights, has_file=bool(received.files))
        meaning = max(likely, key=likely.__getitem__)
        probability *= likely[meaning]
        if meaning is Meaning.NOTHING:
            continue
        text = "\n".join(words)
        saying = saying_of(matter, meaning, text, letter, received.on)
        if saying is None or (meaning is Meaning.YES and not turns_in(text).isdisjoint(_TURNS_A_CONSENT)):
            return (), 0
        sayings.append(saying)
    return tuple(dict.fromkeys(sayings)), probability


def matters_and_statements(
    letter: AnsweredLetter, received: ReceivedReply
) -> tuple[tuple[Matter, ...], list[Statement]]:
    """Return the matters of a letter, and what a reply says with the places of the matters that it is of."""
    text = text_of(received)
    spoken = text if letter.name in OF_AN_OFFICE else in_own_person(text, received)
    matters = matters_of(letter)
    return matters, statements_of(spoken.lines, matters)


def _is_of(saying: Saying, matter: Matter) -> bool:
    """Say whether a saying answers a matter."""
    match saying:
        case Answered(question=question):
            return matter.question is not None and matter.question.id == question
        case ActionReported(reference=reference) | LineReported(reference=reference):
            return matter.reference == reference
        case Coming() | Apologies() | DeputyNamed():
            return Meaning.COMING in matter.meanings
    return False


def saying_of(
    matter: Matter, meaning: Meaning, text: str, letter: AnsweredLetter, on: dt.date
) -> Saying | None:
    """Return what a text says of a matter in one of its meanings; None where it lacks what belongs to it,
    such as the day, or where it is never proposed."""
    match meaning:
        case Meaning.COMING:
            return Coming()
        case Meaning.NOT_COMING | Meaning.NOBODY:
            if matter.question:
                return Answered(matter.question.id, matter.question.kind, Reply(Word.NONE))
            return Apologies(nobody=meaning is Meaning.NOBODY)
        case Meaning.DEPUTY:
            return _deputy(text, letter)
        case Meaning.CORRECTION:
            return Correction(text)
        case Meaning.ITEM:
            return likely_item(text.split("\n"))
        case Meaning.PAPER | Meaning.GIVE:
            return None
        case Meaning.NO if matter.question and matter.question.kind is QuestionKind.TAKE_ON_ACTION:
            return None
        case Meaning.HELP if matter.family == "GREEN":
            return None
    if matter.family == "details":
        return DetailsRight() if meaning is Meaning.YES else DetailsCorrected(text=text)
    if matter.question is None and "/" not in matter.reference:
        return LineReported(matter.reference, Reply(Word[meaning.name], text))
    if matter.question is None or matter.question.kind is QuestionKind.UPDATE_ACTION:
        reply = _report(meaning, text, on)
        by = ByPhone(day_of_call(text, on), chair=False) if letter.name in TO_THE_DESK else None
        return ActionReported(matter.reference, reply, by) if reply else None
    answer = answer_to(matter, meaning, text, letter, on)
    return answer if answer.reply.word not in NEVER else None


def answer_to(matter: Matter, meaning: Meaning, text: str, letter: AnsweredLetter, on: dt.date) -> Answered:
    """Return the answer to a question; from the unit as what it was told by phone, but for its own tasks."""
    question = matter.question
    assert question is not None
    word, by = word_for(question, meaning), None
    date = day_of_call(text, on) if word is Word.SIGNED else None
    if letter.name in TO_THE_DESK and question.facts.by_phone:
        by = ByPhone(day_of_call(text, on), chair=question.kind in TO_THE_CHAIR)
    return Answered(question.id, question.kind, Reply(word, text if word is Word.OTHER else "", date), by)


def _report(meaning: Meaning, text: str, on: dt.date) -> Reply | None:
    """Return a report on an action; None for a new date without one day to come."""
    if meaning is not Meaning.DATE:
        return Reply(_OF_ACTIONS[meaning], text)
    days = days_given(text, on)
    is_given = len(days) == 1 and not any(
        is_of_else(each) for each in sentences(text) if days_given(each, on)
    )
    return Reply(Word.NEW_DATE, text, days.pop()) if is_given else None


def _deputy(text: str, letter: AnsweredLetter) -> DeputyNamed | None:
    """Return the one deputy whom a text names; one who is new where it has their name in our form."""
    named = [name for name in letter.deputies if _names(name, text)]
    if not named and (card := new_deputy(text.split("\n"), letter.deputies, deputy_asked=True)):
        return card.deputy
    return DeputyNamed(named[0]) if len(named) == 1 else None


def _names(name: str, text: str) -> bool:
    return re.search(rf"\b(?:{'|'.join(map(re.escape, name.split()))})\b", text) is not None
