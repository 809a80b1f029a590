"""A record goes out filled in as far as is known, comes back, and is in the register whole or not at all."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TypeVar
from uuid import UUID

import pytest
from sqlalchemy import func, select, update

from forum.calendar.steps import StepKind, StepVerdict
from forum.members.membership import Membership
from forum.papers.papers import PaperState
from forum.questions.kinds import QuestionKind
from forum.questions.lifecycle import Channel
from forum.text.problem import Problem
from rehearsals.leads import RecordEntries
from tasks.documents.workbooks.fault_marks import WorkbookRefused
from tasks.duties.agenda.agenda import draft_agenda
from tasks.duties.answers.record_answer import discharge_action
from tasks.duties.base.office import Office
from tasks.duties.coming.apologies import name_deputy, note_apology
from tasks.duties.meetings.plan_move_cancel import cancel_meeting, plan_meetings
from tasks.duties.questions.ask import ask, open_question
from tasks.duties.record.file_record import Filed, file_record, prefilled_record
from tasks.register.actions import action_by_reference
from tasks.register.database.clock import SetClock
from tasks.register.groups import group_by_code
from tasks.register.meetings import HELD, PLANNED, meeting_by_reference, step_of
from tasks.register.members.membership import address_of, membership
from tasks.register.tables import (
    ActionRow,
    ActionUpdateRow,
    AgendaItemRow,
    AppointmentRow,
    AttendanceRow,
    AttendeeRow,
    AuditRow,
    Base,
    CoverRow,
    DecisionRow,
    InterestRow,
    MeetingRow,
    PaperRow,
    PersonRow,
    SeatRow,
)
from tests.english import day
from tests.sheet_rows import sheet_rows
from tests.stages import Stages
from tests.tasks.duties.do import do
from tests.tasks.duties.made_once import fill_record

Row = TypeVar("Row", bound=Base)
JANUARY, FEBRUARY = "MASE/2027-01", "MASE/2027-02"
CHAIR, UNIT = "Independent Chair", "Business Unit Officer"
PRESENT = (
    "NPS", "CRC", "KCC Education", "Kent Police", "KCC SCS", "Medway Social Care",
    "MSCB", "KSCB", "KCHFT", "CAMHS", "CCGs", "District Councils",
)  # fmt: skip
WALK_IN = {
    "Status": "Deputy",
    "Other deputy: name": "Locality Manager",
    "Other deputy: role": "Locality Manager",
    "Other deputy: email": "locality.manager@camhs.example",
    "Accepted by the Chair": "yes",
}
ACTION = {
    "Item": "5",
    "Short title (no names)": "Share the training calendar",
    "Action in full": "Share the calendar with all seats.",
    "Owner": "Designated Nurse",
    "Due": "29/1/27",
}
OUTSIDE = {
    "Item": "5",
    "Short title (no names)": "Licensing checks",
    "Owner": "Licensing Manager",
    "Other owner’s email": "licensing.manager@council.example",
    "Due": "5 Feb",
}
ENTRIES = RecordEntries(
    meeting={"Start": "10.05", "Finish": "11.50", "Chaired by": CHAIR, "Minute-taker": UNIT},
    attendance={short: {"Status": "Present"} for short in PRESENT},
    others=(
        {"Name": CHAIR, "Capacity": "Chair"},
        {"Name": "Voluntary Sector Lead", "Capacity": "Co-opted member"},
    ),
    items={"5": {"Note": "Progress was heard.", "Outcome": "Noted."}},
    decisions=({"Item": "5", "Text": "The action plan is agreed.", "Refer to": "MSCB Board"},),
    actions=(ACTION, OUTSIDE),
)


@pytest.fixture
def planned(mase: Office, clock: SetClock, stages: Stages) -> Office:
    """The sample's group on the evening of 12 January 2027, with the agenda of that day's meeting."""

    def plan() -> None:
        with mase.register.reading() as session:
            group = group_by_code(session, "MASE").id
        do(plan_meetings, mase, group, day=clock.at.date())
        do(draft_agenda, mase, meeting_of(mase).id, day=clock.at.date())
        clock.at = dt.datetime(2027, 1, 12, 17, 0)

    stages.reach(plan)
    return mase


def meeting_of(office: Office, reference: str = JANUARY) -> MeetingRow:
    with office.register.reading() as session:
        return meeting_by_reference(session, reference)


def people_of(office: Office) -> Membership:
    with office.register.reading() as session:
        return membership(session, group_by_code(session, "MASE").id)


def person(office: Office, name: str) -> UUID:
    return next(one.id for one in people_of(office).people if one.name == name)


def filled(office: Office, entries: RecordEntries = ENTRIES, reference: str = JANUARY) -> bytes:
    return fill_record(do(prefilled_record, office, meeting_of(office, reference).id), entries)


def with_attendance(**changes: dict[str, str]) -> RecordEntries:
    return replace(ENTRIES, attendance={**ENTRIES.attendance, **changes})


def file(office: Office, content: bytes, reference: str = JANUARY) -> Filed:
    return do(file_record, office, meeting_of(office, reference).id, content, actor="the unit")


def rows(office: Office, table: type[Row]) -> list[Row]:
    with office.register.reading() as session:
        return list(session.scalars(select(table)))


def mark(office: Office, short_name: str) -> AttendanceRow:
    seat = next(seat.id for seat in people_of(office).seats if seat.short_name == short_name)
    return next(row for row in rows(office, AttendanceRow) if row.seat_id == seat)


@pytest.fixture
def filed(planned: Office, stages: Stages) -> Office:
    """The record of that meeting is filed, that evening."""
    stages.reach(lambda: file(planned, filled(planned)))
    return planned


@pytest.fixture
def in_february(filed: Office, clock: SetClock, stages: Stages) -> Office:
    """The evening of 9 February 2027, with the agenda of that day's meeting."""

    def go_on() -> None:
        clock.at = dt.datetime(2027, 2, 9, 17, 0)
        do(draft_agenda, filed, meeting_of(filed, FEBRUARY).id, day=clock.at.date())

    stages.reach(go_on)
    return filed


def test_the_workbook_knows_apologies_and_named_deputies(planned: Office) -> None:
    do(note_apology, planned, JANUARY, person(planned, "Service Director, CAMHS"))
    deputy = person(planned, "Senior Probation Officer")
    do(name_deputy, planned, JANUARY, person(planned, "Head of Probation, Kent"), deputy)
    sent = {
        row["Seat"]: row
        for row in sheet_rows(do(prefilled_record, planned, meeting_of(planned).id), "Attendance")
    }
    assert len(sent) == 12
    assert (sent["CAMHS"]["Expected"], sent["CAMHS"]["Status"]) == ("Apologies", "Apologies")
    assert (sent["NPS"]["Expected"], sent["NPS"]["Deputy"]) == ("Deputy", "Senior Probation Officer")
    assert (sent["CRC"]["Expected"], sent["CRC"]["Status"]) == ("No answer", None)


def test_the_workbook_has_the_agenda_in_it(planned: Office) -> None:
    sent = sheet_rows(do(prefilled_record, planned, meeting_of(planned).id), "Items")
    titles = {row.title for row in rows(planned, AgendaItemRow)}
    assert {row["Title"] for row in sent} == titles


def test_filing_records_who_was_there_and_that_the_meeting_was_held(planned: Office) -> None:
    filed = file(
        planned, filled(planned, with_attendance(CRC={"Status": "Remote"}, KSCB={"Status": "Absent"}))
    )
    meeting = meeting_of(planned)
    assert (meeting.state, meeting.started, meeting.finished) == (HELD, dt.time(10, 5), dt.time(11, 50))
    assert meeting.chaired_by_id == person(planned, CHAIR)
    assert (filed.seats_present, filed.seats_needed, filed.quorate) == (11, 8, True)
    assert [mark(planned, name).mark for name in ("NPS", "CRC", "KSCB")] == ["P", "R", "X"]
    assert mark(planned, "NPS").holder_id == person(planned, "Head of Probation, Kent")
    attendees = {row.name: row.capacity for row in rows(planned, AttendeeRow)}
    assert attendees == {CHAIR: "Chair", "Voluntary Sector Lead": "Co-opted member", UNIT: "minute-taker"}


def test_filing_finishes_the_record_and_opens_what_follows(filed: Office) -> None:
    planned = filed
    with planned.register.reading() as session:
        meeting = meeting_of(planned)
        record = step_of(session, meeting.id, StepKind.RECORD)
        assert (record.done, record.verdict) == (day("Tue 12 Jan 2027"), StepVerdict.ON_TIME)
        for kind in (StepKind.FOLLOW_UP, StepKind.ATTENDANCE_REVIEWED, StepKind.MINUTES_AGREED):
            assert step_of(session, meeting.id, kind).opens == day("Tue 12 Jan 2027")


def test_filing_closes_what_was_to_be_done_before_the_meeting(planned: Office) -> None:
    with planned.register.reading() as session:
        assert open_question(session, meeting_of(planned).id, QuestionKind.AGREE_AGENDA)
    file(planned, filled(planned))
    with planned.register.reading() as session:
        meeting = meeting_of(planned).id
        assert step_of(session, meeting, StepKind.AGENDA_AGREED).verdict is StepVerdict.NOT_POSSIBLE
        assert step_of(session, meeting, StepKind.PAPERS_OUT).verdict is StepVerdict.MISSED
        assert open_question(session, meeting, QuestionKind.AGREE_AGENDA) is None


def test_filing_answers_the_question_for_the_record(planned: Office) -> None:
    meeting = meeting_of(planned)
    with planned.register.transaction("test") as tx:
        ask(
            tx, QuestionKind.FILE_RECORD, group_id=meeting.group_id, about=meeting.id,
            of=person(planned, UNIT), on=meeting.date, due=meeting.date,
        )  # fmt: skip
    file(planned, filled(planned))
    with planned.register.reading() as session:
        assert open_question(session, meeting.id, QuestionKind.FILE_RECORD) is None


def test_decisions_are_counted_and_actions_get_their_references(planned: Office) -> None:
    filed = file(planned, filled(planned))
    assert filed.decisions == ("MASE/2027-01/D1",)
    assert filed.actions == ("MASE/2027-01/01", "MASE/2027-01/02")
    (decision,) = rows(planned, DecisionRow)
    assert (decision.seats_present, decision.quorate, decision.to_ratify) == (12, True, False)
    with planned.register.reading() as session:
        action = action_by_reference(session, "MASE/2027-01/01")
        assert (action.state, action.due) == ("open", day("Fri 29 Jan 2027"))
        assert action.owner_id == person(planned, "Designated Nurse")
        assert action.seat_id == next(s.id for s in people_of(planned).seats if s.short_name == "CCGs")


def test_an_inquorate_meeting_has_its_decisions_put_to_be_ratified(planned: Office) -> None:
    absent = {short: {"Status": "Absent"} for short in PRESENT[:5]}
    filed = file(planned, filled(planned, with_attendance(**absent)))
    (decision,) = rows(planned, DecisionRow)
    assert (filed.seats_present, filed.quorate) == (7, False)
    assert (decision.seats_present, decision.quorate, decision.to_ratify) == (7, False, True)


def test_a_deputy_nobody_had_named_becomes_a_person_without_an_appointment(planned: Office) -> None:
    file(planned, filled(planned, with_attendance(CAMHS=WALK_IN)))
    row = mark(planned, "CAMHS")
    assert (row.mark, row.deputy_name, row.deputy_role) == ("D", "Locality Manager", "Locality Manager")
    assert row.deputy_id is not None
    assert not people_of(planned).is_appointed(row.deputy_id, day("Tue 12 Jan 2027"))
    with planned.register.reading() as session:
        assert address_of(session, row.deputy_id, day("Tue 12 Jan 2027")) == "locality.manager@camhs.example"


def test_an_owner_outside_the_group_becomes_a_person_once(planned: Office) -> None:
    entries = replace(ENTRIES, actions=(OUTSIDE, OUTSIDE | {"Short title (no names)": "Another check"}))
    before = {row.id for row in rows(planned, PersonRow)}
    file(planned, filled(planned, entries))
    (new,) = {row.id for row in rows(planned, PersonRow)} - before
    assert {row.owner_id for row in rows(planned, ActionRow)} == {new}


def test_an_address_of_somebody_else_is_asked_about(filed: Office) -> None:
    planned = filed
    entries = replace(ENTRIES, actions=(OUTSIDE | {"Owner": "Licensing Officer"},))
    with pytest.raises(Problem, match="is somebody else’s in the register"):
        file(planned, filled(planned, entries))


def test_earlier_actions_move_as_the_meeting_heard(in_february: Office) -> None:
    planned = in_february
    updates = {
        "MASE/2027-01/01": {"Status": "Discharged", "Reported": "Shared.", "Agreed by the Chair": "Yes"},
        "MASE/2027-01/02": {"Status": "New date", "Reported": "Checks under way.", "New due": "26/2/27"},
    }
    file(planned, filled(planned, replace(ENTRIES, actions=(), updates=updates), FEBRUARY), FEBRUARY)
    with planned.register.reading() as session:
        first, second = (action_by_reference(session, f"MASE/2027-01/0{n}") for n in (1, 2))
        assert (first.state, first.discharged_on) == ("discharged", day("Tue 9 Feb 2027"))
        assert (second.due, second.last_update) == (day("Fri 26 Feb 2027"), "Checks under way.")
    assert {row.said for row in rows(planned, ActionUpdateRow)} == {"discharged", "new date"}


def test_a_faulty_workbook_changes_nothing(planned: Office) -> None:
    with planned.register.reading() as session:
        before = session.scalar(select(func.count()).select_from(AuditRow))
    entries = with_attendance(CRC={"Status": "Here"}, CAMHS=WALK_IN)
    with pytest.raises(Problem) as raised:
        file(planned, filled(planned, replace(entries, actions=(ACTION | {"Due": "soon"},))))
    assert [fault.split(":")[0] for fault in raised.value.faults] == [
        "Attendance, cell E6",
        "Actions, cell H5",
    ]
    assert meeting_of(planned).state == PLANNED
    assert not rows(planned, AttendanceRow)
    assert "Locality Manager" not in {row.name for row in rows(planned, PersonRow)}
    with planned.register.reading() as session:
        assert session.scalar(select(func.count()).select_from(AuditRow)) == before


def test_a_record_filed_again_replaces_the_first_and_says_what_changed(planned: Office) -> None:
    first = filled(planned, with_attendance(CAMHS=WALK_IN))
    file(planned, first)
    known = {row.id for row in rows(planned, PersonRow)}
    again = fill_record(first, RecordEntries(attendance={"CRC": {"Status": "Apologies"}}))
    filed = file(planned, again)
    assert filed.edition == 2
    assert [change.words for change in filed.changed] == [
        "Attendance, cell E6: was “Present”, now “Apologies”"
    ]
    assert {row.id for row in rows(planned, PersonRow)} == known
    assert (filed.seats_present, mark(planned, "CRC").mark) == (11, "A")
    assert len(rows(planned, AttendanceRow)) == 12
    assert len(rows(planned, ActionRow)) == 2
    trail = next(row for row in rows(planned, AuditRow) if row.event == "record filed again")
    assert trail.about["cells"] == ["Attendance, cell E6"]


def test_actions_keep_their_references_when_one_is_taken_out(planned: Office) -> None:
    first = filled(planned)
    file(planned, first)
    (kept,) = (row.id for row in rows(planned, ActionRow) if row.reference == "MASE/2027-01/02")
    again = fill_record(first, RecordEntries(cleared={"Actions": ["MASE/2027-01/01"]}))
    filed = file(planned, again)
    assert filed.actions == ("MASE/2027-01/02",)
    assert [(row.id, row.reference) for row in rows(planned, ActionRow)] == [(kept, "MASE/2027-01/02")]


def test_an_action_that_moved_on_keeps_its_new_date_when_the_record_is_filed_again(planned: Office) -> None:
    first = filled(planned)
    file(planned, first)
    with planned.register.transaction("test") as tx:
        action_by_reference(tx.session, "MASE/2027-01/01").due = day("Fri 26 Feb 2027")
    file(planned, fill_record(first, RecordEntries(items={"5": {"Note": "Progress was heard at length."}})))
    due = {row.reference: row.due for row in rows(planned, ActionRow)}
    assert due["MASE/2027-01/01"] == day("Fri 26 Feb 2027")


def test_the_same_record_filed_twice_is_one_edition(planned: Office) -> None:
    content = filled(planned)
    assert (file(planned, content).edition, file(planned, content).edition) == (1, 1)


def test_an_update_is_not_made_twice_when_the_record_is_filed_again(in_february: Office) -> None:
    planned = in_february
    updates = {"MASE/2027-01/01": {"Status": "Discharged", "Agreed by the Chair": "Yes"}}
    content = filled(planned, replace(ENTRIES, actions=(), updates=updates), FEBRUARY)
    file(planned, content, FEBRUARY)
    file(planned, fill_record(content, RecordEntries(items={"5": {"Outcome": "Agreed."}})), FEBRUARY)
    assert [row.said for row in rows(planned, ActionUpdateRow)] == ["discharged"]


def test_an_action_discharged_after_the_workbook_was_sent_does_not_stop_the_record(
    filed: Office, clock: SetClock
) -> None:
    planned = filed
    clock.at = dt.datetime(2027, 2, 8, 9, 0)  # the working day before the meeting
    do(draft_agenda, planned, meeting_of(planned, FEBRUARY).id, day=clock.at.date())
    updates = {"MASE/2027-01/01": {"Status": "Discharged", "Agreed by the Chair": "Yes"}}
    content = filled(planned, replace(ENTRIES, actions=(), updates=updates), FEBRUARY)
    chair = people_of(planned).chair(clock.at.date())
    assert chair
    do(discharge_action, planned, "MASE/2027-01/01", by=chair.id, channel=Channel.PHONE)
    clock.at = dt.datetime(2027, 2, 9, 17, 0)
    assert file(planned, content, FEBRUARY).edition == 1
    assert [row.said for row in rows(planned, ActionUpdateRow)] == ["discharged"]


def rename(office: Office, table: type[PersonRow | SeatRow], was: str, now: str) -> None:
    """Give somebody or a seat another name in the register."""
    named = PersonRow.name if table is PersonRow else SeatRow.short_name
    with office.register.transaction("test") as tx:
        tx.session.execute(update(table).where(named == was).values({named.key: now}))


def test_a_seat_or_a_person_may_be_renamed_while_the_workbook_is_out(planned: Office) -> None:
    nurse, chair = person(planned, "Designated Nurse"), person(planned, CHAIR)
    declared = {"Item": "5", "Person": "Designated Nurse", "Withdrew": "No"}
    content = filled(planned, replace(ENTRIES, interests=(declared,)))
    rename(planned, SeatRow, "CCGs", "ICB")
    rename(planned, PersonRow, "Designated Nurse", "Chief Nurse")
    rename(planned, PersonRow, CHAIR, "Lay Chair")
    file(planned, content)
    assert (mark(planned, "ICB").holder_id, mark(planned, "ICB").mark) == (nurse, "P")
    assert meeting_of(planned).chaired_by_id == chair
    assert [row.person_name for row in rows(planned, InterestRow)] == ["Chief Nurse"]
    assert nurse in {row.owner_id for row in rows(planned, ActionRow)}
    assert file(planned, content).changed == ()


def test_a_name_in_the_workbook_is_whoever_had_it_when_it_was_written(planned: Office) -> None:
    nurse, other = person(planned, "Designated Nurse"), person(planned, "Service Director, CAMHS")
    content = filled(planned)
    rename(planned, PersonRow, "Designated Nurse", "Somebody")
    rename(planned, PersonRow, "Service Director, CAMHS", "Designated Nurse")
    file(planned, content)
    assert [mark(planned, seat).holder_id for seat in ("CCGs", "CAMHS")] == [nurse, other]
    with planned.register.reading() as session:
        assert action_by_reference(session, "MASE/2027-01/01").owner_id == nurse


def test_the_unit_says_who_was_there_where_a_seat_has_another_holder_by_now(planned: Office) -> None:
    content = filled(planned)
    with planned.register.transaction("test") as tx:
        of_ccgs = AppointmentRow.person_id == person(planned, "Designated Nurse")
        tx.session.execute(
            update(AppointmentRow)
            .where(of_ccgs)
            .values(person_id=person(planned, "Senior Probation Officer"))
        )
    with pytest.raises(WorkbookRefused) as refused:
        file(planned, content)
    assert "allowed: Senior Probation Officer, as the register has it" in str(refused.value.faults)


def test_a_record_of_another_meeting_is_refused(planned: Office, clock: SetClock) -> None:
    content = filled(planned)
    clock.at = dt.datetime(2027, 2, 9, 17, 0)
    with pytest.raises(Problem, match="MASE/2027-02, the meeting it is filed for"):
        file(planned, content, FEBRUARY)


def test_a_meeting_to_come_or_cancelled_has_no_record(planned: Office, clock: SetClock) -> None:
    with pytest.raises(Problem, match="can be filed from that day on"):
        file(planned, filled(planned), FEBRUARY)
    do(cancel_meeting, planned, FEBRUARY)
    clock.at = dt.datetime(2027, 2, 9, 17, 0)
    with pytest.raises(Problem, match="is cancelled"):
        file(planned, filled(planned), FEBRUARY)


def test_the_audit_trail_has_no_names_in_it(planned: Office) -> None:
    file(planned, filled(planned, with_attendance(CAMHS=WALK_IN)))
    opened = {row.about["reference"] for row in rows(planned, AuditRow) if row.event == "action opened"}
    assert opened == {"MASE/2027-01/01", "MASE/2027-01/02"}
    trail = str([row.about for row in rows(planned, AuditRow)])
    for name in ("Locality Manager", "Licensing Manager", "training calendar", ".example"):
        assert name not in trail


def test_whoever_covers_stands_in_and_it_is_no_absence_of_the_member(planned: Office) -> None:
    member, acting = (person(planned, name) for name in ("Designated Nurse", "Service Director, CAMHS"))
    with planned.register.transaction("test") as tx:
        tx.session.add(
            CoverRow(
                group_id=group_by_code(tx.session, "MASE").id, person_id=member, covered_by_id=acting,
                first=day("Mon 11 Jan 2027"), last=day("Fri 15 Jan 2027"),
            )
        )  # fmt: skip
    entries = with_attendance(CCGs={"Status": "Deputy"}, CAMHS={"Status": "Apologies"})
    filed = file(planned, filled(planned, entries))
    row = mark(planned, "CCGs")
    assert (row.mark, row.holder_id, row.deputy_id, row.under_cover) == ("D", member, acting, True)
    assert filed.seats_present == 11


def test_a_paper_that_was_tabled_is_on_record(planned: Office) -> None:
    file(planned, filled(planned, replace(ENTRIES, items={"5": {"How the paper came": "tabled"}})))
    (paper,) = rows(planned, PaperRow)
    assert (paper.state, paper.document) == (PaperState.TABLED, None)


def test_a_paper_that_was_waited_for_and_given_verbally_is_no_longer(planned: Office) -> None:
    item = next(row for row in rows(planned, AgendaItemRow) if row.number == "5")
    with planned.register.transaction("test") as tx:
        tx.session.add(
            PaperRow(
                meeting_id=item.meeting_id,
                item_id=item.id,
                author_id=person(planned, "Designated Nurse"),
                title=item.title,
                state=PaperState.WANTED,
            )
        )
    file(planned, filled(planned, replace(ENTRIES, items={"5": {"How the paper came": "verbal"}})))
    assert [paper.state for paper in rows(planned, PaperRow)] == [PaperState.VERBAL]
