"""A cancelled meeting is held on another day: the Chair is asked which, and its items go there (clause 5).

Have the planned meetings follow a changed meeting rule: each moves, stays, or is cancelled (clause 5).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy.orm import Session

from forum.calendar.meetings import MeetingState, RuleChoice, day_to_meet, off_rule, reach
from forum.calendar.working_days import WorkingDays
from forum.letters.meetings import Cancelled
from forum.letters.parts import Ask
from forum.members.membership import Person
from forum.outbox.states import State
from forum.questions.kinds import QuestionKind
from forum.questions.reasons import RuleReason
from forum.questions.words import Reply, Word
from forum.terms.policy import Policy
from forum.text.problem import Problem
from forum.text.wording import full_date
from tasks.duties.agenda.carry_forward import CarriedForward, bring_back
from tasks.duties.base.group_context import GroupContext, forum_of_meeting, group_context
from tasks.duties.base.office import UnitOfWork
from tasks.duties.coming.invitations import sync_with_meeting, tell_of_cancellation, tell_of_move
from tasks.duties.meetings.plan_move_cancel import (
    ask_to_waive,
    cancel_meeting,
    move_meeting,
    plan_instead,
    waive_notice,
)
from tasks.duties.meetings.tell_of_gap import days_offered, gap_in_words
from tasks.duties.questions.ask import withdraw_question
from tasks.mail.sending.queue import Enclosure
from tasks.register.meetings import CANCELLED, ORDINARY, meeting_by_reference, ordinary_meetings
from tasks.register.outbox import in_state, withdraw_letter
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
    _tell_of_it_instead(forum, cancelled, meeting, carried)
    if is_late and by_chair:
        waive_notice(forum, meeting)
    elif is_late:
        ask_to_waive(forum, meeting)
    work.audit("meeting held instead", meeting=meeting.id, of=cancelled.id)
    return meeting.reference


def _tell_of_it_instead(
    forum: GroupContext, cancelled: MeetingRow, meeting: MeetingRow, carried: CarriedForward
) -> None:
    """Write the letters on the cancellation that nobody has yet with the new day in them; who has them hears
    of that day in another."""
    session = forum.tx.session
    unsent = in_state(session, State.QUEUED, State.HELD, groups=[forum.group.id], letters=[Cancelled.NAME])
    of_it = [row for row in unsent if row.meeting_id == cancelled.id]
    if [row for row in of_it if withdraw_letter(session, row)]:
        tell_of_cancellation(forum, cancelled, carried)
    else:
        was = dt.datetime.combine(cancelled.date, cancelled.start)
        items = ", and what had gone on from that is taken there" if carried.items else ""
        tell_of_move(forum, meeting, was, f"It takes the place of the meeting that was cancelled{items}")


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


@dataclass(frozen=True)
class MeetingOffRule:
    """A planned meeting that the rule does not give. ``rule_date`` is the date that the rule gives for its
    period, and ``in_place`` the working day on which the group would meet; None where there is none."""

    id: UUID
    reference: str
    date: dt.date
    rule_date: dt.date | None
    in_place: dt.date | None

    @property
    def choices(self) -> tuple[RuleChoice, ...]:
        """The choices there are: without a day in its place a meeting can't move."""
        return tuple(choice for choice in RuleChoice if choice is not RuleChoice.MOVE or self.in_place)

    def __str__(self) -> str:
        instead = f"in its place {full_date(self.in_place)}" if self.in_place else "no day in its place"
        return f"{self.reference} on {full_date(self.date)}: {instead}"


def meetings_off_rule(
    session: Session, group_id: UUID, policy: Policy, days: WorkingDays, today: dt.date
) -> tuple[MeetingOffRule, ...]:
    """Return the planned meetings to come that the rule of a policy does not give, earliest first."""
    rule = policy.meetings.rule
    meetings = []
    for off in off_rule(rule, today, ordinary_meetings(session, group_id, today - reach(rule))):
        row = session.get_one(MeetingRow, off.meeting.id)
        in_place = day_to_meet(off.in_place, days) if off.in_place else None
        if in_place is None or in_place <= today:
            meetings.append(MeetingOffRule(row.id, row.reference, row.date, None, None))
        elif in_place != row.date:
            meetings.append(MeetingOffRule(row.id, row.reference, row.date, off.in_place, in_place))
    return tuple(meetings)


def follow_rule(work: UnitOfWork, group_id: UUID, choices: Mapping[UUID, RuleChoice]) -> None:
    """Move, keep or cancel each planned meeting that the rule does not give, as a person chose.

    Each then stands for the date that the rule gives for its period, so that no other is planned there and
    nobody is asked again; one that is kept without such a date stands for none. Raises Problem, changing
    nothing, for a meeting of which nobody was asked.
    """
    forum = group_context(work, group_id)
    off = meetings_off_rule(work.session, group_id, forum.policy, forum.days, forum.on)
    if unasked := [str(meeting) for meeting in off if choices.get(meeting.id) not in meeting.choices]:
        raise Problem("Meetings have changed meanwhile; nothing has been changed. Try again:", unasked)
    for meeting in off:
        choice = choices[meeting.id]
        row = work.session.get_one(MeetingRow, meeting.id)
        if choice is not RuleChoice.CANCEL or meeting.rule_date:
            row.rule_date = meeting.rule_date
        if choice is RuleChoice.MOVE and meeting.in_place:
            move_meeting(work, meeting.reference, meeting.in_place, reason=RuleReason.OTHER_DAYS)
        elif choice is RuleChoice.CANCEL:
            cancel_meeting(work, meeting.reference, reason=RuleReason.OTHER_DAYS, is_off_rule=True)
        else:
            work.audit("meeting kept off the rule", meeting=meeting.id, date=meeting.date)
