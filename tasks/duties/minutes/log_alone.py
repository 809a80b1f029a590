"""The day from which the action log goes without the minutes: their deadline, or later after a gap in running
(clause 6, own rule)."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from sqlalchemy.orm import Session

from forum.calendar.steps import StepKind
from forum.questions.kinds import QuestionKind
from tasks.duties.base.office import Office
from tasks.duties.questions.ask import open_question, questions_about
from tasks.register.meetings import step_of
from tasks.register.minutes import ACTION_LOG, MINUTES, editions
from tasks.register.tables import GroupRow, StepRow


def log_goes_alone_from(office: Office, session: Session, step: StepRow, as_of: dt.date) -> dt.date:
    """Return the day from which the log of a meeting goes alone; ``step`` is that of its minutes.

    A service that was off on the deadline asked nobody in time. The log then waits for whoever has the
    minutes as long as draft and agreement have by the lead times: people get one letter, and not two.
    """
    deadline = step.deadline or dt.date.max
    group = session.get_one(GroupRow, step.group_id)
    days, lead_times = office.days(group), office.policy(group).lead_times
    if as_of <= deadline or not _was_off(session, step.meeting_id, deadline):
        return deadline
    question = open_question(session, step.meeting_id, QuestionKind.AGREE_MINUTES)
    if question is None:
        since = min((row.made_on for row in editions(session, step.meeting_id, MINUTES)), default=as_of)
    elif question.asked is None:
        return days.add(as_of, 1)
    else:
        since = question.asked
    within = lead_times.minutes_draft_back_within + lead_times.minutes_agreed_before_out
    return max(deadline, days.add(since, within))


def _was_off(session: Session, meeting_id: UUID, deadline: dt.date) -> bool:
    """Tell whether the service was off on a deadline that has passed: the log has not gone, though the record
    was in or its workbook was sent late."""
    if editions(session, meeting_id, ACTION_LOG):
        return False
    record = step_of(session, meeting_id, StepKind.RECORD)
    if record.done is not None and record.done < deadline:
        return True
    asked = [row.asked for row in questions_about(session, meeting_id, QuestionKind.FILE_RECORD) if row.asked]
    return bool(asked) and record.opens is not None and min(asked) > record.opens
