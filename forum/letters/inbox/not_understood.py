"""The short letter that says a reply was not understood, and how to say it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from forum.letters.base import Letter
from forum.letters.parts import Choice, Unclear, words_of_choices, yes_to_proposal
from forum.letters.taps import WHOLE


@dataclass(frozen=True, kw_only=True)
class NotUnderstood(Letter):
    """Says that nothing was recorded, and how to say it.

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
