"""A meeting of the twelve seats for tests of the record: people are role titles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from forum.members.membership import Appointment, Membership, PapersFor, Person, Role, Seat
from forum.record.prefill import prefilled_rows
from forum.record.record import Beforehand, FormAction, FormItem, FormSeat, KnownPerson, RecordForm, Sheets
from forum.record.registers import CORRECTIONS
from forum.record.sheets import SHEETS
from forum.terms.parts.quorum import Quorum
from forum.text.cells import Cell, Row
from forum.text.columns import Sheet
from rehearsals.leads import RecordEntries, fill_sheets, open_sheets

MEETING_DAY = dt.date(2027, 1, 12)
FIRST = dt.date(2026, 9, 1)
SEATS = (
    ("National Probation Service", "NPS", "Head of Probation"),
    ("Community Rehabilitation Companies, Kent, Surrey and Sussex", "CRC", "CRC Director"),
    ("KCC, Education and Young People’s Services", "KCC Education", "Head of Inclusion"),
    ("Kent Police", "Kent Police", "Detective Superintendent"),
    ("KCC, Specialist Children’s Services", "KCC SCS", "Assistant Director"),
    ("Medway Social Care", "Medway Social Care", "Head of Safeguarding"),
    ("Medway Safeguarding Children Board", "MSCB", "MSCB Manager"),
    ("Kent Safeguarding Children Board", "KSCB", "KSCB Manager"),
    ("KCHFT", "KCHFT", "Named Nurse"),
    ("Kent and Medway CAMHS", "CAMHS", "CAMHS Service Manager"),
    ("CCGs (Designated Nurses)", "CCGs", "Designated Nurse"),
    ("District Councils", "District Councils", ""),
)


def number_id(number: int) -> UUID:
    return UUID(int=number)


def seat_id(short_name: str) -> UUID:
    return number_id(100 + [short for _, short, _ in SEATS].index(short_name))


def person_id(label: str) -> UUID:
    return next(person.id for person in people() if person.label == label)


def people() -> tuple[KnownPerson, ...]:
    """The holders of the seats, two deputies, the Chair, the unit."""
    holders = [(name, organisation) for organisation, _, name in SEATS if name]
    more = [
        ("Deputy Head of Probation", SEATS[0][0]),
        ("Detective Inspector", SEATS[3][0]),
        ("Independent Chair", "Independent"),
        ("Business Unit Officer", "Business Unit"),
    ]
    return tuple(
        KnownPerson(number_id(200 + number), name, organisation, f"person{number}@forum.example")
        for number, (name, organisation) in enumerate([*holders, *more])
    )


def record_form() -> RecordForm:
    """12 January 2027: one apology, one deputy named, District Councils vacant, two earlier actions open."""
    names = {person.label: person.id for person in people()}
    own = {"NPS": "Deputy Head of Probation", "Kent Police": "Detective Inspector"}
    seats = tuple(
        FormSeat(
            id=seat_id(short),
            number=number,
            name=name,
            short_name=short,
            holder_id=names.get(holder),
            expected="Coming" if holder else "Vacant",
            deputies=(names[own[short]],) if short in own else (),
        )
        for number, (name, short, holder) in enumerate(SEATS, start=1)
    )
    expected = {"NPS": "Deputy", "CAMHS": "Apologies", "KCHFT": "No answer"}
    seats = tuple(replace(seat, expected=expected.get(seat.short_name, seat.expected)) for seat in seats)
    seats = (replace(seats[0], deputy_id=names["Deputy Head of Probation"]), *seats[1:])
    return RecordForm(
        group="MASE",
        group_name="Multi-Agency Sexual Exploitation Group",
        reference="MASE/2027-01",
        date=MEETING_DAY,
        kind="ordinary",
        place="Room 2 and online",
        start=dt.time(10),
        next_date=dt.date(2027, 2, 9),
        has_last_minutes=True,
        seats=seats,
        people=people(),
        items=(
            FormItem(id=number_id(301), number="1", title="Welcome and apologies", purpose="information"),
            FormItem(
                id=number_id(305), number="5", title="CSE action plan: progress and actions to discharge",
                lead="KSCB Manager", paper="Action plan, quarter 3", came="Circulated",
                purpose="decision", objective="oversight",
            ),
            FormItem(
                id=number_id(306), number="6", title="Training", lead="Named Nurse", purpose="discussion",
                objective="workforce",
            ),
            FormItem(
                id=number_id(307), number="7", title="Patterns", part=2, purpose="discussion",
                objective="intelligence",
            ),
        ),
        actions=(
            _action(401, "MASE/2026-11/02", "Update the referral form", "Named Nurse", "open"),
            _action(402, "MASE/2026-12/01", "Share the calendar", "KSCB Manager", "reported done"),
        ),
        objectives=("cases", "intelligence", "workforce", "oversight"),
        refer_to=("KSCB Business Group", "MSCB Board"),
        quorum=Quorum.model_validate({"share": "2/3", "clause": "4"}),
        membership=_membership(seats),
        marking="OFFICIAL-SENSITIVE",
        registers=(Beforehand(CORRECTIONS.name),),
    )  # fmt: skip


def _action(number: int, reference: str, title: str, owner: str, state: str) -> FormAction:
    return FormAction(
        id=number_id(number),
        reference=reference,
        title=title,
        owner=owner,
        due=dt.date(2026, 12, 18),
        state=state,
    )


def _appointment(number: int, person: UUID, seat: UUID) -> Appointment:
    return Appointment(number_id(number), person, Role.CORE, seat, FIRST, None, PapersFor.ALWAYS, True)


def _membership(seats: tuple[FormSeat, ...]) -> Membership:
    return Membership(
        seats=tuple(Seat(s.id, s.number, s.name, s.name, s.short_name, FIRST) for s in seats),
        people=tuple(
            Person(person.id, person.label, "", person.organisation, "", person.address)
            for person in people()
        ),
        appointments=tuple(
            Appointment(
                number_id(500 + s.number), s.holder_id, Role.CORE, s.id, FIRST, None, PapersFor.ALWAYS, True
            )
            for s in seats
            if s.holder_id
        ),
        covers=(),
    )


FILLED: dict[str, dict[str, dict[str, object]]] = {
    "Meeting": {
        "": {
            "Start": "10.05",
            "Finish": "11.50",
            "Chaired by": "Independent Chair",
            "Minute-taker": "Business Unit Officer",
            "Last minutes": "Confirmed",
        }
    },
    "Attendance": {
        short: {"Status": "Deputy" if short == "NPS" else "Present"}
        for _, short, _ in SEATS
        if short not in ("CAMHS", "District Councils")
    },
}


def typed(changes: dict[str, dict[str, dict[str, object]]], form: RecordForm | None = None) -> Sheets:
    """The form as it comes back with ten seats present, and with these changes: sheet, row, heading, value.

    A row is named by its first column, a free row by its number from 1 ("Others": {"1": {"Name": ...}}).
    """
    rows: dict[str, tuple[Row, ...]] = {}
    for sheet in SHEETS:
        rows[sheet.name] = tuple(
            row
            for number, values in enumerate(prefilled_rows(form or record_form())[sheet.name], start=1)
            if (row := _typed_row(sheet, number, values, changes.get(sheet.name, {})))
        )
    return Sheets(rows, ())


def _typed_row(
    sheet: Sheet, number: int, values: Mapping[str, object], changes: dict[str, dict[str, object]]
) -> Row:
    first = sheet.columns[0].heading
    name = "" if sheet.name == "Meeting" else str(values.get(first, number))
    new = {**FILLED.get(sheet.name, {}).get(name, {}), **changes.get(name, {})}
    if not values and not new:
        return {}
    cells = {**values, **new}
    place = f"{sheet.name}, {name}" if name else sheet.name
    return {
        column.heading: Cell(f"{place}, {column.heading}", cells.get(column.heading, ""))  # type: ignore[arg-type]
        for column in sheet.columns
    }


def fill_record(content: bytes, entries: RecordEntries) -> bytes:
    """The workbook with the entries typed in."""
    return fill_sheets(open_sheets(content), entries)
