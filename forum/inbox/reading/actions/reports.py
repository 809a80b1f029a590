"""Reports on the actions that a letter lists, one by one.

Hand-overs: the successor takes an action on, or says who else should have it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from forum.inbox.answered_letter import AnsweredLetter, AskedQuestion
from forum.inbox.phrases.actions.action_words import (
    EDGES,
    MAY_BE_NEWS,
    NOT_MINE,
    TAKES_BACK,
    read_report,
    read_reports,
    reports_in_words,
)
from forum.inbox.phrases.actions.told import told
from forum.inbox.phrases.courtesies import is_harmless
from forum.inbox.phrases.lexicon import is_asking
from forum.inbox.phrases.put_off import puts_off
from forum.inbox.reading.actions.named_actions import (
    OF_OTHERS,
    Lines,
    is_report,
    lines_by_action,
    names_another,
    titles_in,
)
from forum.inbox.sayings import ActionReported, Answered, ForTheUnit, NotUnderstood, Reading, asked_back
from forum.questions.kinds import OFFERS, QuestionKind
from forum.questions.words import Reply, Word
from forum.text.day_phrases import leading_day
from forum.text.patterns import any_of
from forum.text.wording import listed

OF_ACTIONS = frozenset({"actions", "escalation", "escalation_ahead"})
"""The letters that speak of actions and of nothing else."""
_FEWEST_WORDS = 4  # of a message
_FIGURES = re.compile(r"\W*\d{1,2}[/.-]\d{1,2}([/.-]\d{2,4})?\b")


@dataclass(frozen=True)
class ActionLines:
    """Reports on actions, what is for the unit, lines on actions that were not understood, and the lines that
    speak of no action.
    """

    reported: tuple[ActionReported, ...]
    for_the_unit: tuple[ForTheUnit, ...]
    not_understood: tuple[NotUnderstood, ...]
    rest: tuple[str, ...]


def read_actions(lines: Lines, letter: AnsweredLetter, today: dt.date, *, alone: bool) -> ActionLines:
    """Read the reports on the actions of a letter (clause 6: reported on until each is discharged).

    A line names its action ("MASE/2027-01/03", "03" alone, or words of its title), or stands under the quoted
    line that does. Where the letter lists one action beside those reported done, no reference is needed for
    one of our words; and where it lists one at all and speaks of nothing else (``alone``), for an update in
    free text.
    """
    lines_of = lines_by_action(lines, letter, today, alone=alone)
    rest = lines_of.pop("", [])
    to_do = [each for each in letter.actions if each not in letter.reported] or letter.actions
    if len(to_do) == 1 and rest:
        own = [
            line
            for line in rest
            if (alone or is_report(line, today) or TAKES_BACK.match(line))
            and not names_another(line, letter, today)
        ]
        if not alone and not any(is_report(line, today) for line in own):
            own = []
        if len(letter.actions) > 1 and not _starts_with_a_report(rest, today):
            own = []
        if own:
            lines_of[to_do[0]] = own + lines_of.get(to_do[0], [])
            rest = [line for line in rest if line not in own]
    rest = _told_by_title(rest, lines_of, letter, today)
    rest = _beside_reports(rest, lines_of, letter)
    of = [each for each in letter.actions if each in lines_of]
    readings = [_read(each, lines_of[each], letter, today) for each in of]
    return ActionLines(
        reported=tuple(reading for reading in readings if isinstance(reading, ActionReported)),
        for_the_unit=tuple(reading for reading in readings if isinstance(reading, ForTheUnit)),
        not_understood=tuple(reading for reading in readings if isinstance(reading, NotUnderstood)),
        rest=tuple(rest),
    )


def _told_by_title(
    rest: Sequence[str], lines_of: dict[str, list[str]], letter: AnsweredLetter, today: dt.date
) -> list[str]:
    """Add each sentence that tells of the one action of whose title it has a word, and those behind it that
    name none, to what is said of it; return the other lines."""
    left: list[str] = []
    for line in rest:
        about, parts = "", re.split(r"(?<=[.!?;])\s+", line)
        named = [_of_number(part, letter) or titles_in(part, letter) for part in parts]
        tells = [
            len(of) == 1 and told(part, today) is not None for part, of in zip(parts, named, strict=True)
        ]
        if not any(tells) or any(len(of) > 1 for of in named):
            left.append(line)
            continue
        for part, of, is_told in zip(parts, named, tells, strict=True):
            about = next(iter(of)) if of else "" if OF_OTHERS.match(part) else about
            if about and (is_told or about in lines_of):
                lines_of.setdefault(about, []).append(part)
            elif not (is_harmless([part]) or (OF_OTHERS.match(part) and puts_off(part))):
                left.append(part)
    return left


def _of_number(text: str, letter: AnsweredLetter) -> frozenset[str]:
    """Return the actions whose numbers a text has, as our letters write them: "03"."""
    numbers = set(re.findall(r"\b(?:with|for|about|on) (0\d)(?![\d/.:])", text, re.IGNORECASE))
    return frozenset(each for each in letter.actions if each.rpartition("/")[2] in numbers)


def _beside_reports(rest: Sequence[str], lines_of: dict[str, list[str]], letter: AnsweredLetter) -> list[str]:
    """Add each line with words of one action's title to what is said of it, and return the others, without
    those that leave other actions for later."""
    left = []
    for line in rest:
        of = titles_in(line, letter)
        if len(of) == 1 and of <= lines_of.keys():
            (action,) = of
            lines_of[action].append(line)
        elif not (lines_of and puts_off(line) and not of & lines_of.keys()):
            left.append(line)
    return left


def how_to_report(references: Sequence[str]) -> str:
    """Say how a line on the actions of a letter is to be given."""
    if len(references) == 1:
        return "Reply DONE, or a new date such as 12 February and why, or HELP."
    short = [short_number(reference, references) for reference in references]
    return (
        f"Begin a line with the number of the action, {listed(short, 'or')}; after it say DONE, or a new "
        "date such as 12 February and why, or HELP."
    )


def short_number(reference: str, references: Sequence[str]) -> str:
    """Return the number of an action by itself, "03", where no other of the letter has it; else all of it."""
    number = reference.rpartition("/")[2]
    numbers = [each.rpartition("/")[2] for each in references]
    return number if numbers.count(number) == 1 else reference


def _read(
    reference: str, lines: Sequence[str], letter: AnsweredLetter, today: dt.date
) -> ActionReported | ForTheUnit | NotUnderstood:
    """Read what is said of one action. Who else should have it is for the unit, and so is a question and free
    text in which nothing may be an answer. A statement that names another action is no reason for what is
    said of this one.
    """
    text = "\n".join(lines)
    names_others = not titles_in(text, letter) <= {reference}
    report = None if names_others else read_reports(lines, today)
    if report is not None:
        return ActionReported(reference, report)
    if any(_has_gone_by(line, today) for line in lines):
        return NotUnderstood(
            f"The new date for action {reference} has gone by, or is not in the calendar.",
            f"Reply {reference} with a day to come, such as 12 February, and why.",
            text,
        )
    how = f"Reply {reference} with DONE, or a new date such as 12 February and why, or HELP."
    if names_others or len(reports_in_words(lines, today)) > 1:
        return NotUnderstood(f"What you say of action {reference} can be read in two ways.", how, text)
    tells = told(text, today)
    if tells:
        return ActionReported(reference, tells)
    is_short = len(text.split()) < _FEWEST_WORDS and not is_asking(text)
    if NOT_MINE.search(text) or not (is_short or MAY_BE_NEWS.search(text)):
        return ForTheUnit(text, about=reference)
    why = f"It is not plain whether action {reference} is done, or by which day it will be."
    return NotUnderstood(why, how, text)


def _starts_with_a_report(lines: Sequence[str], today: dt.date) -> bool:
    first = next((line for line in lines if not is_harmless([line])), lines[0])
    return read_report(first, today) is not None


def _has_gone_by(line: str, today: dt.date) -> bool:
    """Say whether a line gives a date that has gone by or is not in the calendar."""
    given = leading_day(line.strip(EDGES), today)
    return not given[0].is_to_come if given else _FIGURES.match(line) is not None


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
    r"(?P<owner>(?!.*(?:\b(?:i|we)\b|\d)).(?:.*?[^\s.])?)(?: (?:please|thanks))?[\s.]*$",
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
        named = [_numbered_action(number, offered) for number in re.findall(_NUMBER, accepted["numbers"])]
        about = tuple(question for of in named for question in of)
        return (about, Reply(Word.ACCEPT)) if all(named) else None
    reference_match = _NAMED.match(words)
    about = _numbered_action(reference_match["reference"], offered) if reference_match else ()
    if reference_match and about:
        words = words[reference_match.end() :]
    if _ACCEPT.search(words) and offered:
        return about, Reply(Word.ACCEPT)
    if offered and "?" not in words and (to := _TO.match(words)):
        return about, Reply(Word.HAND_TO, to["owner"].strip())
    return None


def _numbered_action(number: str, offered: Sequence[AskedQuestion]) -> tuple[AskedQuestion, ...]:
    """Return the actions of a number, or of a whole reference."""
    number = number.upper().lstrip("0")
    return tuple(
        question for question in offered if number in (question.reference.upper(), _number(question))
    )


def _number(question: AskedQuestion) -> str:
    return question.reference.rpartition("/")[2].lstrip("0")
