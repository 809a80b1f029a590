"""Queries about dispatches, and the one function that changes their state.

Letters called back before delivery has begun to send them. The hold on all deliveries, which stands until
a person lifts it. The pictures that a letter in the outbox shows, among its attachments.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, bindparam, false, select, text, update
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import ReturningUpdate

from forum.letters.questions import ChairLetter
from forum.members.membership import Role
from forum.outbox.states import FINAL, NOT_READ, Cause, State, may_move
from tasks.register.audit.journal import ChangedSinceError
from tasks.register.database.rows import insert_if_absent, row_with_id, rows_by_id
from tasks.register.documents import fetch
from tasks.register.questions import leave_untold
from tasks.register.tables import (
    AppointmentRow,
    AuditRow,
    DispatchRow,
    HoldRow,
    MeetingDocumentRow,
    MeetingRow,
    SeatRow,
)

# SQLite uses the index of live dispatches only for queries in the words that define it.
LIVE = text("state NOT IN ('sent', 'rehearsed', 'lapsed', 'cancelled', 'failed')")
# Built once, since building a statement costs more than running it.
_KEY = select(DispatchRow.key).where(DispatchRow.key == bindparam("key"))
_FAILED_SINCE = (
    select(DispatchRow)
    .where(DispatchRow.state == State.FAILED, DispatchRow.queued_at >= bindparam("since"))
    .order_by(DispatchRow.queued_at)
)
_DRAFTS = select(DispatchRow.key, DispatchRow.state, DispatchRow.draft_id).where(
    DispatchRow.key.in_(bindparam("keys", expanding=True))
)
GONE = (State.SUBMITTING, State.UNKNOWN, State.ASKED, State.SENT, State.REHEARSED)
IN_THE_HANDS_OF_DELIVERY = (State.QUEUED, State.DRAFTING, State.DRAFTED, State.SUBMITTING, State.UNKNOWN)


def move(session: Session, row: DispatchRow, to: State, **changes: Any) -> bool:
    """Move a dispatch on from where ``row`` saw it, with other columns to be changed at once.

    A new reason takes the cause of the old one away, unless it brings its own. Changes nothing and
    returns False when the dispatch was moved or claimed since ``row`` was read; ``row`` stays as it was read.
    ValueError for a move that is not in the table of moves.
    """
    if not may_move(row.state, to):
        raise ValueError(f"a dispatch never moves from {row.state} to {to}")
    if "reason" in changes:
        changes = {"cause": None, **changes}
    values: dict[str, Any] = {"the_id": row.id, "seen_state": row.state, "seen_epoch": row.epoch, "to": to}
    values.update((_new(column), value) for column, value in changes.items())
    has_moved = session.connection().scalar(_moving(tuple(changes)), values) is not None
    if has_moved and to in NOT_READ and row.letter == ChairLetter.NAME:
        leave_untold(session, row.id)
    return has_moved


@cache
def _moving(columns: tuple[str, ...]) -> ReturningUpdate[tuple[UUID]]:
    """Build the statement that moves a dispatch and changes these columns, once for all letters."""
    table = DispatchRow.metadata.tables[DispatchRow.__tablename__]
    return (
        update(table)
        .where(
            table.c.id == bindparam("the_id"),
            table.c.state == bindparam("seen_state"),
            table.c.epoch.is_not_distinct_from(bindparam("seen_epoch")),
        )
        .values({"state": bindparam("to"), **{column: bindparam(_new(column)) for column in columns}})
        .returning(table.c.id)
    )


def _new(column: str) -> str:
    return f"new_{column}"


def letters_about(session: Session, meeting_id: UUID, *letters: str) -> Sequence[DispatchRow]:
    """Return the letters of these names about a meeting that have come or may still come, the first first."""
    rows = select(DispatchRow).where(
        DispatchRow.meeting_id == meeting_id,
        DispatchRow.letter.in_(letters),
        DispatchRow.state.not_in(NOT_READ),
    )
    return session.scalars(rows.order_by(DispatchRow.queued_at, DispatchRow.id)).all()


def readers_of(session: Session, meeting_id: UUID, letter: str) -> frozenset[UUID]:
    """Return the people to whom a letter about a meeting was written and may still come."""
    return frozenset(row.person_id for row in letters_about(session, meeting_id, letter))


def has_gone(row: DispatchRow) -> bool:
    """Tell whether a letter has gone, or may have, also before the database was restored."""
    return row.state in GONE or (row.state is State.LAPSED and row.cause is Cause.ALREADY_GONE)


def withdraw_letter(session: Session, row: DispatchRow) -> bool:
    """Delete a letter that delivery has not begun to send, so that it may be written again; else False."""
    if not is_untouched(row):
        return False
    if row.letter == ChairLetter.NAME:
        leave_untold(session, row.id)
    session.delete(row)
    session.flush()
    return True


def is_untouched(row: DispatchRow) -> bool:
    """Tell whether delivery has not begun to send a letter."""
    return row.state in (State.QUEUED, State.HELD) and row.draft_id is None


def in_state(
    session: Session,
    *states: State,
    groups: Collection[UUID] | None = None,
    letters: Collection[str] | None = None,
    but: Collection[UUID] = (),
    at_most: int | None = None,
) -> Sequence[DispatchRow]:
    """Return live dispatches in these states, of these groups and letters (all for None), save ``but``.

    The oldest come first, and those of a group that were queued at the same moment together.
    """
    query = _in_state(groups is not None, letters is not None, bool(but), at_most)
    values = {"states": states, "groups": groups, "letters": letters, "but": but}
    return session.scalars(query, {name: list(value or ()) for name, value in values.items()}).all()


def groups_in_state(
    session: Session,
    *states: State,
    groups: Collection[UUID] | None = None,
    letters: Collection[str] | None = None,
    but: Collection[UUID] = (),
    at_most: int | None = None,
) -> set[UUID]:
    """Return the groups of the dispatches that ``in_state`` returns, without reading the letters."""
    query = _groups_in_state(groups is not None, letters is not None, bool(but), at_most)
    values = {"states": states, "groups": groups, "letters": letters, "but": but}
    return set(session.scalars(query, {name: list(value or ()) for name, value in values.items()}))


@cache  # to put it together takes longer than to ask it
def _in_state(of_groups: bool, of_letters: bool, but_some: bool, at_most: int | None) -> Select[DispatchRow]:
    query = select(DispatchRow).where(DispatchRow.state.in_(bindparam("states", expanding=True)), LIVE)
    if of_groups:
        query = query.where(DispatchRow.group_id.in_(bindparam("groups", expanding=True)))
    if of_letters:
        query = query.where(DispatchRow.letter.in_(bindparam("letters", expanding=True)))
    if but_some:
        query = query.where(DispatchRow.id.not_in(bindparam("but", expanding=True)))
    return query.order_by(DispatchRow.queued_at, DispatchRow.group_id, DispatchRow.id).limit(at_most)


@cache
def _groups_in_state(of_groups: bool, of_letters: bool, but_some: bool, at_most: int | None) -> Select[UUID]:
    return _in_state(of_groups, of_letters, but_some, at_most).with_only_columns(DispatchRow.group_id)


def failed_since(session: Session, when: dt.datetime) -> Sequence[DispatchRow]:
    """Return dispatches queued since then that the gateway will never take, the oldest first."""
    return session.scalars(_FAILED_SINCE, {"since": when}).all()


def settled_since(session: Session, when: dt.datetime, groups: Collection[UUID]) -> Sequence[DispatchRow]:
    """Return dispatches of these groups queued since then that have reached a final state, latest first."""
    query = select(DispatchRow).where(
        DispatchRow.queued_at >= when, DispatchRow.group_id.in_(groups), DispatchRow.state.in_(FINAL)
    )
    return session.scalars(query.order_by(DispatchRow.queued_at.desc(), DispatchRow.id)).all()


def is_anything_due(session: Session, groups: Collection[UUID] | None = None) -> bool:
    """Tell whether any letter of these groups (all for None) waits for delivery."""
    return bool(in_state(session, *IN_THE_HANDS_OF_DELIVERY, groups=groups, at_most=1))


def states_by_key(session: Session, keys: Sequence[str]) -> dict[str, State]:
    """Return the state of each of these keys that the register knows."""
    return {key: state for key, (state, _) in drafts_by_key(session, keys).items()}


def not_looked_up(session: Session, keys: Sequence[str], but: Collection[State]) -> Sequence[DispatchRow]:
    """Return the letters with these keys that nobody has looked for in the mailbox, save those in these
    states."""
    rows: list[DispatchRow] = []
    for start in range(0, len(keys), 500):
        are_these = DispatchRow.key.in_(keys[start : start + 500]), DispatchRow.looked == 0
        rows += session.scalars(select(DispatchRow).where(*are_these, DispatchRow.state.not_in(but)))
    return rows


def drafts_by_key(session: Session, keys: Sequence[str]) -> dict[str, tuple[State, str | None]]:
    """Return the state and draft id of each of these keys that the register knows."""
    drafts: dict[str, tuple[State, str | None]] = {}
    for start in range(0, len(keys), 500):
        rows = session.execute(_DRAFTS, {"keys": keys[start : start + 500]})
        drafts.update((row.key, (row.state, row.draft_id)) for row in rows)
    return drafts


def dispatch_by_id(session: Session, start: str) -> DispatchRow:
    """Return the live dispatch whose id starts with these characters, as ``mase outbox`` shows them.

    Problem when there is none, or more than one.
    """
    missing = f"No letter that waits has the id “{start}”."
    return row_with_id(session.scalars(select(DispatchRow).where(LIVE)), start, "letters", missing)


def settled_by_id(session: Session, start: str) -> DispatchRow:
    """Return the dispatch in a final state whose id starts so, as ``mase outbox sent`` shows them.

    Problem when there is none, or more than one.
    """
    rows = session.scalars(select(DispatchRow).where(DispatchRow.state.in_(FINAL), _starts_with(start)))
    missing = f"No letter that has gone has the id “{start}”; mase outbox sent lists the latest."
    return row_with_id(rows, start, "letters", missing)


def _starts_with(start: str) -> ColumnElement[bool]:
    """Match ids that begin with these characters, by the index; none for characters that no id has."""
    digits = start.strip().replace("-", "")[:32]
    try:
        first, last = UUID(digits.ljust(32, "0")), UUID(digits.ljust(32, "f"))
    except ValueError:
        return false()
    return DispatchRow.id.between(first, last)


def references_of(session: Session, rows: Sequence[DispatchRow]) -> dict[UUID, str]:
    """Return the reference of the meeting that each dispatch is about, by dispatch id, where there is one."""
    meetings = rows_by_id(session, MeetingRow, {row.meeting_id for row in rows if row.meeting_id})
    return {row.id: meetings[row.meeting_id].reference for row in rows if row.meeting_id}


def recipients_in_words(session: Session, rows: Sequence[DispatchRow]) -> dict[UUID, str]:
    """Return the seats and roles of each dispatch's recipient in words, by dispatch id, never a name."""
    places = {row.id: (row.group_id, row.person_id, row.queued_at.date()) for row in rows}
    words = places_in_words(session, {*places.values()})
    return {id: words[place] for id, place in places.items()}


OUTSIDE = "outside the group"
Place = tuple[UUID, UUID, dt.date]  # a group, a person and a day


def places_in_words(session: Session, places: Collection[Place]) -> dict[Place, str]:
    """Return the seats and roles that a person has in a group on a day, in words.

    "Kent Police", "Kent Police, chair", "Kent Police (deputy)"; "outside the group" for anybody else.
    """
    if not places:  # as on most days
        return {}
    appointments = session.execute(
        select(AppointmentRow, SeatRow.short_name)
        .outerjoin(SeatRow, SeatRow.id == AppointmentRow.seat_id)
        .where(AppointmentRow.person_id.in_({person for _, person, _ in places}))
        .order_by(AppointmentRow.seat_id.is_(None), SeatRow.number)
    ).all()
    words: dict[Place, str] = {}
    for group, person, day in places:
        held = {
            _in_words(appointment.role, seat): None
            for appointment, seat in appointments
            if (appointment.person_id, appointment.group_id) == (person, group)
            and appointment.first <= day
            and (appointment.last is None or day <= appointment.last)
        }
        words[group, person, day] = ", ".join(held) or OUTSIDE
    return words


def _in_words(role: Role, seat: str | None) -> str:
    if seat is None:
        return role.value
    return seat if role is Role.CORE else f"{seat} ({role.value})"


def dispatch_by_key(session: Session, key: str) -> DispatchRow | None:
    """Return the letter with that key."""
    return session.scalars(select(DispatchRow).where(DispatchRow.key == key)).first()


def dispatches_by_code(session: Session, code: str) -> Sequence[DispatchRow]:
    """Return the letters with a code: one, or by chance several."""
    return session.scalars(select(DispatchRow).where(DispatchRow.code == code)).all()


def is_queued(session: Session, key: str) -> bool:
    """Tell whether the letter with that key is in the outbox, in whatever state."""
    return session.scalar(_KEY, {"key": key}) is not None


def insert_dispatch(session: Session, **values: Any) -> bool:
    """Put a letter into the outbox; False, and nothing done, when one with its ``key`` is there."""
    session.flush()
    return insert_if_absent(session, DispatchRow.key, **values)


def letters_gone_to(session: Session, people: Collection[UUID]) -> Sequence[DispatchRow]:
    """Return the latest hundred letters that went to these people, or may have gone, the latest first."""
    query = select(DispatchRow).where(DispatchRow.person_id.in_(people), DispatchRow.state.in_(GONE))
    return session.scalars(query.order_by(DispatchRow.queued_at.desc(), DispatchRow.id).limit(100)).all()


def take_letters_out(session: Session, letters: Iterable[DispatchRow]) -> None:
    """Take these letters out of the outbox: all of them, or ChangedSinceError."""
    if not all(withdraw_letter(session, row) for row in letters):
        raise ChangedSinceError


def letters_with(
    session: Session, meeting: MeetingRow, documents: Collection[MeetingDocumentRow]
) -> list[DispatchRow]:
    """Return the letters that bring any of these documents of a meeting, also to people who joined since."""
    if not documents:
        return []
    since = dt.datetime.combine(min(row.made_on for row in documents), dt.time())
    ids = {row.id for row in documents}
    of_then = (
        DispatchRow.group_id == meeting.group_id,
        DispatchRow.queued_at >= since,
        DispatchRow.state.not_in(NOT_READ),
    )
    return [
        row
        for row in session.scalars(select(DispatchRow).where(*of_then))
        if not ids.isdisjoint(row.conditions.approved)
    ]


SENDING_REFUSED = "own sending refused"  # the event of a hold that no person has placed
_STANDING = select(HoldRow).where(HoldRow.lifted_at.is_(None)).limit(1)


def standing_hold(session: Session) -> HoldRow | None:
    """Return the hold that has not been lifted; None while letters may leave."""
    return session.scalars(_STANDING).first()


def sending_refused_since(session: Session) -> dt.datetime | None:
    """Return since when all is held because our own mail system lets us send nothing; else None."""
    hold = standing_hold(session)
    if hold is None:
        return None
    refused = select(AuditRow.seq).where(AuditRow.event == SENDING_REFUSED, AuditRow.at >= hold.placed_at)
    return hold.placed_at if session.scalar(refused.limit(1)) is not None else None


def is_shown(row: DispatchRow, name: str) -> bool:
    """Say whether a letter's HTML shows the attachment of that name."""
    return f"cid:{name}" in row.html


def pictures_of(session: Session, row: DispatchRow) -> Mapping[str, bytes]:
    """Return the pictures that a letter shows, by their names."""
    shown = (attachment for attachment in row.attachments if is_shown(row, attachment["name"]))
    return {attachment["name"]: fetch(session, attachment["sha256"]) for attachment in shown}
