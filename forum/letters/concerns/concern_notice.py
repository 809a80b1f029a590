"""The notice, at once, to those who act: that something must reach a person. Of what is urgent it never says
what was written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from forum.letters.base import Letter
from forum.letters.parts import Quote


@dataclass(frozen=True, kw_only=True)
class ConcernLine:
    """A concern: its reference, what it is in a few words, and what the unit does, in sentences."""

    reference: str
    words: str
    does: str


@dataclass(frozen=True, kw_only=True)
class ConcernNotice(Letter):
    """Says that somebody wrote of what must reach a person, how to look and how to settle it.

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
