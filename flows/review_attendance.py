"""Once the record is filed: attendance and quorum are looked at (clause 4)."""

from __future__ import annotations

from prefect import State

from config.wiring import working_day
from forum.calendar.steps import StepKind
from tasks import form_fields as field
from tasks.calendar_flow import calendar_flow
from tasks.duties.attendance.review import review_attendance as review_the_attendance
from tasks.duties.calendar.due import attendance_to_review
from tasks.duties.calendar.work import Work
from tasks.duties.matters import bring_up
from tasks.duties.minutes.quorum_ruling import ask_for_ruling
from tasks.duties.yearly.reports import close_year
from tasks.secretary import do_work

WORKS = (
    Work(
        attendance_to_review,
        (ask_for_ruling, close_year, bring_up, review_the_attendance),
        StepKind.ATTENDANCE_REVIEWED,
    ),
)


@calendar_flow("review-attendance")
async def review_attendance(as_of: field.AsOf = None, group: field.Group = None) -> State[None]:
    """Make the attendance table, ask the Chair about a private word, what goes on, and to rule when short
    (clause 4)."""
    with working_day("review_attendance", as_of, group) as day:
        return await do_work(day, WORKS)
