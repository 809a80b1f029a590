"""Letters on what must reach a person at once: to its writer, and to those who act on it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from forum.concerns.kinds import Advice
from forum.letters.base import Letter
from forum.letters.parts import Quote


@dataclass(frozen=True, kw_only=True)
class Acknowledgement(Letter):
    """The answer to somebody on no list who wrote of nothing that could be recognised.

    Says that a person reads what a stranger wrote, and whom to ring if somebody may be at risk, of which
    they may have written.

    ``numbers`` are whom to ring, a line each; ``unit`` is the unit with its number. It has no name and
    nothing that anybody wrote.
    """

    NAME: ClassVar[str] = "acknowledgement"

    numbers: tuple[str, ...]
    unit: str


@dataclass(frozen=True, kw_only=True)
class ConcernAnswer(Letter):
    """The answer, at once, to whoever wrote of what must reach a person.

    Says what a writer does now, who has their mail, and that nothing else of it was taken.

    ``advice`` is for each kind of concern, the most urgent first; it is ``urgent`` where the first one is.
    ``answered`` is the date of the letter of ours that was answered, None for a message that answered none.
    ``lead`` is who leads on safeguarding, with a number, where they were told; ``unit`` the unit with its
    number. To an address that the register need not know it has no name and nothing that anybody wrote.
    """

    NAME: ClassVar[str] = "concern_answer"

    urgent: bool
    advice: tuple[Advice, ...]
    answered: dt.date | None
    lead: str
    unit: str


@dataclass(frozen=True, kw_only=True)
class ConcernLine:
    """A concern: its reference, what it is in a few words, and what the unit does, in sentences."""

    reference: str
    words: str
    does: str


@dataclass(frozen=True, kw_only=True)
class ConcernNotice(Letter):
    """The notice, at once, to those who act: that something must reach a person. Of what is urgent it never
    says what was written.

    Says that somebody wrote of what must reach a person, how to look and how to settle it.

    ``writer`` is their place in the group with their number, ``came`` when it came, both in words. It is
    ``proved`` where the mail proves its writer; ``mailbox`` is where it is, empty for what was told by
    telephone. ``quote`` is what somebody wrote of no worry, allegation or threat; with one it bears the
    marking.
    """

    NAME: ClassVar[str] = "concern_notice"

    urgent: bool
    concerns: tuple[ConcernLine, ...]
    writer: str
    came: str
    proved: bool
    mailbox: str
    quote: Quote | None = None
