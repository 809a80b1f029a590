"""The page of a task group as a document: for the meeting that decides on it, and for who joins it (clause
6).

The printable list of members, as it stands today (clause 6). What each member reads of their seat at the
end of the board's year, before it is reported (own rule).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from uuid import UUID

from forum.agenda import purpose_codes
from forum.attendance.standing import board_year_start
from forum.calendar.meetings import MeetingKind
from forum.documents.boards import CommissionPage
from forum.documents.members import ListOfMembers
from forum.task_groups.commission import Commission, CommissionMember
from forum.terms.policy import Policy
from forum.yearly import SeatInPeriod, is_last_of_year, seat_in_period, vacancy_days
from tasks.documents.papers.take_paper import WORD
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.write_letter import enclose
from tasks.mail.sending.queue import Enclosure
from tasks.register.attendance import seat_at_meetings
from tasks.register.database.rows import value_of
from tasks.register.meetings import attendance_at, held_between, next_ordinary
from tasks.register.tables import MeetingRow


def page_of_commission(
    commission: Commission, parent: Policy, *, marking: str, reference: str
) -> CommissionPage:
    """Return a commission as a document, by the terms of the group that commissions."""
    key = purpose_codes(parent.objectives).get(commission.purpose, "")
    purpose = parent.objectives.get(key, "")
    return commission_document(
        commission, group=parent.group.in_headings, marking=marking, reference=reference, purpose=purpose
    )


def commission_document(
    commission: Commission, *, group: str, marking: str, reference: str, purpose: str
) -> CommissionPage:
    """Return a commission as a document for the meeting with a reference."""
    return value_of(
        CommissionPage,
        commission,
        group=group,
        marking=marking,
        reference=reference,
        purpose=purpose,
        members=tuple(map(_member, commission.members)),
    )


def _member(member: CommissionMember) -> str:
    deputy = ", deputy" if member.deputy else ""
    return f"{member.organisation}: {member.name}{deputy}"


def list_of_members(forum: GroupContext) -> Enclosure:
    """Store the list as at today, to be enclosed in a letter."""
    document = ListOfMembers.of(forum.policy, forum.membership, forum.on)
    printed = forum.work.rendered.render(forum.documents.print, document)
    return enclose(forum, document.file_name, printed, WORD)


RIGHT_WITHIN = 10  # working days: the report goes after the next meeting


def years_of_seats(forum: GroupContext, meeting: MeetingRow) -> Mapping[UUID, tuple[SeatInPeriod, ...]]:
    """Return by core member how their seats were filled in the board's year, after its last ordinary meeting;
    nobody's after another."""
    session, rule = forum.tx.session, forum.policy.attendance
    following = next_ordinary(session, forum.group.id, meeting.date)
    if meeting.kind is not MeetingKind.ORDINARY or not is_last_of_year(
        rule, meeting.date, following.date if following else None
    ):
        return {}
    first = max(board_year_start(rule, meeting.date), forum.group.go_live)
    held = held_between(session, forum.group.id, first, meeting.date)
    rows = attendance_at(session, [each.id for each in held])
    by_member: defaultdict[UUID, list[SeatInPeriod]] = defaultdict(list)
    for seat in forum.membership.seats_on(forum.on):
        if member := forum.membership.core_member(seat.id, forum.on):
            days = vacancy_days(forum.membership, seat, first, meeting.date)
            by_member[member.id].append(seat_in_period(seat, seat_at_meetings(seat.id, rows), days))
    return {member: tuple(seats) for member, seats in by_member.items()}
