"""What the scripted minute-taker writes stands under the item that it belongs to."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from forum.record.record import FormItem
from forum.terms.parts.quorum import Quorum
from rehearsals import script
from rehearsals.business import BOARDS, BUSINESS, DEFERRED, FROM_BOARDS, NO_MINUTES, ON_PAPER_ALONE, URGENT
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


def item(number: int, title: str, purpose: str, lead: str = "", came: str = "") -> FormItem:
    """An item of part 1; its paper, where one came, is called as the item."""
    return FormItem(
        id=number_id(300 + number),
        number=str(number),
        title=title,
        part=1,
        lead=lead,
        paper=came and title,
        came=came,
        purpose=purpose,
    )


@pytest.mark.parametrize("agenda", [(*ALWAYS, PLAN), (*ALWAYS[:3], TO_RATIFY, ALWAYS[3], PLAN, TRAINING)])
def test_the_decision_stands_under_an_item_for_decision(agenda: tuple[tuple[str, str], ...]) -> None:
    items = [item(number, title, purpose) for number, (title, purpose) in enumerate(agenda, start=1)]
    restricted = replace(item(len(items) + 1, "Patterns", "decision"), part=2)
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


def test_a_note_fits_its_item_and_who_was_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """The third meeting has the urgent item, a lead who is away, and what a board wrote; no minutes of one
    before it."""
    monkeypatch.setattr(script, "SCENES", (script.Scene(), script.Scene(), script.Scene(inquorate=True)))
    away, urgent = "CRC Director", URGENT.for_decision.title
    agenda = [
        ("Minutes of the last meeting", "", ""),
        (urgent, "", ""),
        ("In depth: The workforce", away, "Circulated"),
        ("What came of the work", away, ""),
        (BOARDS, "", ""),
        ("KSCB asks for a page", "", ""),
    ]
    items = [
        item(number, title, "decision" if title == urgent else "discussion", lead, came)
        for number, (title, lead, came) in enumerate(agenda, start=1)
    ]
    form = replace(record_form(), items=tuple(items), has_last_minutes=False)
    meeting = MeetingRow(date=MEETING_DAY, start=dt.time(10), minutes=120)
    chair = form.membership.people[0]
    sheets = open_sheets(write_record(form))
    entries = record_of(sheets, meeting, form.membership, 3, BUSINESS[2], chair)
    notes = [str(row["Note"]) for row in entries.items.values()]
    assert (notes[0], notes[4]) == (NO_MINUTES, FROM_BOARDS)
    assert notes[1] == URGENT.for_decision.note
    assert (notes[2], notes[3]) == (ON_PAPER_ALONE, DEFERRED)
    assert [decision["Text"] for decision in entries.decisions] == [URGENT.decision]
    assert [action["Short title (no names)"] for action in entries.actions] == [URGENT.tasks[0].title]
    assert entries.updates == {}
