"""The likely meaning of a reply that no rule understands, for its writer to confirm.

What is proposed is recorded only once the writer has confirmed it (own rule: nothing is agreed by silence).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from forum.inbox.answered_letter import AnsweredLetter, ReceivedReply
from forum.inbox.choices import choices_of, paged
from forum.inbox.likely.matters import Matter, Meaning, matters_of, word_for
from forum.inbox.likely.statements import Statement, statements_of
from forum.inbox.likely.word_weights import A_NAME, Weights, meanings
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
    AgreementReturned,
    Answered,
    Apologies,
    ByPhone,
    Coming,
    ConcernRaised,
    Correction,
    CorrectionsFile,
    DeputyNamed,
    DetailsCorrected,
    DetailsRight,
    ForTheUnit,
    ItemProposed,
    LineReported,
    LinesSent,
    NoCorrections,
    NoItems,
    NotUnderstood,
    PaperSent,
    Reading,
    Saying,
)
from forum.letters.inbox import TO_THE_DESK
from forum.letters.meetings import COMING_OR_NOT, NAME_DEPUTY
from forum.letters.parts import Choice
from forum.letters.taps import WHOLE
from forum.questions.kinds import TO_THE_CHAIR, QuestionKind
from forum.questions.words import Reply, Word
from forum.text.wording import day_month

VERSION = 23
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
_MOST_LIKELY = 3  # meanings of a matter, and of all of them together, to be tapped
_TURNED_BY = {Meaning.YES: {Turn.PART, Turn.CONDITION}, Meaning.ITEM: {Turn.CONDITION}}
_SAID_OF = {
    Meaning.COMING: Coming | Apologies | DeputyNamed,
    Meaning.CORRECTION: Correction | CorrectionsFile | NoCorrections,
    Meaning.ITEM: ItemProposed | NoItems,
    Meaning.SAY: DetailsRight | DetailsCorrected,
}
_OF_ACTIONS = {Meaning.DONE: Word.DONE, Meaning.HELP: Word.HELP}


def read_with_likely(letter: AnsweredLetter, received: ReceivedReply, weights: Weights) -> Reading:
    """Read a reply, with what it likely means where no rule understands it. Raises TooLong."""
    return with_likely(read(letter, received), letter, received, weights)


def with_likely(
    reading: Reading, letter: AnsweredLetter, received: ReceivedReply, weights: Weights
) -> Reading:
    """Return the reading of a reply with what the rest of it likely means, for its writer to confirm; where
    nothing is likely enough, with the likeliest meanings among the words to tap."""
    others = tuple(each for each in reading.sayings if not isinstance(each, ForTheUnit))
    is_message = bool(others if letter.questions else reading.sayings) and not reading.not_understood
    is_short = len(reading.words.split()) < _FEWEST_WORDS
    if reading.is_yes or is_short or not (reading.not_understood or is_message):
        return reading
    if any(isinstance(each, ConcernRaised) for each in others):
        return reading
    if any(map(order_in, reading.words.splitlines())):
        return reading  # an order is carried out or refused for a reason of its own
    asks_of_coming = any(Meaning.COMING in matter.meanings for matter in matters_of(letter))
    if not asks_of_coming and speaks_of_coming(reading.words.splitlines(), letter.deputies):
        return reading  # what the letter did not ask is no answer to what it did
    is_of_file = of_use(received.files) and not any(isinstance(each, AgreementReturned) for each in others)
    if is_of_file or len(reading.words) > _LONGEST:
        return reading
    likely = likely_meanings(letter, received, weights, reading.sayings)
    if likely and likely[0].is_proposed and not letter.is_answered_before:
        sayings = likely[0].sayings
        if is_message:
            unclear = NotUnderstood("", HOW, reading.words, sayings)
            left = choices_of(letter, others, reading.words, received.on)
            return replace(reading, sayings=others, not_understood=(unclear,), choices=left)
        first, *rest = reading.not_understood
        return replace(reading, not_understood=(replace(first, likely=sayings), *rest))
    taps = dict.fromkeys(words for each in likely if (words := _tap(each.sayings, letter, received.on)))
    if is_message or not taps:
        return reading
    all_of_it = Choice(about=WHOLE, matter="all of it in one", words=tuple(taps))
    return replace(reading, choices=paged([all_of_it, *reading.choices]))


@dataclass(frozen=True)
class Likely:
    """What a reply likely says of all matters of a letter together, and how probable that is; not ``whole``
    where a part of it lacks what belongs to it, and with a ``doubt`` where it is a consent or an item beside
    words that set a condition or leave a part out."""

    probability: float = 1.0
    sayings: tuple[Saying, ...] = ()
    is_whole: bool = True
    is_doubtful: bool = False

    @property
    def is_proposed(self) -> bool:
        """Say whether it is put to its writer to be confirmed (own rule: nothing is agreed with a condition,
        and what lets something leave the house is typed)."""
        return (
            bool(self.sayings)
            and self.probability >= LIKELY
            and self.is_whole
            and not self.is_doubtful
            and not any(isinstance(each, Answered) and each.reply.word in NEVER for each in self.sayings)
        )


def likely_meanings(
    letter: AnsweredLetter, received: ReceivedReply, weights: Weights, said: Sequence[Saying] = ()
) -> list[Likely]:
    """Return the likeliest that a reply says of all matters of a letter of which nothing was ``said``, the
    most likely first."""
    matters, statements = matters_and_statements(letter, received)
    if not 0 < len(matters) <= _MOST_MATTERS:
        return []
    best = [Likely()]
    for at, matter in enumerate(matters):
        if any(_is_of(saying, matter) for saying in said):
            continue
        words = [words for of, words in statements if at in of]
        text = "\n".join(words)
        likely = meanings(matter, words, letter.deputies, weights, has_file=bool(received.files))
        options = []
        for meaning in sorted(likely, key=likely.__getitem__, reverse=True)[:_MOST_LIKELY]:
            is_said = meaning is not Meaning.NOTHING
            saying = saying_of(matter, meaning, text, letter, received.on) if is_said else None
            turned = turns_in(text) & _TURNED_BY.get(meaning, set())
            options.append((likely[meaning], saying, not is_said or saying is not None, bool(turned)))
        best = sorted(
            (
                Likely(
                    each.probability * probability,
                    (*each.sayings, saying) if saying and saying not in each.sayings else each.sayings,
                    each.is_whole and is_whole,
                    each.is_doubtful or is_turned,
                )
                for each in best
                for probability, saying, is_whole, is_turned in options
            ),
            key=lambda each: each.probability,
            reverse=True,
        )[:_MOST_LIKELY]
    return best


def _tap(sayings: Sequence[Saying], letter: AnsweredLetter, on: dt.date) -> str:
    """Return the words that say just this to a letter; empty where none do, or where it is a part alone."""
    words = ", ".join(_words(saying, letter) for saying in sayings)
    said = read(letter, ReceivedReply(on, words)).sayings if words else ()
    is_said = bool(sayings) and {*map(_bare, said)} == {*map(_bare, sayings)}
    before = f"{Word.WRONG}, " if letter.is_answered_before else ""
    return f"{before}{words}" if is_said else ""


def _words(saying: Saying, letter: AnsweredLetter) -> str:
    """Return the words that a letter asks for to say this; empty where it is said in words of one's own."""
    match saying:
        case Answered(question=of, reply=reply):
            question = letter.asked_question(of)
            number = question.reference if question.kind is QuestionKind.PROVIDE_PAPER else ""
            if question.kind is QuestionKind.TAKE_ON_ACTION:
                number = question.reference[-2:]
            if reply.word is Word.HAND_TO:
                return f"{number} {reply.word} {reply.text}"
            number = number or str(letter.questions.index(question) + 1)
            offered = (*question.facts.buttons_again, *question.facts.beside_matter)
            return f"{number} {reply.word}" if any(each.startswith(reply.word) for each in offered) else ""
        case ActionReported(reference=reference, reply=reply):
            return f"{reference[-2:]} {day_month(reply.date) if reply.date else reply.word}"
        case LineReported(reference=reference, reply=reply):
            return f"{reference} {reply.word}"
        case Coming() | Apologies(nobody=False):
            return COMING_OR_NOT[isinstance(saying, Apologies)]
        case DeputyNamed(name=name) if name in letter.deputies:
            return f"{NAME_DEPUTY} {name}"
    return ""


def _bare(saying: Saying) -> Saying:
    """Return a saying without the words that came with it."""
    if isinstance(saying, Answered | ActionReported | LineReported):
        return replace(saying, reply=replace(saying.reply, text=""))
    return saying


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
        case LinesSent():
            return matter.family == "GREEN"
        case PaperSent(question=question):
            return matter.question is not None and matter.question.id == question
    return any(isinstance(saying, kinds) and of in matter.meanings for of, kinds in _SAID_OF.items())


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
        case Meaning.GIVE if (names := {*A_NAME.findall(text)}) and len(names) == 1 and matter.question:
            handed_over = Reply(Word.HAND_TO, names.pop())
            return Answered(matter.question.id, matter.question.kind, handed_over)
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
    return answer_to(matter, meaning, text, letter, on)


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
