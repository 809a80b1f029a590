"""A group with an action plan, as tests of the plan begin with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from samples.plan import plan_rows, plan_workbook
from tasks.duties.base.group_context import group_context
from tasks.duties.base.office import read_only
from tasks.duties.plan.import_plan import import_plan
from tasks.duties.plan.rated import RatedLine, rated_plan
from tests.tasks.duties.do import do
from tests.tasks.duties.secretariat import Forum

Changes = Mapping[str, Mapping[str, object]]  # of the sample's lines: reference → heading → cell


NONE: Changes = MappingProxyType({})


def sample_with(changes: Changes) -> bytes:
    """The sample's workbook with some cells changed."""
    return plan_workbook({**row, **changes.get(str(row["Reference"]), {})} for row in plan_rows())


def import_sample(forum: Forum, changes: Changes = NONE) -> tuple[str, ...]:
    return do(import_plan, forum.office, "MASE", sample_with(changes), "plan.xlsx")


def plan_of_forum(forum: Forum, on: dt.date | None = None) -> dict[str, RatedLine]:
    """The plan as it stands, by reference."""
    with read_only(forum.office, "test", on or forum.today) as work:
        return {each.line.reference: each for each in rated_plan(group_context(work, forum.group))}


def in_words(rated: RatedLine) -> str:
    """A line's colour as a reader has it: "Red (R): 37 days past its date"."""
    return f"{rated.rating.in_words}: {rated.rating.reason}"


def cells(**cells: Any) -> dict[str, object]:
    """The cells of a row by their headings, with _ for a space: Due_now, Lead_officer."""
    return {heading.replace("_", " "): value for heading, value in cells.items()}
