"""The answers that Outlook offers as buttons: the same words as are typed."""

from __future__ import annotations

from forum.questions import QuestionKind


def voting_words(kind: QuestionKind) -> tuple[str, ...]:
    """Return the buttons for a single question; none where the answer needs words (own rule)."""
    raise NotImplementedError
