"""The record of a meeting: what is taken as people write it, and what is refused, all at once."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from fractions import Fraction
from uuid import UUID

import pytest

from forum.members.membership import Appointment, PapersFor, Person, Role
from forum.record.checks import check_record
from forum.record.record import (
    ActionRecord,
    DecisionRecord,
    InterestRecord,
    ItemRecord,
    OtherRecord,
    Record,
    RecordedPerson,
)
from forum.terms.parts.quorum import Votes, VotesOn
from forum.text.problem import Problem
from tests.english import day
from tests.record_form import person_id, record_form, seat_id, typed

Changes = dict[str, dict[str, dict[str, object]]]
AN_ACTION: dict[str, object] = {
    "Item": "5",
    "Short title (no names)": "Share the calendar",
    "Owner": "Named Nurse",
    "Due": "29/1/27",
}
A_DECISION: dict[str, object] = {"Item": "5", "Text": "The action plan is agreed."}
WALK_IN: dict[str, object] = {
    "Status": "Deputy",
    "Other deputy: name": "Acting Team Leader",
    "Other deputy: role": "Team Leader",
    "Other deputy: email": "leader@forum.example",
    "Accepted by the Chair": "Yes",
}


def item_id(number: str) -> UUID:
    return next(item.id for item in record_form().items if item.number == number)


def check(changes: Changes) -> Record:
    return check_record(record_form(), typed(changes))


def faults(changes: Changes) -> tuple[str, ...]:
    with pytest.raises(Problem) as raised:
        check(changes)
    return raised.value.faults


def marks(record: Record) -> str:
    return "".join(seat.mark for seat in record.seats)


def test_nobody_stands_in_for_a_seat_that_by_the_terms_has_no_deputies() -> None:
    form = record_form()
    own = replace(
        form, seats=tuple(replace(seat, no_deputies=seat.short_name == "NPS") for seat in form.seats)
    )
    sheets = typed({"Attendance": {seat: {"Status": "Deputy"} for seat in ("NPS", "CRC")}})
    with pytest.raises(Problem) as raised:
        check_record(own, sheets)
    (told,) = (fault for fault in raised.value.faults if "nobody stands in" in fault)
    assert "any other: by the terms nobody stands in for this seat" in told


def test_each_seat_gets_its_mark() -> None:
    record = check({"Attendance": {"CRC": {"Status": "Remote"}, "KSCB": {"Status": "Absent"}}})
    assert marks(record) == "DRPPPPPXPAP–"
    assert record.quorum.present == 9


def test_a_vacant_seat_may_be_called_absent_or_be_filled_by_an_accepted_deputy() -> None:
    absent = check({"Attendance": {"District Councils": {"Status": "Absent"}}})
    assert (absent.seats[11].holder_id, absent.seats[11].mark, absent.quorum.present) == (None, "X", 10)
    filled = check({"Attendance": {"District Councils": WALK_IN}})
    assert (filled.seats[11].mark, filled.quorum.present) == ("D", 11)


def test_what_people_write_is_taken_as_they_write_it() -> None:
    record = check(
        {
            "Meeting": {"": {"Start": 9.3, "Finish": " 1.15 ", "Chaired by": "independent  CHAIR "}},
            "Attendance": {"CRC": {"Status": " rEmOtE ", "Arrived": "10:20am", "Left": dt.time(11, 15)}},
            "Actions": {"MASE/2027-01/01": AN_ACTION | {"Due": "29 Jan", "Item": 5}},
        }
    )
    assert (record.started, record.finished) == (dt.time(9, 30), dt.time(13, 15))
    assert record.chaired_by == person_id("Independent Chair")
    assert (record.seats[1].arrived, record.seats[1].left) == (dt.time(10, 20), dt.time(11, 15))
    assert record.actions[0].due == day("Fri 29 Jan 2027")


@pytest.mark.parametrize(
    "due", ["12/2/27", "12.2.2027", "12 Feb", "Fri 12 February 2027", dt.date(2027, 2, 12), 46430]
)
def test_a_date_may_be_written_in_many_ways(due: object) -> None:
    record = check({"Actions": {"MASE/2027-01/01": AN_ACTION | {"Due": due}}})
    assert record.actions[0].due == day("Fri 12 Feb 2027")


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        (
            {"Meeting": {"": {"Group": "Another Group"}}},
            "Meeting, Group: found “Another Group”; allowed: Multi-Agency Sexual Exploitation Group.",
        ),
        (
            {"Meeting": {"": {"Reference": "MASE/2026-12"}}},
            "Meeting, Reference: found “MASE/2026-12”; allowed: MASE/2027-01, the meeting it is filed for.",
        ),
        (
            {"Meeting": {"": {"Date": "9/2/27"}}},
            "Meeting, Date: found “9/2/27”; allowed: Tuesday 12 January 2027.",
        ),
        (
            {"Meeting": {"": {"Start": "early"}}},
            "Meeting, Start: found “early”; allowed: a time such as 9:30am or 2:15pm.",
        ),
        (
            {"Meeting": {"": {"Finish": "9.00"}}},
            "Meeting, Finish: found “9.00”; allowed: a time after the start.",
        ),
        (
            {"Meeting": {"": {"Seats present": "11"}}},
            "Meeting, Seats present: found “11”; allowed: 10, as counted on the sheet Attendance, or "
            "nothing.",
        ),
        (
            {"Meeting": {"": {"Chaired by": "CAMHS Service Manager"}}},
            "Meeting, Chaired by: found “CAMHS Service Manager”; allowed: somebody who was there; the "
            "sheet Attendance says they were not.",
        ),
        (
            {"Meeting": {"": {"Last minutes": ""}}},
            "Meeting, Last minutes: nothing found; allowed: Confirmed, Amended or Deferred.",
        ),
        (
            {"Attendance": {"CRC": {"Status": "Here"}}},
            "Attendance, CRC, Status: found “Here”; allowed: Present, Remote, Deputy, Apologies, Absent "
            "or Not expected.",
        ),
        (
            {"Attendance": {"CRC": {"Status": ""}}},
            "Attendance, CRC, Status: nothing found; allowed: Present, Remote, Deputy, Apologies, Absent "
            "or Not expected.",
        ),
        (
            {"Attendance": {"District Councils": {"Status": "Present"}}},
            "Attendance, District Councils, Status: found “Present”; allowed: Deputy, Absent or Not "
            "expected, since the seat is vacant.",
        ),
        (
            {"Attendance": {"CRC": {"Status": "Deputy", "Deputy": "Named Nurse"}}},
            "Attendance, CRC, Accepted by the Chair: nothing found; allowed: Yes, for a deputy nobody "
            "had named; one who was not accepted is a guest on the sheet Others.",
        ),
        (
            {"Attendance": {"CRC": {"Status": "Deputy", "Deputy": "Somebody"}}},
            "Attendance, CRC, Deputy: found “Somebody”; allowed: a name of the list; another deputy goes "
            "into the next columns.",
        ),
        (
            {"Attendance": {"CRC": WALK_IN | {"Accepted by the Chair": "No"}}},
            "Attendance, CRC, Accepted by the Chair: found “No”; allowed: Yes, for a deputy nobody had "
            "named; one who was not accepted is a guest on the sheet Others.",
        ),
        (
            {"Attendance": {"CRC": WALK_IN | {"Other deputy: role": ""}}},
            "Attendance, CRC, Other deputy: role: nothing found; allowed: their job title.",
        ),
        (
            {"Attendance": {"CRC": {"Other deputy: name": "Acting Team Leader"}}},
            "Attendance, CRC, Other deputy: name: found “Acting Team Leader”; allowed: nothing, when the "
            "status is Present; or the status Deputy.",
        ),
        (
            {"Attendance": {"CRC": {"Arrived": "11.00", "Left": "10.30"}}},
            "Attendance, CRC, Left: found “10.30”; allowed: a time after they arrived.",
        ),
        (
            {"Actions": {"MASE/2027-01/01": AN_ACTION | {"Due": ""}}},
            "Actions, MASE/2027-01/01, Due: nothing found; allowed: a date such as 12/1/27 or 12 January "
            "2027.",
        ),
        (
            {"Actions": {"MASE/2027-01/01": AN_ACTION | {"Due": "31/2/27"}}},
            "Actions, MASE/2027-01/01, Due: found “31/2/27”; allowed: a date such as 12/1/27 or 12 "
            "January 2027.",
        ),
        (
            {"Actions": {"MASE/2027-01/01": AN_ACTION | {"Due": "5/1/27"}}},
            "Actions, MASE/2027-01/01, Due: found “5/1/27”; allowed: a date such as 12/1/27 or 12 "
            "January 2027 after the meeting on 12 January 2027, at most three years on.",
        ),
        (
            {"Actions": {"MASE/2027-01/01": AN_ACTION | {"Owner": ""}}},
            "Actions, MASE/2027-01/01, Owner: nothing found; allowed: one person of the group, or a name "
            "with an email beside it.",
        ),
        (
            {"Actions": {"MASE/2027-01/01": AN_ACTION | {"Owner": "Everybody"}}},
            "Actions, MASE/2027-01/01, Owner: found “Everybody”; allowed: one person of the group, or a "
            "name with an email beside it.",
        ),
        (
            {"Actions": {"MASE/2027-01/01": AN_ACTION | {"Item": "9"}}},
            "Actions, MASE/2027-01/01, Item: found “9”; allowed: 1, 5, 6 or 7, or nothing.",
        ),
        (
            {"Decisions": {"MASE/2027-01/D1": A_DECISION | {"Item": "9"}}},
            "Decisions, MASE/2027-01/D1, Item: found “9”; allowed: 1, 5, 6 or 7.",
        ),
        (
            {"Decisions": {"MASE/2027-01/D1": A_DECISION | {"Seats present": 11}}},
            "Decisions, MASE/2027-01/D1, Seats present: found “11”; allowed: a whole number up to 10, or "
            "nothing.",
        ),
        (
            {"Decisions": {"MASE/2027-01/D1": A_DECISION | {"Item": "7"}}},
            "Decisions, MASE/2027-01/D1, Item: found “7”; allowed: what belongs to part 1; part 2 has the "
            "lines from MASE/2027-01/D51 on.",
        ),
        (
            {"Actions": {"MASE/2027-01/51": AN_ACTION | {"Part": "1"}}},
            "Actions, MASE/2027-01/51, Part: found “1”; allowed: what belongs to part 2; part 1 has the "
            "lines from MASE/2027-01/01 on.",
        ),
        (
            {"Attendance": {"CAMHS": WALK_IN | {"Stayed for part 2": "Yes"}}},
            "Attendance, CAMHS, Stayed for part 2: found “Yes”; allowed: No, since Acting Team Leader may "
            "not see part 2; or By leave of the Chair.",
        ),
        (
            {"Interests": {"1": {"Item": "5", "Person": "A Stranger", "Withdrew": "Yes"}}},
            "Interests, 1, Person: found “A Stranger”; allowed: somebody who is on the sheet Attendance "
            "or Others as there.",
        ),
        (
            {"Items": {"5": {"Number": "55"}}},
            "Items, 5, Number: found “55”; allowed: 1, 5, 6 or 7.",
        ),
        (
            {"Updates": {"MASE/2026-11/02": {"Status": "Nearly"}}},
            "Updates, MASE/2026-11/02, Status: found “Nearly”; allowed: Update, Done, New date, Help "
            "needed, Discharged or Returned.",
        ),
        (
            {"Updates": {"MASE/2026-11/02": {"Status": "New date"}}},
            "Updates, MASE/2026-11/02, New due: nothing found; allowed: a date such as 12/1/27 or 12 "
            "January 2027.",
        ),
        (
            {"Updates": {"MASE/2026-11/02": {"Status": "Discharged"}}},
            "Updates, MASE/2026-11/02, Agreed by the Chair: nothing found; allowed: Yes, for Discharged "
            "(clause 3).",
        ),
        (
            {"Updates": {"MASE/2026-12/01": {"Status": "Done"}}},
            "Updates, MASE/2026-12/01, Status: found “Done”; allowed: what fits an action that is "
            "reported done.",
        ),
        (
            {"Attendance": {"CAMHS": WALK_IN | {"Other deputy: name": "Acting Tеam Leader"}}},
            "Attendance, CAMHS, Other deputy: name: characters 1 and 9 of the name (U+0041 latin capital "
            "letter a, U+0435 cyrillic small letter ie) are of two alphabets; type the name again by "
            "hand, in one alphabet.",
        ),
        (
            {"Meeting": {"": {"Minute-taker": "Minute \u202etaker"}}},
            "Meeting, Minute-taker: a sign in it (U+202E) turns the direction of the text; take it out "
            "or type the text again.",
        ),
        (
            {"Actions": {"MASE/2027-01/01": AN_ACTION | {"Short title (no names)": "Share\u200b the data"}}},
            "Actions, MASE/2027-01/01, Short title (no names): character 6 (U+200B) can’t be seen; take it "
            "out or type the text again.",
        ),
        (
            {"Meeting": {"": {"Finish": "10.05"}}},
            "Meeting, Finish: found “10.05”; allowed: a time after the start.",
        ),
        (
            {"Meeting": {"": {"Start": ""}}},
            "Meeting, Start: nothing found; allowed: a time such as 9:30am or 2:15pm.",
        ),
        (
            {"Meeting": {"": {"Chaired by": ""}}},
            "Meeting, Chaired by: nothing found; allowed: Head of Probation, CRC Director, Head of "
            "Inclusion, Detective Superintendent, Assistant Director, Head of Safeguarding, MSCB "
            "Manager, KSCB Manager, Named Nurse, CAMHS Service Manager, Designated Nurse, Deputy Head of "
            "Probation, Detective Inspector, Independent Chair or Business Unit Officer.",
        ),
        (
            {"Meeting": {"": {"Minute-taker": ""}}},
            "Meeting, Minute-taker: nothing found; allowed: a name.",
        ),
        (
            {"Meeting": {"": {"Chair’s ruling on quorum": "Perhaps"}}},
            "Meeting, Chair’s ruling on quorum: found “Perhaps”; allowed: Quorate or Not quorate, or "
            "nothing.",
        ),
        (
            {"Attendance": {"CRC": {"Holder": "Somebody else"}}},
            "Attendance, CRC, Holder: found “Somebody else”; allowed: CRC Director, as the register has "
            "it; correct the one that is wrong.",
        ),
        (
            {"Attendance": {"CRC": {"Status": "Deputy"}}},
            "Attendance, CRC, Deputy: nothing found; allowed: who stood in; a deputy who is not in the "
            "list goes into the next columns.",
        ),
        (
            {"Attendance": {"NPS": WALK_IN | {"Deputy": "Named Nurse"}}},
            "Attendance, NPS, Deputy: found “Named Nurse”; allowed: nothing, when another deputy is "
            "named beside it.",
        ),
        (
            {"Attendance": {"CRC": WALK_IN | {"Deputy": "Named Nurse"}}},
            "Attendance, CRC, Deputy: found “Named Nurse”; allowed: nothing, when another deputy is "
            "named beside it.",
        ),
        (
            {"Attendance": {"CRC": WALK_IN | {"Other deputy: name": ""}}},
            "Attendance, CRC, Other deputy: name: nothing found; allowed: their name.",
        ),
        (
            {"Attendance": {"CRC": WALK_IN | {"Other deputy: email": "person5@forum.example"}}},
            "Attendance, CRC, Other deputy: email: found “person5@forum.example”; allowed: their own "
            "address; this one is that of Head of Safeguarding, of the group.",
        ),
        (
            {"Attendance": {"CRC": WALK_IN | {"Other deputy: email": "none"}}},
            "Attendance, CRC, Other deputy: email: The address has no @: write it as "
            "name@organisation.example.",
        ),
        (
            {"Attendance": {"NPS": {"Status": "Present", "Deputy": "Named Nurse"}}},
            "Attendance, NPS, Deputy: found “Named Nurse”; allowed: nothing, when the status is Present; "
            "or the status Deputy.",
        ),
        (
            {"Attendance": {"CAMHS": {"Left": "10.30"}}},
            "Attendance, CAMHS, Left: found “10.30”; allowed: nothing, when the status is Apologies.",
        ),
        (
            {"Attendance": {"CAMHS": {"Arrived": "10.30"}}},
            "Attendance, CAMHS, Arrived: found “10.30”; allowed: nothing, when the status is Apologies.",
        ),
        (
            {"Attendance": {"CRC": {"Arrived": "10.30", "Left": "10.30"}}},
            "Attendance, CRC, Left: found “10.30”; allowed: a time after they arrived.",
        ),
        (
            {"Others": {"1": {"Name": "A Guest"}}},
            "Others, 1, Capacity: nothing found; allowed: for example Co-opted member, Guest or "
            "Minute-taker.",
        ),
        (
            {"Others": {"1": {"Capacity": "Guest"}}},
            "Others, 1, Name: nothing found; allowed: a name.",
        ),
        (
            {"Interests": {"1": {"Item": "5", "Person": "Named Nurse"}}},
            "Interests, 1, Withdrew: nothing found; allowed: Yes or No.",
        ),
        (
            {"Interests": {"1": {"Person": "Named Nurse", "Withdrew": "No"}}},
            "Interests, 1, Item: nothing found; allowed: 1, 5, 6 or 7.",
        ),
        (
            {"Interests": {"1": {"Item": "5", "Withdrew": "No"}}},
            "Interests, 1, Person: nothing found; allowed: who declared it.",
        ),
        (
            {"Items": {"5": {"How the paper came": "By post"}}},
            "Items, 5, How the paper came: found “By post”; allowed: Circulated, Late, Tabled or Verbal, "
            "or nothing.",
        ),
        (
            {"Decisions": {"MASE/2027-01/D1": A_DECISION | {"Text": ""}}},
            "Decisions, MASE/2027-01/D1, Text: nothing found; allowed: what was decided.",
        ),
        (
            {"Decisions": {"MASE/2027-01/D1": A_DECISION | {"Item": ""}}},
            "Decisions, MASE/2027-01/D1, Item: nothing found; allowed: 1, 5, 6 or 7.",
        ),
        (
            {"Decisions": {"MASE/2027-01/D1": A_DECISION | {"Quorate": "Perhaps"}}},
            "Decisions, MASE/2027-01/D1, Quorate: found “Perhaps”; allowed: Yes or No, or nothing.",
        ),
        (
            {"Decisions": {"MASE/2027-01/D1": A_DECISION | {"Seats present": 7, "To ratify": "No"}}},
            "Decisions, MASE/2027-01/D1, To ratify: found “No”; allowed: Yes or nothing: there were 7 of "
            "the 8 needed.",
        ),
        (
            {"Actions": {"MASE/2027-01/01": AN_ACTION | {"Short title (no names)": ""}}},
            "Actions, MASE/2027-01/01, Short title (no names): nothing found; allowed: a few words that "
            "anybody may read.",
        ),
        (
            {"Actions": {"MASE/2027-01/01": AN_ACTION | {"Due": "12/1/27"}}},
            "Actions, MASE/2027-01/01, Due: found “12/1/27”; allowed: a date such as 12/1/27 or 12 "
            "January 2027 after the meeting on 12 January 2027, at most three years on.",
        ),
        (
            {"Actions": {"MASE/2027-01/01": AN_ACTION | {"Due": "12/1/30"}}},
            "Actions, MASE/2027-01/01, Due: found “12/1/30”; allowed: a date such as 12/1/27 or 12 "
            "January 2027 after the meeting on 12 January 2027, at most three years on.",
        ),
        (
            {"Actions": {"MASE/2027-01/01": AN_ACTION | {"Seat": "Fire"}}},
            "Actions, MASE/2027-01/01, Seat: found “Fire”; allowed: NPS, CRC, KCC Education, Kent "
            "Police, KCC SCS, Medway Social Care, MSCB, KSCB, KCHFT, CAMHS, CCGs or District Councils, "
            "or nothing.",
        ),
        (
            {"Actions": {"MASE/2027-01/01": AN_ACTION | {"Objective": "peace"}}},
            "Actions, MASE/2027-01/01, Objective: found “peace”; allowed: cases, intelligence, workforce "
            "or oversight, or nothing.",
        ),
        (
            {"Actions": {"MASE/2027-01/01": AN_ACTION | {"Part": "3"}}},
            "Actions, MASE/2027-01/01, Part: found “3”; allowed: 1 or 2, or nothing.",
        ),
        (
            {"Actions": {"MASE/2027-01/01": AN_ACTION | {"Other owner’s email": "nurse@home.example"}}},
            "Actions, MASE/2027-01/01, Other owner’s email: found “nurse@home.example”; allowed: "
            "nothing: Named Nurse is of the group, with another address.",
        ),
        (
            {
                "Actions": {
                    "MASE/2027-01/01": AN_ACTION
                    | {"Owner": "A Stranger", "Other owner’s email": "person5@forum.example"}
                }
            },
            "Actions, MASE/2027-01/01, Other owner’s email: found “person5@forum.example”; allowed: "
            "their own address; this one is that of Head of Safeguarding, of the group.",
        ),
        (
            {"Updates": {"MASE/2026-11/02": {"Status": "Update"}}},
            "Updates, MASE/2026-11/02, Reported: nothing found; allowed: what was said.",
        ),
        (
            {"Updates": {"MASE/2026-11/02": {"Reported": "It goes well."}}},
            "Updates, MASE/2026-11/02, Status: nothing found; allowed: Update, Done, New date, Help "
            "needed, Discharged or Returned.",
        ),
        (
            {"Updates": {"MASE/2026-11/02": {"Status": "Done", "New due": "26/2/27"}}},
            "Updates, MASE/2026-11/02, New due: found “26/2/27”; allowed: nothing, unless the status is "
            "New date.",
        ),
        (
            {"Updates": {"MASE/2026-11/02": {"Status": "Discharged", "Agreed by the Chair": "No"}}},
            "Updates, MASE/2026-11/02, Agreed by the Chair: found “No”; allowed: Yes, for Discharged "
            "(clause 3).",
        ),
    ],
)
def test_a_faulty_cell_is_named_with_what_is_allowed(changes: Changes, fault: str) -> None:
    assert faults(changes) == (fault,)


def test_all_faults_are_told_at_once() -> None:
    found = faults(
        {
            "Meeting": {"": {"Date": "15/12/26", "Finish": ""}},
            "Attendance": {"CRC": {"Status": "Here"}, "KSCB": {"Status": "Gone"}},
            "Actions": {"MASE/2027-01/03": {"Short title (no names)": "Write"}},
        }
    )
    assert len(found) == 6  # the action has neither owner nor date


def test_the_faults_of_a_sheet_that_is_wrong_all_over_are_counted() -> None:
    def refused(number: int) -> Problem:
        sheets = replace(typed({}), faults=tuple(f"Items, cell A{row}: a formula." for row in range(number)))
        with pytest.raises(Problem) as raised:
            check_record(record_form(), sheets)
        return raised.value

    assert refused(1).sentence == (
        "The record of MASE/2027-01 can’t be taken as it is: 1 thing to correct. Nothing has been recorded."
    )
    assert len(refused(200).faults) == 200
    assert refused(1201).faults[199:] == (
        "Items, cell A199: a formula.",
        "And 1,001 more; correct these first.",
    )


def test_a_workbook_that_lost_its_first_sheet_is_refused() -> None:
    sheets = typed({})
    with pytest.raises(Problem, match="can’t be taken as it is"):
        check_record(record_form(), replace(sheets, rows={**sheets.rows, "Meeting": ()}))


def test_a_seat_whose_row_was_deleted_is_missed() -> None:
    sheets = typed({})
    rows = sheets.rows["Attendance"]
    with pytest.raises(Problem) as raised:
        check_record(record_form(), replace(sheets, rows={**sheets.rows, "Attendance": rows[2:]}))
    assert raised.value.faults == ("Seat: the row of NPS and CRC is missing; put it back as it was.",)


def test_all_that_was_filled_in_is_in_the_record() -> None:
    record = check(
        {
            "Meeting": {"": {"Seats present": "10", "Chair’s ruling on quorum": "quorate"}},
            "Others": {"1": {"Name": "A Guest", "Organisation": "Fire", "Capacity": "Guest", "Items": "5"},
                       "2": {"Name": "business unit officer", "Capacity": "Minute-taker"}},
            "Interests": {"1": {"Item": "6", "Person": "A Guest", "Withdrew": "No"}},
            "Items": {"5": {"Note": "Talked\nover.", "Outcome": "Agreed", "How the paper came": "late"},
                      "6": {"Children’s needs and voice": "They want to be asked."}},
            "Decisions": {"MASE/2027-01/D2": A_DECISION | {"Refer to": "MSCB  Board", "Quorate": "Yes"}},
            "Actions": {
                "MASE/2027-01/01": AN_ACTION
                | {"Action in full": "Share it\nwith all.", "Seat": "crc", "Objective": "Cases", "Part": "1"},
                "MASE/2027-01/02": AN_ACTION | {"Item": ""},
            },
        }
    )  # fmt: skip
    assert (record.minute_taker, record.quorum_ruling, record.last_minutes) == (
        "Business Unit Officer",
        "quorate",
        "confirmed",
    )
    assert record.others == (
        OtherRecord("A Guest", "Fire", "Guest", "5", part_two=False),
        OtherRecord("business unit officer", "Business Unit", "Minute-taker", "", part_two=False),
    )
    assert record.interests == (InterestRecord(item_id("6"), "A Guest", None, False),)
    assert record.items[1] == ItemRecord(item_id("5"), "Talked\nover.", "", "Agreed", "Late")
    assert record.items[0] == ItemRecord(item_id("1"), "", "", None, "")
    assert record.items[2].children == "They want to be asked."
    assert record.decisions == (
        DecisionRecord(
            reference="MASE/2027-01/D2",
            item_id=item_id("5"),
            text="The action plan is agreed.",
            seats_present=10,
            quorate=True,
            refer_to="MSCB Board",
        ),
    )
    nurse = RecordedPerson(person_id("Named Nurse"), "Named Nurse", organisation="KCHFT")
    due = day("Fri 29 Jan 2027")
    assert record.actions == (
        ActionRecord(
            "MASE/2027-01/01", item_id("5"), "Share the calendar", "Share it\nwith all.", nurse,
            seat_id("CRC"), due, "cases", 1,
        ),
        ActionRecord(
            "MASE/2027-01/02", None, "Share the calendar", "Share the calendar", nurse, seat_id("KCHFT"), due,
            "", 1,
        ),
    )  # fmt: skip


def test_a_listed_deputy_beside_the_same_deputy_typed_out_is_no_fault() -> None:
    record = check({"Attendance": {"NPS": WALK_IN}})
    assert record.seats[0].deputy is not None
    assert record.seats[0].deputy.name == "Acting Team Leader"


def test_minutes_that_were_not_there_when_the_workbook_went_out_are_deferred() -> None:
    assert check({"Meeting": {"": {"Last minutes": "none to confirm"}}}).last_minutes == "deferred"


def test_of_the_record_of_another_meeting_no_other_cell_is_looked_at() -> None:
    other: dict[str, object] = {"Group": "Another Group", "Reference": "MASE/2026-12", "Finish": ""}
    with pytest.raises(Problem, match="not the record of MASE/2027-01: fill in the workbook") as raised:
        check({"Meeting": {"": other}, "Attendance": {"CRC": {"Status": "Here"}}})
    places = [fault.split(":")[0] for fault in raised.value.faults]
    assert places == ["Meeting, Group", "Meeting, Reference"]


def test_an_owner_who_has_left_is_named_with_the_day() -> None:
    form = record_form()
    gone = Person(UUID(int=999), "Former Lead", "", "KCHFT", "", "lead@forum.example")
    left = Appointment(
        UUID(int=998), gone.id, Role.CO_OPTED, None, day("Tue 1 Sep 2026"), day("Thu 31 Dec 2026"),
        PapersFor.ALWAYS, False,
    )  # fmt: skip
    members = replace(
        form.membership,
        people=(*form.membership.people, gone),
        appointments=(*form.membership.appointments, left),
    )
    sheets = typed({"Actions": {"MASE/2027-01/01": AN_ACTION | {"Owner": "former lead"}}})
    with pytest.raises(Problem) as raised:
        check_record(replace(form, membership=members), sheets)
    (fault,) = raised.value.faults
    assert fault.endswith(
        "one person of the group, or a name with an email beside it; Former Lead left the group on "
        "31 December 2026."
    )


def test_nobody_is_there_twice() -> None:
    found = faults({"Others": {"1": {"Name": "named nurse", "Capacity": "Guest"}}})
    assert found == (
        "Others, 1, Name: found “named nurse”; allowed: each person once; named nurse is also in "
        "Attendance, KCHFT, Seat.",
    )


def test_a_deputy_of_two_seats_stands_in_for_both_and_counts_once() -> None:
    form = record_form()
    both: dict[str, object] = {"Status": "Deputy", "Deputy": "Deputy Head of Probation"}
    sheets = typed({"Attendance": {"NPS": both, "CRC": both}})
    seats = tuple(
        replace(seat, deputies=form.seats[0].deputies) if seat.short_name == "CRC" else seat
        for seat in form.seats
    )
    record = check_record(replace(form, seats=seats), sheets)
    assert (marks(record)[:2], record.quorum.present) == ("DD", 9)
    with pytest.raises(Problem, match="each person once; Deputy Head of Probation is also in"):
        check_record(form, sheets)  # of the CRC they are no deputy


def test_a_deputy_who_walked_in_fills_one_seat() -> None:
    found = faults({"Attendance": {"CAMHS": WALK_IN, "District Councils": WALK_IN}})
    assert [fault.partition(":")[0] for fault in found] == [
        "Attendance, District Councils, Other deputy",
    ]


def test_the_holder_of_one_seat_stands_in_for_another_and_counts_once() -> None:
    form = record_form()
    (crc,) = (seat for seat in form.seats if seat.short_name == "CRC")
    seats = (replace(form.seats[0], deputies=(crc.holder_id,)), *form.seats[1:])  # type: ignore[arg-type]
    sheets = typed({"Attendance": {"NPS": {"Status": "Deputy", "Deputy": "CRC Director"}}})
    record = check_record(replace(form, seats=seats), sheets)
    assert (marks(record)[:2], record.quorum.present) == ("DP", 9)


def test_a_deputy_nobody_had_named_fills_the_seat_once_the_chair_accepted_them() -> None:
    record = check({"Attendance": {"CAMHS": WALK_IN}})
    deputy = record.seats[9].deputy
    assert deputy is not None
    assert (deputy.id, deputy.name, deputy.role) == (None, "Acting Team Leader", "Team Leader")
    assert (deputy.organisation, deputy.address) == ("Kent and Medway CAMHS", "leader@forum.example")
    assert record.quorum.present == 11


def test_the_holder_may_come_though_a_deputy_was_named() -> None:
    record = check({"Attendance": {"NPS": {"Status": "Present"}}})
    assert record.seats[0].mark == "P"
    assert record.seats[0].deputy is None


def test_an_owner_outside_the_group_needs_a_name_and_an_email() -> None:
    outside = {"Owner": "Licensing Manager", "Other owner’s email": "Licensing@Council.example"}
    record = check({"Actions": {"MASE/2027-01/01": AN_ACTION | outside}})
    owner = record.actions[0].owner
    assert (owner.id, owner.name, owner.address) == (None, "Licensing Manager", "Licensing@council.example")
    assert record.actions[0].seat_id is None


def test_a_deputy_who_walked_in_may_own_an_action() -> None:
    record = check(
        {
            "Attendance": {"CAMHS": WALK_IN},
            "Actions": {"MASE/2027-01/01": AN_ACTION | {"Owner": "acting team leader"}},
        }
    )
    assert record.actions[0].owner == record.seats[9].deputy


def test_an_action_takes_part_objective_and_seat_from_its_item_and_owner() -> None:
    record = check({"Actions": {"MASE/2027-01/51": AN_ACTION | {"Item": "7"}}})
    action = record.actions[0]
    assert action.reference == "MASE/2027-01/51"
    assert (action.part, action.objective, action.seat_id) == (2, "intelligence", seat_id("KCHFT"))


@pytest.mark.parametrize(
    ("absent", "withdrew", "decision", "ruling", "expected"),
    [
        # seats absent, who withdrew, what is typed, the Chair's ruling -> seats, quorate, to ratify
        (0, 0, {}, "", (10, True, False)),
        (2, 0, {}, "", (8, True, False)),
        (3, 0, {}, "", (7, False, True)),
        (2, 1, {}, "", (7, False, True)),
        (0, 1, {}, "", (9, True, False)),
        (0, 0, {"Seats present": 7}, "", (7, False, True)),
        (3, 0, {}, "Quorate", (7, True, False)),
        (2, 1, {}, "Quorate", (7, False, True)),
        (0, 0, {}, "Not quorate", (10, False, True)),
        (0, 0, {"Quorate": "No"}, "", (10, False, True)),
        (0, 0, {"To ratify": "Yes"}, "", (10, True, True)),
    ],
)
def test_a_decision_needs_two_thirds_of_the_seats_there_for_it(
    absent: int, withdrew: int, decision: dict[str, object], ruling: str, expected: tuple[int, bool, bool]
) -> None:
    gone = ("CRC", "MSCB", "KSCB")[:absent]
    interests: dict[str, dict[str, object]] = {
        str(number): {"Item": "5", "Person": person, "Withdrew": "yes"}
        for number, person in enumerate(("Named Nurse", "Designated Nurse")[:withdrew], start=1)
    }
    record = check(
        {
            "Meeting": {"": {"Chair’s ruling on quorum": ruling}},
            "Attendance": {short: {"Status": "Apologies"} for short in gone},
            "Interests": interests,
            "Decisions": {"MASE/2027-01/D1": A_DECISION | decision},
        }
    )
    (found,) = record.decisions
    assert (found.seats_present, found.quorate, found.to_ratify) == expected


def test_a_decision_has_the_words_of_its_vote_and_one_without_a_majority_is_refused() -> None:
    form = replace(record_form(), votes=Votes(majority=Fraction(1, 2), chair_casts=True, clause="8"))

    def voted(**vote: object) -> Record:
        votes = {heading.replace("_", " "): value for heading, value in vote.items()}
        return check_record(form, typed({"Decisions": {"MASE/2027-01/D1": A_DECISION | votes}}, form=form))

    assert voted(For=7, Against=2).decisions[0].vote == "Vote: 7 for and 2 against (clause 8)."
    assert voted().decisions[0].vote == ""  # agreed without a vote
    with pytest.raises(Problem) as refused:
        voted(For=4, Against=4)
    assert refused.value.faults == (
        "Decisions, MASE/2027-01/D1, For: found “4”; allowed: more than half of the votes cast (clause 8), "
        "or the Chair’s casting vote; without it nothing is decided: take the decision out of this line.",
    )


def test_a_matter_with_votes_of_its_own_needs_its_share_of_the_seats_that_have_a_vote_on_it() -> None:
    both = VotesOn(majority=Fraction(3, 4), matter="The constitution", without=("CRC", "NPS"), clause="28")
    form = replace(record_form(), votes=Votes(majority=Fraction(1, 2), clause="8"), votes_on=(both,))

    def voted(**vote: object) -> Record:
        votes = {"Vote on": "The constitution"} | vote
        return check_record(form, typed({"Decisions": {"MASE/2027-01/D1": A_DECISION | votes}}, form=form))

    assert voted(For=6, Against=2).decisions[0].vote == "Vote: 6 for and 2 against (clause 28)."
    for votes, allowed in (
        ({"For": 5, "Against": 2}, "at least 3/4 of the votes cast (clause 28)"),
        ({"For": 9, "Against": 0}, "at most 8 votes and abstentions together"),
    ):
        with pytest.raises(Problem, match=re.escape(allowed)):
            voted(**votes)


def test_the_votes_of_groups_are_counted_from_those_of_each() -> None:
    kinds = (("NPS", "Justice"), ("CRC", "Justice"), ("Kent Police", "Justice"), ("KCHFT", "Health"))
    votes = Votes(majority=Fraction(1, 2), by_group=True, clause="8")
    form = replace(record_form(), votes=votes, kinds=kinds)

    def voted(by_name: str) -> Record:
        votes = {"For": 2, "Against": 0, "Votes by name": by_name}
        return check_record(form, typed({"Decisions": {"MASE/2027-01/D1": A_DECISION | votes}}, form=form))

    assert voted("Justice 2–1, Health 1–0").decisions[0].vote == (
        "Vote: 2 for and 0 against (clause 8). By name: Justice 2–1, Health 1–0."
    )
    with pytest.raises(Problem, match="the votes of each group, such as"):
        voted("Justice 1–2, Health 1–0")


def test_each_deputy_needs_the_chairs_word_where_the_terms_ask_for_leave() -> None:
    form = replace(record_form(), deputies_by_leave=True)
    with pytest.raises(Problem) as refused:
        check_record(form, typed({}, form=form))
    assert [fault.split("; ")[1] for fault in refused.value.faults] == [
        "allowed: Yes, for a deputy with the Chair’s leave"
    ]
    accepted = typed({"Attendance": {"NPS": {"Accepted by the Chair": "Yes"}}}, form=form)
    assert check_record(form, accepted).quorum.present == 10


def test_a_decision_of_part_two_counts_the_seats_that_stayed_for_it() -> None:
    left: dict[str, dict[str, object]] = {
        short: {"Stayed for part 2": "No"} for short in ("CRC", "MSCB", "KSCB")
    }
    record = check({"Attendance": left, "Decisions": {"MASE/2027-01/D51": A_DECISION | {"Item": "7"}}})
    (found,) = record.decisions
    assert (found.seats_present, found.quorate, found.to_ratify) == (6, False, True)


@pytest.mark.parametrize(
    ("seat", "cells", "stayed"),
    [
        ("CRC", {}, True),  # whoever was expected, and may see part 2
        ("CRC", {"Stayed for part 2": ""}, True),
        ("CRC", {"Stayed for part 2": "no"}, False),
        ("NPS", {}, False),  # their deputy may not
        ("NPS", {"Stayed for part 2": "By leave"}, True),
        ("NPS", {"Status": "Present"}, True),  # the member came after all, and not the deputy expected
        ("CAMHS", {}, None),  # nobody came
        ("CAMHS", WALK_IN, False),
    ],
)
def test_those_stay_for_part_two_who_may_or_whom_the_chair_let_stay(
    seat: str, cells: dict[str, object], stayed: bool | None
) -> None:
    record = check({"Attendance": {seat: cells}})
    (found,) = (one for one in record.seats if one.seat_id == seat_id(seat))
    assert found.part_two is stayed


def test_somebody_who_withdrew_still_counts_for_other_items() -> None:
    record = check(
        {
            "Interests": {"1": {"Item": "6", "Person": "Named Nurse", "Withdrew": "Yes"}},
            "Decisions": {"MASE/2027-01/D1": A_DECISION},
        }
    )
    assert record.decisions[0].seats_present == 10
    assert record.interests[0].seat_id == seat_id("KCHFT")


def test_an_update_says_what_became_of_an_earlier_action() -> None:
    record = check(
        {
            "Updates": {
                "MASE/2026-11/02": {"Status": "new date", "Reported": "Form redrafted", "New due": "26/2/27"},
                "MASE/2026-12/01": {
                    "Status": "Discharged",
                    "Evidence": "Seen",
                    "Agreed by the Chair": "y",
                },
            }
        }
    )
    assert [(update.kind, update.text, update.new_due) for update in record.updates] == [
        ("new date", "Form redrafted", day("Fri 26 Feb 2027")),
        ("discharged", "Seen", None),
    ]


def test_text_with_a_control_character_is_refused() -> None:
    found = faults({"Items": {"5": {"Note": "agreed\x07"}}})
    assert "U+0007" in found[0]


def test_what_looks_like_a_formula_in_text_and_long_names_go_through_whole() -> None:
    note = "=HYPERLINK(“x”) & <b> 🙂 " + "ש" * 300
    assert check({"Items": {"5": {"Note": note}}}).items[1].note == note
