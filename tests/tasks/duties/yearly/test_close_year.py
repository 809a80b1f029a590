"""In April the reports on the year that is over go to the unit and the Chair with the attendance table."""

from __future__ import annotations

import pytest

from flows.do_what_is_due import MORNING
from rehearsals.stage import enter_past_meetings
from tasks.duties.actions.after_meeting import write_after_meeting
from tasks.duties.answers.put_questions import put_questions
from tests.english import day
from tests.tasks.duties.do import do
from tests.tasks.duties.secretariat import CHAIR, FEBRUARY, NURSE, UNIT, Forum

MARCH, APRIL, MAY = (f"MASE/2027-{month:02}" for month in (3, 4, 5))
OF_THE_YEAR = [
    "MASE, 2026 to 2027 attendance report.docx",
    "MASE, as at 31 March 2027 compliance page.docx",
    "MASE, as at 31 March 2027 compliance page, cases.xlsx",
]
WORDS = (
    "the attendance report and the compliance page for the year to 31 March 2027, and the workbook with its "
    "cases"
)


def held(forum: Forum, reference: str, on: str) -> None:
    """A meeting is recorded on a day, and the morning's flow reviews its attendance."""
    forum.on(on)
    forum.plan()
    forum.draft_agenda(reference)
    forum.file_record(reference, attendance={"CAMHS": "Absent"})
    (work,) = MORNING["review_attendance"]
    for meeting in work.find(forum.office, forum.today):
        for duty in work.duties:
            do(duty, forum.office, meeting, day=forum.today)


@pytest.mark.thorough
def test_they_go_once_with_the_first_table_of_the_new_year(forum: Forum) -> None:
    enter_past_meetings(forum.office, "MASE", day("Wed 9 Dec 2026"))  # which have no steps
    held(forum, MARCH, "Wed 10 Mar 2027")
    held(forum, APRIL, "Wed 14 Apr 2027")
    (in_april,) = forum.letters("attendance_review", to=UNIT)
    assert [file["name"] for file in in_april.attachments] == [
        "MASE-2027-04 attendance table.docx",
        *OF_THE_YEAR,
    ]
    assert f"Attached too are {WORDS}." in " ".join(in_april.text.split())
    do(put_questions, forum.office, forum.group, day=forum.on("Fri 23 Apr 2027"))
    (to_chair,) = forum.letters("chair", to=CHAIR)  # which has questions, so that the tables ride along
    files = [file["name"] for file in to_chair.attachments]
    assert files[-5:] == [
        "MASE-2027-03 attendance table.docx",
        "MASE-2027-04 attendance table.docx",
        *OF_THE_YEAR,
    ]
    assert forum.letters("attendance_review", to=CHAIR) == []

    held(forum, MAY, "Wed 12 May 2027")
    assert [letter.id for letter in forum.letters("attendance_review", to=UNIT)] == [in_april.id]


def test_each_member_reads_the_line_of_their_seat_before_it_is_reported(forum: Forum) -> None:
    for reference, on in ((FEBRUARY, "Wed 10 Feb 2027"), (MARCH, "Wed 10 Mar 2027")):
        forum.on(on)
        forum.plan()
        forum.draft_agenda(reference)
        forum.file_record(reference, attendance={"CCGs": "Apologies" if reference == MARCH else "Present"})
        do(write_after_meeting, forum.office, forum.meeting(reference).id, day=forum.today)
    in_february, in_march = forum.letters("after_meeting", to=NURSE)
    assert "this year" not in in_february.text
    assert (
        "CCGs: represented at 1 of 2 meetings, 1 by the member and 0 by a deputy. This goes into the yearly "
        "report to the Chair. If it is not right, please tell us by Wednesday 24 March."
    ) in " ".join(in_march.text.split())
    assert not any("this year" in letter.text for letter in forum.letters("after_meeting", to=CHAIR))
