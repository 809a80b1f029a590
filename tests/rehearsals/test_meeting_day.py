"""What the scripted minute-taker writes stands under the item that it belongs to."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from forum.record.record import FormItem
from forum.terms.parts.members import Quorum
from rehearsals.business import BUSINESS
from rehearsals.leads import open_sheets
from rehearsals.meeting_day import record_of
from tasks.documents.record import write_record
from tasks.register.tables import MeetingRow
from tests.record_form import MEETING_DAY, number_id, record_form
from tests.sheet_rows import sheet_rows

ALWAYS = (
    ("Welcome and apologies", "information"),
    ("Declarations of interest", "information"),
    ("Minutes of the last meeting", "decision"),
    ("Action log", "decision"),
)
TO_RATIFY = ("Decision of 9 February 2027 to ratify", "decision")
PLAN, TRAINING = ("CSE action plan", "decision"), ("Training", "information")


@pytest.mark.parametrize("agenda", [(*ALWAYS, PLAN), (*ALWAYS[:3], TO_RATIFY, ALWAYS[3], PLAN, TRAINING)])
def test_the_decision_stands_under_an_item_for_decision(agenda: tuple[tuple[str, str], ...]) -> None:
    items = [
        FormItem(
            id=number_id(300 + number),
            number=str(number),
            title=title,
            part=1,
            lead="",
            paper="",
            came="",
            purpose=purpose,
        )
        for number, (title, purpose) in enumerate(agenda, start=1)
    ]
    restricted = FormItem(
        id=number_id(399),
        number=str(len(items) + 1),
        title="Patterns",
        part=2,
        lead="",
        paper="",
        came="",
        purpose="decision",
    )
    form = replace(record_form(), items=(*items, restricted))
    workbook = write_record(form)
    sheets, chair = open_sheets(workbook), form.membership.people[0]
    entries = record_of(
        sheets,
        MeetingRow(date=MEETING_DAY, start=dt.time(10), minutes=120),
        form.membership,
        3,
        BUSINESS[2],
        chair,
    )
    titles = {str(row["Number"]): row["Title"] for row in sheet_rows(workbook, "Items")}
    assert [titles[decision["Item"]] for decision in entries.decisions] == ["CSE action plan"]
    assert {titles[action["Item"]] for action in entries.actions} == {"CSE action plan", "Patterns"}


def test_a_group_without_part_2_has_its_actions_in_part_1_and_its_chair_s_seat_filled() -> None:
    items = [
        FormItem(
            id=number_id(300),
            number="1",
            title="Trees",
            part=1,
            lead="",
            paper="",
            came="",
            purpose="decision",
        )
    ]
    form = replace(record_form(), items=tuple(items))
    member = form.membership.core_member(form.membership.seats[0].id, MEETING_DAY)
    assert member
    month = replace(BUSINESS[2], quorum=Quorum(number=2, clause="3"))
    evening = MeetingRow(date=MEETING_DAY, start=dt.time(19), minutes=90)
    entries = record_of(open_sheets(write_record(form)), evening, form.membership, 1, month, member)
    assert (entries.meeting["Start"], entries.meeting["Finish"]) == ("19.05", "20.20")
    assert entries.others == []
    assert {action["Item"] for action in entries.actions} == {"1"}
    assert [action for action in entries.actions if "Reference" in action] == []
    statuses = [row["Status"] for row in entries.attendance.values()]
    assert "Deputy" not in statuses[1:]
