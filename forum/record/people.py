"""Read who was at a meeting: seats with their marks, deputies nobody had named, and everybody else."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from uuid import UUID

from forum.attendance.quorum import Attendee, QuorumFinding, count_quorum, seats_that_count
from forum.record import sheets
from forum.record.cells import RecordReader
from forum.record.prefill import stayed_beforehand
from forum.record.record import FormSeat, KnownPerson, OtherRecord, RecordedPerson, SeatRecord
from forum.text.cells import Cell, Row
from forum.text.checks import folded
from forum.text.wording import long_date

_WALK_IN = ("Other deputy: name", "Other deputy: role", "Other deputy: email")
_OWN = ("Present", "Remote")


@dataclass
class Room:
    """Everybody who was at the meeting, as the sheets tell of them.

    ``present`` has for each person the ids of the seats they may fill, ``seen`` the place of their cell.
    """

    reader: RecordReader
    seats: tuple[SeatRecord, ...] = ()
    others: tuple[OtherRecord, ...] = ()
    present: dict[Attendee, list[UUID]] = field(default_factory=dict)
    seen: dict[Attendee, str] = field(default_factory=dict)
    names: dict[str, Attendee] = field(default_factory=dict)
    new: dict[str, RecordedPerson] = field(default_factory=dict)  # people the register does not know, by name
    away: set[UUID] = field(default_factory=set)  # holders who were not there
    left: set[Attendee] = field(default_factory=set)  # for part 2

    @property
    def quorum(self) -> QuorumFinding:
        """The quorum at the meeting (clause 4)."""
        return self.quorum_without(())

    def quorum_without(self, away: Collection[Attendee]) -> QuorumFinding:
        """The quorum for an item, for which some were away (clause 4)."""
        form = self.reader.form
        seats = seats_that_count(form.quorum, form.membership, form.date)
        return count_quorum(form.quorum, seats, self.present, away, form.membership.heads(form.date))

    def find(self, name: str) -> Attendee | None:
        """The person of that name who was there; None for anybody else."""
        return self.names.get(folded(name))

    def take(self, cell: Cell, name: str, person: UUID | None, seat: FormSeat | None) -> None:
        """Add a person, with the seat that they filled, if any. Whoever is holder or deputy of two seats may
        be entered for each; they count once (clause 4)."""
        attendee: Attendee = person if person is not None else folded(name)
        may_fill = (seat.holder_id, seat.deputy_id, *seat.deputies) if seat else ()
        if attendee in self.seen and (person is None or person not in may_fill):
            self.reader.fault(cell, f"each person once; {name} is also in {self.seen[attendee]}")
        self.seen.setdefault(attendee, cell.place)
        self.names[folded(name)] = attendee
        self.present.setdefault(attendee, []).extend([seat.id] if seat else [])

    def stayed(self, row: Row, name: str, person: UUID | None, beforehand: str = "") -> bool | None:
        """Read whether a person who was there stayed for part 2; None where there was none (own rule).

        The word filled in ``beforehand`` is of whoever was expected: it says nothing of anybody else.
        """
        form, cell = self.reader.form, row["Stayed for part 2"]
        if not form.has_part_two:
            return None
        may_stay = form.may_stay(person)
        word = self.reader.choice(cell, sheets.STAYED) if cell.line != beforehand else ""
        if word == "Yes" and not may_stay:
            self.reader.fault(cell, f"No, since {name} may not see part 2; or {sheets.BY_LEAVE} of the Chair")
        has_stayed = word != "No" if word else may_stay
        if not has_stayed:
            self.left.add(person if person is not None else folded(name))
        return has_stayed


def read_room(reader: RecordReader, attendance: tuple[Row, ...], others: tuple[Row, ...]) -> Room:
    """Read the sheets Attendance and Others."""
    room = Room(reader)
    seats = {seat.short_name: seat for seat in reader.form.seats}
    rows = reader.rows_by(attendance, "Seat", seats, all_wanted=bool(attendance))
    room.seats = tuple(_read_seat(reader, room, seats[name], row) for name, row in rows.items())
    room.others = tuple(_other_person(reader, room, row) for row in others)
    room.away -= {person for person in room.seen if isinstance(person, UUID)}
    return room


def find_owner(reader: RecordReader, room: Room, row: Row) -> RecordedPerson | None:
    """Read the owner of an action: a person of the group, a deputy who walked in, or anybody with an email
    address. None where there is a fault."""
    name = reader.name(row["Owner"], "one person of the group, or a name with an email beside it")
    cell = row["Other owner’s email"]
    address = reader.address(cell)
    if not name:
        return None
    member = _person_by_label(reader, name)
    if member is not None:
        if address and member.address and folded(address) != folded(member.address):
            reader.fault(cell, f"nothing: {member.label} is of the group, with another address")
        return RecordedPerson(member.id, member.label, organisation=member.organisation)
    if folded(name) in room.new:
        return room.new[folded(name)]
    if cell.line:
        return (
            _check_new_person(reader, cell, RecordedPerson(None, name, address=address)) if address else None
        )
    allowed = "one person of the group, or a name with an email beside it"
    reader.fault(
        row["Owner"], f"{allowed}; {when_left}" if (when_left := _when_left(reader, name)) else allowed
    )
    return None


def _when_left(reader: RecordReader, name: str) -> str:
    """A clause on when a person of that name left the group; "" where nobody of that name did."""
    members = reader.form.membership
    for person in members.people:
        ends = [
            appointment.last
            for appointment in members.appointments
            if appointment.person_id == person.id and appointment.last
        ]
        if (
            folded(person.name) == folded(name)
            and ends
            and not members.is_appointed(person.id, reader.form.date)
        ):
            return f"{person.name} left the group on {long_date(max(ends))}"
    return ""


def _read_seat(reader: RecordReader, room: Room, seat: FormSeat, row: Row) -> SeatRecord:
    status = reader.choice(row["Status"], sheets.MARKS, needed=True)
    holder = _label(reader, seat.holder_id)
    if seat.holder_id is None and status not in ("Deputy", "Absent", "Not expected", ""):
        reader.fault(row["Status"], "Deputy, Absent or Not expected, since the seat is vacant")
    if seat.holder_id is not None and folded(row["Holder"].line) != folded(holder):
        reader.fault(row["Holder"], f"{holder}, as the register has it; correct the one that is wrong")
    if status == "Deputy" and seat.no_deputies and not seat.under_cover:
        reader.fault(row["Status"], "any other: by the terms nobody stands in for this seat")
    deputy, stayed = None, None
    expected_word = stayed_beforehand(reader.form, seat)
    if status == "Deputy":
        deputy = _read_deputy(reader, room, seat, row)
        if deputy is not None:
            stayed = room.stayed(row, deputy.name, deputy.id, expected_word)
    else:
        _refuse_deputy(reader, seat, row, status)
    if seat.holder_id is not None and status not in _OWN:
        room.away.add(seat.holder_id)
    elif seat.holder_id is not None:
        room.take(row["Seat"], holder, seat.holder_id, seat)
        stayed = room.stayed(row, holder, seat.holder_id, expected_word)
    arrived_at, left_at = reader.time(row["Arrived"]), reader.time(row["Left"])
    if arrived_at and left_at and left_at <= arrived_at:
        reader.fault(row["Left"], "a time after they arrived")
    if (arrived_at or left_at) and status not in (*_OWN, "Deputy"):
        reader.fault(row["Arrived" if arrived_at else "Left"], f"nothing, when the status is {status}")
    return SeatRecord(
        seat_id=seat.id,
        holder_id=seat.holder_id,
        mark=sheets.MARKS.get(status, "X"),
        deputy=deputy,
        under_cover=seat.under_cover,
        arrived=arrived_at,
        left=left_at,
        part_two=stayed,
    )


def _read_deputy(reader: RecordReader, room: Room, seat: FormSeat, row: Row) -> RecordedPerson | None:
    """Read the deputy: one of the seat's, or anybody the Chair accepted (where the terms are silent)."""
    listed_deputy = row["Deputy"]
    if any(row[heading].line for heading in _WALK_IN):
        if listed_deputy.line and folded(listed_deputy.line) != folded(_label(reader, seat.deputy_id)):
            reader.fault(listed_deputy, "nothing, when another deputy is named beside it")
        return _read_walk_in(reader, room, seat, row)
    if not listed_deputy.line:
        reader.fault(
            listed_deputy, "who stood in; a deputy who is not in the list goes into the next columns"
        )
        return None
    member = _person_by_label(reader, listed_deputy.line)
    if member is None:
        reader.fault(listed_deputy, "a name of the list; another deputy goes into the next columns")
        return None
    if reader.form.deputies_by_leave or member.id not in (seat.deputy_id, *seat.deputies):
        _check_accepted(reader, row)
    room.take(listed_deputy, member.label, member.id, seat)
    return RecordedPerson(member.id, member.label, organisation=member.organisation)


def _read_walk_in(reader: RecordReader, room: Room, seat: FormSeat, row: Row) -> RecordedPerson:
    name = reader.name(row[_WALK_IN[0]], "their name")
    role = reader.line(row[_WALK_IN[1]], "their job title")
    address = reader.address(row[_WALK_IN[2]])
    _check_accepted(reader, row)
    member = _person_by_label(reader, name)
    if member is not None:
        deputy = RecordedPerson(member.id, member.label, role, member.organisation)
    else:
        deputy = _check_new_person(
            reader, row[_WALK_IN[2]], RecordedPerson(None, name, role, seat.name, address)
        )
    if deputy.id is None:
        room.new[folded(name)] = deputy
    room.take(row[_WALK_IN[0]], name, deputy.id, seat)
    return deputy


def _check_accepted(reader: RecordReader, row: Row) -> None:
    if not reader.yes(row["Accepted by the Chair"]):
        who = "with the Chair’s leave" if reader.form.deputies_by_leave else "nobody had named"
        reader.fault(
            row["Accepted by the Chair"],
            f"Yes, for a deputy {who}; one who was not accepted is a guest on the sheet Others",
        )


def _refuse_deputy(reader: RecordReader, seat: FormSeat, row: Row, status: str) -> None:
    """Add a fault for a deputy beside another status, unless the name was filled in beforehand."""
    prefilled = _label(reader, seat.deputy_id)
    for heading in ("Deputy", *_WALK_IN):
        typed = row[heading].line
        if typed and status and not (heading == "Deputy" and folded(typed) == folded(prefilled)):
            reader.fault(row[heading], f"nothing, when the status is {status}; or the status Deputy")


def _other_person(reader: RecordReader, room: Room, row: Row) -> OtherRecord:
    name = reader.name(row["Name"], "a name")
    member = _person_by_label(reader, name) if name else None
    if name:
        room.take(row["Name"], name, member.id if member else None, None)
    return OtherRecord(
        name=name,
        organisation=reader.line(row["Organisation"]) or (member.organisation if member else ""),
        capacity=reader.line(row["Capacity"], "for example Co-opted member, Guest or Minute-taker"),
        items=reader.line(row["Items"]),
        part_two=room.stayed(row, name, member.id if member else None),
    )


def _person_by_label(reader: RecordReader, name: str) -> KnownPerson | None:
    return next((person for person in reader.form.people if folded(person.label) == folded(name)), None)


def _check_new_person(reader: RecordReader, cell: Cell, newcomer: RecordedPerson) -> RecordedPerson:
    """Return a person new to the register; the address of a person of the group is a fault."""
    for person in reader.form.people:
        if newcomer.address and folded(person.address) == folded(newcomer.address):
            reader.fault(cell, f"their own address; this one is that of {person.label}, of the group")
    return newcomer


def _label(reader: RecordReader, person: UUID | None) -> str:
    return next((each.label for each in reader.form.people if each.id == person), "")
