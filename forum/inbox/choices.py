"""The words that still answer a letter, to be tapped where a reply to it was not understood or left some of
it unanswered.

A day or an item's number that the reply names is offered with the word that it may belong to, and an item or
a correction that names nobody as it was written. Nothing else of the reply is repeated, and no word that lets
something leave the house stands beside what was not understood.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain, islice

from forum.inbox.answered_letter import AnsweredLetter, AskedQuestion
from forum.inbox.phrases.actions.action_words import days_given
from forum.inbox.reading.actions.reports import OF_ACTIONS
from forum.inbox.reading.attendance import may_speak_of_coming
from forum.inbox.reading.items import ASKS_FOR_ITEMS, item_as_written
from forum.inbox.reading.minutes import TAKES_CORRECTIONS, correction_as_written
from forum.inbox.reading.questions import mentioned
from forum.inbox.sayings import (
    ActionReported,
    Answered,
    Apologies,
    Coming,
    DeputyNamed,
    DetailsCorrected,
    ForTheUnit,
    LineReported,
    PackArranged,
    Saying,
)
from forum.letters.guests import GuestInvitation, GuestPaper
from forum.letters.inbox import TO_THE_DESK
from forum.letters.meetings import COMING_OR_NOT, NAME_DEPUTY, Invitation, Moved
from forum.letters.members import Details
from forum.letters.papers import PackCheck, Papers, Supplement
from forum.letters.parts import Choice
from forum.letters.questions import TO_ALL
from forum.letters.taps import WHOLE, about_action, short_code
from forum.plan.lines import is_line_reference
from forum.questions.kinds import BOTH, KINDS, TO_THE_CHAIR, UPDATES, QuestionKind, said_by_phone
from forum.questions.words import Word
from forum.text.look_at import may_name_somebody
from forum.text.wording import day_month

_ASKED_TO_COME = frozenset({Invitation.NAME, Moved.NAME, GuestInvitation.NAME})
_MAY_SAY_THEY_COME = frozenset({Papers.NAME, Supplement.NAME, GuestPaper.NAME})
_TO_GUESTS = frozenset({GuestInvitation.NAME, GuestPaper.NAME})
_OF_BOTH_PAPERS = ("BOTH VERBAL", "BOTH WITHDRAW")
_MOST_DAYS, _MOST_ITEMS, _MOST_AT_THE_DESK, _MOST_WORDS = 3, 2, 4, 8
_LONGEST = 250  # characters of somebody's own words, to be tapped
_ITEM = re.compile(r"(?<![\w/.:-])\d{1,2}(?![\w/:%]|[.]\d)(?! (?:minutes|mins|pages?|copies|am|pm)\b)")
_OF_READERS = re.compile(
    r"\bcore\b|\bevery(?:one|body)\b|\ball\b(?! (?:but|except)\b)|\bco-?opted\b", re.IGNORECASE
)


def choices_of(
    letter: AnsweredLetter,
    said: Collection[Saying] = (),
    text: str = "",
    on: dt.date | None = None,
    *,
    is_plain: bool = False,
) -> tuple[Choice, ...]:
    """Return the words that still answer a letter beside what a reply of the day ``on`` said.

    ``text`` are the words of the reply; without a day none of them counts. Of a reply that ``is_plain`` only
    what the letter asks for is left (own rule: what was not taken is said).
    """
    waiting = _unanswered(letter, said)
    if letter.name in TO_THE_DESK:
        asked = mentioned(text, waiting) or waiting
        return () if on is None or is_plain else tuple(_at_the_desk(asked, text, on))
    return paged(
        chain(
            _of_coming(letter, said, text, is_plain=is_plain),
            _of_details(letter, said),
            _of_the_pack(letter, said, text),
            _as_written(letter, said, text, is_plain=is_plain),
            _all_at_once(waiting),
            _of_questions(letter, waiting),
            _of_actions(letter, said, text, on, is_plain=is_plain),
            _of_what_was_recorded(letter, said, is_plain=is_plain),
        )
    )


def paged(choices: Iterable[Choice]) -> tuple[Choice, ...]:
    """Return the first choices, no more words than a letter has room for; each answer brings the next (own
    rule)."""
    first: list[Choice] = []
    for choice in choices:
        if first and sum(len(each.words) for each in (*first, choice)) > _MOST_WORDS:
            break
        first.append(choice)
    return tuple(first)


def _unanswered(letter: AnsweredLetter, said: Collection[Saying]) -> list[AskedQuestion]:
    answered = {saying.question for saying in said if isinstance(saying, Answered)}
    return [each for each in letter.questions if each.is_open and each.id not in answered]


def _of_coming(
    letter: AnsweredLetter, said: Collection[Saying], text: str, *, is_plain: bool
) -> Iterator[Choice]:
    """Yield the words that say whether somebody comes, where the letter asks for them or they may say so."""
    is_asked = letter.name in _ASKED_TO_COME or (
        letter.name in _MAY_SAY_THEY_COME and (not is_plain or may_speak_of_coming(text, letter.deputies))
    )
    if is_asked and not any(isinstance(saying, Coming | Apologies | DeputyNamed) for saying in said):
        names = tuple(f"{NAME_DEPUTY} {name}" for name in letter.deputies) or (NAME_DEPUTY,)
        words = COMING_OR_NOT if letter.name in _TO_GUESTS else (*COMING_OR_NOT, *names)
        yield Choice(about=WHOLE, matter=f"the meeting{letter.with_day('on')}", words=words)


def _of_details(letter: AnsweredLetter, said: Collection[Saying]) -> Iterator[Choice]:
    if letter.name == Details.NAME and not any(isinstance(saying, DetailsCorrected) for saying in said):
        yield Choice(about=WHOLE, matter="your details", words=("DETAILS RIGHT",))


def _of_the_pack(letter: AnsweredLetter, said: Collection[Saying], text: str) -> Iterator[Choice]:
    """Yield the changes of a pack that may be meant by the items that a reply names."""
    named = [*dict.fromkeys(_ITEM.findall(text))][:_MOST_ITEMS]
    if letter.name == PackCheck.NAME and named and not any(isinstance(each, PackArranged) for each in said):
        orders = (f"ORDER {' '.join(each)}" for each in (named, named[::-1]) if len(named) > 1)
        readers = (f"PAPER {number} {may_read}" for number in named for may_read in ("CORE", "ALL"))
        of_each = (f"{change} {number}" for change in ("DROP", "KEEP") for number in named)
        first = readers if _OF_READERS.search(text) else orders
        yield Choice(about=WHOLE, matter="the pack", words=(*first, *of_each))


def _as_written(
    letter: AnsweredLetter, said: Collection[Saying], text: str, *, is_plain: bool
) -> Iterator[Choice]:
    """Yield the item or the correction of minutes that somebody may have written, in their own words, where
    these name nobody."""
    if letter.name in ASKS_FOR_ITEMS and not (said or is_plain):
        yield from _in_own_words(f"an item{letter.for_items()}", item_as_written(text))
    if letter.name in TAKES_CORRECTIONS and any(isinstance(each, ForTheUnit) for each in said):
        yield from _in_own_words("the minutes", correction_as_written(text))


def _in_own_words(matter: str, words: str) -> Iterator[Choice]:
    if words and len(words) <= _LONGEST and not may_name_somebody(words):
        yield Choice(about=WHOLE, matter=matter, words=(words,))


def _of_questions(letter: AnsweredLetter, waiting: Sequence[AskedQuestion]) -> Iterator[Choice]:
    """Yield the words that answer each question by themselves."""
    for question in waiting:
        deputies = letter.deputies if question.kind is QuestionKind.NAME_DEPUTY else ()
        words = (*deputies, *question.facts.buttons_again, *question.facts.beside_matter)
        if words and question.kind not in UPDATES:
            yield Choice(about=short_code(str(question.id)), matter=question.matter, words=words)


def _all_at_once(waiting: Sequence[AskedQuestion]) -> Iterator[Choice]:
    """Yield the words that answer several questions of a kind at once."""
    kinds = [question.kind for question in waiting]
    lists = [KINDS[kind].in_list for kind in kinds]
    words = [to_all[-1] for each, to_all in TO_ALL.items() if lists.count(each) > 1]
    if kinds.count(QuestionKind.PROVIDE_PAPER) == len(_OF_BOTH_PAPERS):
        words += _OF_BOTH_PAPERS
    if {*kinds} >= BOTH:
        words.insert(0, Word.AGREE_BOTH)
    if words:
        yield Choice(about=WHOLE, matter="several at once", words=tuple(words))


def _of_actions(
    letter: AnsweredLetter, said: Collection[Saying], text: str, on: dt.date | None, *, is_plain: bool
) -> Iterator[Choice]:
    """Yield the words that report on each action still to be done, with the days that the reply names, and on
    each line of the plan; of a plain reply only on those that the letter asks about."""
    reported = {saying.reference for saying in said if isinstance(saying, ActionReported | LineReported)}
    asked = {each.reference for each in letter.questions if each.kind in UPDATES and each.is_open}

    def is_left(reference: str) -> bool:
        return reference not in reported and (reference in asked or not is_plain)

    to_do = [each for each in letter.actions if is_left(each) and each not in letter.reported]
    days = _days(text, on) if to_do else []
    if letter.name in OF_ACTIONS and len(to_do) > 1 and not (reported or is_plain):
        all_at_once = ("ALL DONE", *(f"ALL {day}" for day in days))
        yield Choice(about=WHOLE, matter="all your actions", words=all_at_once)
    for reference in to_do:
        words = (*KINDS[QuestionKind.UPDATE_ACTION].buttons, *days)
        yield Choice(about=about_action(reference), matter=f"action {reference}", words=words)
    for reference in filter(is_left, letter.lines if letter.name in OF_ACTIONS else ()):
        is_line = is_line_reference(reference)
        words = (*KINDS[QuestionKind.UPDATE_LINE].buttons, *([Word.DONE] if is_line else []))
        matter = f"line {reference}" if is_line else f"the work of {reference}"
        yield Choice(about=reference, matter=matter, words=words)


def _days(text: str, on: dt.date | None) -> list[str]:
    """Return the days to come that a reply names, the first few."""
    return [day_month(day) for day in islice(sorted(days_given(text, on) if on else ()), _MOST_DAYS)]


def _of_what_was_recorded(
    letter: AnsweredLetter, said: Collection[Saying], *, is_plain: bool
) -> Iterator[Choice]:
    """Yield WRONG, where a reply to what we recorded says nothing that is plain."""
    if letter.is_answered_before and not (said or is_plain):
        yield Choice(about=WHOLE, matter="what we recorded of you", words=(Word.WRONG,))


def _at_the_desk(questions: Sequence[AskedQuestion], text: str, on: dt.date) -> Iterator[Choice]:
    """Yield what the unit writes once it has rung somebody, or has done something itself."""
    days = _days(text, on)
    for question in questions[:_MOST_AT_THE_DESK]:
        if words := tuple(_of_the_unit(question, days, on)):
            yield Choice(about=short_code(str(question.id)), matter=question.matter, words=words)


def _of_the_unit(question: AskedQuestion, days: Sequence[str], on: dt.date) -> Iterator[str]:
    kind = question.facts
    if question.kind is QuestionKind.UPDATE_ACTION:
        yield from (f"{day}, phone, {day_month(on)}" for day in days)
    if question.kind is QuestionKind.RECORD_AGREEMENT:
        yield f"SIGNED {question.reference}, {day_month(on)}"
    elif kind.by_phone and question.kind in TO_THE_CHAIR:
        yield said_by_phone(question.kind, "", on, written_up_as=question.written_up_as)
    else:
        by_phone = f", phone, {day_month(on)}" if kind.by_phone else ""
        yield from (f"{word}{by_phone}" for word in kind.buttons_again)
