"""The sample of a task and finish group: the page that a meeting commissions.

``python -m samples.task_group FILE.toml`` writes it. A rehearsal commissions one with
``propose_task_group(work, commission_page(start), "page")`` and then
``commission_task_group(work, CODE, "MASE/2027-02/D1")``.
"""

from __future__ import annotations

import datetime as dt
import sys
import tomllib
from pathlib import Path

from forum.task_groups.page_sheet import DECISION, HELP, MEMBERS, ROWS, page_tables
from tasks.documents.workbooks.layout import write_workbook

CODE = "MISSING"
LEAD, SPONSOR = "Head of Children’s Social Care", "KSCB Programme Manager"
OUTSIDE = "Return Interview Manager"  # of an organisation that has no seat in the parent
START = dt.date(2027, 2, 22)
# after the start, in days: a Monday is followed by Thursdays, and an end by the parent's meeting
_MEETINGS, _INTERIM, _END = (10, 38, 73), 60, 120
_PAGE = """\
code = "{code}"
name = "Task and Finish Group on Children who Go Missing"
short_name = "Missing Children Group"
parent = "{parent}"

question = "Why do return interviews not reach half of the children who go missing from care?"
why_now = "Interviews within 72 hours fell from 61% to 48% in a year."
in_scope = ["children in care of both councils", "interviews offered, taken up and used"]
out_of_scope = ["children missing from school", "the contract of the provider"]
products = ["one pathway for both councils", "a form that panels can use", "a report of four pages"]
lead = "{lead}"
sponsor = "{sponsor}"
may_see = "figures without names; no case files"
sees_part_two = false

meetings = [{meetings}]
at = 14:00:00
minutes = 90
place = "online"
start = {start}
interim = {interim}
end = {end}

unit_does = ["invitations", "the action note", "chasing actions"]
unit_does_not = ["analysis", "drafting the report"]
success = "Interviews within 72 hours are back above 60% by December."
purpose = "1a"
plan_line = "P3.2"

[[members]]
name = "Head of Children’s Social Care"
organisation = "Medway Social Care"
address = "head.of.childrens.social.care@medway.example"

[[members]]
name = "Detective Superintendent, Public Protection"
organisation = "Kent Police"
address = "detective.superintendent.public.protection@police.example"

[[members]]
name = "Detective Chief Inspector, Public Protection"
organisation = "Kent Police"
address = "detective.chief.inspector.public.protection@police.example"
deputy = true

[[members]]
name = "Return Interview Manager"
job_title = "Return Interview Manager"
organisation = "Missing Children Society"
address = "return.interview.manager@society.example"
"""


def commission_page(
    start: dt.date = START,
    parent: str = "MASE",
    code: str = CODE,
    *,
    interim: int = _INTERIM,
    end: int = _END,
) -> str:
    """The page as TOML, for a group that begins on a Monday and has three meetings in four months, or fewer
    where its ``end`` is sooner. Days are counted from the start."""
    after = [str(start + dt.timedelta(days=days)) for days in _MEETINGS if days < end]
    return _PAGE.format(
        code=code,
        parent=parent,
        lead=LEAD,
        sponsor=SPONSOR,
        meetings=", ".join(after),
        start=start,
        interim=start + dt.timedelta(days=interim),
        end=start + dt.timedelta(days=end),
    )


def filled_page(page: str, decision: str = "", **changes: object) -> bytes:
    """The page as the unit fills it in, with some answers changed."""
    answers, members = typed_page(page, decision, **changes)
    title, tables = "MASE Group: a task and finish group", page_tables(answers, members)
    return write_workbook(title, *tables, marking="OFFICIAL-SENSITIVE", help=HELP)


def typed_page(
    page: str, decision: str = "", **changes: object
) -> tuple[dict[str, object], list[list[object]]]:
    """The page's answers by setting, and a row for each member, as a person types them into cells."""
    settings = tomllib.loads(page) | {DECISION: decision} | changes
    members = [
        [_typed(member.get(column.name)) for column in MEMBERS.columns] for member in settings["members"]
    ]
    return {row.setting: _typed(settings.get(row.setting)) for row in ROWS}, members


def _typed(value: object) -> object:
    """A setting as a person types it into a cell."""
    match value:
        case bool():
            return "Yes" if value else "No"
        case [dt.date(), *_]:
            return ", ".join(f"{day:%-d %B %Y}" for day in value)
        case dt.date():
            return f"{value:%-d %B %Y}"
        case dt.time():
            return f"{value:%H:%M}"
        case list():
            return "\n".join(value)
        case _:
            return value


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(commission_page(), encoding="utf-8")
