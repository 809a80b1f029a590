"""Seats and people who were renamed after the workbook went out are found by the id behind their names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from forum.record.prefill import PERSON, SEAT, names_of_form, with_present_names
from forum.record.record import Sheets
from forum.text.cells import Cell
from tests.record_form import person_id, record_form, seat_id

FORM = record_form()
NURSE, POLICE = person_id("Named Nurse"), seat_id("Kent Police")
NAMES = {(PERSON, "ms nurse"): NURSE, (SEAT, "the police"): POLICE, (SEAT, "gone"): seat_id("NPS")}


def returned(sheet: str, heading: str, value: str) -> str:
    """A cell as it reads once names are present ones."""
    sheets = Sheets({sheet: ({heading: Cell("A1", value)},)}, ("x",), NAMES)
    now = with_present_names(FORM, sheets)
    assert (now.faults, now.names, now.rows[sheet][0][heading].place) == (("x",), NAMES, "A1")
    return str(now.rows[sheet][0][heading].value)


@pytest.mark.parametrize(
    ("sheet", "heading"),
    [
        ("Meeting", "Chaired by"),
        ("Meeting", "Minute-taker"),
        ("Attendance", "Holder"),
        ("Attendance", "Deputy"),
        ("Attendance", "Other deputy: name"),
        ("Others", "Name"),
        ("Interests", "Person"),
        ("Actions", "Owner"),
    ],
)
def test_a_person_renamed_meanwhile_has_their_present_name(sheet: str, heading: str) -> None:
    assert returned(sheet, heading, "Ms  Nurse") == "Named Nurse"
    assert returned(sheet, heading, "The police") == "The police"
    assert returned(sheet, heading, "A stranger") == "A stranger"


@pytest.mark.parametrize(("sheet", "heading"), [("Attendance", "Seat"), ("Actions", "Seat")])
def test_a_seat_renamed_meanwhile_has_its_present_name(sheet: str, heading: str) -> None:
    assert returned(sheet, heading, "The Police") == "Kent Police"
    assert returned(sheet, heading, "Ms Nurse") == "Ms Nurse"


def test_other_cells_stay_as_they_were_typed() -> None:
    assert returned("Items", "Note", "Ms Nurse") == "Ms Nurse"
    assert returned("Meeting", "Start", "Ms Nurse") == "Ms Nurse"


def test_the_name_of_a_seat_that_is_gone_stays() -> None:
    seats = tuple(seat for seat in FORM.seats if seat.short_name != "NPS")
    sheets = Sheets({"Actions": ({"Seat": Cell("A1", "Gone")},)}, (), NAMES)
    assert with_present_names(replace(FORM, seats=seats), sheets) == sheets


def test_a_form_has_the_names_of_its_seats_and_people() -> None:
    names = list(names_of_form(FORM))
    assert len(names) == len(FORM.seats) + len(FORM.people)
    assert {("seat", "Kent Police", POLICE), ("person", "Named Nurse", NURSE)} <= set(names)
