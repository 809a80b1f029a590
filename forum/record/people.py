"""Who was there, as the record has it: seats with their marks, deputies nobody had named, and the others."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from forum.attendance.quorum import Attendee, QuorumFinding, count_quorum
from forum.record import sheets
from forum.record.cells import Reader
from forum.record.record import FormSeat, KnownPerson, Named, OtherRecord, SeatRecord
from forum.text.cell_reader import Cell, Row, cell_text
from forum.text.checks import folded
from forum.text.wording import long_date

_OTHER = ("Other deputy: name", "Other deputy: role", "Other deputy: email")
_OWN = ("Present", "Remote")


@dataclass
class Room:
    """Everybody who was there: the seats each filled, and where the record says that they came."""

    quorum: QuorumFinding
    seats: tuple[SeatRecord, ...] = ()
    others: tuple[OtherRecord, ...] = ()
    present: dict[Attendee, list[UUID]] = field(default_factory=dict)
    seen: dict[Attendee, str] = field(default_factory=dict)  # person -> the place of the cell
    names: dict[str, Attendee] = field(default_factory=dict)
    new: dict[str, Named] = field(default_factory=dict)  # people the register does not know, by name
    away: set[UUID] = field(default_factory=set)  # holders who were not there

    def find(self, name: str) -> Attendee | None:
        """Somebody who was there, by name."""
        return self.names.get(folded(name))


class _Arrivals:
    """Takes people in one by one, and notes who is there twice."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.present: dict[Attendee, list[UUID]] = {}
        self.seen: dict[Attendee, str] = {}
        self.names: dict[str, Attendee] = {}
        self.new: dict[str, Named] = {}
        self.away: set[UUID] = set()

    def take(self, cell: Cell, name: str, person: UUID | None, seat: FormSeat | None) -> None:
        """``seat`` is the one filled. Whoever holds two seats or is a deputy of two, or both, may fill each;
        they count once (clause 4)."""
        attendee: Attendee = person if person is not None else folded(name)
        may_fill = (seat.holder_id, seat.deputy_id, *seat.deputies) if seat else ()
        if attendee in self.seen and (person is None or person not in may_fill):
            self.reader.fault(cell, f"each person once; {name} is also in {self.seen[attendee]}")
        self.seen.setdefault(attendee, cell.place)
        self.names[folded(name)] = attendee
        self.present.setdefault(attendee, []).extend([seat.id] if seat else [])


def read_room(reader: Reader, attendance: tuple[Row, ...], others: tuple[Row, ...]) -> Room:
    """Read the sheets Attendance and Others, and count the quorum at the meeting (clause 4)."""
    form = reader.form
    arrivals = _Arrivals(reader)
    seats = {seat.short_name: seat for seat in form.seats}
    rows = reader.rows_by(attendance, "Seat", seats, all_wanted=bool(attendance))
    read = [_seat(reader, arrivals, seats[name], row) for name, row in rows.items()]
    rest = tuple(_other(reader, arrivals, row) for row in others)
    quorum = count_quorum(form.quorum, form.membership.seats_on(form.date), arrivals.present)
    return Room(
        quorum=quorum,
        seats=tuple(read),
        others=rest,
        present=arrivals.present,
        seen=arrivals.seen,
        names=arrivals.names,
        new=arrivals.new,
        away=arrivals.away - set(arrivals.seen),
    )


def find_owner(reader: Reader, room: Room, row: Row) -> Named | None:
    """The owner of an action: somebody of the group, a deputy who walked in, or anybody with an email."""
    name = reader.name(row["Owner"], "one person of the group, or a name with an email beside it")
    cell = row["Other owner’s email"]
    address = reader.address(cell)
    if not name:
        return None
    known = _known(reader, name)
    if known is not None:
        if address and known.address and folded(address) != folded(known.address):
            reader.fault(cell, f"nothing: {known.label} is of the group, with another address")
        return Named(known.id, known.label, organisation=known.organisation)
    if folded(name) in room.new:
        return room.new[folded(name)]
    if cell_text(cell):
        return _named(reader, cell, Named(None, name, address=address)) if address else None
    allowed = "one person of the group, or a name with an email beside it"
    reader.fault(row["Owner"], f"{allowed}; {gone}" if (gone := _has_left(reader, name)) else allowed)
    return None


def _has_left(reader: Reader, name: str) -> str:
    """That somebody of that name was in the group, and since when they are not; "" where nobody was."""
    members = reader.form.membership
    for person in members.people:
        ends = [one.last for one in members.appointments if one.person_id == person.id and one.last]
        if (
            folded(person.name) == folded(name)
            and ends
            and not members.is_appointed(person.id, reader.form.date)
        ):
            return f"{person.name} left the group on {long_date(max(ends))}"
    return ""


def _seat(reader: Reader, arrivals: _Arrivals, seat: FormSeat, row: Row) -> SeatRecord:
    status = reader.choice(row["Status"], sheets.MARKS, needed=True)
    holder = _label(reader, seat.holder_id)
    if seat.holder_id is None and status not in ("Deputy", "Absent", "Not expected", ""):
        reader.fault(row["Status"], "Deputy, Absent or Not expected, since the seat is vacant")
    if seat.holder_id is not None and folded(cell_text(row["Holder"])) != folded(holder):
        reader.fault(row["Holder"], f"{holder}, as the register has it; correct the one that is wrong")
    deputy = None
    if status == "Deputy":
        deputy = _deputy(reader, arrivals, seat, row)
    else:
        _refuse_deputy(reader, seat, row, status)
    if seat.holder_id is not None and status not in _OWN:
        arrivals.away.add(seat.holder_id)
    elif seat.holder_id is not None:
        arrivals.take(row["Seat"], holder, seat.holder_id, seat)
    arrived, left = reader.time(row["Arrived"]), reader.time(row["Left"])
    if arrived and left and left <= arrived:
        reader.fault(row["Left"], "a time after they arrived")
    if (arrived or left) and status not in (*_OWN, "Deputy"):
        reader.fault(row["Arrived" if arrived else "Left"], f"nothing, when the status is {status}")
    return SeatRecord(
        seat_id=seat.id,
        holder_id=seat.holder_id,
        mark=sheets.MARKS.get(status, "X"),
        deputy=deputy,
        under_cover=seat.under_cover,
        arrived=arrived,
        left=left,
    )


def _deputy(reader: Reader, arrivals: _Arrivals, seat: FormSeat, row: Row) -> Named | None:
    """Who stood in: a deputy of the seat, or anybody the Chair accepted (where the terms are silent)."""
    own = row["Deputy"]
    if any(cell_text(row[heading]) for heading in _OTHER):
        if cell_text(own) and folded(cell_text(own)) != folded(_label(reader, seat.deputy_id)):
            reader.fault(own, "nothing, when another deputy is named beside it")
        return _walk_in(reader, arrivals, seat, row)
    if not cell_text(own):
        reader.fault(own, "who stood in; a deputy who is not in the list goes into the next columns")
        return None
    known = _known(reader, cell_text(own))
    if known is None:
        reader.fault(own, "a name of the list; another deputy goes into the next columns")
        return None
    if known.id not in (seat.deputy_id, *seat.deputies):
        _check_accepted(reader, row)
    arrivals.take(own, known.label, known.id, seat)
    return Named(known.id, known.label, organisation=known.organisation)


def _walk_in(reader: Reader, arrivals: _Arrivals, seat: FormSeat, row: Row) -> Named:
    name = reader.name(row[_OTHER[0]], "their name")
    role = reader.line(row[_OTHER[1]], "their job title")
    address = reader.address(row[_OTHER[2]])
    _check_accepted(reader, row)
    known = _known(reader, name)
    if known is not None:
        named = Named(known.id, known.label, role, known.organisation)
    else:
        named = _named(reader, row[_OTHER[2]], Named(None, name, role, seat.name, address))
    if named.id is None:
        arrivals.new[folded(name)] = named
    arrivals.take(row[_OTHER[0]], name, named.id, seat)
    return named


def _check_accepted(reader: Reader, row: Row) -> None:
    if not reader.yes(row["Accepted by the Chair"]):
        reader.fault(
            row["Accepted by the Chair"],
            "Yes, for a deputy nobody had named; one who was not accepted is a guest on the sheet Others",
        )


def _refuse_deputy(reader: Reader, seat: FormSeat, row: Row, status: str) -> None:
    """A deputy beside another status is a slip, unless it is the name that stood there beforehand."""
    prefilled = _label(reader, seat.deputy_id)
    for heading in ("Deputy", *_OTHER):
        typed = cell_text(row[heading])
        if typed and status and not (heading == "Deputy" and folded(typed) == folded(prefilled)):
            reader.fault(row[heading], f"nothing, when the status is {status}; or the status Deputy")


def _other(reader: Reader, arrivals: _Arrivals, row: Row) -> OtherRecord:
    name = reader.name(row["Name"], "a name")
    known = _known(reader, name) if name else None
    if name:
        arrivals.take(row["Name"], name, known.id if known else None, None)
    return OtherRecord(
        name=name,
        organisation=reader.line(row["Organisation"]) or (known.organisation if known else ""),
        capacity=reader.line(row["Capacity"], "for example Co-opted member, Guest or Minute-taker"),
        items=reader.line(row["Items"]),
    )


def _known(reader: Reader, name: str) -> KnownPerson | None:
    return next((person for person in reader.form.people if folded(person.label) == folded(name)), None)


def _named(reader: Reader, cell: Cell, named: Named) -> Named:
    """Somebody new; the address of a person of the group is not theirs."""
    for person in reader.form.people:
        if named.address and folded(person.address) == folded(named.address):
            reader.fault(cell, f"their own address; this one is that of {person.label}, of the group")
    return named


def _label(reader: Reader, person: UUID | None) -> str:
    return next((one.label for one in reader.form.people if one.id == person), "")
