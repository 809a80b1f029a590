"""What every letter has in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Self


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One kind of mail. The name is its folder under ``templates/email/``; the fields are what its templates may use.

    ``marking`` is the protective marking, empty where neither body nor attachment is sensitive; ``why`` says why
    the reader receives this, ``contact`` whom to ask.
    """

    NAME: ClassVar[str]

    group: str
    addressee: str
    marking: str
    why: str
    contact: str

    @classmethod
    def sample(cls) -> Self:
        """Return the letter with sample data, for previews and tests."""
        raise NotImplementedError
