"""Reasons for acting by hand: the choices offered, and the words that the audit keeps."""

from __future__ import annotations

from enum import StrEnum


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
