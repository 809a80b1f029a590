"""Once the record is filed: attendance and quorum are looked at (clause 4)."""

from __future__ import annotations

import datetime as dt

from prefect import State, flow

from config.wiring import working_day
from tasks import secretary
from tasks.duties.calendar import due
from tasks.reporting import report
from tasks.results import PREFECTS_FOLDER
from tasks.run_names import run_name


@flow(name="review-attendance", flow_run_name=run_name, persist_result=False, result_storage=PREFECTS_FOLDER)
async def review_attendance(as_of: dt.date | None = None, group: str | None = None) -> State[None]:
    """Make the attendance table, ask the Chair about a private word, and to rule when short (clause 4)."""
    with working_day("review_attendance", as_of, group) as day:
        if found := day.due(due.attendance_to_review):
            await secretary.ask_for_ruling(day, found)
            await secretary.review_attendance(day, found)
        return await report(day)
