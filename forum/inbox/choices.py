"""The words that still answer a letter, to be tapped where a reply to it was not understood.

A day or an item's number that the reply names is offered with the word that it may belong to. Nothing else of
the reply is repeated, and no word that lets something leave the house stands beside what was not understood.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from forum.inbox.answered_letter import AnsweredLetter, AskedQuestion
from forum.inbox.phrases.actions.action_words import days_given
from forum.inbox.reading.actions.reports import OF_ACTIONS
from forum.inbox.reading.questions import mentioned
from forum.inbox.sayings import ActionReported, Answered, LineReported, Saying
from forum.letters.meetings.deputy_wanted import DeputyWanted
from forum.letters.meetings.invitation import COMING_OR_NOT, NAME_DEPUTY, Invitation
from forum.letters.meetings.moved import Moved
from forum.letters.members.details import Details
from forum.letters.papers.pack import Papers
from forum.letters.papers.pack_check import PackCheck
from forum.letters.papers.paper_author import PaperAuthor
from forum.letters.papers.supplement import Supplement
from forum.letters.parts import Choice
from forum.letters.questions.chair import ChairLetter
from forum.letters.questions.desk import Desk
from forum.letters.taps import WHOLE, about_action, short_code
from forum.plan.lines import is_line_reference
from forum.questions.by_phone import said_by_phone
from forum.questions.kinds import BOTH, KINDS, TO_THE_CHAIR, ChairList, QuestionKind
from forum.questions.words import Word
from forum.text.wording import day_month

_ASKED_TO_COME = frozenset({Invitation.NAME, Papers.NAME, Supplement.NAME, Moved.NAME})
_ASKED_BY_NUMBER = frozenset({ChairLetter.NAME, PaperAuthor.NAME, DeputyWanted.NAME})
_ALL_OF_A_LIST = {ChairList.DISCHARGES: "DISCHARGE ALL", ChairList.LETTERS: "NO LETTERS"}
_OF_BOTH_PAPERS = ("BOTH VERBAL", "BOTH WITHDRAW")
_MOST_DAYS, _MOST_ITEMS, _MOST_AT_THE_DESK = 3, 2, 4
_ITEM = re.compile(r"(?<![\w/.:-])\d{1,2}(?![\w/:%]|[.]\d)(?! (?:minutes|mins|pages?|copies|am|pm)\b)")
_NOT_OFFERED = frozenset({Word.RELEASE, Word.APPLY})
"""Words that nobody is led to who may have wanted something else."""


def choices_of(
    letter: AnsweredLetter, said: Collection[Saying] = (), text: str = "", on: dt.date | None = None
) -> tuple[Choice, ...]:
    """Return the words that still answer a letter beside what a reply of the day ``on`` said.

    ``text`` are the words of the reply; without a day none of them counts.
    """
    if letter.name in _ASKED_TO_COME:
        of_deputies = tuple(f"{NAME_DEPUTY} {name}" for name in letter.deputies) or (NAME_DEPUTY,)
        matter = f"the meeting{letter.with_day('on')}"
        return (Choice(about=WHOLE, matter=matter, words=(*COMING_OR_NOT, *of_deputies)),)
    if letter.name == Details.NAME:
        return (Choice(about=WHOLE, matter="your details", words=("DETAILS RIGHT",)),)
    if letter.name == PackCheck.NAME:
        words = _changes_of_items([*dict.fromkeys(_ITEM.findall(text))])
        return (Choice(about=WHOLE, matter="the pack", words=words),) if words else ()
    answered = {saying.question for saying in said if isinstance(saying, Answered)}
    waiting = [each for each in letter.questions if each.is_open and each.id not in answered]
    if letter.name in _ASKED_BY_NUMBER:
        return (*_all_at_once(waiting), *(_of_question(letter, question) for question in waiting))
    if letter.name == Desk.NAME and on is not None:
        return tuple(_at_the_desk(mentioned(text, waiting) or waiting, on))
    return tuple(_of_actions(letter, said, text, on))


def _of_question(letter: AnsweredLetter, question: AskedQuestion) -> Choice:
    """Return the words that answer a question by themselves."""
    deputies = letter.deputies if question.kind is QuestionKind.NAME_DEPUTY else ()
    words = (*deputies, *question.facts.buttons)
    return Choice(about=short_code(str(question.id)), matter=question.matter, words=words)


def _all_at_once(waiting: Sequence[AskedQuestion]) -> Iterator[Choice]:
    """Yield the words that answer several questions of a kind at once."""
    kinds = [question.kind for question in waiting]
    lists = [KINDS[kind].in_list for kind in kinds]
    words = [word for each, word in _ALL_OF_A_LIST.items() if lists.count(each) > 1]
    if kinds.count(QuestionKind.PROVIDE_PAPER) == len(_OF_BOTH_PAPERS):
        words += _OF_BOTH_PAPERS
    if {*kinds} >= BOTH:
        words.insert(0, Word.AGREE_BOTH)
    if words:
        yield Choice(about=WHOLE, matter="several at once", words=tuple(words))


def _of_actions(
    letter: AnsweredLetter, said: Collection[Saying], text: str, on: dt.date | None
) -> Iterator[Choice]:
    """Yield the words that report on each action still to be done, with the days that the reply names."""
    words = KINDS[QuestionKind.UPDATE_ACTION].buttons
    days = [day_month(day) for day in islice(sorted(days_given(text, on) if on else ()), _MOST_DAYS)]
    reported = {saying.reference for saying in said if isinstance(saying, ActionReported)}
    to_do = [each for each in letter.actions if each not in {*letter.reported, *reported}]
    if letter.name in OF_ACTIONS and len(to_do) > 1 and not reported:
        all_at_once = ("ALL DONE", *(f"ALL {day}" for day in days))
        yield Choice(about=WHOLE, matter="all your actions", words=all_at_once)
    for reference in to_do:
        yield Choice(about=about_action(reference), matter=f"action {reference}", words=(*words, *days))
    reported_lines = {saying.reference for saying in said if isinstance(saying, LineReported)}
    colours = KINDS[QuestionKind.UPDATE_LINE].buttons
    for reference in letter.lines if letter.name in OF_ACTIONS else ():
        if reference not in reported_lines:
            matter = f"line {reference}" if is_line_reference(reference) else f"the work of {reference}"
            yield Choice(about=reference, matter=matter, words=colours)


def _changes_of_items(items: Sequence[str]) -> tuple[str, ...]:
    """Return the changes of a pack that may be meant by the items that a reply names."""
    named = items[:_MOST_ITEMS]
    in_order = (f"ORDER {' '.join(named)}",) if len(named) > 1 else ()
    return (*in_order, *(f"DROP {number}" for number in named))


def _at_the_desk(questions: Sequence[AskedQuestion], on: dt.date) -> Iterator[Choice]:
    """Yield what the unit writes once it has rung somebody, or has done something itself."""
    for question in questions[:_MOST_AT_THE_DESK]:
        if words := tuple(_of_the_unit(question, on)):
            yield Choice(about=short_code(str(question.id)), matter=question.matter, words=words)


def _of_the_unit(question: AskedQuestion, on: dt.date) -> Iterator[str]:
    kind = question.facts
    if question.kind is QuestionKind.RECORD_AGREEMENT:
        yield f"SIGNED {question.reference}, {day_month(on)}"
    elif kind.by_phone and question.kind in TO_THE_CHAIR:
        yield said_by_phone(question.kind, "", on, written_up_as=question.written_up_as)
    else:
        by_phone = f", phone, {day_month(on)}" if kind.by_phone else ""
        yield from (f"{word}{by_phone}" for word in kind.buttons if word not in _NOT_OFFERED)
