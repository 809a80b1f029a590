"""Questions: whatever needs a person's word waits, is chased once, escalates, and its answer is on record."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class QuestionKind(StrEnum):
    AGREE_AGENDA = "agree agenda"
    AGREE_MINUTES = "agree minutes"
    ALLOW_LATE_PAPER = "allow late paper"
    RELEASE_PACK = "release pack"
    RELEASE_UNAGREED_MINUTES = "release minutes not yet agreed"
    DISCHARGE_ACTION = "discharge action"
    SEND_ATTENDANCE_NOTICE = "send attendance notice"
    ESCALATE_ACTION = "escalate action"
    RULE_ON_QUORUM = "rule on quorum"
    PROVIDE_PAPER = "provide paper"
    UPDATE_ACTION = "update action"
    FILE_RECORD = "file record"
    DRAFT_MINUTES = "draft minutes"


class Channel(StrEnum):
    """How an answer was given."""

    REPLY = "reply"
    VOTE = "voting button"
    PHONE = "by phone, as told by the unit"
    COMMAND = "command"


@dataclass(frozen=True)
class Question:
    """Something asked of a person. ``about`` is the id of the meeting, paper, action or person it concerns."""

    id: UUID
    kind: QuestionKind
    about: UUID
    meeting_id: UUID | None
    of: UUID
    opened: dt.date
    due: dt.date
    asked: dt.date | None = None
    chased: dt.date | None = None
    escalated: dt.date | None = None
    answered: dt.date | None = None
    answer: str | None = None
