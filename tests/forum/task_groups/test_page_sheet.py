"""The page of a task group as the unit fills it in: read whole, or each wrong cell named (clause 6)."""

from __future__ import annotations

from typing import Any

import pytest

from forum.task_groups.commission import ANSWER, ASK, MEMBERS, ROWS, PageSent, read_commission, read_page
from forum.text.cells import Cell, Row
from forum.text.problem import Problem
from samples.task_group import commission_page, typed_page
from tests.english import day

PAGE, WHERE, DECISION = commission_page(), "page.xlsx", "MASE/2027-02/D1"
COMMISSION = read_commission(PAGE, "page.toml")


def read(
    changes: dict[str, object], *, left_out: str = "", of_first: dict[str, str] | None = None
) -> PageSent:
    """The sample's page as a workbook, with some answers and some cells of its first member changed."""
    answers, members = typed_page(PAGE, DECISION, **changes)
    rows: list[Row] = [
        {
            ASK: _cell("Task group", f"A{number}", row.ask),
            ANSWER: _cell("Task group", f"B{number}", answers[row.setting]),
        }
        for number, row in enumerate(ROWS, start=2)
        if row.setting != left_out
    ]
    people: list[Row] = [
        {
            heading: _cell("Members", f"{column}{number}", value)
            for column, heading, value in zip("ABCDE", MEMBERS.headings, member, strict=True)
        }
        for number, member in enumerate(members, start=2)
    ]
    for heading, value in (of_first or {}).items():
        people[0][heading] = Cell(people[0][heading].place, value)
    return read_page(rows, people, WHERE, day("Mon 4 Jan 2027"))


def _cell(sheet: str, place: str, value: Any) -> Cell:
    return Cell(f"{sheet}, cell {place}", value)


def test_a_page_is_read_as_it_was_typed() -> None:
    page = read({})
    assert (page.commission, page.decision) == (COMMISSION, DECISION)
    assert page.places["code"] == "Task group, cell B2"
    assert page.places["members"] == "Members, cell A2"
    assert page.places["members[4].address"] == "Members, cell C5"


def test_what_may_be_left_empty_is_as_the_parent_has_it() -> None:
    empty: dict[str, object] = dict.fromkeys(("at", "minutes", "place", "sees_part_two", "purpose"), "")
    page = read(empty | {"code": "missing", "in_scope": [" children  in care ", "", "interviews"]})
    assert (page.commission.at, page.commission.minutes, page.commission.place) == (None, None, "")
    assert not page.commission.sees_part_two
    assert page.commission.code == "MISSING"
    assert page.commission.in_scope == ("children in care", "interviews")
    assert read({"minutes": "45 minutes", "sees_part_two": True}).commission.minutes == 45


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"end": "ongoing"}, "B20: found “ongoing”; allowed: a date such as 12/1/27 or 12 January 2027."),
        ({"end": None}, "B20: nothing found; allowed: a date such as 12/1/27 or 12 January 2027."),
        ({"minutes": "long"}, "B16: found “long”; allowed: a whole number of minutes, or nothing."),
        ({"meetings": "4/3/2027, soon"},
         "B14: found “4/3/2027, soon”; allowed: dates with commas between, such as 29 April 2027, 24 June "
         "2027."),
        ({"meetings": "10 July 2027"},
         "B14: found 2027-07-10, a Saturday, allowed a day from Monday to Friday"),
        ({"question": None}, "B5: found nothing, allowed text on one line, at most 300 characters"),
        ({"lead": "Jo Field"}, "B10: found \"Jo Field\", allowed one of the members: \"Head of Children’s "
         "Social Care\"; \"Detective Superintendent, Public Protection\"; or \"Return Interview Manager\""),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_named_once_and_nothing_is_taken(changes: dict[str, object], fault: str) -> None:
    with pytest.raises(Problem) as refused:
        read(changes)
    assert refused.value.faults == (f"Task group, cell {fault}",)
    assert refused.value.sentence == (
        "page.xlsx can’t be commissioned as it is written. Correct it and try again; nothing has been "
        "changed."
    )


def test_a_wrong_cell_of_a_member_is_named_by_its_own_place() -> None:
    with pytest.raises(Problem) as refused:
        read({"end": "ongoing"}, of_first={"Email": "head", "Deputy": "perhaps"})
    assert refused.value.faults == (
        "Task group, cell B20: found “ongoing”; allowed: a date such as 12/1/27 or 12 January 2027.",
        "Members, cell E2: found “perhaps”; allowed: Yes or No, or nothing.",
        'Members, cell C2: found "head", allowed one email address, such as name@organisation.example',
    )


def test_a_row_that_is_gone_is_named() -> None:
    with pytest.raises(Problem) as refused:
        read({}, left_out="why_now")
    assert refused.value.faults == ("What is asked: the row of Why now is missing; put it back as it was.",)
