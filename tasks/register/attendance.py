"""Queries about the calendar items of meetings, and the one function that changes their state.

Queries about the answers that people gave on attending a meeting, and the deputies named for it. The
seats at meetings held, as the rules count them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CompoundSelect,
    Date,
    Select,
    bindparam,
    exists,
    literal,
    or_,
    select,
    text,
    union_all,
    update,
)
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import ReturningUpdate

from forum.attendance.forecast import Answer, Expected, deputies_named
from forum.attendance.invitations import (
    IN_FLIGHT,
    CalendarEdition,
    Invitees,
    State,
    addresses,
    details_digest,
    event_key,
    invitation_may_move,
    invitees,
    is_up_to_date,
)
from forum.attendance.standing import OWN, Mark
from forum.calendar.working_days import ONE_DAY
from forum.members.membership import AT_EVERY_MEETING, Membership
from forum.yearly import SeatAtMeeting
from tasks.register.groups import Groups, of_groups
from tasks.register.meetings import AS_OF, CANCELLED, NO_MEETING, is_to_come
from tasks.register.members.people import bounced_people
from tasks.register.tables import (
    AddressRow,
    AppointmentRow,
    AttendanceRow,
    ExpectedRow,
    InvitationRow,
    MeetingRow,
)

_SAID = select(ExpectedRow).where(ExpectedRow.meeting_id == bindparam("meeting")).order_by(ExpectedRow.number)


def answers_at(session: Session, meeting_id: UUID) -> Sequence[ExpectedRow]:
    """Return all answers on attending a meeting, the latest last."""
    return session.scalars(_SAID, {"meeting": meeting_id}).all()


def expected_at(session: Session, meeting: MeetingRow) -> Sequence[Expected]:
    """Return the answers for seats on the meeting's present date, the latest last.

    Answers for an earlier date of a meeting that was moved do not count.
    """
    return [_value(row) for row in _rows(session, meeting.id) if row.for_date == meeting.date]


def named_deputies(session: Session, meeting_id: UUID) -> dict[UUID, UUID]:
    """Return the deputy named for a meeting by seat, whichever date the meeting had then."""
    return deputies_named([_value(row) for row in _rows(session, meeting_id)])


def standing_in_deputies(session: Session, meeting_id: UUID) -> frozenset[UUID]:
    """Return the deputies named for a meeting, whichever date the meeting had then."""
    return frozenset(named_deputies(session, meeting_id).values())


def declined_deputies(session: Session, meeting: MeetingRow) -> tuple[UUID, ...]:
    """Return the deputies named for a meeting who have sent apologies for its date since."""
    deputies = {row.deputy_id: None for row in _rows(session, meeting.id) if row.deputy_id}
    return tuple(id for id in deputies if last_answer(session, meeting, id) is Answer.APOLOGIES)


def last_answer(session: Session, meeting: MeetingRow, person_id: UUID) -> Answer | None:
    """Return a person's last answer, where it is for the meeting's present date."""
    answers = [row for row in answers_at(session, meeting.id) if row.person_id == person_id]
    return Answer(answers[-1].answer) if answers and answers[-1].for_date == meeting.date else None


def has_named_deputy(session: Session, meeting_id: UUID, person_id: UUID, seat_id: UUID) -> bool:
    """Tell whether that person named the deputy who stands in for a seat."""
    deputy = named_deputies(session, meeting_id).get(seat_id)
    return deputy is not None and any(
        (row.person_id, row.deputy_id) == (person_id, deputy) for row in _rows(session, meeting_id)
    )


def _rows(session: Session, meeting_id: UUID) -> Sequence[ExpectedRow]:
    return [row for row in answers_at(session, meeting_id) if row.seat_id is not None]


def _value(row: ExpectedRow) -> Expected:
    assert row.seat_id is not None
    return Expected(row.seat_id, row.answer, row.said_on, row.person_id, row.deputy_id, not row.is_unproved)


# SQLite uses the index of live invitations only for queries in the words that define it.
LIVE = text("invitation.state NOT IN ('done', 'rehearsed', 'cancelled', 'lapsed')")
TO_BE_DONE = (State.TO_CANCEL, State.TO_UPDATE, State.TO_CREATE)
IN_THE_HANDS_OF_DELIVERY = (*TO_BE_DONE, *IN_FLIGHT)
_SINCE, _ENDED_SINCE, _ENDED_BY = (
    bindparam(name, type_=Date()) for name in ("since", "ended_since", "ended_by")
)
CALLED_OFF = (CANCELLED, NO_MEETING)
_OF_MEETING = select(InvitationRow).where(InvitationRow.meeting_id == bindparam("meeting"))


def move_invitation(session: Session, row: InvitationRow, to: State, **changes: Any) -> bool:
    """Move an invitation on from where ``row`` saw it, with other columns to be changed at once.

    Changes nothing and returns False when the invitation was moved or claimed since; otherwise ``row`` is
    refreshed. ValueError for a move that is not in the table of moves.
    """
    if not invitation_may_move(row.state, to):
        raise ValueError(f"an invitation never moves from {row.state} to {to}")
    session.flush()
    values = {"the_id": row.id, "seen_state": row.state, "seen_epoch": row.epoch, "to": to}
    values.update((_new(column), value) for column, value in changes.items())
    return session.scalar(_moving(tuple(changes)), values) is not None


@cache  # to put it together takes longer than to ask it
def _moving(columns: tuple[str, ...]) -> ReturningUpdate[InvitationRow]:
    """Build the statement that moves an invitation and changes these columns, and refreshes its row."""
    return (
        update(InvitationRow)
        .where(
            InvitationRow.id == bindparam("the_id"),
            InvitationRow.state == bindparam("seen_state"),
            InvitationRow.epoch.is_not_distinct_from(bindparam("seen_epoch")),
        )
        .values({"state": bindparam("to"), **{column: bindparam(_new(column)) for column in columns}})
        .returning(InvitationRow)
        .execution_options(synchronize_session=False, populate_existing=True)
    )


def _new(column: str) -> str:
    return f"new_{column}"


def invitations_in_state(
    session: Session, *states: State, groups: Collection[UUID] | None = None
) -> Sequence[InvitationRow]:
    """Return live invitations of these groups (all for None) in these states, the first changed first."""
    values = {"states": states, "groups": list(groups or ())}
    return session.scalars(_in_state(of_all=groups is None), values).all()


@cache  # to put it together takes longer than to ask it
def _in_state(*, of_all: bool) -> Select[InvitationRow]:
    return (
        select(InvitationRow)
        .where(
            InvitationRow.state.in_(bindparam("states", expanding=True)),
            LIVE,
            *of_groups(InvitationRow.group_id, of_all=of_all),
        )
        .order_by(InvitationRow.changed_at, InvitationRow.id)
    )


def is_invitation_due(session: Session, groups: Collection[UUID] | None = None) -> bool:
    """Tell whether any invitation of these groups (all for None) waits for delivery."""
    return bool(invitations_in_state(session, *IN_THE_HANDS_OF_DELIVERY, groups=groups))


def invitations_for_the_unit(
    session: Session, as_of: dt.date, groups: Collection[UUID] | None = None
) -> list[tuple[InvitationRow, MeetingRow]]:
    """Return invitations to coming meetings that are held, or left a person out, each with its meeting."""
    values = {"as_of": as_of, "groups": list(groups or ())}
    rows = session.execute(_for_the_unit(of_all=groups is None), values)
    return [(row, meeting) for row, meeting in rows]


@cache
def _for_the_unit(*, of_all: bool) -> Select[InvitationRow, MeetingRow]:
    left_out = InvitationRow.told["left_out", 0].as_string().is_not(None) & InvitationRow.told_at.is_not(None)
    return (
        select(InvitationRow, MeetingRow)
        .join(MeetingRow, MeetingRow.id == InvitationRow.meeting_id)
        .where(
            *is_to_come(),
            or_(InvitationRow.state == State.HELD, left_out),
            *of_groups(MeetingRow.group_id, of_all=of_all),
        )
        .order_by(MeetingRow.date)
    )


def event_keys(session: Session) -> Iterator[str]:
    """Yield the key of each calendar item of ours."""
    rows = session.execute(select(InvitationRow.group_id, InvitationRow.meeting_id))
    return (event_key(group_id, meeting_id) for group_id, meeting_id in rows)


def invitation_to(session: Session, meeting_id: UUID) -> InvitationRow | None:
    """Return the calendar item of a meeting; None before there is one."""
    return session.scalars(_OF_MEETING, {"meeting": meeting_id}).first()


def meetings_by_subject(session: Session, groups: Collection[UUID]) -> Iterator[tuple[str, MeetingRow]]:
    """Return the subject of each invitation of these groups with its meeting, the latest meeting first."""
    query = (
        select(InvitationRow.subject, MeetingRow)
        .join(MeetingRow, MeetingRow.id == InvitationRow.meeting_id)
        .where(InvitationRow.group_id.in_(groups))
        .order_by(MeetingRow.date.desc())
    )
    return ((subject, meeting) for subject, meeting in session.execute(query))


def groups_with_changes(session: Session, since: dt.date, as_of: dt.date, only: Groups) -> set[UUID]:
    """Return groups with a coming meeting without an invitation, or whose people or addresses have changed.

    ``since`` and ``as_of`` bound the days of the changes. More groups than need be: the caller looks closer.
    """
    groups = set(session.scalars(_without_invitation(only), {"as_of": as_of}))
    days = {"since": since, "as_of": as_of, "ended_since": since - ONE_DAY, "ended_by": as_of - ONE_DAY}
    for group, person, told, were_invited in session.execute(_with_changes(only), days):
        if (person.hex in told.get("attendees", ())) is were_invited:
            groups.add(group)
    return groups


@lru_cache  # to put it together takes longer than to ask it
def _without_invitation(only: Groups) -> Select[UUID]:
    has_invitation = exists().where(InvitationRow.meeting_id == MeetingRow.id)
    return select(MeetingRow.group_id).where(*is_to_come(only), ~has_invitation)


@lru_cache
def _with_changes(only: Groups) -> CompoundSelect[UUID, UUID, dict[str, Any], bool]:
    """Select the people of coming meetings who, or whose addresses, changed, with what was told of the
    meeting and whether the change matters to those who were invited, or to those who were not."""
    to_come = *is_to_come(only), InvitationRow.state.in_((State.DONE, State.REHEARSED))
    appointed = (
        select(MeetingRow.group_id, AppointmentRow.person_id, InvitationRow.told)
        .join(AppointmentRow, AppointmentRow.group_id == MeetingRow.group_id)
        .join(InvitationRow, InvitationRow.meeting_id == MeetingRow.id)
        .where(*to_come)
    )
    moved = appointed.join(AddressRow, AddressRow.person_id == AppointmentRow.person_id)
    began, ended = (_SINCE, AS_OF), (_ENDED_SINCE, _ENDED_BY)
    joined = AppointmentRow.first.between(*began), AppointmentRow.role.in_(AT_EVERY_MEETING)
    return union_all(
        appointed.where(*joined).add_columns(literal(False)),
        appointed.where(AppointmentRow.last.between(*ended)).add_columns(literal(True)),
        moved.where(AddressRow.first.between(*began), AddressRow.send_to).add_columns(literal(True)),
        moved.where(AddressRow.last.between(*ended), AddressRow.send_to).add_columns(literal(True)),
    )


def invited_to(session: Session, members: Membership, meeting: MeetingRow, on: dt.date) -> Invitees:
    """Return who is to be invited to a meeting, as things stand on a day."""
    named, declined = standing_in_deputies(session, meeting.id), declined_deputies(session, meeting)
    return invitees(members, named, on, meeting.date, declined, bounced_people(session, on))


def details_of(meeting: MeetingRow) -> str:
    """Return the digest of a meeting's date, time, place and way to join."""
    return details_digest(meeting.date, meeting.start, meeting.minutes, meeting.place, meeting.joining)


def bring_up_to_date(
    session: Session, row: InvitationRow, meeting: MeetingRow, invited: Invitees, at: dt.datetime
) -> bool:
    """Have a calendar item changed or cancelled where it differs from the register; False where it doesn't.

    An item whose outcome delivery awaits is left alone: delivery calls this again once it knows.
    """
    if row.state in IN_FLIGHT or row.state in (State.CANCELLED, State.LAPSED, State.TO_CANCEL):
        return False
    if meeting.state in CALLED_OFF:
        return move_invitation(session, row, State.TO_CANCEL, changed_at=at)
    if row.state not in (State.DONE, State.REHEARSED):
        return False
    told = edition_from_json(row.told)
    if is_up_to_date(told, details_of(meeting), addresses(invited, told)):
        return False
    return move_invitation(session, row, State.TO_UPDATE, changed_at=at)


def edition_from_json(stored: dict[str, Any]) -> CalendarEdition:
    """Read the edition that was sent from the JSON of the register; an empty one before the first."""
    if not stored:
        return CalendarEdition()
    return CalendarEdition(
        edition=stored["edition"],
        details=stored["details"],
        attendees={UUID(id): address for id, address in stored["attendees"].items()},
        left_out=frozenset(UUID(id) for id in stored["left_out"]),
        start=_moment(stored.get("start")),
        since=_moment(stored.get("since")),
    )


def edition_as_json(told: CalendarEdition) -> dict[str, Any]:
    """Return an edition as the JSON of the register."""
    return {
        "edition": told.edition,
        "details": told.details,
        "attendees": {id.hex: address for id, address in told.attendees.items()},
        "left_out": sorted(id.hex for id in told.left_out),
        "start": told.start.isoformat() if told.start else None,
        "since": told.since.isoformat() if told.since else None,
    }


def _moment(value: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(value) if value else None


def seat_at_meetings(seat_id: UUID, rows: Sequence[AttendanceRow]) -> list[SeatAtMeeting]:
    """Return a seat at each meeting; it was asked to stay for part 2 wherever any seat was."""
    with_part_two = {row.meeting_id for row in rows if row.part_two is not None}
    return [
        SeatAtMeeting(
            mark=row.mark,
            vacant=row.holder_id is None,
            filled_by=_filled_by(row),
            stayed=row.part_two is True if row.meeting_id in with_part_two else None,
        )
        for row in rows
        if row.seat_id == seat_id
    ]


def _filled_by(row: AttendanceRow) -> str:
    if row.mark in OWN:
        return str(row.holder_id)
    if row.mark is Mark.DEPUTY:
        return str(row.deputy_id or row.deputy_name)
    return ""
