"""The life of a question: it is put, chased once, escalated and answered, and the answer is on record.

The day by which a letter asks for an answer: time to answer, as far as the terms leave it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from forum.calendar.working_days import WorkingDays
from forum.questions.kinds import KINDS, QuestionKind
from forum.terms.parts.deadlines import LeadTimes
from forum.text.wording import day_month

RING_AGAIN_AFTER = 2  # working days
CALLED_BEFORE_DUE = 2  # working days
CALLED_AGAIN_AFTER = 3  # working days
A_WEEK = 5  # working days in which nobody is asked twice for a paper


class Channel(StrEnum):
    """The channel by which an answer was given."""

    REPLY = "reply"
    VOTE = "voting button"
    PHONE = "by phone, as told by the unit"
    COMMAND = "command"


@dataclass(frozen=True)
class Question:
    """A question to a person. ``about`` is the id of the meeting, paper, action or person concerned.

    ``escalated_to`` is the second person asked, the deputy chair or the Chair's cover; None again where that
    letter never went.
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
    rung: dt.date | None = None


class Due(StrEnum):
    """The step that is due of a question on a day."""

    ASK = "ask"
    CHASE = "chase"
    RING = "ring"
    NOTHING = "nothing"


def chase_day(question: Question, lead_times: LeadTimes, days: WorkingDays) -> dt.date | None:
    """Return the day of the one written chase; None while the question has not been asked, and where the
    deputy chair is asked in its place (own lead time).

    Three working days after asking, or the working day before an earlier deadline, but never the day of
    asking. A paper, which takes long to write, is chased three working days before its deadline, and not
    where that is less than a week after asking: the unit rings on the deadline (own rule). The record of a
    meeting, which nobody can give before it, is chased on its deadline, and so is what the unit writes.
    """
    if question.asked is None or _is_not_chased(question, lead_times, days):
        return None
    if KINDS[question.kind].chased_when_due:
        return max(question.due, days.add(question.asked, 1))
    in_time = days.add(question.asked, lead_times.chase_after)
    if KINDS[question.kind].chased_near_due:
        in_time = max(in_time, days.add(question.due, -lead_times.chase_after))
    in_time = min(in_time, days.add(question.due, -1))
    return max(in_time, days.add(question.asked, 1))


def ring_day(question: Question, lead_times: LeadTimes, days: WorkingDays) -> dt.date | None:
    """Return the day from which the desk letter says "ring"; None before the chase (own lead time).

    Two working days after the chase, or on an earlier deadline, but never the day of the chase. A paper that
    was chased early, in a letter with another, is rung about when it would have been. Where the deputy chair
    is asked in place of a chase, it is the deadline.
    """
    if question.asked and _is_not_chased(question, lead_times, days):
        return max(question.due, days.add(question.asked, 1))
    if question.chased is None:
        return None
    since = question.chased
    if KINDS[question.kind].chased_near_due:
        since = max(since, days.add(question.due, -lead_times.chase_after))
    in_time = min(days.add(since, lead_times.ring_after), question.due)
    return max(in_time, days.add(question.chased, 1))


def calls_for_a_desk_letter(
    question: Question, lead_times: LeadTimes, days: WorkingDays, on: dt.date
) -> bool:
    """Say whether a call that is due is reason for a desk letter, or waits for the next one (own rule).

    It is where a step of the terms waits for the answer. Others are from two working days before their day
    on, and then every third: the letter that goes for anything else has them all.
    """
    first = ring_day(question, lead_times, days)
    if KINDS[question.kind].serves or first is None or on == question.due:
        return True
    since = days.between(max(first, days.add(question.due, -CALLED_BEFORE_DUE)), on)
    return since >= 0 and since % CALLED_AGAIN_AFTER == 0


def escalation_day(question: Question, lead_times: LeadTimes, days: WorkingDays) -> dt.date | None:
    """Return the day the deputy chair is asked as well; None for a question that does not escalate.

    Agreeing the agenda (clause 6) goes to the deputy chair the working day before its deadline, agreeing a
    report to a board (clause 3) when the unit rings, but no earlier than the working day after it is put (own
    lead times).
    """
    escalates = KINDS[question.kind].escalates
    if not escalates:
        return None
    day = days.add(question.due, -getattr(lead_times, escalates))
    return max(day, days.add(question.opened, 1)) if escalates == "chase_after" else day


def due_on(question: Question, lead_times: LeadTimes, days: WorkingDays, as_of: dt.date) -> Due:
    """Return the step that is due of a question: ask, chase once, ring, or nothing (own lead time).

    People are written to on working days only. After a gap the question is asked, or chased, once. Where the
    unit has rung in vain, nothing is due for two working days.
    """
    if question.answered or question.opened > as_of or not days.is_working(as_of):
        return Due.NOTHING
    if question.asked is None:
        return Due.ASK
    if question.rung and as_of < days.add(question.rung, RING_AGAIN_AFTER):
        return Due.NOTHING
    if question.chased is None and not _is_not_chased(question, lead_times, days):
        return Due.CHASE if _has_come(chase_day(question, lead_times, days), as_of) else Due.NOTHING
    return Due.RING if _has_come(ring_day(question, lead_times, days), as_of) else Due.NOTHING


def must_escalate(question: Question, lead_times: LeadTimes, days: WorkingDays, as_of: dt.date) -> bool:
    """Say whether the deputy chair must be asked as well: the question is unanswered, its day has come,
    and the deputy chair has not been asked; or at once, where the letter that asked them never went (own
    lead time).
    """
    if question.answered or question.escalated_to or not days.is_working(as_of):
        return False
    if question.escalated:
        return True
    return _has_come(escalation_day(question, lead_times, days), as_of)


def _is_soon_asked_of_two(question: Question, lead_times: LeadTimes, days: WorkingDays) -> bool:
    """Say whether the deputy chair is asked no later than the working day after the Chair, so that a chase
    would be one letter too many."""
    escalates_on = escalation_day(question, lead_times, days)
    return (
        question.asked is not None
        and escalates_on is not None
        and escalates_on <= days.add(question.asked, 1)
    )


def _is_not_chased(question: Question, lead_times: LeadTimes, days: WorkingDays) -> bool:
    """Say whether a question is rung about on its day without a chase: the deputy chair is asked soon, or a
    paper was asked for less than a week before its chase would go (own rule)."""
    if _is_soon_asked_of_two(question, lead_times, days):
        return True
    near = days.add(question.due, -lead_times.chase_after)
    is_just_asked = question.asked is not None and near < days.add(question.asked, A_WEEK)
    return KINDS[question.kind].chased_near_due and question.chased is None and is_just_asked


def _has_come(day: dt.date | None, as_of: dt.date) -> bool:
    return day is not None and day <= as_of


TIME_TO_ANSWER = 2  # working days


@dataclass(frozen=True)
class LastDay:
    """The last day on which an answer is of use, and what it is: "the last day for the agenda (clause 6)"."""

    day: dt.date
    what: str


def day_to_answer_by(due: dt.date, last: LastDay | None, days: WorkingDays, on: dt.date) -> dt.date:
    """Return the day by which a letter of today asks for an answer (own rule).

    It is the day that the question is due, or two working days from today where that is later; but no later
    than the last day on which the answer is of use, and no day that has passed.
    """
    in_time = days.add(on, TIME_TO_ANSWER)
    if last:
        in_time = min(in_time, last.day)
    return max(due, in_time, on)


def why_today(last: LastDay | None, on: dt.date) -> str:
    """Say why an answer is needed on the day that its question arrives; empty where it is not."""
    if last is None or last.day > on:
        return ""
    why = f", {last.what}" if last.day == on else f": {last.what} was {day_month(last.day)}"
    return f"We need your answer today{why}."
