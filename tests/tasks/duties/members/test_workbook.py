"""The members' workbook goes into the register, changes it with dates, and comes out again."""

from __future__ import annotations

import datetime as dt
import io
import re
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from sqlalchemy import func, select

from forum.members.membership import Membership, Role
from forum.text.problem import Problem
from samples.members import sample_workbook
from tasks.duties.base.office import Office
from tasks.duties.members.appointments import Newcomer, appoint, end_appointment
from tasks.duties.members.import_changes import Change
from tasks.duties.members.workbook import apply_import, export_members, members_template, preview_import
from tasks.register.groups import group_by_code
from tasks.register.members.membership import address_of, membership
from tasks.register.tables import AddressRow, AppointmentRow, AuditRow, PersonRow
from tests.sheet_rows import markings
from tests.tasks.duties.do import do

SAMPLE = Path(__file__).parents[4] / "config" / "members-sample.xlsx"
CHAIR, NURSE = "Independent Chair", "Designated Nurse"
FIRST_SEPTEMBER = dt.date(2026, 9, 1)
FOURTH_JANUARY = dt.date(2027, 1, 4)


def members_of(office: Office, on: dt.date | None = None) -> Membership:
    with office.register.reading() as session:
        return membership(session, group_by_code(session, "MASE").id, on)


def edited(content: bytes, edit: Callable[[Workbook], object]) -> bytes:
    """The workbook as somebody would send it back after changing cells."""
    workbook = load_workbook(io.BytesIO(content))
    edit(workbook)
    return as_file(workbook)


def as_file(workbook: Workbook) -> bytes:
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def row_of(workbook: Workbook, sheet: str, name: str, column: int = 2) -> int:
    cells = workbook[sheet].iter_rows(min_col=column, max_col=column)
    return next(cell.row for (cell,) in cells if cell.value == name)


def take_out(workbook: Workbook, name: str) -> None:
    """Take somebody's first row out of the appointments."""
    workbook["Appointments"].delete_rows(row_of(workbook, "Appointments", name, column=1))


def said(changes: Iterable[Change]) -> list[str]:
    return [f"{change.kind}: {change.words}" for change in changes]


def with_one_person(office: Office, name: str = "The One") -> bytes:
    """The template with one person in it, of the business unit."""

    def edit(workbook: Workbook) -> None:
        for cell in (workbook["People"]["B2"], workbook["Appointments"]["A2"]):
            cell.value = name
            cell.data_type = "s"
        workbook["People"]["E2"].value = "one@kscb.example"
        workbook["Appointments"]["C2"].value = "business unit"

    return edited(members_template(office, "MASE"), edit)


def test_the_sample_fills_all_twelve_seats(mase: Office) -> None:
    members = members_of(mase, FOURTH_JANUARY)
    assert len(members.seats_on(FOURTH_JANUARY)) == 12
    assert not any(members.is_vacant(seat.id, FOURTH_JANUARY) for seat in members.seats)
    chair, unit = members.chair(FOURTH_JANUARY), members.unit(FOURTH_JANUARY)
    assert chair is not None
    assert unit is not None
    assert (chair.name, unit.send_to) == ("Independent Chair", "business.unit.officer@kscb.example")
    assert sum(appointment.role is Role.DEPUTY for appointment in members.appointments) == 8
    assert sum(appointment.role is Role.CO_OPTED for appointment in members.appointments) == 1


def test_the_sample_in_config_is_the_one_the_program_makes() -> None:
    def cells(content: bytes) -> dict[str, list[object]]:
        workbook = load_workbook(io.BytesIO(content))
        return {sheet.title: list(sheet.values) for sheet in workbook.worksheets}

    assert cells(SAMPLE.read_bytes()) == cells(sample_workbook())


def test_a_first_import_shows_who_joins_and_changes_nothing_by_being_looked_at(office: Office) -> None:
    shown = preview_import(office, "MASE", SAMPLE.read_bytes(), SAMPLE.name, FIRST_SEPTEMBER)
    assert "joiners: Designated Nurse: core member, CCGs (Designated Nurses), from 1 September 2026" in said(
        shown
    )
    with office.register.reading() as session:
        assert session.scalar(select(func.count()).select_from(PersonRow)) == 0
    applied = do(apply_import, office, "MASE", SAMPLE.read_bytes(), SAMPLE.name, FIRST_SEPTEMBER, shown)
    assert applied == shown


@pytest.mark.parametrize("since", [FIRST_SEPTEMBER, FOURTH_JANUARY])
def test_importing_the_same_again_changes_nothing(mase: Office, since: dt.date) -> None:
    for content in (SAMPLE.read_bytes(), export_members(mase, "MASE")):
        assert preview_import(mase, "MASE", content, "members.xlsx", since) == ()


def test_an_exported_workbook_has_ids_and_holds_everybody(mase: Office) -> None:
    workbook = load_workbook(io.BytesIO(export_members(mase, "MASE")))
    assert workbook.sheetnames == ["Seats", "People", "Appointments", "Cover", "Help"]
    for content in (export_members(mase, "MASE"), members_template(mase, "MASE")):
        assert markings(content) == {"OFFICIAL-SENSITIVE"}
    row = row_of(workbook, "People", "Designated Nurse")
    person = next(one for one in members_of(mase).people if one.name == "Designated Nurse")
    assert workbook["People"].cell(row, 1).value == str(person.id)
    row = row_of(workbook, "Appointments", "Deputy Designated Nurse", 1)
    assert workbook["Appointments"].cell(row, 6).value == "Designated Nurse"


def test_an_id_takes_no_room_and_makes_no_row_higher(mase: Office) -> None:
    workbook = load_workbook(io.BytesIO(export_members(mase, "MASE")))
    for sheet in (workbook["Seats"], workbook["People"]):
        assert sheet["A2"].value
        assert not sheet["A2"].alignment.wrap_text
        assert sheet["B2"].alignment.wrap_text
        assert sheet.column_dimensions["A"].width < 6


def test_appointments_stand_by_seat_then_role_then_first_day(mase: Office) -> None:
    def edit(workbook: Workbook) -> None:
        workbook["People"]["B48"].value, workbook["People"]["E48"].value = "New Head", "new@probation.example"
        sheet = workbook["Appointments"]
        row = row_of(workbook, "Appointments", "Head of Probation, Kent", 1)
        sheet.cell(row, 5).value = dt.date(2027, 1, 31)
        for column, text in enumerate(("New Head", "National Probation Service", "core member"), start=1):
            sheet.cell(40, column).value = text
        sheet.cell(40, 4).value = dt.date(2027, 2, 1)

    content = edited(export_members(mase, "MASE"), edit)
    do(apply_import, mase, "MASE", content, "members.xlsx", FOURTH_JANUARY, None)
    sheet = load_workbook(io.BytesIO(export_members(mase, "MASE")))["Appointments"]
    rows = [row for row in sheet.iter_rows(min_row=2, max_col=3, values_only=True) if row[0]]
    assert [row[0] for row in rows[:3]] == ["Head of Probation, Kent", "New Head", "Senior Probation Officer"]
    seats = [seat.name for seat in members_of(mase).seats]
    assert list(dict.fromkeys(row[1] for row in rows)) == [*seats, None]
    assert [row[2] for row in rows if row[1] is None] == [
        "co-opted member",
        "chair",
        "deputy chair",
        "business unit",
        "board secretary",
    ]


def test_its_help_asks_nobody_to_type_commands_and_calls_the_agreement_as_letters_do(mase: Office) -> None:
    workbook = load_workbook(io.BytesIO(export_members(mase, "MASE")))
    said = [str(cell) for row in workbook["Help"].values for cell in row if cell]
    said += [
        rule.prompt or "" for sheet in workbook.worksheets for rule in sheet.data_validations.dataValidation
    ]
    assert not [one for one in said if "mase " in one or "import" in one]
    assert "The day the confidentiality agreement was signed." in said


def test_a_joiner_a_leaver_and_a_changed_address_are_shown_then_applied_with_their_dates(
    mase: Office,
) -> None:
    def edit(workbook: Workbook) -> None:
        people, appointments = workbook["People"], workbook["Appointments"]
        people.cell(row_of(workbook, "People", "Designated Nurse"), 5).value = "nurse@icb.example"
        people["B48"].value, people["E48"].value = "New Board Manager", "new.manager@mscb.example"
        row = row_of(workbook, "Appointments", "MSCB Board Manager", 1)
        appointments.cell(row, 1).value = "New Board Manager"
        appointments.cell(row, 4).value = dt.date(2027, 2, 1)

    content = edited(export_members(mase, "MASE"), edit)
    shown = preview_import(mase, "MASE", content, "members.xlsx", FOURTH_JANUARY)
    seat = "core member, Medway Safeguarding Children Board"
    assert said(shown) == [
        f"joiners: New Board Manager: {seat}, from 1 February 2027; part 2 once the Chair allows it",
        f"leavers: MSCB Board Manager: {seat}, last day 31 January 2027",
        "changed addresses: Designated Nurse: "
        "designated.nurse@ccg.example → nurse@icb.example from 4 January 2027",
    ]
    do(apply_import, mase, "MASE", content, "members.xlsx", FOURTH_JANUARY, shown)

    members = members_of(mase)
    mscb = next(one for one in members.seats if one.short_name == "MSCB")
    nurse = next(person for person in members.people if person.name == "Designated Nurse")
    holders = [members.core_member(mscb.id, day) for day in (dt.date(2027, 1, 31), dt.date(2027, 2, 1))]
    assert [holder.name for holder in holders if holder] == ["MSCB Board Manager", "New Board Manager"]
    with mase.register.reading() as session:
        assert address_of(session, nurse.id, dt.date(2027, 1, 3)) == "designated.nurse@ccg.example"
        assert address_of(session, nurse.id, FOURTH_JANUARY) == "nurse@icb.example"


def test_a_row_taken_out_ends_the_day_before_the_import(mase: Office) -> None:
    content = edited(SAMPLE.read_bytes(), lambda workbook: take_out(workbook, "Voluntary Sector Lead"))
    do(apply_import, mase, "MASE", content, "m.xlsx", FOURTH_JANUARY)
    (gone,) = [
        appointment for appointment in members_of(mase).appointments if appointment.role is Role.CO_OPTED
    ]
    assert gone.last == dt.date(2027, 1, 3)


def test_a_joint_chair_taken_out_was_chair_until_the_import(mase: Office) -> None:
    first, since = dt.date(2027, 1, 1), dt.date(2027, 2, 4)
    do(appoint, mase, "MASE", Newcomer("Second Chair", "second@chair.example"), Role.CHAIR, first)
    content = edited(export_members(mase, "MASE"), lambda workbook: take_out(workbook, CHAIR))
    changes = preview_import(mase, "MASE", content, "members.xlsx", since)
    assert said(changes) == ["leavers: Independent Chair: chair, last day 3 February 2027"]


def test_a_row_with_a_last_day_that_is_taken_out_ends_no_later_for_a_successor_to_come(mase: Office) -> None:
    members = members_of(mase)
    (nurse,) = (
        appointment
        for appointment in members.appointments
        if members.person(appointment.person_id).name == NURSE
    )
    do(end_appointment, mase, nurse.id, dt.date(2027, 1, 15))
    later = dt.date(2027, 3, 1)
    do(appoint, mase, "MASE", Newcomer("Next Nurse", "next@ccg.example"), Role.CORE, later, nurse.seat_id)
    content = edited(export_members(mase, "MASE"), lambda workbook: take_out(workbook, NURSE))
    changes = preview_import(mase, "MASE", content, "members.xlsx", dt.date(2027, 1, 10))
    assert said(changes) == [
        "leavers: Designated Nurse: core member, CCGs (Designated Nurses), last day 9 January 2027"
    ]


def test_details_reply_addresses_seats_and_cover_are_taken_too(mase: Office) -> None:
    def edit(workbook: Workbook) -> None:
        people, seats, cover = workbook["People"], workbook["Seats"], workbook["Cover"]
        row = row_of(workbook, "People", "Designated Nurse")
        people.cell(row, 6).value, people.cell(row, 7).value = (
            "dn@phone.example; pa@ccg.example",
            "03000 009999",
        )
        seats.cell(row_of(workbook, "Seats", "CCGs (Designated Nurses)"), 3).value = "Integrated Care Board"
        row = row_of(workbook, "Seats", "District Councils")
        seats.cell(row, 6).value, seats.cell(row, 7).value = dt.date(2027, 3, 31), "abolished"
        row = row_of(workbook, "Appointments", "Community Safety Manager", 1)
        workbook["Appointments"].cell(row, 5).value = dt.date(2027, 3, 31)
        cover["A2"].value, cover["D2"].value = "Head of Inclusion", "Education Safeguarding Adviser"
        cover["B2"].value, cover["C2"].value = dt.date(2027, 2, 1), "28 Feb 2027"

    content = edited(export_members(mase, "MASE"), edit)
    assert said(do(apply_import, mase, "MASE", content, "m.xlsx", FOURTH_JANUARY)) == [
        "leavers: Community Safety Manager: core member, District Councils, last day 31 March 2027",
        "changed addresses: Designated Nurse: may now reply from dn@phone.example, pa@ccg.example, "
        "was the send-to address only",
        "changed details: Designated Nurse: phone 03000 009999, was 03000 000129",
        "seats: CCGs (Designated Nurses): present name Integrated Care Board, was CCGs (Designated Nurses)",
        "seats: District Councils: last day 31 March 2027, none before",
        "cover: Head of Inclusion by Education Safeguarding Adviser, 1 February 2027 to 28 February 2027",
    ]
    members = members_of(mase)
    head = next(person for person in members.people if person.name == "Head of Inclusion")
    assert members.acting_for(head.id, dt.date(2027, 2, 9)).name == "Education Safeguarding Adviser"
    assert len(members.seats_on(dt.date(2027, 4, 1))) == 11
    assert preview_import(mase, "MASE", export_members(mase, "MASE"), "m.xlsx", FOURTH_JANUARY) == ()


def test_every_change_is_shown_with_what_it_was_before(mase: Office) -> None:
    def enter(workbook: Workbook) -> None:
        people = workbook["People"]
        row = row_of(workbook, "People", "Designated Nurse")
        people.cell(row, 8).value, people.cell(row, 10).value = "Pat Ames", dt.date(2026, 12, 3)

    def change(workbook: Workbook) -> None:
        people, seats, appointments = workbook["People"], workbook["Seats"], workbook["Appointments"]
        row = row_of(workbook, "People", "Designated Nurse")
        people.cell(row, 7).value = people.cell(row, 10).value = None
        people.cell(row, 8).value = "Sam Obi"
        appointments.cell(row_of(workbook, "Appointments", "Designated Nurse", 1), 8).value = "no"
        row = row_of(workbook, "Seats", "District Councils")
        seats.cell(row, 2).value, seats.cell(row, 8).value = "Borough Councils", "Designated Nurse"
        appointments.cell(row_of(workbook, "Appointments", "Voluntary Sector Lead", 1), 4).value = dt.date(
            2026, 10, 1
        )
        for (cell,) in appointments.iter_rows(min_col=2, max_col=2):
            cell.value = "Borough Councils" if cell.value == "District Councils" else cell.value

    content = edited(export_members(mase, "MASE"), enter)
    entered = said(do(apply_import, mase, "MASE", content, "m.xlsx", FOURTH_JANUARY))
    assert entered == [
        "changed details: Designated Nurse: PA Pat Ames, none before",
        "changed details: Designated Nurse: agreement signed 3 December 2026, was 1 September 2026",
    ]
    content = edited(export_members(mase, "MASE"), change)
    assert said(preview_import(mase, "MASE", content, "m.xlsx", FOURTH_JANUARY)) == [
        "changed details: Designated Nurse: phone: taken out, was 03000 000129",
        "changed details: Designated Nurse: PA Sam Obi, was Pat Ames",
        "changed details: Designated Nurse: agreement signed: taken out, was 3 December 2026",
        "corrected appointments: Designated Nurse: core member, CCGs (Designated Nurses); part 2 no, was yes",
        "corrected appointments: Voluntary Sector Lead: co-opted member; first day 1 October 2026, "
        "was 1 September 2026",
        "seats: District Councils: name Borough Councils, was District Councils",
        "seats: Borough Councils: escalation contact Designated Nurse, was Chief Officer, District Councils",
    ]


def test_every_faulty_cell_is_listed_and_nothing_is_changed(office: Office) -> None:
    def edit(workbook: Workbook) -> None:
        people, appointments = workbook["People"], workbook["Appointments"]
        people["E2"].value = "Head <a@b.example>"
        people["E3"].value = "officer@prob\u0430tion.example"
        people["J4"].value = "soon"
        people["B6"].value = people["B5"].value
        appointments["C3"].value = "boss"
        appointments["B6"].value = "The Scouts"
        appointments["A8"].value = "Nobody Known"
        appointments["E9"].value = dt.date(2020, 1, 1)
        workbook["Cover"]["A2"].value = "Head of Inclusion"
        workbook["Seats"]["B9"].value = None

    with pytest.raises(Problem) as refused:
        do(apply_import, office, "MASE", edited(SAMPLE.read_bytes(), edit), "m.xlsx", FOURTH_JANUARY)
    assert refused.value.sentence == "m.xlsx can’t be taken as it is; nothing has been changed."
    assert "Seats, cell B9: nothing found; allowed: the name." in refused.value.faults
    places = [fault.split(":")[0] for fault in refused.value.faults]
    wanted = "People E2, People E3, People J4, People B6, Appointments C3, Appointments B6, Appointments A8, "
    wanted += "Appointments D9, Cover B2, Cover C2, Cover D2"
    assert {one.replace(" ", ", cell ") for one in wanted.split(", ")} <= set(places)
    assert len(places) == len(set(places))
    with office.register.reading() as session:
        for table in (PersonRow, AddressRow, AppointmentRow):
            assert session.scalar(select(func.count()).select_from(table)) == 0


@pytest.mark.parametrize("name", ["Неad of Service", "Head\u200b of Service", "Head of \u202eService"])
def test_a_name_that_is_not_what_it_looks_like_is_a_faulty_cell(office: Office, name: str) -> None:
    def edit(workbook: Workbook) -> None:
        workbook["People"]["B2"].value = name

    with pytest.raises(Problem) as refused:
        do(apply_import, office, "MASE", edited(SAMPLE.read_bytes(), edit), "m.xlsx", FOURTH_JANUARY)
    assert [fault for fault in refused.value.faults if fault.startswith("People, cell B2: ")]
    with office.register.reading() as session:
        assert session.scalar(select(func.count()).select_from(PersonRow)) == 0


def test_two_core_members_of_one_seat_are_refused_with_the_cell(office: Office) -> None:
    def edit(workbook: Workbook) -> None:
        row = row_of(workbook, "Appointments", "Deputy Designated Nurse", 1)
        workbook["Appointments"].cell(row, 3).value = "core member"
        workbook["Appointments"].cell(row, 6).value = None

    with pytest.raises(Problem, match=r"Appointments, cell D\d+: Core member, CCGs .* there can be only one"):
        preview_import(office, "MASE", edited(SAMPLE.read_bytes(), edit), "m.xlsx", FOURTH_JANUARY)


def test_a_deputy_stays_when_the_member_of_the_seat_is_replaced(mase: Office) -> None:
    def edit(workbook: Workbook) -> None:
        row = row_of(workbook, "Appointments", "Designated Nurse", 1)
        workbook["Appointments"].cell(row, 1).value = "Voluntary Sector Lead"
        workbook["Appointments"].cell(row, 4).value = FOURTH_JANUARY

    content = edited(export_members(mase, "MASE"), edit)
    assert said(preview_import(mase, "MASE", content, "m.xlsx", FOURTH_JANUARY)) == [
        "joiners: Voluntary Sector Lead: core member, CCGs (Designated Nurses), from 4 January 2027; "
        "part 2 once the Chair allows it",
        "leavers: Designated Nurse: core member, CCGs (Designated Nurses), last day 3 January 2027",
    ]


def test_a_deputy_of_one_seat_does_not_deputise_for_the_member_of_another(mase: Office) -> None:
    def edit(workbook: Workbook) -> None:
        row = row_of(workbook, "Appointments", "Deputy Designated Nurse", 1)
        workbook["Appointments"].cell(row, 6).value = "Community Safety Manager"

    with pytest.raises(
        Problem, match=r"Appointments, cell F\d+: Community Safety Manager holds another seat"
    ):
        preview_import(mase, "MASE", edited(SAMPLE.read_bytes(), edit), "m.xlsx", FOURTH_JANUARY)


def test_a_misspelt_name_under_deputises_for_is_a_faulty_cell_and_one_who_left_is_none(mase: Office) -> None:
    def deputising_for(name: str) -> bytes:
        def edit(workbook: Workbook) -> None:
            row = row_of(workbook, "Appointments", "Deputy Designated Nurse", 1)
            workbook["Appointments"].cell(row, 6).value = name
            for sheet, column in (("People", 2), ("Appointments", 1)):
                workbook[sheet].delete_rows(row_of(workbook, sheet, "Voluntary Sector Lead", column))

        return edited(export_members(mase, "MASE"), edit)

    with pytest.raises(Problem) as refused:
        preview_import(mase, "MASE", deputising_for("Mister Nobody"), "m.xlsx", FOURTH_JANUARY)
    (fault,) = refused.value.faults
    assert re.fullmatch(r"Appointments, cell F\d+: “Mister Nobody” is not among the people\. .*", fault)
    left = preview_import(mase, "MASE", deputising_for("Voluntary Sector Lead"), "m.xlsx", FOURTH_JANUARY)
    assert [one.kind for one in left] == ["leavers"]


@pytest.mark.parametrize(("column", "letter"), [(3, "C"), (4, "D")])
def test_a_name_of_two_seats_is_refused_in_both_cells_of_seats(
    mase: Office, column: int, letter: str
) -> None:
    rows = []

    def edit(workbook: Workbook) -> None:
        for seat in ("District Councils", "CCGs (Designated Nurses)"):
            rows.append(row_of(workbook, "Seats", seat))
            workbook["Seats"].cell(rows[-1], column).value = "Health"
            for row in workbook["Appointments"].iter_rows(max_col=2):
                if row[1].value == seat:
                    row[1].value = "Health"

    with pytest.raises(Problem) as refused:
        preview_import(mase, "MASE", edited(export_members(mase, "MASE"), edit), "m.xlsx", FOURTH_JANUARY)
    assert list(refused.value.faults) == [
        f"Seats, cell {letter}{row}: “Health” names two seats; give each seat a name that no other has."
        for row in sorted(rows)
    ]


def test_an_address_of_somebody_else_in_the_register_is_asked_about(mase: Office) -> None:
    def edit(workbook: Workbook) -> None:
        for sheet in ("People", "Appointments", "Seats"):
            for row in workbook[sheet].iter_rows():
                for cell in row:
                    if cell.value == "Designated Nurse":
                        cell.value = "Another Nurse"

    with pytest.raises(Problem, match="is the address of Designated Nurse in the register"):
        preview_import(mase, "MASE", edited(SAMPLE.read_bytes(), edit), "m.xlsx", FOURTH_JANUARY)
    # in an exported workbook the id tells who it is, and it is a new name
    content = edited(export_members(mase, "MASE"), edit)
    assert said(preview_import(mase, "MASE", content, "m.xlsx", FOURTH_JANUARY)) == [
        "changed details: Designated Nurse: name Another Nurse, was Designated Nurse",
        "changed details: Designated Nurse: job title Another Nurse, was Designated Nurse",
    ]


def test_an_older_workbook_gives_nobody_back_an_address_that_somebody_else_has_now(mase: Office) -> None:
    older = export_members(mase, "MASE")

    def hand_over(workbook: Workbook) -> None:
        people, places = workbook["People"], workbook["Appointments"]
        row, place = row_of(workbook, "People", NURSE), row_of(workbook, "Appointments", NURSE, column=1)
        new, new_place = people.max_row + 1, places.max_row + 1
        for column, value in ((2, "Next Nurse"), (5, people.cell(row, 5).value)):
            people.cell(new, column).value = value
        for column, value in ((1, "Next Nurse"), (2, places.cell(place, 2).value), (3, "core member")):
            places.cell(new_place, column).value = value
        people.cell(row, 5).value = None
        places.cell(place, 5).value = dt.date(2027, 1, 3)

    content = edited(older, hand_over)
    do(apply_import, mase, "MASE", content, "members.xlsx", FOURTH_JANUARY)
    assert preview_import(mase, "MASE", export_members(mase, "MASE"), "members.xlsx", FOURTH_JANUARY) == ()
    with pytest.raises(Problem, match="is the address of Next Nurse in the register"):
        preview_import(mase, "MASE", older, "older.xlsx", FOURTH_JANUARY)


def test_nothing_is_imported_when_the_register_changed_since_the_look(mase: Office) -> None:
    content = with_one_person(mase)
    shown = preview_import(mase, "MASE", content, "m.xlsx", FOURTH_JANUARY)
    with mase.register.transaction("test") as tx:
        row = tx.session.scalars(select(AppointmentRow).where(AppointmentRow.role == Role.CO_OPTED)).one()
        row.last = dt.date(2026, 12, 1)
    with pytest.raises(Problem, match="changed by somebody else since you looked"):
        do(apply_import, mase, "MASE", content, "m.xlsx", FOURTH_JANUARY, shown)
    assert len(preview_import(mase, "MASE", content, "m.xlsx", FOURTH_JANUARY)) == len(shown) - 1


@pytest.mark.parametrize("sheet", ["People", "Appointments"])
def test_a_row_of_the_workbook_that_is_struck_through_is_asked_about(mase: Office, sheet: str) -> None:
    places: list[str] = []

    def edit(workbook: Workbook) -> None:
        column = 2 if sheet == "People" else 1
        row = row_of(workbook, sheet, NURSE, column)
        for cell in workbook[sheet][row]:
            cell.font = Font(strike=True)
        places.append(workbook[sheet].cell(row, column).coordinate)

    content = edited(export_members(mase, "MASE"), edit)
    with pytest.raises(Problem) as refused:
        preview_import(mase, "MASE", content, "members.xlsx", FOURTH_JANUARY)
    (fault,) = refused.value.faults
    assert fault == (
        f"{sheet}, row {places[0][1:]}: struck through. Whoever leaves has a last day under To on the sheet "
        "Appointments; give it there, and take the line off."
    )


def test_the_template_has_the_seats_and_nobody_in_it(office: Office) -> None:
    workbook = load_workbook(io.BytesIO(members_template(office, "MASE")))
    assert workbook["Seats"]["B5"].value == "Kent Police"
    assert workbook["People"]["B2"].value is None
    shown = preview_import(office, "MASE", with_one_person(office), "m.xlsx", FOURTH_JANUARY)
    assert said(shown) == ["joiners: The One: business unit, from 4 January 2027"]


def test_an_empty_template_is_refused(office: Office) -> None:
    with pytest.raises(Problem, match="nobody is in the list"):
        preview_import(office, "MASE", members_template(office, "MASE"), "m.xlsx", FOURTH_JANUARY)


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (None, "Sheet: there is nobody in the list."),
        (("CCGs", "TBC", None), "Sheet: there is nobody in the list."),
        (
            ("CCGs", "No Mail", None),
            "Sheet, row 2: No Mail has no address to write to; give one under “Email”.",
        ),
    ],
)
def test_a_list_of_the_unit_s_own_has_each_fault_once_and_on_a_sheet_it_has(
    office: Office, row: tuple[str | None, ...] | None, fault: str
) -> None:
    workbook = Workbook()
    for cells in (("Organisation", "Name", "Email"), *([row] if row else [])):
        workbook.worksheets[0].append(cells)
    with pytest.raises(Problem) as refused:
        preview_import(office, "MASE", as_file(workbook), "list.xlsx", FOURTH_JANUARY)
    assert refused.value.faults == (fault,)


def test_a_formula_does_not_hide_what_else_is_wrong(office: Office) -> None:
    def edit(workbook: Workbook) -> None:
        workbook["People"]["B2"].value = "=A1"
        workbook["People"]["E3"].value = "nobody"
        workbook["Appointments"]["C4"].value = "king"

    with pytest.raises(Problem) as refused:
        preview_import(office, "MASE", edited(SAMPLE.read_bytes(), edit), "m.xlsx", FOURTH_JANUARY)
    assert [fault.partition(":")[0] for fault in refused.value.faults] == [
        "People, cell B2",
        "People, cell E3",
        "Appointments, cell C4",
    ]


def test_wrong_headings_of_every_sheet_are_named_at_once(office: Office) -> None:
    def edit(workbook: Workbook) -> None:
        workbook["Seats"]["D1"].value = "Code"
        workbook["Appointments"]["H1"].value = "Restricted"
        del workbook["Cover"]

    with pytest.raises(Problem) as refused:
        preview_import(office, "MASE", edited(SAMPLE.read_bytes(), edit), "m.xlsx", FOURTH_JANUARY)
    assert [fault.split(".")[1] for fault in refused.value.faults] == [
        "xlsx: row 1 of the sheet “Seats” lacks the column “Short name”",
        "xlsx: row 1 of the sheet “Appointments” lacks the column “Part 2”",
        "xlsx has no sheet “Cover”; it has “Seats”, “People”, “Appointments”, “Help”",
    ]


def test_an_unknown_group_is_refused_naming_the_known_ones(office: Office) -> None:
    with pytest.raises(Problem, match=r"There is no group “MACE” in the register\. Groups known: MASE\."):
        preview_import(office, "MACE", SAMPLE.read_bytes(), SAMPLE.name, FOURTH_JANUARY)


def test_the_audit_trail_names_ids_and_dates_only(mase: Office) -> None:
    with mase.register.reading() as session:
        row = session.scalars(select(AuditRow).where(AuditRow.event == "members imported")).one()
    assert row.about["since"] == "2026-09-01"
    assert "Nurse" not in str(row.about)


@pytest.mark.thorough
@pytest.mark.parametrize(
    "name", ["Smith & Jones <x>", "=HYPERLINK(1)", "נורית", "🌻 Ann", "O’Neill " + "x" * 290]
)
def test_names_go_in_and_out_whole(office: Office, name: str) -> None:
    do(apply_import, office, "MASE", with_one_person(office, name), "m.xlsx", FOURTH_JANUARY)
    exported = load_workbook(io.BytesIO(export_members(office, "MASE")))
    assert exported["People"]["B2"].value == name
    assert exported["People"]["B2"].data_type == "s"


def a_list_of(people: int, organisation: Callable[[int], str]) -> bytes:
    workbook = Workbook()
    rows = [["Organisation", "Name", "Email"]]
    rows += [[organisation(one), f"Person {one}", f"p{one}@kent.example"] for one in range(people)]
    for row in rows:
        workbook.worksheets[0].append(row)
    return as_file(workbook)


CROWDS = {
    "5,000 of one seat": (5_000, lambda _: "Kent Police", "a list has at most 500 people"),
    "5,000 of no seat": (5_000, "{} Borough Council of Nowhere".format, "a list has at most 500 people"),
    "5,000 with long names": (600, lambda _: "Kent " * 200, "a list has at most 500 people"),
    "400 of one seat": (400, lambda _: "Kent Police", "has this seat already: which of them is its deputy?"),
    "100 of one seat": (100, lambda _: "Kent Police", "has this seat already: which of them is its deputy?"),
}


@pytest.mark.thorough
@pytest.mark.parametrize("crowd", CROWDS)
def test_a_list_of_far_too_many_people_is_refused_soon_and_in_words(office: Office, crowd: str) -> None:
    people, organisation, words = CROWDS[crowd]
    content, before = a_list_of(people, organisation), time.process_time()
    with pytest.raises(Problem) as refused:
        preview_import(office, "MASE", content, "list.xlsx", FOURTH_JANUARY)
    assert any(words in fault for fault in refused.value.faults)
    assert len(refused.value.faults) <= 1_000
    assert time.process_time() - before < 5
