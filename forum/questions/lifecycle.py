"""Questions: whatever needs a person's word waits, is chased once, escalates, and its answer is on record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from forum.calendar.working_days import WorkingDays
from forum.terms.policy import LeadTimes


class QuestionKind(StrEnum):
    AGREE_AGENDA = "agree agenda"
    AMEND_AGENDA = "amend agenda"
    AGREE_MINUTES = "agree minutes"
    ALLOW_LATE_PAPER = "allow late paper"
    WAIVE_NOTICE = "waive notice"
    SETTLE_BETWEEN_CHAIRS = "settle between the Chairs"
    RELEASE_PACK = "release pack"
    RELEASE_UNAGREED_MINUTES = "release minutes not yet agreed"
    DISCHARGE_ACTION = "discharge action"
    SEND_ATTENDANCE_NOTICE = "send attendance notice"
    ESCALATE_ACTION = "escalate action"
    RULE_ON_QUORUM = "rule on quorum"
    PROVIDE_PAPER = "provide paper"
    NAME_DEPUTY = "name deputy"
    UPDATE_ACTION = "update action"
    FILE_RECORD = "file record"
    DRAFT_MINUTES = "draft minutes"
    RECORD_AGREEMENT = "record agreement"
    TAKE_ON_ACTION = "take on action"
    HAND_OVER_ACTION = "hand over action"
    APPLY_MEMBERS = "apply members' workbook"
    CHANGE_ADDRESS = "change address"


ABOUT_PAPERS = frozenset({QuestionKind.PROVIDE_PAPER, QuestionKind.ALLOW_LATE_PAPER})
OFFERS = (QuestionKind.TAKE_ON_ACTION, QuestionKind.HAND_OVER_ACTION)
"""Whose an action is from now on whose owner has left."""
ABOUT_AN_ACTION = (
    QuestionKind.UPDATE_ACTION,
    QuestionKind.DISCHARGE_ACTION,
    QuestionKind.ESCALATE_ACTION,
    *OFFERS,
)
TO_THE_CHAIR = frozenset(
    {
        QuestionKind.AGREE_AGENDA,
        QuestionKind.AGREE_MINUTES,
        QuestionKind.ALLOW_LATE_PAPER,
        QuestionKind.WAIVE_NOTICE,
        QuestionKind.DISCHARGE_ACTION,
        QuestionKind.SEND_ATTENDANCE_NOTICE,
        QuestionKind.ESCALATE_ACTION,
        QuestionKind.RULE_ON_QUORUM,
    }
)
"""What only the Chair's word decides, or that of whoever acts for the Chair."""
OF_THE_UNIT = frozenset(
    {
        QuestionKind.AMEND_AGENDA,
        QuestionKind.SETTLE_BETWEEN_CHAIRS,
        QuestionKind.RELEASE_PACK,
        QuestionKind.RELEASE_UNAGREED_MINUTES,
        QuestionKind.FILE_RECORD,
        QuestionKind.DRAFT_MINUTES,
        QuestionKind.RECORD_AGREEMENT,
        QuestionKind.HAND_OVER_ACTION,
        QuestionKind.APPLY_MEMBERS,
        QuestionKind.CHANGE_ADDRESS,
    }
)
"""What the Business Unit itself is asked to do."""


PHRASE: Mapping[QuestionKind, str] = {
    QuestionKind.AGREE_AGENDA: "agree the agenda",
    QuestionKind.AMEND_AGENDA: "amend the agenda",
    QuestionKind.AGREE_MINUTES: "agree the minutes",
    QuestionKind.ALLOW_LATE_PAPER: "allow a late paper",
    QuestionKind.WAIVE_NOTICE: "allow the short notice",
    QuestionKind.SETTLE_BETWEEN_CHAIRS: "settle what the Chairs answered differently",
    QuestionKind.RELEASE_PACK: "release the pack",
    QuestionKind.RELEASE_UNAGREED_MINUTES: "release the minutes",
    QuestionKind.DISCHARGE_ACTION: "discharge an action",
    QuestionKind.SEND_ATTENDANCE_NOTICE: "allow a private word about attendance",
    QuestionKind.ESCALATE_ACTION: "allow a letter to an organisation about an action",
    QuestionKind.RULE_ON_QUORUM: "rule on the quorum",
    QuestionKind.PROVIDE_PAPER: "send a paper",
    QuestionKind.NAME_DEPUTY: "name a deputy",
    QuestionKind.UPDATE_ACTION: "report on an action",
    QuestionKind.FILE_RECORD: "send back the record",
    QuestionKind.DRAFT_MINUTES: "write the minutes",
    QuestionKind.RECORD_AGREEMENT: "get a signed agreement",
    QuestionKind.TAKE_ON_ACTION: "take on an action",
    QuestionKind.HAND_OVER_ACTION: "find a new owner for an action",
    QuestionKind.APPLY_MEMBERS: "say whether the members’ workbook is to be taken",
    QuestionKind.CHANGE_ADDRESS: "say whether a new address or number is to be taken",
}
"""What is asked, as lists have it, and sentences after "ask them to"."""


class Channel(StrEnum):
    """How an answer was given."""

    REPLY = "reply"
    VOTE = "voting button"
    PHONE = "by phone, as told by the unit"
    COMMAND = "command"


@dataclass(frozen=True)
class Question:
    """Something asked of a person. ``about`` is the id of the meeting, paper, action or person concerned;
    ``escalated_to`` who was asked as well, the deputy chair or who covers for the Chair; None again where the
    letter to them never went.
    """

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
    escalated_to: UUID | None = None
    answered: dt.date | None = None
    answer: str | None = None


class Due(StrEnum):
    """What is due of a question on a day."""

    ASK = "ask"
    CHASE = "chase"
    RING = "ring"
    NOTHING = "nothing"


def chase_day(question: Question, lead_times: LeadTimes, days: WorkingDays) -> dt.date | None:
    """Return the day of the one written chase; None while the question has not been asked (own lead time).

    Three working days after asking, or the working day before an earlier deadline, but never the day of
    asking. The record of a meeting, which nobody can give before it, is chased on its deadline.
    """
    if question.asked is None:
        return None
    if question.kind is QuestionKind.FILE_RECORD:
        return max(question.due, days.add(question.asked, 1))
    in_time = min(days.add(question.asked, lead_times.chase_after), days.add(question.due, -1))
    return max(in_time, days.add(question.asked, 1))


def ring_day(question: Question, lead_times: LeadTimes, days: WorkingDays) -> dt.date | None:
    """Return the day from which the desk letter says "ring"; None before the chase (own lead time).

    Two working days after the chase, or on an earlier deadline, but never the day of the chase.
    """
    if question.chased is None:
        return None
    in_time = min(days.add(question.chased, lead_times.ring_after), question.due)
    return max(in_time, days.add(question.chased, 1))


def escalation_day(question: Question, lead_times: LeadTimes, days: WorkingDays) -> dt.date | None:
    """Return the day the deputy chair is asked as well; None for a question that does not escalate.

    Agreeing the agenda (clause 6) goes to the deputy chair the working day before its deadline (own lead
    time).
    """
    if question.kind is not QuestionKind.AGREE_AGENDA:
        return None
    return days.add(question.due, -lead_times.agenda_deputy_chair_before_deadline)


def due_on(question: Question, lead_times: LeadTimes, days: WorkingDays, as_of: dt.date) -> Due:
    """Say what is due of a question: to ask it, chase it once, ring, or nothing (own lead time).

    People are written to on working days only. After a gap it is asked, or chased, once.
    """
    if question.answered or question.opened > as_of or not days.is_working(as_of):
        return Due.NOTHING
    if question.asked is None:
        return Due.ASK
    if question.chased is None:
        return Due.CHASE if _has_come(chase_day(question, lead_times, days), as_of) else Due.NOTHING
    return Due.RING if _has_come(ring_day(question, lead_times, days), as_of) else Due.NOTHING


def must_escalate(question: Question, lead_times: LeadTimes, days: WorkingDays, as_of: dt.date) -> bool:
    """Say whether the deputy chair must be asked as well: unanswered, its day come, not yet done; or at once,
    where the letter that asked somebody as well never went (own lead time)."""
    if question.answered or question.escalated_to or not days.is_working(as_of):
        return False
    if question.escalated:
        return True
    return _has_come(escalation_day(question, lead_times, days), as_of)


def _has_come(day: dt.date | None, as_of: dt.date) -> bool:
    return day is not None and day <= as_of
