"""Short letters that answer a reply."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from forum.letters.base import Letter
from forum.letters.parts import Choice, Unclear, words_of_choices, yes_to_proposal
from forum.letters.questions import Desk, DeskTask
from forum.letters.taps import WHOLE


@dataclass(frozen=True, kw_only=True)
class NotUnderstood(Letter):
    """The short letter that says a reply was not understood, and how to say it.

    Says that nothing was recorded, and how to say it.

    ``answered`` is the date of the letter of ours that was answered, None for a message that answered none;
    ``unclear`` is what was not understood (at least one). ``choices`` are the answers still to give.
    """

    NAME: ClassVar[str] = "not_understood"

    answered: dt.date | None
    unclear: tuple[Unclear, ...]
    choices: tuple[Choice, ...] = ()

    @property
    def offers(self) -> Mapping[str, Sequence[str]]:
        by_matter = words_of_choices(self.choices)
        return by_matter | {WHOLE: (*yes_to_proposal(self.unclear), *by_matter.get(WHOLE, ()))}


@dataclass(frozen=True, kw_only=True)
class Recorded(Letter):
    """The short letter that says what was recorded of a reply.

    Says what was recorded, a sentence each in ``lines``, and that WRONG undoes it.

    With a ``file`` in it that is not so: a file is put right by sending it again. Nor is it for what is
    ``final``: another order takes it back. What was ``passed_on`` to the unit to read, and nothing else,
    is no record: there is nothing to undo.

    ``answered`` is the date of the letter of ours that was answered, None for a message that answered none.
    ``unclear`` is what was not understood beside it, and ``choices`` are the answers still to give to
    that, or to what is ``unanswered``;
    ``waiting`` is what is recorded only once the unit has asked its reader, since nothing proves who wrote.
    There are ``lines`` or something is ``waiting``.
    ``unanswered`` is what else that letter asked, in a few words each, and nobody has answered yet.
    ``to_unit`` is for the unit, which rings nobody about its own mail.
    """

    NAME: ClassVar[str] = "recorded"

    answered: dt.date | None
    lines: tuple[str, ...]
    unclear: tuple[Unclear, ...] = ()
    choices: tuple[Choice, ...] = ()
    waiting: tuple[str, ...] = ()
    unanswered: tuple[str, ...] = ()
    to_unit: bool = False
    file: bool = False
    final: bool = False
    passed_on: bool = False

    @property
    def offers(self) -> Mapping[str, Sequence[str]]:
        undo = ("WRONG",) if self.lines and not (self.file or self.final or self.passed_on) else ()
        by_matter = words_of_choices(self.choices)
        return by_matter | {WHOLE: (*yes_to_proposal(self.unclear), *by_matter.get(WHOLE, ()), *undo)}


@dataclass(frozen=True, kw_only=True)
class OwnWords(Letter):
    """The short letter that puts before the unit, within the hour, what an office wrote in its own words, or
    whoever may be worried about a child.

    Puts the words of the Chair, an officer of the unit or a board's secretary before the unit, and those
    that may be a worry about a child.

    ``office`` is the writer's, "the Chair", or says who else wrote; ``task`` is what the desk letter says of
    it from the next morning on.
    """

    NAME: ClassVar[str] = "said"

    office: str
    task: DeskTask


TO_THE_DESK = frozenset({Desk.NAME, OwnWords.NAME})
"""The letters that put to the unit what waits for it, and that it answers with its orders."""


@dataclass(frozen=True, kw_only=True)
class Undone(Letter):
    """The short letter that says what was taken back after the word WRONG.

    Says what was taken back, a sentence each in ``lines`` as they were in the letter "recorded", and how
    to say what is right.

    ``answered`` is the date of the letter of ours that had been answered, None for a message that answered
    none. ``too_late`` are those of its lines that could not be undone (what has gone out has gone), and
    ``stands`` those of files, which another file replaces; with nothing taken back ``lines`` is empty.
    """

    NAME: ClassVar[str] = "undone"

    answered: dt.date | None
    lines: tuple[str, ...]
    too_late: tuple[str, ...] = ()
    stands: tuple[str, ...] = ()
