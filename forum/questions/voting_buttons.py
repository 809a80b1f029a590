"""The answers that Outlook offers as buttons: the same words as are typed."""

from __future__ import annotations

from collections.abc import Mapping

from forum.questions.kinds import QuestionKind
from forum.questions.words import Word

_BUTTONS: Mapping[QuestionKind, tuple[Word, ...]] = {
    # To disagree with a draft is to say what to change, which no button can.
    QuestionKind.AGREE_AGENDA: (Word.AGREE_AGENDA,),
    QuestionKind.AGREE_MINUTES: (Word.AGREE_MINUTES,),
    QuestionKind.ALLOW_LATE_PAPER: (Word.ALLOW, Word.NO),
    QuestionKind.WAIVE_NOTICE: (Word.ALLOW, Word.NO),
    QuestionKind.DISCHARGE_ACTION: (Word.DISCHARGE, Word.RETURN),
    QuestionKind.SEND_ATTENDANCE_NOTICE: (Word.SEND, Word.NO),
    QuestionKind.ESCALATE_ACTION: (Word.SEND, Word.NO),
    QuestionKind.RULE_ON_QUORUM: (Word.QUORATE, Word.NOT_QUORATE),
}


def voting_words(kind: QuestionKind) -> tuple[str, ...]:
    """Return the buttons for a single question; none where the answer needs words (own rule)."""
    return tuple(word.value for word in _BUTTONS.get(kind, ()))
