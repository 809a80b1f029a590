"""Taking appointments and cover of a list into the register, each with its first and last day (clause 4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import uuid4

from forum.members.members_list import (
    AppointmentEntry,
    CoverEntry,
    MembersList,
    seat_by_name,
    usual_papers,
    usual_part_two,
)
from forum.members.membership import Role, Seat
from forum.text.checks import folded
from forum.text.wording import long_date
from tasks.duties.members.import_changes import DAY, Kind, Taking, changed, set_fields
from tasks.register.tables import AppointmentRow, CoverRow

ONE_HOLDER = (Role.CORE, Role.CHAIR, Role.DEPUTY_CHAIR)


def take_appointments(taking: Taking, members: MembersList, seats: tuple[Seat, ...]) -> None:
    """Appoint whom the list adds, correct what it changes, and end what it no longer has."""
    known = len(taking.appointments)
    left = list(taking.appointments)
    for entry in members.appointments:
        row = _matching(taking, entry, left, seats)
        if row is None:
            _appoint(taking, entry, seats)
        else:
            left.remove(row)
            _correct(taking, entry, row)
    new = taking.appointments[known:]
    for row in left:
        if row.role in members.roles and (row.last is None or row.last >= taking.since):
            _take_out(taking, row, new)


def _matching(
    taking: Taking, entry: AppointmentEntry, rows: list[AppointmentRow], seats: tuple[Seat, ...]
) -> AppointmentRow | None:
    person, seat = taking.people[folded(entry.person)], seat_by_name(seats, entry.seat)
    same = [
        row
        for row in rows
        if (row.person_id, row.role, row.seat_id) == (person.id, entry.role, seat.id if seat else None)
    ]
    exact = [row for row in same if row.first == entry.first]
    first, last = entry.first or taking.since, entry.last or dt.date.max
    overlapping = [row for row in same if row.first <= last and (row.last or dt.date.max) >= first]
    return next(iter([*exact, *overlapping]), None)


def _appoint(taking: Taking, entry: AppointmentEntry, seats: tuple[Seat, ...]) -> None:
    person, seat = taking.people[folded(entry.person)], seat_by_name(seats, entry.seat)
    row = AppointmentRow(
        id=uuid4(),
        group_id=taking.group.id,
        person_id=person.id,
        role=entry.role,
        seat_id=seat.id if seat else None,
        first=entry.first or taking.since,
        last=entry.last,
        papers=entry.papers or usual_papers(entry.role),
        part_two=usual_part_two(entry.role) if entry.part_two is None else entry.part_two,
        entered=taking.today,
    )
    taking.add(row)
    taking.appointments.append(row)
    until = f" to {long_date(row.last)}" if row.last else ""
    taking.say(Kind.JOINS, f"{taking.place(row)}, from {long_date(row.first)}{until}", person.id)


def _correct(taking: Taking, entry: AppointmentEntry, row: AppointmentRow) -> None:
    if row.last != entry.last and entry.last is not None and row.last is None:
        taking.say(Kind.LEAVES, f"{taking.place(row)}, last day {long_date(entry.last)}", row.person_id)
        row.last = entry.last
    wanted: dict[str, object] = {
        "first": entry.first or row.first,
        "last": entry.last,
        "papers": entry.papers or row.papers,
        "part_two": row.part_two if entry.part_two is None else entry.part_two,
    }
    for field, was in set_fields(row, wanted).items():
        words = changed(field, wanted[field], was)
        taking.say(Kind.APPOINTMENT, f"{taking.place(row)}; {words}", row.person_id)


def _take_out(taking: Taking, row: AppointmentRow, new: Sequence[AppointmentRow]) -> None:
    """End what is no longer listed: the day before somebody new takes the place, else before the import."""
    successors = [
        other.first
        for other in new
        if row.role in ONE_HOLDER
        and (other.role, other.seat_id) == (row.role, row.seat_id)
        and row.first < other.first <= (row.last or dt.date.max)
    ]
    last = min(successors, default=taking.since) - DAY
    if last < row.first:
        taking.say(Kind.LEAVES, f"{taking.place(row)}, before having begun", row.person_id)
        taking.appointments.remove(row)
        taking.session.delete(row)
    else:
        row.last = last
        taking.say(Kind.LEAVES, f"{taking.place(row)}, last day {long_date(last)}", row.person_id)


def take_covers(taking: Taking, covers: tuple[CoverEntry, ...] | None) -> None:
    """Enter the cover of the list and end what it no longer has; None: the list doesn't speak of cover."""
    if covers is None:
        return
    left = list(taking.covers)
    for entry in covers:
        person, by = taking.people[folded(entry.person)], taking.people[folded(entry.covered_by)]
        words = f"{person.name} by {by.name}, {long_date(entry.first)} to {long_date(entry.last)}"
        key = (person.id, by.id, entry.first)
        row = next((r for r in left if (r.person_id, r.covered_by_id, r.first) == key), None)
        if row is None:
            row = CoverRow(
                group_id=taking.group.id,
                person_id=person.id,
                covered_by_id=by.id,
                first=entry.first,
                last=entry.last,
            )
            taking.add(row)
            taking.covers.append(row)
            taking.say(Kind.COVER, words, person.id)
            continue
        left.remove(row)
        if row.last != entry.last:
            taking.say(Kind.COVER, f"{words}, was to {long_date(row.last)}", person.id)
            row.last = entry.last
    for row in left:
        if row.last >= taking.since:
            name = taking.name(row.person_id)
            taking.say(Kind.COVER, f"{name}: no longer covered from {long_date(taking.since)}", row.person_id)
            taking.end(row)
