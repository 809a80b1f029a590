"""The kinds of question, a row each: who is asked, which words answer, when to chase, how letters put it.

Examples of what the unit replies once it has rung somebody.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache

from forum.questions.kind import AskedOf, AskedOfChair, AskedOfUnit, KindOfQuestion, Reference
from forum.questions.kind import QuestionKind as QuestionKind
from forum.questions.rows import actions, meetings, members, other_bodies
from forum.questions.words import Act, Said, Word
from forum.text.wording import day_month

_BY_SUBJECT: Mapping[QuestionKind, KindOfQuestion] = {
    **meetings.ROWS,
    **actions.ROWS,
    **members.ROWS,
    **other_bodies.ROWS,
}
_OF_CHAIR = dict.fromkeys(
    word
    for kind in _BY_SUBJECT.values()
    if isinstance(kind, AskedOfChair)
    for word in kind.answers
    if word is not Word.AGREE_BOTH
)
_ROWS: Mapping[QuestionKind, KindOfQuestion] = {
    **_BY_SUBJECT,
    QuestionKind.SETTLE_BETWEEN_CHAIRS: AskedOfUnit(
        phrase="settle what the Chairs answered differently",
        matter="what the Chairs settled on",
        how="with the word they settled on",
        by_command="what they settled on: AGREE, ALLOW, NO …",
        answers={word: f"{{what}} is on record: {word}." for word in _OF_CHAIR if word is not Word.OTHER},
        unit_does="Speak to both, and reply with the word they settle on.",
        said={Said[word.name]: word for word in _OF_CHAIR if word.name in Said.__members__},
    ),
}


@cache
def facts_for(kind: QuestionKind, written_up_as: str) -> KindOfQuestion:
    """Return the facts of a kind in the words of a group, whose meetings leave "minutes" or an "action
    note"."""

    def in_its_words(text: str) -> str:
        return text.replace("{minutes}", written_up_as).replace("{MINUTES}", written_up_as.upper())

    row = _ROWS[kind]
    return replace(
        row,
        phrase=in_its_words(row.phrase),
        matter=in_its_words(row.matter),
        how=in_its_words(row.how),
        buttons=tuple(in_its_words(word) for word in row.buttons),
        by_phone=in_its_words(row.by_phone),
        unit_does=in_its_words(row.unit_does),
    )


KINDS: Mapping[QuestionKind, KindOfQuestion] = {kind: facts_for(kind, "minutes") for kind in _ROWS}


def _kinds(matches: Callable[[KindOfQuestion], bool]) -> frozenset[QuestionKind]:
    return frozenset(kind for kind, facts in KINDS.items() if matches(facts))


TO_THE_CHAIR = _kinds(lambda kind: kind.asked_of is AskedOf.CHAIR)
"""Questions that only the Chair decides, or the person acting for the Chair."""
OF_THE_UNIT = _kinds(lambda kind: kind.asked_of is AskedOf.UNIT)
"""Questions that ask the Business Unit to do something."""
DRAFTS = _kinds(lambda kind: kind.is_draft)
BOTH = _kinds(lambda kind: Word.AGREE_BOTH in kind.answers)
"""The drafts of a month, which AGREE BOTH agrees."""
BEFORE_MEETING = _kinds(lambda kind: kind.before_meeting)
ABOUT_A_WORKBOOK = _kinds(lambda kind: kind.letter == "members_check")
"""Questions whether a workbook is taken that the unit sent."""
ABOUT_PAPERS = _kinds(lambda kind: kind.reference is Reference.ITEM)
ABOUT_AN_ACTION = _kinds(lambda kind: kind.reference is Reference.ACTION)
ABOUT_RESEARCH = _kinds(lambda kind: kind.reference is Reference.RESEARCH)
UPDATES = _kinds(lambda kind: kind.act is Act.REPORT)
"""Questions that the digest puts to the owner of an action, and to the lead of a line or a task group."""
ABOUT_A_TASK_GROUP = _kinds(lambda kind: kind.reference is Reference.TASK_GROUP)
ABOUT_A_REPORT = _kinds(lambda kind: kind.reference is Reference.BOARD)
ABOUT_HELP = (QuestionKind.HELP_WITH_ACTION, QuestionKind.HEAR_OF_HELP_WANTED)
"""Questions that are open while an owner's wish for help is."""
OFFERS = (QuestionKind.TAKE_ON_ACTION, QuestionKind.HAND_OVER_ACTION)
"""Questions about the next owner of an action whose owner has left."""


def said_by_phone(
    kind: QuestionKind, reference: str, on: dt.date, chair: str = "CHAIR", written_up_as: str = "minutes"
) -> str:
    """Return an example of what the unit replies once it has rung somebody: "AGENDA AGREED BY CHAIR, phone,
    21 January"; empty for a question that no word answers.

    ``reference`` is the action's, empty where the kind has none; ``chair`` is the name of one of joint
    Chairs; ``written_up_as`` is what a meeting of the group leaves.
    """
    example = facts_for(kind, written_up_as).by_phone
    by = f" BY {chair}" if kind in TO_THE_CHAIR else ""
    return f"{reference} {example}{by}, phone, {day_month(on)}".strip() if example else ""
