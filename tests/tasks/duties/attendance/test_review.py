"""Attendance is reviewed after each meeting; a private word goes when it got worse and the Chair says so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pytest
from sqlalchemy import delete, select, update

from forum.attendance.quorum import Ruling
from forum.attendance.standing import AttendanceFinding, Standing
from forum.calendar.meetings import MeetingKind, MeetingState
from forum.calendar.steps import StepKind
from forum.documents.attendance import SeatLine, SeatStanding
from forum.members.membership import Role
from forum.outbox.states import State
from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from tasks.duties.answers.put_questions import put_questions
from tasks.duties.attendance import table as attendance_found
from tasks.duties.attendance.review import review_attendance
from tasks.duties.attendance.table import Review
from tasks.duties.base.group_context import forum_of_meeting
from tasks.duties.base.office import unit_of_work
from tasks.duties.calendar import due
from tasks.duties.matters import bring_up
from tasks.duties.members.appointments import end_appointment
from tasks.register import tables
from tasks.register.tables import AppointmentRow, AttendanceRow, MeetingRow
from tests.english import day
from tests.tasks.duties.desk_today import desk_today
from tests.tasks.duties.do import do
from tests.tasks.duties.mornings import Secretary
from tests.tasks.duties.secretariat import CHAIR, FEBRUARY, NURSE, UNIT, Forum, two_seats

CONTACT = "Chief Officer, CCGs"  # who has no place in the group
FIRST = dt.date(2024, 1, 9)


def hold(
    forum: Forum, marks: str, *, seat: str = "CCGs", every: int = 28, covered: Sequence[int] = ()
) -> None:
    """Put meetings on the register that were held up to Tuesday 12 January, one for each mark of the nurse.

    The last mark is that of 12 January itself; ``covered`` are places in ``marks`` under agreed cover.
    """
    last = forum.meeting()
    nurse, ccgs = forum.person(NURSE), forum.seat(seat)
    with forum.office.register.transaction("test") as tx:
        tx.session.get_one(MeetingRow, last.id).state = MeetingState.HELD
        for number, mark in enumerate(marks):
            back = len(marks) - 1 - number
            meeting = last.id
            if back:
                row = MeetingRow(
                    group_id=forum.group, reference=f"MASE/before-{back:03}", state="held",
                    date=last.date - dt.timedelta(days=every * back), start=last.start, minutes=120,
                    place="", planned_on=FIRST,
                )  # fmt: skip
                tx.session.add(row)
                tx.session.flush()
                meeting = row.id
            tx.session.add(
                AttendanceRow(
                    meeting_id=meeting,
                    seat_id=ccgs,
                    holder_id=nurse,
                    mark=mark,
                    under_cover=number in covered,
                )
            )


def hold_with(forum: Forum, marks: str, *, seat: str, who: str) -> None:
    """Put on the register how somebody else came to the same meetings."""
    holder, with_seat = forum.person(who), forum.seat(seat)
    with forum.office.register.transaction("test") as tx:
        held = select(AttendanceRow.meeting_id).join(MeetingRow, MeetingRow.id == AttendanceRow.meeting_id)
        for meeting, mark in zip(
            tx.session.scalars(held.order_by(MeetingRow.date)).all(), marks, strict=True
        ):
            tx.session.add(AttendanceRow(meeting_id=meeting, seat_id=with_seat, holder_id=holder, mark=mark))


def review(forum: Forum) -> None:
    do(review_attendance, forum.office, forum.meeting().id, day=forum.today)


@pytest.fixture
def wednesday(forum: Forum) -> Forum:
    forum.on("Wed 13 Jan 2027")
    return forum


def test_the_unit_gets_the_table_at_once_where_there_is_another_seat_to_look_at(wednesday: Forum) -> None:
    hold(wednesday, "PPPPPPPPPAAAA")
    review(wednesday)
    (letter,) = wednesday.letters("attendance_review", to=UNIT)
    assert [attachment["name"] for attachment in letter.attachments] == ["MASE-2027-01 attendance table.docx"]
    assert wednesday.step(StepKind.ATTENDANCE_REVIEWED).done == day("Wed 13 Jan 2027")


def test_the_table_has_each_seat_at_the_last_twelve_meetings(wednesday: Forum) -> None:
    hold(wednesday, "PRDAPPPPPPPPP")
    with wednesday.office.register.transaction("test") as tx:
        of_camhs = AppointmentRow.seat_id == wednesday.seat("CAMHS")
        tx.session.execute(update(AppointmentRow).where(of_camhs).values(last=day("Fri 8 Jan 2027")))
    with unit_of_work(wednesday.office, "test", wednesday.today) as work:
        document = Review.of(*forum_of_meeting(work, wednesday.meeting().id)).document()
    assert (document.reference, document.as_of, document.clause) == (
        "MASE/2027-01",
        day("Tue 12 Jan 2027"),
        "4",
    )
    assert (document.minimum, document.deputies) == (Fraction(3, 4), Fraction(1, 4))
    assert len(document.meetings) == 12
    latest = document.meetings[-1]
    assert (latest.date, latest.represented, latest.needed, latest.quorate) == (
        day("Tue 12 Jan 2027"),
        1,
        8,
        False,
    )
    rows = {row.organisation: row for row in document.rows}
    assert rows["CCGs (Designated Nurses)"] == SeatLine(
        organisation="CCGs (Designated Nurses)",
        holder=NURSE,
        marks=tuple("RDAPPPPPPPPP"),
        counted=12,
        attended=10,
        deputised=1,
        represented=Fraction(11, 12),
        absences_left=3,
        standing=SeatStanding.MET,
    )
    police, camhs = rows["Kent Police"], rows["Kent and Medway CAMHS"]
    assert (police.marks, police.counted, police.standing) == (("–",) * 12, 0, SeatStanding.TOO_EARLY)
    assert (camhs.holder, camhs.absences_left, camhs.standing) == ("", None, SeatStanding.VACANT)


@pytest.mark.parametrize("ruling", Ruling)
def test_a_meeting_of_the_table_is_quorate_as_the_chair_ruled(wednesday: Forum, ruling: Ruling) -> None:
    hold(wednesday, "PPP")
    with wednesday.office.register.transaction("test") as tx:
        before = MeetingRow.reference == "MASE/before-001"
        tx.session.execute(update(MeetingRow).where(before).values(quorum_ruling=ruling))
    with unit_of_work(wednesday.office, "test", wednesday.today) as work:
        document = Review.of(*forum_of_meeting(work, wednesday.meeting().id)).document()
    assert [meeting.quorate for meeting in document.meetings] == [False, ruling is Ruling.QUORATE, False]


def test_once_reviewed_nothing_is_due(forum: Forum) -> None:
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    forum.on("Wed 13 Jan 2027")
    assert not forum.is_due(due.attendance_to_review)
    forum.file_record()
    assert forum.is_due(due.attendance_to_review)
    review(forum)
    assert not forum.is_due(due.attendance_to_review)
    review(forum)  # by a run that had found it due before
    assert forum.letters("attendance_review") == [], "which would ask for nothing"
    forum.draft_minutes()
    (draft,) = forum.letters("minutes_draft", to=UNIT)
    assert [file["name"] for file in draft.attachments][-1] == "MASE-2027-01 attendance table.docx"
    text = " ".join(draft.text.split())
    assert "The attendance table is attached too: no seat has come to need a look." in text


def test_seats_to_look_at_come_with_the_draft_minutes_of_the_same_morning(forum: Forum) -> None:
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    forum.on("Wed 13 Jan 2027")
    forum.file_record(attendance={"CCGs": "Absent"})
    with forum.office.register.transaction("test") as tx:  # who was below at none of the meetings before
        of_nurse = AttendanceRow.holder_id == forum.person(NURSE)
        tx.session.execute(delete(AttendanceRow).where(of_nurse))
    hold(forum, "PPPPPPPPPAAAA")
    review(forum)
    forum.draft_minutes()
    assert forum.letters("attendance_review") == []
    (draft,) = forum.letters("minutes_draft", to=UNIT)
    assert [file["name"] for file in draft.attachments][-1] == "MASE-2027-01 attendance table.docx"
    assert "no seat has come to need a look" not in draft.text
    assert "* CCGs: below\n" in draft.text
    assert "Attended 8 of 12 (67%)" in draft.text


def test_a_review_that_waits_stays_where_the_unit_has_an_earlier_one_of_the_meeting(forum: Forum) -> None:
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    forum.on("Wed 13 Jan 2027")
    forum.file_record(attendance={"CCGs": "Absent"})
    with forum.office.register.transaction("test") as tx:
        of_nurse = AttendanceRow.holder_id == forum.person(NURSE)
        tx.session.execute(delete(AttendanceRow).where(of_nurse))
    hold(forum, "PPPPPPPPPAAAA")
    review(forum)
    forum.settle("attendance_review")
    forum.file_record(attendance={"CCGs": "Absent", "CAMHS": "Absent"})
    review(forum)
    waiting = [row.state for row in forum.letters("attendance_review", to=UNIT)]
    assert State.SENT in waiting
    assert State.QUEUED in waiting
    forum.draft_minutes()
    assert [row.state for row in forum.letters("attendance_review", to=UNIT)] == waiting


@pytest.mark.parametrize(
    ("marks", "asked"),
    [
        ("PPPPPPPPPPPP", False),
        ("PPPPPPPPPPAA", False),  # ten of twelve: one more absence can be borne
        ("PPPPPPPPPAAA", False),  # nine of twelve: one absence from falling below, and the terms are met
        ("PPPPPPPPPAAAA", True),  # eight of twelve: below
        ("PPPPPPPPPAAAAA", True),  # below as before, and nobody has told them
        ("APPPPPPPPAAAP", False),  # no worse than it was before
        ("PPPPA", False),  # too early to say
    ],
)
def test_the_chair_is_asked_about_a_private_word_with_whoever_is_below_and_has_had_none(
    wednesday: Forum, marks: str, asked: bool
) -> None:
    hold(wednesday, marks)
    review(wednesday)
    questions = wednesday.questions(QuestionKind.SEND_ATTENDANCE_NOTICE)
    assert [question.about_id for question in questions] == [wednesday.person(NURSE)] * asked


def test_the_chair_reads_the_figures_before_giving_the_word(wednesday: Forum) -> None:
    hold(wednesday, "PPPPPPPPPAAAA")
    review(wednesday)
    do(put_questions, wednesday.office, wednesday.group, day=wednesday.on("Tue 26 Jan 2027"))
    text = wednesday.letters("chair", to=CHAIR)[-1].text
    assert "To Designated Nurse, privately. Attended 8 of the last 12 (67%), 9 asked for." in " ".join(
        text.split()
    )


def test_nobody_asks_for_a_private_word_with_a_member_who_has_left(wednesday: Forum) -> None:
    hold(wednesday, "PPPPPPPPPAAAA")
    review(wednesday)
    (place,) = wednesday.members().appointments_on(wednesday.person(NURSE), wednesday.today)
    do(end_appointment, wednesday.office, place.id, day("Mon 25 Jan 2027"), day=wednesday.today)
    do(put_questions, wednesday.office, wednesday.group, day=wednesday.on("Tue 26 Jan 2027"))
    (question,) = wednesday.questions(QuestionKind.SEND_ATTENDANCE_NOTICE)
    assert question.withdrawn == wednesday.today
    assert "privately" not in "".join(letter.text for letter in wednesday.letters("chair", to=CHAIR))


def test_those_below_stand_first_in_the_letter(wednesday: Forum) -> None:
    hold(wednesday, "PPPPPPPPPAAAA")
    hold_with(wednesday, "PPPPPPPPPAAAP", seat="NPS", who="Head of Probation, Kent")
    review(wednesday)
    (letter,) = wednesday.letters("attendance_review", to=UNIT)
    seats = [line for line in letter.text.splitlines() if line.startswith("* ")]
    assert seats[:2] == ["* CCGs: below", "* NPS: one absence from falling below"]


@pytest.mark.parametrize(("said", "letters"), [(Word.SEND, 1), (Word.NO, 0)])
def test_the_notice_goes_on_the_chairs_word(wednesday: Forum, said: Word, letters: int) -> None:
    hold(wednesday, "PPPPPPPPPAAAA")
    review(wednesday)
    assert wednesday.letters("attendance_notice") == []
    wednesday.answer(QuestionKind.SEND_ATTENDANCE_NOTICE, said, CHAIR)
    assert len(wednesday.letters("attendance_notice", to=NURSE)) == letters
    if letters:
        assert "attend eight of the last 12 meetings" in wednesday.letters("attendance_notice")[0].text


def with_attendance(forum: Forum, **rule: str | int) -> None:
    """Another rule of attendance in the policy."""
    policy = forum.office.policies["MASE"]
    other = policy.model_copy(update={"attendance": policy.attendance.model_copy(update=rule)})
    forum.office = replace(forum.office, policies={"MASE": other})


def test_a_policy_may_have_notices_go_by_themselves(wednesday: Forum) -> None:
    with_attendance(wednesday, notices="automatic")
    hold(wednesday, "PPPPPPPPPAAAA")
    review(wednesday)
    assert len(wednesday.letters("attendance_notice", to=NURSE)) == 1
    assert wednesday.questions(QuestionKind.SEND_ATTENDANCE_NOTICE) == []


def test_whoever_is_away_for_too_long_is_told_and_the_chair_is_asked_at_once_whether_it_ends(
    wednesday: Forum,
) -> None:
    ends = "on the group's word"
    with_attendance(wednesday, absent_in_a_row=3, membership_ends=ends, notices="automatic")
    hold(wednesday, "PAXA")
    review(wednesday)
    (notice,) = wednesday.letters("attendance_notice", to=NURSE)
    assert "We missed you at the last 3 meetings in a row; could we have a quick word" in notice.text
    assert "a membership may end for it, on the group’s word." in notice.text
    do(bring_up, wednesday.office, wednesday.meeting().id, day=wednesday.today)
    wednesday.on("Fri 29 Jan 2027")
    do(put_questions, wednesday.office, wednesday.group, day=wednesday.today)
    letter = " ".join(wednesday.letters("chair", CHAIR)[-1].text.split())
    assert "Absent from the last 3 meetings in a row. By clause 4 the membership may end" in letter


@pytest.mark.parametrize("notices", ["automatic", "on the Chair's word"])
def test_a_chair_who_holds_a_seat_gets_no_private_word_from_themselves(
    wednesday: Forum, notices: str
) -> None:
    with_attendance(wednesday, notices=notices)
    with wednesday.office.register.transaction("test") as tx:
        chair = AppointmentRow.person_id == wednesday.person(CHAIR), AppointmentRow.role == Role.CHAIR
        tx.session.execute(update(AppointmentRow).where(*chair).values(person_id=wednesday.person(NURSE)))
    hold(wednesday, "PPPPPPPPPAAAA")
    review(wednesday)
    assert wednesday.letters("attendance_notice") == []
    assert wednesday.questions(QuestionKind.SEND_ATTENDANCE_NOTICE) == []
    (table,) = wednesday.letters("attendance_review", to=UNIT)  # where the unit reads it
    assert "* CCGs: below" in table.text


def february(forum: Forum, mark: str, kind: MeetingKind = MeetingKind.ORDINARY) -> None:
    """Hold the meeting of Tuesday 9 February, and review it the day after."""
    meeting = forum.meeting(FEBRUARY).id
    row = AttendanceRow(
        meeting_id=meeting, seat_id=forum.seat("CCGs"), holder_id=forum.person(NURSE), mark=mark
    )
    with forum.office.register.transaction("test") as tx:
        held = tx.session.get_one(MeetingRow, meeting)
        held.state, held.kind = MeetingState.HELD, kind
        tx.session.add(row)
    forum.on("Wed 10 Feb 2027")
    do(review_attendance, forum.office, meeting, day=forum.today)


def test_a_word_not_given_yet_is_asked_for_anew_with_the_figures_of_the_latest_meeting(
    wednesday: Forum,
) -> None:
    hold(wednesday, "APPPPPPPPPAAAPA")
    review(wednesday)
    february(wednesday, "A")
    wednesday.answer(QuestionKind.SEND_ATTENDANCE_NOTICE, Word.SEND, CHAIR)
    (letter,) = wednesday.letters("attendance_notice", to=NURSE)
    assert "attend seven of the last 12 meetings" in letter.text


def test_a_word_that_waits_while_the_figures_change_is_asked_for_with_what_changed(wednesday: Forum) -> None:
    hold(wednesday, "PPPPPPPPPAAAA")
    review(wednesday)
    do(put_questions, wednesday.office, wednesday.group, day=wednesday.on("Tue 26 Jan 2027"))
    february(wednesday, "A")
    do(put_questions, wednesday.office, wednesday.group, day=wednesday.on("Tue 23 Feb 2027"))
    text = " ".join(wednesday.letters("chair", to=CHAIR)[-1].text.split())
    assert "Attended 7 of the last 12 (58%), 9 asked for." in text
    assert "When we asked before: Attended 8 of the last 12 (67%), 9 asked for." in text
    wednesday.answer(QuestionKind.SEND_ATTENDANCE_NOTICE, Word.SEND, CHAIR)
    (letter,) = wednesday.letters("attendance_notice", to=NURSE)
    assert "attend seven of the last 12 meetings" in letter.text


def below_twice_running(
    forum: Forum, said: Word | None, contact: str | None = CONTACT, kind: MeetingKind = MeetingKind.ORDINARY
) -> None:
    """The nurse falls below on 12 January, the Chair answers or not, and on 9 February she is still below."""
    forum.on("Wed 13 Jan 2027")
    id, seat = forum.person(contact) if contact else None, forum.seat("CCGs")
    with forum.office.register.transaction("test") as tx:
        tx.session.get_one(tables.SeatRow, seat).escalation_contact_id = id
    hold(forum, "PPPPPPPPPAAAA")
    review(forum)
    assert forum.questions(QuestionKind.TELL_ORGANISATION_OF_ATTENDANCE) == []
    if said:
        forum.answer(QuestionKind.SEND_ATTENDANCE_NOTICE, said, CHAIR)
        forum.settle("attendance_notice")
    february(forum, "A", kind)


def test_a_meeting_that_counts_for_nobody_makes_no_member_below_a_second_time(forum: Forum) -> None:
    below_twice_running(forum, Word.SEND, kind=MeetingKind.EXTRAORDINARY)
    assert forum.questions(QuestionKind.TELL_ORGANISATION_OF_ATTENDANCE) == []
    assert len(forum.letters("attendance_review", to=UNIT)) == 1  # of January


def test_whoever_is_below_twice_running_goes_to_the_organisation_on_the_chairs_word(forum: Forum) -> None:
    below_twice_running(forum, Word.SEND)
    do(put_questions, forum.office, forum.group, day=forum.on("Tue 23 Feb 2027"))
    asked = " ".join(forum.letters("chair", to=CHAIR)[-1].text.split())
    assert f"To {CONTACT}, about Designated Nurse, below twice running. Attended 7 of" in asked
    forum.answer(QuestionKind.TELL_ORGANISATION_OF_ATTENDANCE, Word.SEND, CHAIR)
    Secretary(forum.office, forum.clock).afternoon(forum.today)
    (letter,) = forum.letters("attendance_organisation", to=CONTACT)
    (copy,) = forum.letters("attendance_organisation", to=NURSE)
    assert [letter.state, copy.state] == [State.SENT, State.SENT]
    told = " ".join(letter.text.split())
    assert "what would help CCGs (Designated Nurses) to take part" in told
    assert "able to attend seven of the last 12 meetings" in told
    assert "Designated Nurse has a copy of this letter." in told
    assert f"{CHAIR} Chair of the MASE Group" in told
    assert f"This is a copy for you of my letter to {CONTACT}." in " ".join(copy.text.split())


def test_a_chair_who_refused_the_private_word_is_asked_for_it_once_more_and_for_nothing_before_it(
    forum: Forum,
) -> None:
    below_twice_running(forum, Word.NO)
    do(put_questions, forum.office, forum.group, day=forum.on("Tue 23 Feb 2027"))
    asked = " ".join(forum.letters("chair", to=CHAIR)[-1].text.split())
    assert "To Designated Nurse, privately. Attended 7 of the last 12" in asked
    assert "We asked on 13 January 2027, and no private word has gone." in asked
    forum.answer(QuestionKind.SEND_ATTENDANCE_NOTICE, Word.NO, CHAIR)
    do(review_attendance, forum.office, forum.meeting(FEBRUARY).id, day=forum.today)
    assert len(forum.questions(QuestionKind.SEND_ATTENDANCE_NOTICE)) == 2
    assert forum.questions(QuestionKind.TELL_ORGANISATION_OF_ATTENDANCE) == []


def test_no_organisation_is_written_to_while_the_private_word_waits(forum: Forum) -> None:
    below_twice_running(forum, None)
    assert forum.questions(QuestionKind.TELL_ORGANISATION_OF_ATTENDANCE) == []


@pytest.mark.parametrize(("said", "needed"), [(Word.SEND, True), (Word.NO, False), (None, False)])
def test_an_organisation_with_nobody_to_hear_of_a_member_below_is_said_to_the_unit(
    forum: Forum, said: Word | None, needed: bool
) -> None:
    below_twice_running(forum, said, contact=None)
    assert forum.questions(QuestionKind.TELL_ORGANISATION_OF_ATTENDANCE) == []
    sentence = f"{NURSE} is below the attendance standard twice running, and CCGs (Designated Nurses) has no"
    assert (sentence in desk_today(forum)) is needed
    with forum.office.register.transaction("test") as tx:
        contact = forum.person("Deputy Designated Nurse")
        tx.session.get_one(tables.SeatRow, forum.seat("CCGs")).escalation_contact_id = contact
    forum.on("Thu 11 Feb 2027")
    assert sentence not in desk_today(forum)


def test_a_word_that_is_no_longer_needed_is_no_longer_asked_for(wednesday: Forum) -> None:
    hold(wednesday, "PAPPPPPPPPAAA")
    review(wednesday)
    february(wednesday, "P")
    (question,) = wednesday.questions(QuestionKind.SEND_ATTENDANCE_NOTICE)
    assert question.withdrawn == wednesday.today


@pytest.mark.parametrize(("starts", "said"), [("April", True), ("February", False)])
def test_at_the_last_meeting_of_the_boards_year_nobody_hears_of_one_more_absence(
    forum: Forum, starts: str, said: bool
) -> None:
    forum.plan_from_december()
    with_attendance(forum, window="board year", board_year_starts=starts)
    forum.on("Wed 13 Jan 2027")
    hold(forum, "PPPPPPPAA")
    review(forum)
    letter = " ".join(" ".join(each.text for each in forum.letters("attendance_review", to=UNIT)).split())
    assert ("one absence from falling below" in letter) == said
    assert ("cannot miss another" in letter) == said


LONG = "PAXD" * 30  # ten years of monthly meetings


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("marks", "every", "by_year"),
    [
        (LONG, 28, False),
        (LONG, 28, True),
        ("PPPPPPPPPAAA", 28, False),
        ("PA" * 40, 7, True),  # weekly: more than twelve in the board's year
        ("–" * 40 + "PPAPPPPPPPPPAAA", 28, False),  # for long not expected
    ],
    ids=["ten years", "ten years, board year", "one year", "weekly, board year", "long not expected"],
)
def test_reading_back_as_far_as_needed_finds_what_reading_everything_finds(
    wednesday: Forum, monkeypatch: pytest.MonkeyPatch, marks: str, every: int, by_year: bool
) -> None:
    appointed_long_ago(wednesday)
    hold(wednesday, marks, every=every, covered=range(30, 34))
    if by_year:
        with_attendance(wednesday, window="board year")
    found = finding(wednesday)
    monkeypatch.setattr(attendance_found, "CHUNK", 1000)
    assert finding(wednesday)[1] == found[1]
    assert found[1].standing is not Standing.TOO_EARLY


def test_only_the_meetings_that_are_needed_are_read(wednesday: Forum) -> None:
    appointed_long_ago(wednesday)
    hold(wednesday, LONG)
    assert finding(wednesday)[0] == attendance_found.CHUNK


def test_meetings_on_the_same_day_are_all_read(wednesday: Forum, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attendance_found, "CHUNK", 3)
    appointed_long_ago(wednesday)
    hold(wednesday, "P" * 13, every=0)
    assert finding(wednesday)[0] >= 13


def appointed_long_ago(forum: Forum) -> None:
    nurse = forum.person(NURSE)
    with forum.office.register.transaction("test") as tx:
        tx.session.execute(
            update(AppointmentRow).where(AppointmentRow.person_id == nurse).values(first=dt.date(2010, 1, 1))
        )


def finding(forum: Forum) -> tuple[int, AttendanceFinding]:
    """How many meetings were read, and what is found of the nurse."""
    with unit_of_work(forum.office, "test", forum.today) as work:
        on_day, meeting = forum_of_meeting(work, forum.meeting().id)
        made = Review.of(on_day, meeting)
        return len(made.meetings), made.findings[forum.seat("CCGs")]


def below_in_one_of_two_seats(forum: Forum) -> None:
    """On 12 January the nurse falls below for the CCGs; to KCHFT's seat she always came."""
    forum.on("Wed 13 Jan 2027")
    two_seats(forum)
    hold(forum, "PPPPPPPPPAAAA")
    nurse, kchft = forum.person(NURSE), forum.seat("KCHFT")
    with forum.office.register.transaction("test") as tx:
        for row in tx.session.scalars(select(AttendanceRow)).all():
            tx.session.add(AttendanceRow(meeting_id=row.meeting_id, seat_id=kchft, holder_id=nurse, mark="P"))
    do(review_attendance, forum.office, forum.meeting().id, day=forum.today)


def test_of_a_holder_of_two_seats_the_notice_is_of_the_seat_that_fell_below(forum: Forum) -> None:
    below_in_one_of_two_seats(forum)
    forum.answer(QuestionKind.SEND_ATTENDANCE_NOTICE, Word.SEND, CHAIR)
    (letter,) = forum.letters("attendance_notice", NURSE)
    assert "You were able to attend eight of the last 12 meetings" in " ".join(letter.text.split())
    assert "for the seat of CCGs" in " ".join(letter.text.split())


def test_a_question_about_one_seat_is_not_withdrawn_for_the_holder_s_other(forum: Forum) -> None:
    below_in_one_of_two_seats(forum)
    assert forum.question(QuestionKind.SEND_ATTENDANCE_NOTICE)
    forum.on("Wed 10 Feb 2027")
    february, nurse = forum.meeting(FEBRUARY).id, forum.person(NURSE)
    seats = {forum.seat("CCGs"): "A", forum.seat("KCHFT"): "P"}
    with forum.office.register.transaction("test") as tx:
        tx.session.get_one(MeetingRow, february).state = MeetingState.HELD
        tx.session.add_all(
            AttendanceRow(meeting_id=february, seat_id=seat, holder_id=nurse, mark=mark)
            for seat, mark in seats.items()
        )
    do(review_attendance, forum.office, february, day=forum.today)  # below as before
    assert forum.question(QuestionKind.SEND_ATTENDANCE_NOTICE)
