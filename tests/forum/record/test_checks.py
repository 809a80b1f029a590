"""The record of a meeting: what is taken as people write it, and what is refused, all at once."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from uuid import UUID

import pytest

from forum.members.membership import Appointment, PapersFor, Person, Role
from forum.record.checks import check_record
from forum.record.record import Record
from forum.text.problem import Problem
from tests.english import day
from tests.record_form import person_id, record_form, seat_id, typed

Changes = dict[str, dict[str, dict[str, object]]]
AN_ACTION: dict[str, object] = {
    "Item": "5",
    "Neutral title": "Share the calendar",
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


def check(changes: Changes) -> Record:
    return check_record(record_form(), typed(changes))


def faults(changes: Changes) -> tuple[str, ...]:
    with pytest.raises(Problem) as raised:
        check(changes)
    return raised.value.faults


def marks(record: Record) -> str:
    return "".join(seat.mark for seat in record.seats)


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
    ("changes", "place", "allowed"),
    [
        ({"Meeting": {"": {"Group": "Another Group"}}}, "Meeting, Group", "Multi-Agency Sexual"),
        ({"Meeting": {"": {"Reference": "MASE/2026-12"}}}, "Meeting, Reference", "MASE/2027-01"),
        ({"Meeting": {"": {"Date": "9/2/27"}}}, "Meeting, Date", "Tuesday 12 January 2027"),
        ({"Meeting": {"": {"Start": "early"}}}, "Meeting, Start", "9:30am or 2:15pm"),
        ({"Meeting": {"": {"Finish": "9.00"}}}, "Meeting, Finish", "after the start"),
        ({"Meeting": {"": {"Seats present": "11"}}}, "Meeting, Seats present", "10, as counted"),
        ({"Meeting": {"": {"Chaired by": "CAMHS Service Manager"}}}, "Meeting, Chaired by", "who was there"),
        ({"Meeting": {"": {"Last minutes": ""}}}, "Meeting, Last minutes", "Confirmed, Amended or Deferred"),
        ({"Attendance": {"CRC": {"Status": "Here"}}}, "Attendance, CRC, Status", "Present, Remote, Deputy"),
        ({"Attendance": {"CRC": {"Status": ""}}}, "Attendance, CRC, Status", "nothing found"),
        (
            {"Attendance": {"District Councils": {"Status": "Present"}}},
            "Attendance, District Councils, Status",
            "vacant",
        ),
        (
            {"Attendance": {"CRC": {"Status": "Deputy", "Deputy": "Named Nurse"}}},
            "Attendance, CRC, Accepted by the Chair",
            "Yes, for a deputy nobody had named",
        ),
        (
            {"Attendance": {"CRC": {"Status": "Deputy", "Deputy": "Somebody"}}},
            "Attendance, CRC, Deputy",
            "next columns",
        ),
        (
            {"Attendance": {"CRC": WALK_IN | {"Accepted by the Chair": "No"}}},
            "Attendance, CRC, Accepted by the Chair",
            "guest",
        ),
        (
            {"Attendance": {"CRC": WALK_IN | {"Other deputy: role": ""}}},
            "Attendance, CRC, Other deputy: role",
            "job title",
        ),
        (
            {"Attendance": {"CRC": {"Other deputy: name": "Acting Team Leader"}}},
            "Attendance, CRC, Other deputy: name",
            "or the status Deputy",
        ),
        (
            {"Attendance": {"CRC": {"Arrived": "11.00", "Left": "10.30"}}},
            "Attendance, CRC, Left",
            "after they arrived",
        ),
        (
            {"Actions": {"MASE/2027-01/01": AN_ACTION | {"Due": ""}}},
            "Actions, MASE/2027-01/01, Due",
            "a date",
        ),
        (
            {"Actions": {"MASE/2027-01/01": AN_ACTION | {"Due": "31/2/27"}}},
            "Actions, MASE/2027-01/01, Due",
            "a date",
        ),
        (
            {"Actions": {"MASE/2027-01/01": AN_ACTION | {"Due": "5/1/27"}}},
            "Actions, MASE/2027-01/01, Due",
            "after the meeting on 12 January 2027",
        ),
        (
            {"Actions": {"MASE/2027-01/01": AN_ACTION | {"Owner": ""}}},
            "Actions, MASE/2027-01/01, Owner",
            "one person",
        ),
        (
            {"Actions": {"MASE/2027-01/01": AN_ACTION | {"Owner": "Everybody"}}},
            "Actions, MASE/2027-01/01, Owner",
            "with an email",
        ),
        (
            {"Actions": {"MASE/2027-01/01": AN_ACTION | {"Item": "9"}}},
            "Actions, MASE/2027-01/01, Item",
            "1, 5, 6 or 7",
        ),
        (
            {"Decisions": {"MASE/2027-01/D1": A_DECISION | {"Item": "9"}}},
            "Decisions, MASE/2027-01/D1, Item",
            "1, 5, 6 or 7",
        ),
        (
            {"Decisions": {"MASE/2027-01/D1": A_DECISION | {"Seats present": 11}}},
            "Decisions, MASE/2027-01/D1, Seats present",
            "up to 10",
        ),
        (
            {"Interests": {"1": {"Item": "5", "Person": "A Stranger", "Withdrew": "Yes"}}},
            "Interests, 1, Person",
            "as there",
        ),
        ({"Items": {"5": {"Number": "55"}}}, "Items, 5, Number", "1, 5, 6 or 7"),
        (
            {"Updates": {"MASE/2026-11/02": {"Status": "Nearly"}}},
            "Updates, MASE/2026-11/02, Status",
            "Done, New date",
        ),
        (
            {"Updates": {"MASE/2026-11/02": {"Status": "New date"}}},
            "Updates, MASE/2026-11/02, New due",
            "a date",
        ),
        (
            {"Updates": {"MASE/2026-11/02": {"Status": "Discharged"}}},
            "Updates, MASE/2026-11/02, Agreed by the Chair",
            "clause 3",
        ),
        (
            {"Updates": {"MASE/2026-12/01": {"Status": "Done"}}},
            "Updates, MASE/2026-12/01, Status",
            "reported done",
        ),
        (
            {"Attendance": {"CAMHS": WALK_IN | {"Other deputy: name": "Acting Tеam Leader"}}},
            "Attendance, CAMHS, Other deputy: name",
            "are of two alphabets",
        ),
        (
            {"Meeting": {"": {"Minute-taker": "Minute \u202etaker"}}},
            "Meeting, Minute-taker",
            "turns the direction",
        ),
        (
            {"Actions": {"MASE/2027-01/01": AN_ACTION | {"Neutral title": "Share\u200b the data"}}},
            "Actions, MASE/2027-01/01, Neutral title",
            "can’t be seen",
        ),
    ],
)
def test_a_faulty_cell_is_named_with_what_is_allowed(changes: Changes, place: str, allowed: str) -> None:
    found = faults(changes)
    assert len(found) == 1
    assert found[0].startswith(f"{place}: ")
    assert allowed in found[0]


def test_all_faults_are_told_at_once() -> None:
    found = faults(
        {
            "Meeting": {"": {"Date": "15/12/26", "Finish": ""}},
            "Attendance": {"CRC": {"Status": "Here"}, "KSCB": {"Status": "Gone"}},
            "Actions": {"MASE/2027-01/03": {"Neutral title": "Write"}},
        }
    )
    assert len(found) == 6  # the action has neither owner nor date


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
    record = check({"Actions": {"MASE/2027-01/02": AN_ACTION | {"Item": "7"}}})
    action = record.actions[0]
    assert action.reference == "MASE/2027-01/02"
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
