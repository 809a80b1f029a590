"""The workbook of the contacts of partnerships: all cells are right, or nothing is taken."""

from __future__ import annotations

from dataclasses import replace

import pytest

from forum.partnerships import Contact, changes_in_words, contacts_sheet, read_contacts
from forum.text.cells import Cell, Row
from forum.text.problem import Problem
from tests.english import day
from tests.forum.partnerships.briefings import COMMUNITY, HEALTH

HEADINGS = contacts_sheet(()).headings
TODAY = day("Mon 4 Jan 2027")
ANN = Contact(COMMUNITY, "Ashford", "Ann Hill", "ann.hill@ashford.example", "01233 330000", cell="D2")
BEN = Contact(HEALTH, "", "Ben Moor", "ben.moor@kent.example")
IN_SHEET = (COMMUNITY, "Ashford", "Ann Hill", "ann.hill@ashford.example", "01233 330000", "")
NEW = (HEALTH, "", "Ben Moor", "ben.moor@kent.example", "", "")
KNOWN = "as the register has it; to change it, give this one a last day and the other a row"
A_LAST_DAY = "a date such as 12/1/27 or 12 January 2027, today or later; or nothing"


def read(*rows: tuple[str, ...], faults: tuple[str, ...] = ()) -> tuple[Contact, ...]:
    """The contacts that a sheet with these rows changes, where Ann alone is known."""
    cells: list[Row] = [
        {
            heading: Cell(f"{column}{number}", value)
            for column, heading, value in zip("ABCDEF", HEADINGS, values, strict=True)
        }
        for number, values in enumerate(rows, start=2)
    ]
    return read_contacts(cells, (COMMUNITY, HEALTH), [ANN], TODAY, "contacts.xlsx", faults)


def changed(values: tuple[str, ...], **cells: str) -> tuple[str, ...]:
    """A row with some cells changed, by their headings, with _ for a space."""
    row = dict(zip(HEADINGS, values, strict=True))
    return tuple({**row, **{name.replace("_", " "): value for name, value in cells.items()}}.values())


def test_new_contacts_and_those_with_a_last_day_are_taken_and_the_others_stay() -> None:
    assert read() == read(IN_SHEET) == ()
    again = changed(IN_SHEET, Body="ashford ", Name="ann  hill", Email="Ann.Hill@ashford.example")
    assert read(again) == (), "the same, typed otherwise"
    (ben,) = read(IN_SHEET, NEW)
    assert (ben, ben.cell) == (BEN, "D3")
    (ann,) = read(changed(IN_SHEET, Last_day="4 January 2027"))
    assert ann == replace(ANN, last=TODAY)
    assert changes_in_words([ann, ben], [ANN]) == (
        "Community Safety Partnerships, Ashford: Ann Hill ends with 4 January 2027",
        "Health & Wellbeing Board: Ben Moor is new",
    )
    (short,) = read(changed(NEW, Last_day="30 June 2027"))
    assert changes_in_words([short], [ANN]) == ("Health & Wellbeing Board: Ben Moor is new",)


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (changed(NEW, Partnership=""), f"A3: nothing found; allowed: {COMMUNITY} or {HEALTH}"),
        (changed(NEW, Partnership="Rotary"), f"A3: found “Rotary”; allowed: {COMMUNITY} or {HEALTH}"),
        (changed(NEW, Name=""), "C3: nothing found; allowed: the name of the contact"),
        (changed(NEW, Email=""), "D3: nothing found; allowed: the address to which briefings go"),
        (changed(NEW, Last_day="soon"), f"F3: found “soon”; allowed: {A_LAST_DAY}"),
        (changed(NEW, Last_day="3 January 2027"), f"F3: found “3 January 2027”; allowed: {A_LAST_DAY}"),
        (changed(IN_SHEET, Name="Dan Hill"), f"C3: found “Dan Hill”; allowed: Ann Hill, {KNOWN}"),
        (changed(IN_SHEET, Phone=""), f"E3: nothing found; allowed: 01233 330000, {KNOWN}"),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_is_taken(row: tuple[str, ...], fault: str) -> None:
    with pytest.raises(Problem) as refused:
        read(IN_SHEET, row)
    assert refused.value.faults == (f"{fault}.",)
    assert refused.value.sentence == (
        "contacts.xlsx can’t be taken as it is: 1 thing to correct. Nothing has been changed."
    )


def test_a_contact_stands_once_and_a_number_where_there_was_none_is_said() -> None:
    with pytest.raises(Problem) as refused:
        read(NEW, NEW)
    assert refused.value.faults == (
        "D3: found “ben.moor@kent.example”; allowed: each contact of a partnership once.",
    )
    with pytest.raises(Problem, match="3 things to correct"):
        read(changed(IN_SHEET, Phone="1", Name="Dan"), faults=("B9: a formula.",))
