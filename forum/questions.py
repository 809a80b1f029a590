"""Questions: whatever needs a person's word waits, is chased once, escalates, and its answer is on record."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from forum.policy import LeadTimes
from forum.working_days import WorkingDays


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


class Due(StrEnum):
    """What is due of a question on a day."""

    ASK = "ask"
    CHASE = "chase"
    RING = "ring"
    NOTHING = "nothing"


def chase_day(question: Question, lead_times: LeadTimes, days: WorkingDays) -> dt.date | None:
    """Return the day of the one written chase, or None while the question has not been asked (own lead time)."""
    raise NotImplementedError


def ring_day(question: Question, lead_times: LeadTimes, days: WorkingDays) -> dt.date | None:
    """Return the day from which the desk letter says "ring", or None before the chase (own lead time)."""
    raise NotImplementedError


def escalation_day(question: Question, lead_times: LeadTimes, days: WorkingDays) -> dt.date | None:
    """Return the day the deputy chair is asked as well, or None for a question that does not escalate."""
    raise NotImplementedError


def due_on(question: Question, lead_times: LeadTimes, days: WorkingDays, as_of: dt.date) -> Due:
    """Say what is due of a question on a working day: to ask it, chase it once, ring, or nothing."""
    raise NotImplementedError


def must_escalate(question: Question, lead_times: LeadTimes, days: WorkingDays, as_of: dt.date) -> bool:
    """Say whether the deputy chair must be asked as well: unanswered, its day come, not yet done."""
    raise NotImplementedError
