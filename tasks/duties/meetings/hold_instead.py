"""A cancelled meeting is held on another day: the Chair is asked which, and its items go there (clause 5)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from forum.calendar.meetings import MeetingState
from forum.letters.meetings import Cancelled
from forum.letters.parts import Ask
from forum.members.membership import Person
from forum.outbox.states import State
from forum.questions.kinds import QuestionKind
from forum.questions.words import Reply, Word
from forum.text.problem import Problem
from tasks.duties.agenda.carry_forward import CarriedForward, bring_back
from tasks.duties.base.group_context import GroupContext, forum_of_meeting, group_context
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.duties.coming.invitations import sync_with_meeting, tell_of_cancellation
from tasks.duties.meetings.days_offered import days_offered
from tasks.duties.meetings.plan_move_cancel import ask_to_waive, plan_instead, waive_notice
from tasks.duties.meetings.tell_of_gap import gap_in_words
from tasks.duties.questions.ask import withdraw_question
from tasks.mail.sending.queue import Enclosure
from tasks.register.meetings import CANCELLED, ORDINARY, meeting_by_reference
from tasks.register.outbox.dispatches import in_state, withdraw
from tasks.register.tables import MeetingRow, QuestionRow


def is_to_hold_instead(work: UnitOfWork, reference: str) -> bool:
    """Say whether a meeting is cancelled, and could still be held on another day."""
    meeting = meeting_by_reference(work.session, reference)
    return meeting.state is CANCELLED and meeting.kind is ORDINARY


def hold_instead(
    work: UnitOfWork, reference: str, date: dt.date, *, start: dt.time | None = None, by_chair: bool = False
) -> str:
    """Plan an ordinary meeting in place of a cancelled one, with the items that had gone on from it, and
    return its reference. Where notice is too short, the Chair's word for the day waives it."""
    cancelled = meeting_by_reference(work.session, reference)
    forum = group_context(work, cancelled.group_id)
    withdraw_question(work, cancelled.id, QuestionKind.CHOOSE_DAY, forum.on)
    meeting, is_late = plan_instead(forum, cancelled, date, start)
    carried = bring_back(forum, cancelled, meeting)
    sync_with_meeting(forum, meeting)
    _tell_of_it_instead(forum, cancelled, carried)
    if is_late and by_chair:
        waive_notice(forum, meeting)
    elif is_late:
        ask_to_waive(forum, meeting)
    work.audit("meeting held instead", meeting=meeting.id, of=cancelled.id)
    return meeting.reference


def _tell_of_it_instead(forum: GroupContext, cancelled: MeetingRow, carried: CarriedForward) -> None:
    """Write the letters on the cancellation that nobody has yet with the new day in them."""
    session = forum.tx.session
    unsent = in_state(session, State.QUEUED, State.HELD, groups=[forum.group.id], letters=[Cancelled.NAME])
    of_it = [row for row in unsent if row.meeting_id == cancelled.id]
    if [row for row in of_it if withdraw(session, row)]:
        tell_of_cancellation(forum, cancelled, carried)


def choose_day(work: UnitOfWork, question: QuestionRow, reply: Reply) -> None:
    """Hold the cancelled meeting on the day that the Chair chose, or leave its month without."""
    meeting = work.session.get_one(MeetingRow, question.about_id)
    if reply.word is Word.NO:
        return
    if reply.date is None or meeting.state is MeetingState.PLANNED:
        raise Problem("Give the day on which the meeting is held instead, such as 18 February, or NO.")
    hold_instead(work, meeting.reference, reply.date, by_chair=True)


def put_choice(
    forum: GroupContext, question: QuestionRow, ask: Ask, _reader: Person
) -> tuple[Ask, Sequence[Enclosure]]:
    """Return the ask with the days on which most can come, and what there is without another day."""
    _, meeting = forum_of_meeting(forum.work, question.about_id)
    gap = " ".join(gap_in_words(forum, meeting))
    return replace(ask, title=meeting.reason, facts=gap, days=days_offered(forum, meeting)), ()
