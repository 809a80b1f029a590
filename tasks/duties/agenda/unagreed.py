"""An agenda that nobody agreed in time: offered to the unit on the day on which its papers must leave (own
rule)."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from sqlalchemy.orm import Session

from forum.calendar.steps import StepKind
from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from tasks.duties.base.group_context import GroupContext, forum_of_meeting
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.duties.questions.ask import questions_about, withdraw, withdraw_question
from tasks.duties.questions.ask_unit import ask_unit
from tasks.register.meetings import step_of
from tasks.register.tables import MeetingRow, QuestionRow


def offer_unagreed_agenda(work: UnitOfWork, meeting_id: UUID) -> None:
    """Ask the unit whether an agenda goes as not yet agreed by the Chair: its papers must leave today."""
    forum, meeting = forum_of_meeting(work, meeting_id)
    ask_unit(forum, QuestionKind.RELEASE_UNAGREED_AGENDA, meeting, due=forum.on)


def agreed_on(session: Session, meeting: MeetingRow) -> dt.date | None:
    """Return the day on which the Chair agreed an agenda; None while they have not, also where the unit
    released it."""
    if not _releases(session, meeting):
        return step_of(session, meeting.id, StepKind.AGENDA_AGREED).done
    answers = questions_about(session, meeting.id, QuestionKind.AGREE_AGENDA)
    agreed = (row.answered for row in answers if row.answered and row.answer is not Word.OTHER)
    return next(agreed, None)


def is_released_unagreed(session: Session, meeting: MeetingRow) -> bool:
    """Tell whether the unit released an agenda that the Chair has not agreed since."""
    return bool(_releases(session, meeting)) and agreed_on(session, meeting) is None


def take_back_release(forum: GroupContext, meeting: MeetingRow) -> None:
    """Open the step again where the unit had released the agenda: what the Chair wants changed stops it (own
    rule). Once its papers are out, nobody is asked any more."""
    for release in _releases(forum.tx.session, meeting):
        withdraw(forum.tx, release, forum.on)
        step = step_of(forum.tx.session, meeting.id, StepKind.AGENDA_AGREED)
        step.done, step.verdict, step.note = None, None, ""
        forum.tx.audit("step opened again", meeting=meeting.id, step=step.kind)
    withdraw_question(forum.tx, meeting.id, QuestionKind.RELEASE_UNAGREED_AGENDA, forum.on)
    withdraw_question(forum.tx, meeting.id, QuestionKind.RELEASE_PACK, forum.on)


def _releases(session: Session, meeting: MeetingRow) -> list[QuestionRow]:
    releases = questions_about(session, meeting.id, QuestionKind.RELEASE_UNAGREED_AGENDA)
    return [row for row in releases if row.answered and not row.withdrawn]
