"""The letters that would go in the Chair's name, as the Chair reads them before they say so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from forum.documents.base import Document


@dataclass(frozen=True, kw_only=True)
class LetterInName:
    """A letter: the ``number`` of its question in the Chair's letter, whom it goes ``to``, its ``subject``
    and the paragraphs of its text."""

    number: int
    to: str
    subject: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class LettersInYourName(Document):
    """The letters in the order of the Chair's letter."""

    NAME: ClassVar[str] = "letters_in_your_name"

    letters: tuple[LetterInName, ...]
