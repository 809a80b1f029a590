"""The short letter that says what was recorded of a reply."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from forum.letters.base import Letter
from forum.letters.parts import Choice, Unclear, words_of_choices, yes_to_proposal
from forum.letters.taps import WHOLE


@dataclass(frozen=True, kw_only=True)
class Recorded(Letter):
    """Says what was recorded, a sentence each in ``lines``, and that WRONG undoes it.

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
