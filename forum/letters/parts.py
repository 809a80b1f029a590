"""The values that letters share: a meeting, an item, an action, a line of the plan, a question to answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from forum.actions.action_log import OpenAction
from forum.agenda import ItemLine
from forum.calendar.timetable import WhereAndWhen
from forum.calendar.working_days import DayOffered
from forum.letters.taps import about_action
from forum.questions.kind import ChairList
from forum.questions.kinds import KINDS, QuestionKind
from forum.questions.words import Word
from forum.text.wording import listed


@dataclass(frozen=True, kw_only=True)
class MeetingLine(WhereAndWhen):
    """A meeting. ``joining`` is how to join from elsewhere, a link or words; empty where that is not known.
    ``called_for`` is the one item that it was called for, and why; empty for most meetings."""

    joining: str = ""
    called_for: str = ""


@dataclass(frozen=True, kw_only=True)
class ActionLine(OpenAction):
    """An open action as most letters tell it. ``reported_done`` is the day on which it was reported done,
    None while it is still to be done. Then it ``waits_for`` somebody to discharge it."""

    reported_done: dt.date | None = None
    waits_for: str = ""

    @property
    def about(self) -> str:
        """The action in the code of a reply."""
        return about_action(self.reference)


def reports_on(actions: Iterable[ActionLine]) -> dict[str, tuple[str, ...]]:
    """Return the words that report on each action that is still to be done."""
    words = KINDS[QuestionKind.UPDATE_ACTION].buttons
    return {action.about: words for action in actions if action.reported_done is None}


@dataclass(frozen=True, kw_only=True)
class LineToUpdate:
    """A line of the action plan that the reader leads, with its ``colour`` in words, the day ``since`` and
    the ``reason``. ``is_late`` is true for a red one. The work of a task group is one, without a colour until
    its lead has said how it stands.
    """

    reference: str
    action: str
    due: dt.date
    colour: str
    since: dt.date
    reason: str
    is_late: bool = False


def reports_on_lines(lines: Iterable[LineToUpdate]) -> dict[str, tuple[str, ...]]:
    """Return the words that report on each line of the plan."""
    return {line.reference: KINDS[QuestionKind.UPDATE_LINE].buttons for line in lines}


@dataclass(frozen=True, kw_only=True)
class ResearchToReport:
    """A request for research that the reader took on, with its ``question`` and the day ``due``."""

    reference: str
    question: str
    due: dt.date


@dataclass(frozen=True, kw_only=True)
class DraftItem(ItemLine):
    """An item of a draft agenda, with how many ``minutes`` it has.

    ``is_new`` is true where the last agenda had none of that title; ``proposed_by`` is the name of the member
    who proposed it, and ``late_on`` the day on which that was where items had closed by then.
    """

    minutes: int
    is_new: bool = False
    proposed_by: str = ""
    late_on: dt.date | None = None

    @property
    def is_as_ever(self) -> bool:
        """Say whether there is nothing to tell of the item but its title."""
        return not (self.is_new or self.proposed_by or self.paper)


@dataclass(frozen=True, kw_only=True)
class PaperAhead:
    """A paper of the forward plan for a later ``meeting``, by its ``title`` and who writes it."""

    meeting: dt.date
    title: str
    author: str


@dataclass(frozen=True, kw_only=True)
class DraftAgenda:
    """A draft agenda as it stands in the Chair's letter: the ``items`` that the reader may see, the minutes
    ``planned`` for all items, those that the meeting has, and the ``changes`` since the draft before in a
    sentence, empty for none. ``papers_ahead`` are agreed with it. ``to_fit`` has the numbers of the items
    that would wait for the meeting on ``wait_for`` so that the others fit, and ``shortened`` says what
    others would have where that is not enough ("10 minutes for item 4"); none where all fit."""

    items: tuple[DraftItem, ...]
    planned: int
    minutes: int
    changes: str = ""
    papers_ahead: tuple[PaperAhead, ...] = ()
    to_fit: tuple[str, ...] = ()
    wait_for: dt.date | None = None
    shortened: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Ask:
    """A question put in the Chair's letter; ``templates/email/_base/questions.md`` has a macro for each kind.

    ``due`` is the day the answer is needed. ``reference`` is the action's reference or, for a late paper,
    the item's number, or the code of a board; ``title`` the action's or paper's title; ``person`` the
    paper's author, the action's owner or the member a notice would go to; ``meeting`` the date of the meeting
    concerned. ``facts`` is the finding in a whole sentence ("7 of the 8 seats needed were filled ..."), and
    ``changes`` are what is another than the reader agreed, a sentence each. ``attached`` is true where a late
    paper comes with the letter; ``draft`` is the draft agenda; ``to`` is whom a letter in the Chair's name
    goes to, empty where the register has nobody. ``is_chased`` is true where a letter asked it before;
    ``was_due`` is the day by which that letter asked for the answer, where it has passed. ``why_today`` says
    why the answer is needed on the day that the letter arrives. ``days`` are those on which a cancelled
    meeting can be held instead. A field that a kind does not use stays empty.
    """

    kind: QuestionKind
    due: dt.date
    meeting: dt.date | None = None
    reference: str = ""
    title: str = ""
    person: str = ""
    facts: str = ""
    changes: tuple[str, ...] = ()
    attached: bool = False
    draft: DraftAgenda | None = None
    to: str = ""
    is_chased: bool = False
    was_due: dt.date | None = None
    why_today: str = ""
    days: tuple[DayOffered, ...] = ()

    @property
    def macro(self) -> str:
        """The name of the macro with the words for its kind: "agree_agenda"."""
        return self.kind.name.lower()

    @property
    def how(self) -> str:
        """The words of a reply: "ALLOW or NO"."""
        how = KINDS[self.kind].how_of(self.reference)
        before = [Word.FIT] if self.is_to_fit else [day.word for day in self.days]
        return listed([*before, how], "or")

    @property
    def is_to_fit(self) -> bool:
        """Say whether it puts an agenda that is too long, with what would wait."""
        return self.draft is not None and bool(self.draft.to_fit or self.draft.shortened)

    @property
    def in_list(self) -> ChairList | None:
        """The list in which the question is a line; None for one that stands by itself."""
        return KINDS[self.kind].in_list

    @property
    def is_draft(self) -> bool:
        """Say whether the reader may ask for changes in place of the word."""
        return KINDS[self.kind].is_draft

    @property
    def invites_words(self) -> bool:
        """True where the reader may also say in their own words what is to be done."""
        return KINDS[self.kind].invites_words


@dataclass(frozen=True, kw_only=True)
class Unclear:
    """A part of a reply that was not understood: ``why``, and ``how`` to say it instead, in whole sentences
    that repeat nothing of the reply.

    ``points`` are the faults of a file that was refused, or what YES records where it ``is_proposal``; a
    sentence each.
    """

    why: str
    how: str
    points: tuple[str, ...] = ()
    is_proposal: bool = False


def yes_to_proposal(unclear: Iterable[Unclear]) -> tuple[str, ...]:
    """Return YES where it confirms what a reply probably means."""
    return ("YES",) if any(part.is_proposal for part in unclear) else ()


@dataclass(frozen=True, kw_only=True)
class Quote:
    """Somebody's own words, a line each; where it ``is_cut`` the rest is in the mailbox alone."""

    lines: tuple[str, ...]
    is_cut: bool = False


@dataclass(frozen=True, kw_only=True)
class Choice:
    """The ``words`` that answer what a letter asked of a ``matter`` ("the agenda for 9 February"), which the
    code of a reply has as ``about``."""

    about: str
    matter: str
    words: tuple[str, ...]


def words_of_choices(choices: Iterable[Choice]) -> dict[str, tuple[str, ...]]:
    """Return the words that are offered, by what each is about."""
    words: dict[str, tuple[str, ...]] = {}
    for choice in choices:
        words[choice.about] = (*words.get(choice.about, ()), *choice.words)
    return words


@dataclass(frozen=True, kw_only=True)
class DetailLine:
    """A detail of the reader on the register: its ``label`` as a reply gives it ("Phone"), and its ``value``,
    empty for none."""

    label: str
    value: str
