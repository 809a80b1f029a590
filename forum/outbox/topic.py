"""Topics: the subject of a letter, and the occasion on which it is written about that."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from forum.outbox.occasions import ONCE, Occasion


@dataclass(frozen=True)
class Topic:
    """The id of what a letter is about: a meeting, an action, a person; and on what occasion it is written.

    ``meeting_id`` is the meeting to which the letter belongs, where there is one.
    """

    id: UUID
    occasion: Occasion = ONCE
    meeting_id: UUID | None = None

    def next_edition(self) -> Topic:
        return replace(self, occasion=replace(self.occasion, edition=self.occasion.edition + 1))
