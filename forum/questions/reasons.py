"""Reasons for acting by hand: the choices offered, and the words that the audit keeps.

Answers that a run form puts on record for a person: the words to choose from, and the giver.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from forum.questions.lifecycle import Channel
from forum.questions.words import Word


class AnswerReason(StrEnum):
    """Ways in which an answer that is put on record for a person reached the unit."""

    TOLD_BY_PHONE = "They told the unit by phone"
    REPLY_NOT_READ = "Their reply could not be read"
    REPLY_WENT_ASTRAY = "Their reply went to another mailbox"


class MoveReason(StrEnum):
    """Reasons to move a meeting; members read them."""

    ROOM = "The room is not free"
    CHAIR = "The Chair can’t come on that day"
    QUORUM = "Too few members can come on that day"
    CLASH = "Another meeting is on that day"
    TRAVEL = "Travel is difficult on that day"


class CancelReason(StrEnum):
    """Reasons to cancel a meeting; members read them."""

    QUORUM = "Too few members can come"
    CHAIR = "The Chair can’t come, and nobody can stand in"
    BUSINESS = "There is too little business"
    NEEDED_ELSEWHERE = "Members are needed elsewhere"


class RuleReason(StrEnum):
    """The reason for which a meeting follows a changed meeting rule; members read it."""

    OTHER_DAYS = "The days on which the group meets have changed"


class ReleaseReason(StrEnum):
    """Reasons to release a pack without the unit's own reply."""

    TOLD_BY_PHONE = "The unit said so by phone"
    REPLY_NOT_READ = "The unit’s reply could not be read"
    UNIT_AWAY = "The unit is away, and the Chair said so"


class HoldReason(StrEnum):
    """Reasons to stop all letters."""

    WRONG_LETTERS = "Wrong letters are going out"
    MAILBOX = "The mailbox is being worked on"
    REGISTER = "The register is being restored"
    UNIT_ASKED = "The unit asked for it"
    EXERCISE = "It is an exercise"


class ResumeReason(StrEnum):
    """Reasons to let letters leave again."""

    PUT_RIGHT = "It has been corrected"
    WORK_FINISHED = "The work is finished"
    FALSE_ALARM = "It was a false alarm"
    UNIT_ASKED = "The unit asked for it"


class AgainReason(StrEnum):
    """Reasons to send a letter to the same person once more."""

    NEVER_ARRIVED = "The reader says it never arrived"
    ADDRESS = "It went to an address that is no longer read"
    ATTACHMENT = "Its attachment could not be opened"
    LOST = "The reader has lost it"


CHOICES = frozenset(
    reason.value
    for choices in (
        AnswerReason, MoveReason, CancelReason, RuleReason, ReleaseReason, HoldReason, ResumeReason,
        AgainReason,
    )
    for reason in choices
)  # fmt: skip
OWN_WORDS = "in their own words"


def audited(reason: str) -> str:
    """Return the audit trail's words for a reason: one of ours as it is, and OWN_WORDS for any other. A
    person's own words may name somebody, and belong to the row that they explain (own rule).
    """
    return reason if reason in CHOICES else OWN_WORDS


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
