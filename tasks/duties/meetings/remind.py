"""What the unit is reminded of by the desk letter: rules of its terms that no step keeps, and terms of office
that end (clause 4, own rule)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.attendance.quorum import Ruling
from forum.calendar.meetings import NOT_HELD, meeting_dates
from forum.calendar.reminders import STAYS, ReminderDue, reminders_due
from forum.calendar.steps import deadline_after, deadline_before
from forum.calendar.working_days import ONE_DAY
from forum.letters.questions import DeskTask
from forum.members.membership import Role, role_title
from forum.members.terms_of_office import ends_of_terms, next_in_order
from forum.terms.parts.deadlines import Limit
from forum.text.checks import needed_line
from forum.text.problem import Problem
from forum.text.wording import long_date
from tasks.duties.base.group_context import GroupContext, group_context
from tasks.duties.base.office import Office, UnitOfWork
from tasks.duties.coming.seats_to_fill import quorum_from
from tasks.register.groups import Groups, groups_under
from tasks.register.meetings import (
    HELD,
    PLANNED,
    attendance_at,
    held_between,
    meeting_by_reference,
    meetings_between,
)
from tasks.register.tables import MeetingRow, RuleKeptRow

FURTHEST = dt.timedelta(days=200)  # the longest limit of a policy, before and after a meeting
TIME_TO_PLAN = 5  # working days before the agenda of a meeting is agreed


def groups_with_reminders(office: Office, session: Session, _on: dt.date, only: Groups) -> Sequence[UUID]:
    """Return the groups whose terms have something to remind of, whatever the day."""
    policies = [
        name
        for name, policy in office.policies.items()
        if policy.reminders
        or policy.deadlines.another_meeting
        or policy.terms_of_office.chair_months
        or policy.terms_of_office.member_months
        or any(seat.term_months for seat in policy.seats)
    ]
    return [group.id for group in groups_under(session, policies, only)]


def to_see_to(forum: GroupContext, _groups: Sequence[UUID]) -> Iterator[DeskTask]:
    """Yield what is due by the next working day and nobody has seen to, and the terms that end."""
    for due in (*_open(forum), *_lacking(forum), *_terms_ending(forum)):
        what = f"{due.what.rstrip('.')} (clause {due.clause})."
        yield DeskTask(group=forum.group.code, what=what, how=due.how, by=due.day)


def reminders_between(forum: GroupContext, first: dt.date, last: dt.date) -> Sequence[ReminderDue]:
    """Return what the group is reminded of from ``first`` to ``last``, whether it was seen to or not."""
    around = meetings_between(forum.tx.session, forum.group.id, first - FURTHEST, last + FURTHEST)
    meetings = {meeting.reference: meeting.date for meeting in around if meeting.state not in NOT_HELD}
    return tuple(reminders_due(forum.group.code, forum.policy.reminders, forum.days, meetings, first, last))


def rules_kept(forum: GroupContext) -> Mapping[str, RuleKeptRow]:
    """Return what the unit has seen to, by code."""
    rows = forum.tx.session.scalars(select(RuleKeptRow).where(RuleKeptRow.group_id == forum.group.id))
    return {row.code: row for row in rows}


def _open(forum: GroupContext) -> Iterator[ReminderDue]:
    if not forum.policy.reminders:
        return
    first = max(forum.days.add(forum.on, -STAYS), forum.group.go_live)
    kept = rules_kept(forum)
    for due in reminders_between(forum, first, forum.days.add(forum.on, 1)):
        if due.code not in kept:
            yield due


def keep_rule(work: UnitOfWork, groups: Sequence[UUID], code: str, done: str) -> None:
    """Record what the unit did about a reminder of one of its groups, in words that name nobody. Problem for
    a code of none that waits."""
    for forum in (group_context(work, group) for group in groups):
        for due in _open(forum):
            if due.code == code.lower():
                row = RuleKeptRow(
                    group_id=forum.group.id,
                    meeting_id=_meeting(forum, due.meeting),
                    code=due.code,
                    what=due.what,
                    due=due.day,
                    done_on=forum.on,
                    done=needed_line(done, "What was done"),
                )
                work.session.add(row)
                work.audit("rule kept", rule=row.id)
                return
    raise Problem(f"Nothing with the code {code} waits for you: write it as the desk letter has it.")


def _meeting(forum: GroupContext, reference: str) -> UUID | None:
    return meeting_by_reference(forum.tx.session, reference).id if reference else None


def _lacking(forum: GroupContext) -> Iterator[ReminderDue]:
    """Yield each meeting without a quorum that another has to follow, while none is planned by its day."""
    if limit := forum.policy.deadlines.another_meeting:
        held = held_between(forum.tx.session, forum.group.id, forum.on - FURTHEST, forum.on)
        for meeting in held:
            due, following = another_after(forum, limit, meeting)
            told_until = forum.days.add(due, STAYS)
            if following is None and forum.on <= told_until and not was_quorate(forum, meeting):
                what = f"No meeting by {long_date(due)} after {meeting.reference}, which had no quorum"
                how = f"CALL {forum.group.code} for a day until then: its business, and why."
                yield ReminderDue(due, what, how, limit.clause)


def another_after(forum: GroupContext, limit: Limit, meeting: MeetingRow) -> tuple[dt.date, dt.date | None]:
    """Return the day by which another meeting is to follow one without a quorum, and that of the first that
    does."""
    due = deadline_after(limit, forum.days, meeting.date)
    later = meetings_between(forum.tx.session, forum.group.id, meeting.date + ONE_DAY, due)
    return due, next((row.date for row in later if row.state in (PLANNED, HELD)), None)


def was_quorate(forum: GroupContext, meeting: MeetingRow) -> bool:
    """Say whether a meeting held was quorate, by the Chair's ruling or else the count (clause 4)."""
    if meeting.quorum_ruling is not None:
        return meeting.quorum_ruling is Ruling.QUORATE
    return quorum_from(forum, meeting, attendance_at(forum.tx.session, [meeting.id])).quorate


def _terms_ending(forum: GroupContext) -> Iterator[ReminderDue]:
    """Yield each term of office that ends, in time for the agenda two meetings before, and on its last
    day."""
    rule, near = forum.policy.terms_of_office, (forum.on, forum.days.add(forum.on, 1))
    of_seats = {seat: terms.term_months for seat, terms in forum.terms_of_seats.items()}
    for end in ends_of_terms(rule, forum.membership.appointments, forum.on, of_seats):
        meetings = meeting_dates(forum.policy.meetings.rule, forum.on + ONE_DAY, end.last)
        ahead = [deadline_before(forum.policy.deadlines.agenda_agreed, forum.days, day) for day in meetings]
        told_on = forum.days.add(ahead[-2], -TIME_TO_PLAN) if len(ahead) > 1 else None
        person = forum.membership.person(end.appointment.person_id)
        again = "" if end.may_follow else ", and may not have another in a row"
        what = (
            f"{person.name}’s term as {role_title(end.appointment.role)} ends on {long_date(end.last)}{again}"
        )
        is_chair = end.appointment.role is Role.CHAIR
        if is_chair and (following := next_in_order(forum.policy.chairs, person.organisation)):
            what = f"{what}; it passes to {following}"
        if told_on in near:
            how = (
                "Two meetings are left: put the election on the agenda, such as ITEM and its title. Nothing "
                "ends by itself: enter what is decided in the members’ workbook."
            )
            yield ReminderDue(told_on, what, how, rule.clause)
        elif (last := forum.days.on_or_before(end.last)) in near:
            how = "Enter who follows in the members’ workbook; for another term end the line, begin another."
            yield ReminderDue(last, what, how, rule.clause)
