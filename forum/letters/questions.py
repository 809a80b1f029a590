"""Letters that put a morning's questions: the Chair's and the unit's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from typing import ClassVar, Literal

from forum.letters.base import Letter
from forum.letters.parts import Ask, Quote
from forum.letters.taps import WHOLE
from forum.questions.kind import ChairList
from forum.questions.kinds import BOTH, KINDS, QuestionKind, facts_for
from forum.questions.words import Word

MOST_QUESTIONS = 5  # in one letter, of which a draft agenda counts for two; the others wait (own rule)
MOST_PIXELS = 1_700  # by the estimate below: one with a list is under 1,800 on a phone of 320 (own rule)
TO_ALL: Mapping[ChairList, tuple[str, ...]] = {
    ChairList.DISCHARGES: ("DISCHARGE ALL",),
    ChairList.LETTERS: ("SEND ALL", "NO LETTERS"),
}
"""The words that answer all lines of a list, last those by which nothing leaves."""


@dataclass(frozen=True)
class Block:
    """A question of the letter, or a list of several that are answered together. ``first`` is the number of
    its first line."""

    first: int
    asks: tuple[Ask, ...]

    @property
    def due(self) -> dt.date:
        """The day by which it is to be answered."""
        return min(ask.due for ask in self.asks)

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of its lines."""
        return tuple(range(self.first, self.first + len(self.asks)))

    @property
    def to_all(self) -> tuple[str, ...]:
        """The words that answer all its lines; none where there is only one."""
        in_list = self.asks[0].in_list
        return TO_ALL[in_list] if in_list and len(self.asks) > 1 else ()


@dataclass(frozen=True, kw_only=True)
class ChairLetter(Letter):
    """The Chair's letter: what is asked of the Chair on one day, the most pressing first.

    Puts the open questions to the Chair, with the words that answer each.

    ``asks`` has the questions, in the order of ``pressing_first``; none where it only brings ``notes``:
    sentences on what another recorded in the reader's name, or of those who read the papers. ``standing_in``
    is true in the letter to whoever is asked as well as the Chair; ``joint`` says whose word agrees where two
    are Chairs, and is empty for one. Mark it when anything is attached: a draft agenda, minutes, a late
    paper, a letter in the Chair's name or the ``attendance_table``. ``year_until`` is as in the
    letter that brings the table alone. ``waiting`` are the kinds of the questions that wait for the
    next letter.
    """

    NAME: ClassVar[str] = "chair"

    asks: tuple[Ask, ...]
    standing_in: bool = False
    joint: Literal["", "either", "both"] = ""
    attendance_table: bool = False
    year_until: dt.date | None = None
    waiting: tuple[QuestionKind, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def first_note(self) -> int:
        """The number of the first note: the questions have those before."""
        return len(self.asks) + 1

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The questions as the letter numbers them: each by itself, or as a list."""
        lists = groupby(enumerate(self.asks), lambda ask: ask[1].in_list or ask[0])
        in_blocks = [list(asks) for _, asks in lists]
        return tuple(Block(asks[0][0] + 1, tuple(ask for _, ask in asks)) for asks in in_blocks)

    @property
    def same_day(self) -> dt.date | None:
        """The day by which all questions are to be answered; None where their days differ."""
        days = {ask.due for ask in self.asks}
        return days.pop() if len(days) == 1 else None

    @property
    def is_to_fit(self) -> bool:
        """Say whether it puts an agenda that is too long for its meeting, with what would wait."""
        return any(ask.is_to_fit for ask in self.asks)

    @property
    def waits(self) -> tuple[str, ...]:
        """What the questions that wait for the next letter ask, each kind once: "discharge an action"."""
        return tuple(dict.fromkeys(facts_for(kind, self.written_up_as).phrase for kind in self.waiting))

    @property
    def word_for_minutes(self) -> str:
        """The word that agrees what a meeting of the group leaves: AGREE MINUTES, or AGREE ACTION NOTE."""
        return facts_for(QuestionKind.AGREE_MINUTES, self.written_up_as).how

    @property
    def voting(self) -> tuple[str, ...]:
        """The words that answer the question; none where several are asked."""
        return self._buttons(self.asks[0]) if len(self.asks) == 1 else ()

    @property
    def offers(self) -> Mapping[str, Sequence[str]]:
        alone = {str(block.first): self._buttons(block.asks[0]) for block in self.blocks if not block.to_all}
        kinds = {ask.kind for ask in self.asks}
        both = (
            (Word.AGREE_BOTH,) if kinds == BOTH and len(self.asks) == len(BOTH) and not self.is_to_fit else ()
        )
        whole = (*both, *(word for block in self.blocks for word in block.to_all))
        numbers = range(self.first_note, self.first_note + len(self.notes))
        whole = (*whole, *(f"WRONG {number}" for number in numbers))
        return {WHOLE: whole, **alone} if whole else alone

    def _buttons(self, ask: Ask) -> tuple[str, ...]:
        fit = (Word.FIT,) if ask.is_to_fit else ()
        return (*fit, *(day.word for day in ask.days), *facts_for(ask.kind, self.written_up_as).buttons)


def pressing_first(asks: Sequence[Ask]) -> tuple[int, ...]:
    """Return the places of the questions that a letter puts: what is overdue, then the most pressing, a list
    as one question. They are at most five, of which a draft agenda counts for two, so that a phone shows
    them all; what is overdue, and the first that is not, go whatever their number (own rule)."""
    blocks: dict[ChairList | int, list[int]] = {}
    for at, ask in enumerate(asks):
        blocks.setdefault(ask.in_list or at, []).append(at)
    by_day = sorted(blocks.values(), key=lambda places: min(_urgency(asks[at]) for at in places))
    lengths = accumulate(KINDS[asks[places[0]].kind].counts_for for places in by_day)
    overdue = sum(any(asks[at].was_due for at in places) for places in by_day)
    put = [
        places
        for nth, (places, length) in enumerate(zip(by_day, lengths, strict=True))
        if length <= MOST_QUESTIONS or nth <= overdue
    ]
    return tuple(at for places in put for at in sorted(places, key=lambda at: _in_list(asks[at])))


def that_fit_a_phone(asks: Sequence[Ask], text_with: Callable[[Sequence[Ask]], str]) -> tuple[int, ...]:
    """Return the places of the questions that a letter puts, so that a phone shows it without much scrolling:
    the last lines of its longest list wait for the next (own rule).

    ``text_with`` gives the letter's plain text with some questions.
    """
    places = list(range(len(asks)))
    while (line := _last_of_longest_list(asks, places)) is not None and len(places) > 1:
        if _height_on_phone(text_with([asks[at] for at in places])) <= MOST_PIXELS:
            break
        places.remove(line)
    return tuple(places)


def _last_of_longest_list(asks: Sequence[Ask], places: Sequence[int]) -> int | None:
    """Return the line of a list that waits first; None where no question is in a list."""
    lists = groupby(places, lambda at: asks[at].in_list)
    lines = [list(these) for in_list, these in lists if in_list]
    return max(lines, key=len)[-1] if lines else None


def _height_on_phone(text: str) -> int:
    """Estimate the pixels of a letter on a phone: a line has 41 characters, and paragraphs stand close."""
    paragraphs = list(filter(None, text.splitlines()))
    return 250 + sum(20 * -(-len(paragraph) // 41) - 8 for paragraph in paragraphs)


def _urgency(ask: Ask) -> tuple[dt.date, dt.date, int, bool, str, str]:
    """Sort what is overdue first, then by the day due, like with like, what was not asked yet first, by
    reference or name."""
    overdue = ask.was_due or dt.date.max
    return overdue, ask.due, [*QuestionKind].index(ask.kind), ask.is_chased, ask.reference, ask.person


def _in_list(ask: Ask) -> tuple[bool, bool, tuple[dt.date, dt.date, int, bool, str, str]]:
    """Sort the lines of a list: overdue, then not asked yet, since a long list leaves its last lines out."""
    return ask.was_due is None, ask.is_chased, _urgency(ask)


@dataclass(frozen=True, kw_only=True)
class DeskAnswer:
    """The ``words`` that answer a question of the unit's; ``about`` is the code of the question."""

    about: str
    words: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class DeskTask:
    """Something the unit must do: ``what`` and ``how`` are whole sentences ("Ring …, 03000 000001."),
    ``by`` its day. ``answers`` are those that need no more than a word. ``since`` is the day of an earlier
    letter that asked for it, or since which it has been so; None where it is new, or its words say so.
    ``quote`` is what somebody wrote, for the unit to read; a letter with one bears the marking.
    """

    group: str
    what: str
    how: str
    by: dt.date
    since: dt.date | None = None
    answers: tuple[DeskAnswer, ...] = ()
    quote: Quote | None = None


@dataclass(frozen=True, kw_only=True)
class DeskWait:
    """Something that waits for somebody: ``what`` in a few words, ``whom`` (their names), asked on ``since``,
    due.
    """

    group: str
    what: str
    whom: str
    since: dt.date
    due: dt.date


@dataclass(frozen=True, kw_only=True)
class DeskLate:
    """A deadline that has passed: ``what`` is a whole sentence. It asks for nothing."""

    group: str
    what: str


@dataclass(frozen=True, kw_only=True)
class DeskComing:
    """Something that opens or falls due on ``day``: ``what`` in a few words ("Papers out for 9 February")."""

    group: str
    what: str
    day: dt.date


@dataclass(frozen=True, kw_only=True)
class DeskGap:
    """Something of the register to see to: ``what`` in a few words, of ``which`` seats, people or
    documents."""

    group: str
    what: str
    which: tuple[str, ...]


ROWS_OF_THE_DESK = 8


@dataclass(frozen=True, kw_only=True)
class Desk(Letter):
    """The unit's desk letter: what needs a hand today, in all its groups.

    Says what needs the unit on ``day`` (``needs``), which deadlines have passed (``late``), what waits for
    whom, what is coming, and once a month the state of the register (``gaps``), with the members' workbook of
    each group attached that has any. Once a quarter it says what an inspection ``bundle`` would lack. One of
    ``needs``, ``late``, ``gaps`` and ``bundle`` has something in it.

    ``code`` is what subjects call the group, or several joined by a comma.
    """

    NAME: ClassVar[str] = "desk"

    day: dt.date
    needs: tuple[DeskTask, ...]
    waiting: tuple[DeskWait, ...]
    coming: tuple[DeskComing, ...]
    late: tuple[DeskLate, ...] = ()
    gaps: tuple[DeskGap, ...]
    bundle: tuple[DeskGap, ...] = ()

    @property
    def offers(self) -> Mapping[str, Sequence[str]]:
        return {answer.about: answer.words for task in self.needs for answer in task.answers}

    @property
    def room(self) -> int:
        """The rows that two screens of a phone leave to what waits for others, and to what is coming."""
        others = 2 * (len(self.gaps) + len(self.bundle))
        return max(1, ROWS_OF_THE_DESK - len(self.needs) - len(self.late) - others)
