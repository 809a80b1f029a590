"""What goes to partnerships and comes from them, on the screen: by body and reference, never a name."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from forum.partnerships import BriefingKind
from forum.text.problem import Problem
from tasks.duties.partnerships.contacts import put_before_group, register_contact
from tasks.register.tables import AddressRow, PartnershipContactRow
from tests.mase.commands.terminal import typed
from tests.sheet_rows import markings
from tests.tasks.duties.do import do
from tests.tasks.duties.secretariat import Forum

COMMUNITY = "Community Safety Partnerships"


def test_contacts_and_messages_are_shown_by_body_and_standing(planned: Forum) -> None:
    nothing = "No contact of a partnership is registered, and nothing went to one."
    assert nothing in typed("partnership", "show")
    details = "Warden Manager, warden@ashford.example, 01233 000000"
    do(register_contact, planned.office, planned.group, f"{COMMUNITY}, Ashford", details)
    (contact,) = planned.rows(PartnershipContactRow)
    do(put_before_group, planned.office, contact, BriefingKind.INFORMATION)
    shown = " ".join(typed("partnership", "show", "--group", "MASE").split())
    assert f"MASE {COMMUNITY} {COMMUNITY}, Ashford" in shown
    assert f"from {COMMUNITY}, Ashford for information waiting, MASE/2027-01" in shown
    assert "Warden Manager" not in shown


def test_contacts_come_in_as_a_workbook_go_out_and_end(planned: Forum, tmp_path: Path) -> None:
    empty, file = tmp_path / "empty.xlsx", tmp_path / "contacts.xlsx"
    typed("partnership", "export", str(empty), "--group", "MASE")
    write(
        empty,
        file,
        (COMMUNITY, "Ashford", "Warden Manager", "warden@ashford.example", "01233 000000", None),
        (COMMUNITY, "Dover", "Harbour Manager", "harbour@dover.example", None, None),
    )
    screen = " ".join(typed("partnership", "import", str(file), "--group", "MASE", "--yes").split())
    assert f"contacts.xlsx makes 2 changes. {COMMUNITY}, Ashford: Warden Manager is new" in screen
    again = typed("partnership", "import", str(file), "--group", "MASE", "--yes")
    assert "changes nothing" in again
    harbour = next(row for row in planned.rows(PartnershipContactRow) if row.body.endswith("Dover"))
    with planned.office.register.transaction("test") as tx:
        tomorrow = planned.today + dt.timedelta(days=1)
        tx.session.add(
            AddressRow(person_id=harbour.person_id, address="new@dover.example", send_to=True, first=tomorrow)
        )
    taken = tmp_path / "taken.xlsx"
    typed("partnership", "export", str(taken), "--group", "MASE")
    assert markings(taken.read_bytes()) == {"OFFICIAL-SENSITIVE"}
    rows = openpyxl.load_workbook(taken)["Contacts"].iter_rows(min_row=2, max_row=4, values_only=True)
    assert [(row[1], row[3]) for row in rows] == [
        ("Ashford", "warden@ashford.example"),
        ("Dover", "harbour@dover.example"),
        (None, None),
    ]
    write(taken, file, (COMMUNITY, "Dover", "Harbour Manager", "harbour@dover.example", None, planned.today))
    screen = typed("partnership", "import", str(file), "--group", "MASE", "--yes")
    assert f"{COMMUNITY}, Dover: Harbour Manager ends with" in screen
    planned.on("Fri 8 Jan 2027")
    assert "Dover" not in typed("partnership", "show")
    assert "Ashford" in typed("partnership", "show"), "a row that is left out changes nothing"


def test_each_wrong_cell_of_the_contacts_is_named_and_nobody_is_taken(planned: Forum, tmp_path: Path) -> None:
    details = "Warden Manager, warden@ashford.example, 01233 000000"
    do(register_contact, planned.office, planned.group, f"{COMMUNITY}, Ashford", details)
    empty, file = tmp_path / "empty.xlsx", tmp_path / "contacts.xlsx"
    typed("partnership", "export", str(empty), "--group", "MASE")
    right = (COMMUNITY, "Dover", "Harbour Manager", "harbour@dover.example", None, None)
    write(
        empty,
        file,
        right,
        ("Harbour Board", *right[1:]),
        (*right[:2], None, *right[3:]),
        (*right[:3], "harbour at dover", *right[4:]),
        (*right[:5], "ongoing"),
        right,
        (COMMUNITY, "Ashford", "Somebody Else", "warden@ashford.example", "01233 000000", None),
    )
    with pytest.raises(Problem, match="Nothing has been changed") as refused:
        typed("partnership", "import", str(file), "--group", "MASE", "--yes")
    allowed = (
        ("A3", f"found “Harbour Board”; allowed: {COMMUNITY}"),
        ("C4", "nothing found; allowed: the name of the contact"),
        ("D5", "has a space inside: take it out"),
        ("F6", "found “ongoing”; allowed: a date such as"),
        ("D7", "allowed: each contact of a partnership once"),
        ("C8", "found “Somebody Else”; allowed: Warden Manager, as the register has it"),
    )
    for fault, (cell, words) in zip(refused.value.faults, allowed, strict=True):
        assert fault.startswith(f"Contacts, cell {cell}: ")
        assert words in fault
    write(empty, file, (COMMUNITY, "Dover", "Harbour Manager", "warden@ashford.example", None, None))
    with pytest.raises(Problem) as refused:
        typed("partnership", "import", str(file), "--group", "MASE", "--yes")
    assert "it is somebody else’s" in refused.value.faults[0]
    assert len(planned.rows(PartnershipContactRow)) == 1


def write(workbook: Path, file: Path, *rows: tuple[Any, ...]) -> None:
    """The workbook with these rows of contacts in place of its own."""
    book = openpyxl.load_workbook(workbook)
    sheet = book["Contacts"]
    for number in range(2, 12):
        row = rows[number - 2] if number - 2 < len(rows) else (None,) * 6
        for column, value in enumerate(row, start=1):
            sheet.cell(number, column).value = value
    book.save(file)
