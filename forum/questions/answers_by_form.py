"""Answers that a run form puts on record for a person: the words to choose from, and the giver."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from forum.questions.lifecycle import Channel
from forum.questions.reasons import AnswerReason
from forum.questions.words import Word


class GivenAnswer(StrEnum):
    """The words that need no text beside them."""

    AGREE = Word.AGREE.value
    ALLOW = Word.ALLOW.value
    DISCHARGE = Word.DISCHARGE.value
    DONE = Word.DONE.value
    NO = Word.NO.value
    NONE = Word.NONE.value
    NOT_QUORATE = Word.NOT_QUORATE.value
    QUORATE = Word.QUORATE.value
    RELEASE = Word.RELEASE.value
    RETURN = Word.RETURN.value
    SEND = Word.SEND.value
    VERBAL = Word.VERBAL.value
    WITHDRAW = Word.WITHDRAW.value

    @property
    def word(self) -> Word:
        """The same word among all that answer."""
        return Word(self.value)


class GivenBy(StrEnum):
    """The giver of an answer, as the register calls them."""

    ASKED = "the person who was asked"
    CHAIR = "chair"
    DEPUTY_CHAIR = "deputy chair"
    UNIT = "unit"


CHANNELS: Mapping[AnswerReason, Channel] = {
    AnswerReason.TOLD_BY_PHONE: Channel.PHONE,
    AnswerReason.REPLY_NOT_READ: Channel.REPLY,
    AnswerReason.REPLY_WENT_ASTRAY: Channel.REPLY,
}
