"""The cells that are filled in before the record workbook goes out, and its lists to choose from."""

from __future__ import annotations

from dataclasses import replace

from forum.record.prefill import lists, prefilled_rows
from forum.record.record import FormDecision
from forum.record.sheets import SHEETS
from tests.english import day
from tests.record_form import number_id, record_form

FORM = record_form()


def test_the_first_sheet_says_which_meeting_it_is() -> None:
    assert prefilled_rows(FORM)["Meeting"] == (
        {
            "Group": "Multi-Agency Sexual Exploitation Group",
            "Reference": "MASE/2027-01",
            "Date": "Tuesday 12 January 2027",
            "Kind": "ordinary",
            "Format": "Room 2 and online",
            "Last minutes": "",
            "Next date": "Tuesday 9 February 2027",
        },
    )
    (first,) = prefilled_rows(replace(FORM, has_last_minutes=False, next_date=None))["Meeting"]
    assert (first["Last minutes"], first["Next date"]) == ("none to confirm", "not planned yet")


def test_each_seat_has_its_holder_and_their_answer() -> None:
    rows = {row["Seat"]: row for row in prefilled_rows(FORM)["Attendance"]}
    assert rows["NPS"] == {
        "Seat": "NPS",
        "Organisation": "National Probation Service",
        "Holder": "Head of Probation",
        "Expected": "Deputy",
        "Status": "",
        "Deputy": "Deputy Head of Probation",
        "Stayed for part 2": "No",
    }
    assert (rows["CAMHS"]["Expected"], rows["CAMHS"]["Status"]) == ("Apologies", "Apologies")
    assert (rows["CRC"]["Status"], rows["CRC"]["Stayed for part 2"]) == ("", "Yes")
    vacant = rows["District Councils"]
    assert (vacant["Holder"], vacant["Status"], vacant["Deputy"]) == ("vacant", "Not expected", "")
    assert len(rows) == 12


def test_items_decisions_and_actions_have_their_references() -> None:
    decision = FormDecision(number_id(601), "MASE/2026-12/D1", "The plan is agreed.", "5")
    rows = prefilled_rows(replace(FORM, to_ratify=(decision,)))
    assert rows["Items"][1] == {
        "Number": "5",
        "Title": "CSE action plan: progress and actions to discharge",
        "Part": "1",
        "Lead": "KSCB Manager",
        "Paper": "Action plan, quarter 3",
        "How the paper came": "Circulated",
        "Purpose": "decision",
    }
    assert rows["Decisions"][:2] == (
        {"Reference": "MASE/2026-12/D1", "Item": "5", "Text": "The plan is agreed.", "To ratify": "Yes"},
        {"Reference": "MASE/2027-01/D1"},
    )
    assert rows["Actions"][0] == {"Reference": "MASE/2027-01/01"}
    assert rows["Actions"][20] == {"Reference": "MASE/2027-01/51", "Part": "2"}
    assert rows["Decisions"][16] == {"Reference": "MASE/2027-01/D51"}
    assert rows["Updates"][0] == {
        "Reference": "MASE/2026-11/02",
        "Title": "Update the referral form",
        "Owner": "Named Nurse",
        "Due": day("Fri 18 Dec 2026"),
    }
    assert {name: len(rows[name]) for name in ("Others", "Interests")} == {
        name: len(prefilled_rows(FORM)[name]) for name in ("Others", "Interests")
    }
    assert not any([*rows["Others"], *rows["Interests"]])


def test_a_meeting_without_part_two_has_no_lines_for_it() -> None:
    rows = prefilled_rows(replace(FORM, items=FORM.items[:3]))
    assert {row["Stayed for part 2"] for row in rows["Attendance"]} == {""}
    assert [rows[name][-1]["Reference"] for name in ("Actions", "Decisions")] == [
        "MASE/2027-01/20",
        "MASE/2027-01/D15",
    ]


def test_each_list_has_what_may_be_chosen() -> None:
    chosen = lists(FORM)
    people = chosen.pop("People")
    assert (people[0], people[-1], len(people)) == ("Head of Probation", "Business Unit Officer", 15)
    assert chosen.pop("Deputies of NPS") == ("Deputy Head of Probation",)
    assert chosen.pop("Deputies of Kent Police") == ("Detective Inspector",)
    assert {name for name in chosen if name.startswith("Deputies of ") and not chosen[name]} == {
        f"Deputies of {seat.short_name}" for seat in FORM.seats if not seat.deputies
    }
    assert {name: words for name, words in chosen.items() if not name.startswith("Deputies of ")} == {
        "Items": ("1", "5", "6", "7"),
        "Seats": tuple(seat.short_name for seat in FORM.seats),
        "Objectives": ("cases", "intelligence", "workforce", "oversight"),
        "Purposes": ("cases", "intelligence", "workforce", "oversight"),
        "Votes on": (),
        "Refer to": ("KSCB Business Group", "MSCB Board"),
    }
    words = {column.heading: column.choices for sheet in SHEETS for column in sheet.columns}
    assert {heading: tuple(each) for heading, each in words.items() if not isinstance(each, str)} == {
        "Chair’s ruling on quorum": ("Quorate", "Not quorate"),
        "Last minutes": ("Confirmed", "Amended", "Deferred"),
        "Accepted by the Chair": ("Yes", "No"),
        "Stayed for part 2": ("Yes", "No", "By leave"),
        "Capacity": ("Chair", "Co-opted member", "Guest", "Business unit", "Minute-taker"),
        "Withdrew": ("Yes", "No"),
        "How the paper came": ("Circulated", "Late", "Tabled", "Verbal"),
        "Outcome": ("Noted.", "Deferred.", "Not discussed."),
        "Quorate": ("Yes", "No"),
        "To ratify": ("Yes", "No"),
        "Casting vote": ("For", "Against"),
        "Part": ("1", "2"),
        "Status": ("Update", "Done", "New date", "Help needed", "Discharged", "Returned"),
        "Agreed by the Chair": ("Yes", "No"),
    }
