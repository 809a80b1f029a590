"""What a period as a whole hands the house."""

from __future__ import annotations

from forum.calendar.timetable import StatusTable
from forum.text.wording import capital, count
from forum.yearly import is_day_of_drill
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.subject import Subject
from tasks.duties.yearly.inspection import missing_today


def _for_inspectors(forum: GroupContext) -> StatusTable:
    """Show on the first working day of a quarter what an inspection bundle would lack (own rule)."""
    missing = missing_today(forum) if is_day_of_drill(forum.days, forum.on) else ()
    return StatusTable(
        count(len(missing), "thing") + " that an inspection would find missing",
        ("What", "Why"),
        tuple((capital(each.what), each.why) for each in missing),
    )


YEARLY = Subject(board=_for_inspectors)
