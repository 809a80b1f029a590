"""The compliance of the sample's group, as tests of what it is about look at it."""

from __future__ import annotations

import datetime as dt

from tasks.duties.base.office import read_only
from tasks.duties.yearly.compliance import Compliance, compliance
from tests.tasks.duties.secretariat import Forum


def compliance_as_at(forum: Forum, on: dt.date | None = None) -> Compliance:
    """The compliance of the board's year as at a day, today unless it is given."""
    with read_only(forum.office, "test", on or forum.today) as work:
        return compliance(work, forum.group)


def this_year(forum: Forum, sheet: str, on: dt.date | None = None) -> str:
    """The words of the page on the clause of a sheet, with its outcome."""
    lines = compliance_as_at(forum, on).page.lines
    return next(f"{line.outcome}: {line.this_year}" for line in lines if line.proof == sheet)
