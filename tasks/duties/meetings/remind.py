"""What the unit is reminded of by the desk letter: rules of its terms that no step keeps, and terms of office
that end (clause 4, own rule)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from forum.calendar.meetings import NOT_HELD, meeting_dates
from forum.calendar.reminders import ReminderDue, reminders_due
from forum.calendar.steps import deadline_before
from forum.calendar.working_days import ONE_DAY
from forum.letters.questions import DeskTask
from forum.members.membership import role_title
from forum.members.terms_of_office import ends_of_terms
from forum.text.wording import long_date
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.office import Office
from tasks.register.groups import Groups, groups_under
from tasks.register.meetings import meetings_between

FURTHEST = dt.timedelta(days=200)  # the longest limit of a policy, before and after a meeting
TIME_TO_PLAN = 5  # working days before the agenda of a meeting is agreed


def groups_with_reminders(office: Office, session: Session, _on: dt.date, only: Groups) -> Sequence[UUID]:
    """Return the groups whose terms have something to remind of, whatever the day."""
    policies = [
        name
        for name, policy in office.policies.items()
        if policy.reminders or policy.terms_of_office.chair_months or policy.terms_of_office.member_months
    ]
    return [group.id for group in groups_under(session, policies, only)]


def to_see_to(forum: GroupContext, _groups: Sequence[UUID]) -> Iterator[DeskTask]:
    """Yield what falls on today or on the next working day."""
    around = meetings_between(forum.tx.session, forum.group.id, forum.on - FURTHEST, forum.on + FURTHEST)
    dates = [meeting.date for meeting in around if meeting.state not in NOT_HELD]
    for due in (*reminders_due(forum.policy.reminders, forum.days, dates, forum.on), *_terms_ending(forum)):
        what = f"{due.what.rstrip('.')} (clause {due.clause})."
        yield DeskTask(group=forum.group.code, what=what, how=due.how, by=due.day)


def _terms_ending(forum: GroupContext) -> Iterator[ReminderDue]:
    """Yield each term of office that ends, in time for the agenda two meetings before, and on its last
    day."""
    rule, near = forum.policy.terms_of_office, (forum.on, forum.days.add(forum.on, 1))
    for end in ends_of_terms(rule, forum.membership.appointments, forum.on):
        meetings = meeting_dates(forum.policy.meetings.rule, forum.on + ONE_DAY, end.last)
        ahead = [deadline_before(forum.policy.deadlines.agenda_agreed, forum.days, day) for day in meetings]
        told_on = forum.days.add(ahead[-2], -TIME_TO_PLAN) if len(ahead) > 1 else None
        name = forum.membership.person(end.appointment.person_id).name
        again = "" if end.may_follow else ", and may not have another in a row"
        what = f"{name}’s term as {role_title(end.appointment.role)} ends on {long_date(end.last)}{again}"
        if told_on in near:
            how = (
                "Two meetings are left: put the election on the agenda, such as ITEM and its title. Nothing "
                "ends by itself: enter what is decided in the members’ workbook."
            )
            yield ReminderDue(told_on, what, how, rule.clause)
        elif (last := forum.days.on_or_before(end.last)) in near:
            how = "Enter who follows in the members’ workbook; for another term end the line, begin another."
            yield ReminderDue(last, what, how, rule.clause)
