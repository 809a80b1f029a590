"""Single cells of a workbook: what is taken as people write it, and each fault in its words."""

from __future__ import annotations

import datetime as dt

import pytest

from forum.text.cells import A_TIME, Cell, CellReader, Row

PLACE = "Attendance, cell F5"


def a_cell(value: object) -> Cell:
    return Cell(PLACE, value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("", ""),
        (" two \n words ", "two words"),
        (3.0, "3"),
        (3.5, "3.5"),
        (7, "7"),
        (True, "True"),
        (dt.date(2027, 1, 12), "2027-01-12"),
    ],
)
def test_a_cell_is_text_on_one_line(value: object, text: str) -> None:
    assert a_cell(value).line == text


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("", f"{PLACE}: nothing found; allowed: a word."),
        ("x" * 80, f"{PLACE}: found “{'x' * 80}”; allowed: a word."),
        ("x" * 81, f"{PLACE}: found “{'x' * 80}…”; allowed: a word."),
        (dt.date(2027, 2, 26), f"{PLACE}: found “26 February 2027”; allowed: a word."),
        (dt.datetime(2027, 2, 26), f"{PLACE}: found “26 February 2027”; allowed: a word."),
    ],
)
def test_a_fault_says_where_what_was_found_and_what_is_allowed(value: object, said: str) -> None:
    reader = CellReader()
    reader.fault(a_cell(value), "a word")
    assert reader.faults == [said]


def test_a_cell_that_could_not_be_read_has_one_fault() -> None:
    reader = CellReader([f"{PLACE}: a formula."])
    reader.fault(a_cell("x"), "a word")
    reader.fault(Cell("Attendance, cell F55", "x"), "a word")
    reader.fault(Cell("Attendance, cell F55", "x"), "two words")
    assert reader.faults == [
        f"{PLACE}: a formula.",
        "Attendance, cell F55: found “x”; allowed: a word.",
        "Attendance, cell F55: found “x”; allowed: two words.",
    ]


def test_text_keeps_its_lines_and_a_line_does_not() -> None:
    reader = CellReader()
    assert reader.text(a_cell(" one\ntwo ")) == "one\ntwo"
    assert reader.text(a_cell(3.0)) == "3"
    assert reader.line(a_cell(" one\ntwo ")) == "one two"
    assert reader.name(a_cell(" Jo  Field ")) == "Jo Field"
    assert reader.line(a_cell(None)) == reader.name(a_cell("")) == ""
    assert reader.faults == []


def test_a_line_or_a_name_that_is_needed_is_missed() -> None:
    reader = CellReader()
    assert reader.line(a_cell(""), "a line") == reader.name(a_cell(None), "a name") == ""
    assert reader.faults == [
        f"{PLACE}: nothing found; allowed: a line.",
        f"{PLACE}: nothing found; allowed: a name.",
    ]


def test_what_is_needed_and_what_nobody_can_see_are_faults() -> None:
    reader = CellReader()
    assert reader.text(a_cell(""), "words") == ""
    assert reader.line(a_cell("a\x07b")) == ""
    assert reader.name(a_cell("Jo\u202e Field")) == ""
    first, second, third = reader.faults
    assert first == f"{PLACE}: nothing found; allowed: words."
    assert second.startswith(f"{PLACE}: ")
    assert "U+0007" in second
    assert third == (
        f"{PLACE}: a sign in it (U+202E) turns the direction of the text; take it out or type the text again."
    )


@pytest.mark.parametrize(
    ("value", "needed", "word", "fault"),
    [
        (" yES", False, "Yes", ""),
        ("", False, "", ""),
        ("", True, "", "nothing found; allowed: Yes or No."),
        ("perhaps", True, "", "found “perhaps”; allowed: Yes or No."),
        ("perhaps", False, "", "found “perhaps”; allowed: Yes or No, or nothing."),
    ],
)
def test_a_word_is_chosen_whatever_its_capitals(value: str, needed: bool, word: str, fault: str) -> None:
    reader = CellReader()
    assert reader.choice(a_cell(value), ("Yes", "No"), needed=needed) == word
    assert reader.faults == ([f"{PLACE}: {fault}"] if fault else [])


def test_where_nothing_can_be_chosen_nothing_is_allowed() -> None:
    reader = CellReader()
    assert reader.choice(a_cell("x"), (), needed=True) == ""
    assert reader.faults == [f"{PLACE}: found “x”; allowed: nothing."]


@pytest.mark.parametrize(
    ("value", "answer"),
    [
        (True, True),
        (False, False),
        ("y", True),
        ("N", False),
        ("Yes", True),
        ("no", False),
        ("", None),
        ("x", None),
    ],
)
def test_yes_and_no_may_be_short_or_a_ticked_box(value: object, answer: bool | None) -> None:
    assert CellReader().yes(a_cell(value)) is answer


def test_a_yes_that_is_needed_is_missed() -> None:
    reader = CellReader()
    assert reader.yes(a_cell(""), needed=True) is None
    assert reader.faults == [f"{PLACE}: nothing found; allowed: Yes or No."]


@pytest.mark.parametrize(
    ("value", "needed", "time", "fault"),
    [
        ("9.30", True, dt.time(9, 30), ""),
        ("", False, None, ""),
        ("", True, None, f"nothing found; allowed: {A_TIME}."),
        ("soon", False, None, f"found “soon”; allowed: {A_TIME}."),
    ],
)
def test_a_time_is_read_or_a_fault(value: str, needed: bool, time: dt.time | None, fault: str) -> None:
    reader = CellReader()
    assert reader.time(a_cell(value), needed=needed) == time
    assert reader.faults == ([f"{PLACE}: {fault}"] if fault else [])


@pytest.mark.parametrize(
    ("value", "number"),
    [("10", 10), (10.0, 10), ("0", 0), ("", None), ("11", None), ("-1", None), ("x", None)],
)
def test_a_number_is_whole_and_no_larger_than_it_may_be(value: object, number: int | None) -> None:
    reader = CellReader()
    assert reader.number(a_cell(value), 10) == number
    said = f"{PLACE}: found “{value}”; allowed: a whole number up to 10, or nothing."
    assert reader.faults == ([said] if number is None and value else [])


def test_an_address_is_one_that_can_be_written_to() -> None:
    reader = CellReader()
    assert reader.address(a_cell("Jo@Health.Example")) == "Jo@health.example"
    assert reader.address(a_cell("")) == ""
    assert reader.faults == []
    assert reader.address(a_cell("none")) == ""
    assert reader.faults == [f"{PLACE}: The address has no @: write it as name@organisation.example."]


def rows(*names: str) -> list[Row]:
    return [{"Seat": Cell(f"A{number}", name)} for number, name in enumerate(names, start=2)]


def test_rows_are_known_by_a_column_and_each_once() -> None:
    reader = CellReader()
    found = reader.rows_by(rows("police", "Health", "Fire", "Police"), "Seat", {"Police": 1, "Health": 2})
    assert {name: row["Seat"].place for name, row in found.items()} == {"Police": "A2", "Health": "A3"}
    assert reader.faults == [
        "A4: found “Fire”; allowed: Police or Health.",
        "A5: found “Police”; allowed: each once; it is also in A2.",
    ]


def test_a_row_that_is_missing_is_a_fault_where_all_are_wanted() -> None:
    known = {"Police": 1, "Health": 2, "Fire": 3}
    reader = CellReader()
    assert list(reader.rows_by(rows("Health"), "Seat", known)) == ["Health"]
    assert reader.faults == []
    reader.rows_by(rows("Health"), "Seat", known, all_wanted=True)
    assert reader.faults == ["Seat: the row of Police and Fire is missing; put it back as it was."]
    empty = CellReader()
    assert empty.rows_by(rows("Health"), "Seat", {}, all_wanted=True) == {}
    assert empty.faults == ["A2: found “Health”; allowed: no row here."]
