"""Have the planned meetings follow a changed meeting rule: each moves, stays, or is cancelled (clause 5)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from forum.calendar.meeting_dates import day_to_meet
from forum.calendar.meetings import RuleChoice
from forum.calendar.rule_periods import off_rule, reach
from forum.calendar.working_days import WorkingDays
from forum.questions.reasons import RuleReason
from forum.terms.policy import Policy
from forum.text.problem import Problem
from forum.text.wording import full_date
from tasks.duties.base.group_context import group_context
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.duties.meetings.plan_move_cancel import cancel_meeting, move_meeting
from tasks.register.meetings import ordinary_meetings
from tasks.register.tables import MeetingRow


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
