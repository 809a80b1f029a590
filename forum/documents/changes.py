"""The document that shows the changes in the minutes from one version to another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from forum.documents.base import Document
from forum.text.comparison import ChangedParagraph
from forum.text.wording import capital, count, counted, listed

MOST_PLACES = 6  # named one by one


@dataclass(frozen=True, kw_only=True)
class Changes(Document):
    """The paragraphs of the minutes that differ. ``before`` and ``after`` name the two versions ("version 2
    of 18 January 2027")."""

    NAME: ClassVar[str] = "changes"

    before: str
    after: str
    changes: tuple[ChangedParagraph, ...]

    @property
    def title(self) -> str:
        words = "What changed in the minutes"
        return words if self.part == 1 else f"{words}, part {self.part}"


def summarise_changes(documents: Sequence[Changes]) -> str:
    """Say in sentences how much has changed since the version that a reader saw, and where; never the
    words."""
    changes = [change for document in documents for change in document.changes]
    if not changes:
        return "Nothing has changed since the version that you saw."
    places = list(dict.fromkeys(change.place for change in changes))
    where = listed(places) if len(places) <= MOST_PLACES else f"in {count(len(places), 'place')}"
    return (
        f"{capital(counted(len(changes), 'paragraph'))} changed since the version that you saw, {where}; the "
        f"file “{documents[0].file_name}” shows how."
    )
