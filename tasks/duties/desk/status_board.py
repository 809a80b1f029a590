"""The status board, read from the register: ids, codes, references, roles and dates, no names or titles."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

from forum.actions.action_log import days_overdue
from forum.attendance.forecast import Forecast, forecast
from forum.calendar.timetable import (
    GroupBoard,
    MeetingTimetable,
    StatusBoard,
    StatusTable,
    confirmed_in_words,
    headline,
    steps_section,
)
from forum.concerns.kinds import CONCERNS
from forum.members.membership import Membership, Role, role_title
from forum.members.register_state import NEEDED_TO, EmptyPlaces, empty_places
from forum.outbox.states import State
from forum.subject_access import answer_by
from forum.text.wording import clock_time, count, short_date, short_day_month
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.names import place_in_words
from tasks.duties.base.office import Office, UnitOfWork
from tasks.duties.coming.invitations import InvitationWaiting, invitations_waiting
from tasks.duties.inbox.waiting import WaitingItem, waiting_in_mailbox
from tasks.duties.incidents import clock_in_words
from tasks.duties.meetings.tell_of_gap import meetings_of
from tasks.duties.outbox.decisions import Waiting, hold_in_force, waiting
from tasks.duties.questions.open_questions import OpenQuestion, waiting_for_answers
from tasks.duties.subjects import SUBJECTS
from tasks.register.actions import action_value, open_actions
from tasks.register.attendance import expected_at
from tasks.register.audit.trail import check_number, last_digest_of_heads
from tasks.register.backup.back_up import newest_backup
from tasks.register.groups import groups_at_work
from tasks.register.mailbox import waits_for_confirmations
from tasks.register.meetings import meeting_by_reference
from tasks.register.members.membership import membership
from tasks.register.registers import incident_value, open_concerns, open_incidents
from tasks.register.retention.lists import requests_to_answer
from tasks.register.tables import AccessRequestRow, ConcernRow, GroupRow, IncidentRow
from tasks.register.watch import open_faults

NEED_A_PERSON = (State.FAILED, State.ASKED, State.UNKNOWN, State.HELD)
A_DAY = dt.timedelta(days=1)


class OfGroup(Protocol):
    """Something of a group, which it names by its code."""

    @property
    def group(self) -> str: ...


One = TypeVar("One", bound=OfGroup)


def status_board(office: Office, group: str | None = None) -> StatusBoard:
    """Show how all groups stand today, or the group with that code. Problem for an unknown group."""
    now = office.clock.now()
    today = now.date()
    questions = _by_group(waiting_for_answers(office, group))
    letters = _by_group(letter for letter in waiting(office) if letter.state in NEED_A_PERSON)
    invitations, items = _by_group(invitations_waiting(office)), _by_group(waiting_in_mailbox(office))
    boards = []
    with office.register.reading() as session:
        for row in groups_at_work(session, group):
            members = membership(session, row.id, today)
            forum = GroupContext(UnitOfWork(session, "status board", now, office=office, as_of=today), row)
            waits = (
                _concerns(open_concerns(session, [row.id])),
                _incidents(open_incidents(session, [row.id]), now),
                _access_requests(requests_to_answer(session, [row.id])),
                _empty(empty_places(members, today)),
                _questions(questions[row.code]),
                _letters(letters[row.code]),
                _invitations(invitations[row.code]),
                _items(items[row.code]),
                _overdue(session, row, members, today),
                *(subject.board(forum) for subject in SUBJECTS if subject.board),
            )
            meetings = _meetings(session, office, row, members, today)
            under_way = [section for subject in SUBJECTS if subject.steps for section in subject.steps(forum)]
            boards.append(
                GroupBoard(
                    code=row.code,
                    headline=headline(waits),
                    sections=tuple(section for section in (*meetings, *under_way, *waits) if section.rows),
                )
            )
        digested = last_digest_of_heads(session)
        number = check_number(session, digested.hash) if digested else ""
        confirmed = confirmed_in_words(waits_for_confirmations(session, now - A_DAY))
        faults = tuple(fault.sentence for fault in open_faults(session))
    hold = hold_in_force(office)
    return StatusBoard(
        today,
        tuple(boards),
        hold.words if hold else "",
        office.files_waiting,
        office.paused,
        number,
        confirmed,
        *_backup(office, now),
        faults,
    )


def _by_group(all_of_them: Iterable[One]) -> defaultdict[str, list[One]]:
    """Sort what waits by the code of its group, so that it is not looked through for each of many."""
    by_group: defaultdict[str, list[One]] = defaultdict(list)
    for one in all_of_them:
        by_group[one.group].append(one)
    return by_group


def _backup(office: Office, now: dt.datetime) -> tuple[str, bool]:
    """Show in words how the newest backup stands, and whether one is late."""
    if office.backups is None:
        return "", False
    newest = newest_backup(office.backups, now)
    return (newest.in_words(now), newest.is_late(now)) if newest else ("No backup has been made yet", True)


def _meetings(
    session: Session, office: Office, group: GroupRow, members: Membership, today: dt.date
) -> Iterator[StatusTable]:
    """Yield what is left to do of meetings that have been, and each step of the coming one."""
    meetings = meetings_of(session, office, group, today)
    for meeting in [meeting for meeting in meetings if meeting.date < today]:
        yield steps_section(meeting.steps, f"{_heading(meeting)}: still to do", today, whole=False)
    coming = next((meeting for meeting in meetings if meeting.date >= today), None)
    if coming:
        answers = expected_at(session, meeting_by_reference(session, coming.reference))
        expected = forecast(office.policy(group).quorum, members, answers, coming.date)
        yield steps_section(
            coming.steps, f"{_heading(coming)}; quorum: {_outlook(expected)}", today, whole=True
        )


def _outlook(expected: Forecast) -> str:
    if expected.now.quorate:
        return f"{count(expected.now.present, 'seat')} confirmed, {expected.now.needed} needed"
    return expected.now.short


def _heading(meeting: MeetingTimetable) -> str:
    return f"{meeting.reference}, {short_date(meeting.date)}"


def _empty(places: EmptyPlaces) -> StatusTable:
    rows = [(role_title(office), NEEDED_TO[office]) for office in places.offices]
    rows += [(f"core member, {seat.short_name}", NEEDED_TO[Role.CORE]) for seat in places.seats]
    return StatusTable(count(len(rows), "place") + " vacant", ("Place", "Needed to"), tuple(rows))


def _concerns(rows: Sequence[ConcernRow]) -> StatusTable:
    return StatusTable(
        count(len(rows), "concern") + " not settled",
        ("Concern", "What", "Since", "Answer by"),
        tuple(
            (
                row.reference,
                CONCERNS[row.kind].words,
                f"{clock_time(row.at.time())}, {short_day_month(row.at.date())}",
                short_day_month(row.answer_by) if row.answer_by else "",
            )
            for row in rows
        ),
    )


def _incidents(rows: Sequence[IncidentRow], now: dt.datetime) -> StatusTable:
    incidents = [(row.reference, incident_value(row)) for row in rows]
    return StatusTable(
        count(len(incidents), "incident") + " open",
        ("Incident", "To do", "The 72 hours"),
        tuple(
            (
                reference,
                incident.next_task.value,
                clock_in_words(incident, now) if incident.clock_runs else "are met",
            )
            for reference, incident in incidents
        ),
    )


def _access_requests(rows: Sequence[AccessRequestRow]) -> StatusTable:
    return StatusTable(
        count(len(rows), "subject access request"),
        ("Asked on", "Answer by"),
        tuple((short_day_month(row.asked_on), short_day_month(answer_by(row.asked_on))) for row in rows),
    )


def _questions(questions: Sequence[OpenQuestion]) -> StatusTable:
    return StatusTable(
        count(len(questions), "question") + " open",
        ("Id", "What", "About", "Of", "Asked", "Due"),
        tuple(
            (
                _id(question.id),
                question.phrase,
                question.about or question.group,
                question.of,
                short_day_month(question.asked) if question.asked else "not yet",
                short_day_month(question.due),
            )
            for question in questions
        ),
    )


def _letters(letters: Sequence[Waiting]) -> StatusTable:
    return StatusTable(
        count(len(letters), "letter") + " that may not have been sent",
        ("Id", "State", "Letter", "About", "To", "Since"),
        tuple(
            (
                _id(letter.id),
                letter.state,
                letter.letter.replace("_", " "),
                letter.meeting or letter.group,
                letter.recipient,
                _moment(letter.since),
            )
            for letter in letters
        ),
    )


def _invitations(invitations: Sequence[InvitationWaiting]) -> StatusTable:
    return StatusTable(
        count(len(invitations), "invitation") + " not sent to everybody",
        ("Id", "State", "Meeting", "Since"),
        tuple(
            (_id(invitation.id), invitation.state, invitation.meeting, _moment(invitation.since))
            for invitation in invitations
        ),
    )


def _items(items: Sequence[WaitingItem]) -> StatusTable:
    return StatusTable(
        count(len(items), "item") + " waiting in the mailbox",
        ("Id", "Received", "What", "From", "State"),
        tuple(
            (
                _id(item.row.id),
                _moment(item.row.received_at),
                item.row.kind,
                item.sender,
                item.row.outcome.value,
            )
            for item in items
        ),
    )


def _overdue(session: Session, group: GroupRow, members: Membership, today: dt.date) -> StatusTable:
    actions = map(action_value, open_actions(session, group.id))
    late = [action for action in actions if days_overdue(action, today)]
    return StatusTable(
        count(len(late), "action") + " overdue",
        ("Action", "Owner", "Due", "Overdue"),
        tuple(
            (
                action.reference,
                place_in_words(members, action.owner_id, today),
                short_date(action.due),
                count(days_overdue(action, today), "day"),
            )
            for action in late
        ),
    )


def _id(id: UUID) -> str:
    return str(id)[:8]


def _moment(at: dt.datetime) -> str:
    return f"{short_day_month(at.date())}, {clock_time(at.time())}"
