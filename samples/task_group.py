"""The sample of a task and finish group: the page that a meeting commissions.

A report to a board with sample data, as its documents and its letters show it.

``python -m samples.task_group FILE.toml`` writes it. A rehearsal commissions one with
``propose_task_group(work, commission_page(start), "page")`` and then
``commission_task_group(work, CODE, "MASE/2027-02/D1")``.
"""

from __future__ import annotations

import datetime as dt
import sys
import tomllib
from pathlib import Path

from forum.boards.facts import (
    DeadlineMet,
    DecisionReported,
    Facts,
    MeetingNotHeld,
    SeatRepresented,
    SubjectFacts,
    SubjectHeading,
)
from forum.boards.report import Box
from forum.task_groups.commission import DECISION, HELP, MEMBERS, ROWS, page_tables
from forum.terms.parts.duties import Body
from forum.text.charts import Standing
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
why_now = "Of the interviews offered, 61% were taken up a year ago, and 48% now."
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
success = "More than 60% of the interviews offered are taken up by December."
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


BODY = Body(
    code="KSCB-BG",
    name="KSCB Business Group",
    report="assurance",
    paragraph="What is asked of partners",
    paper_deadline=8,
    secretary="KSCB Board Secretary",
    address="kscb.board.secretary@kscb.example",
    dates=(dt.date(2027, 4, 29),),
    clause="3",
)


def _plan(*counts: tuple[int, ...]) -> tuple[Standing, ...]:
    """The lines of each strand of the plan, by colour from red to grey."""
    colours = ("red", "amber", "green", "grey")
    strands = zip(("Prepare", "Prevent", "Protect", "Pursue"), counts, strict=True)
    return tuple(Standing(strand, tuple(zip(colours, numbers, strict=True))) for strand, numbers in strands)


REFERENCE = "MASE/KSCB-BG/2027-04-29"
FACTS = Facts(
    first=dt.date(2027, 1, 13),
    last=dt.date(2027, 3, 25),
    meetings=(dt.date(2027, 2, 9), dt.date(2027, 3, 9)),
    quorate=2,
    not_held=(MeetingNotHeld(dt.date(2027, 1, 12), "the venue was flooded"),),
    decisions=(
        DecisionReported(
            dt.date(2026, 12, 8),
            "The short form of the action plan is agreed for both boards.",
            ratified=dt.date(2027, 2, 9),
        ),
        DecisionReported(dt.date(2027, 3, 9), "Training for GPs is offered again before the summer."),
    ),
    discharged=6,
    open_actions=9,
    overdue=1,
    seats=(
        SeatRepresented("National Probation Service", 2, 2),
        SeatRepresented("Kent Police", 2, 2),
        SeatRepresented("KCC, Specialist Children’s Services", 2, 2),
        SeatRepresented(
            "Medway Social Care",
            2,
            2,
            is_below=True,
            why="Attended 6 of the last 9 (67%), 7 asked for. A deputy came to 3; the terms allow 2.",
        ),
        SeatRepresented("Kent and Medway CAMHS", 0, 2, vacant_since=dt.date(2027, 1, 15)),
        SeatRepresented("District Councils", 2, 2),
    ),
    as_at=dt.date(2027, 3, 9),
    clocks=(
        DeadlineMet("agenda agreed", "6", 2, 2),
        DeadlineMet("papers out", "6", 2, 2),
        DeadlineMet("minutes and action log out", "6", 1, 2),
    ),
    frequency=DeadlineMet("Ordinary meetings", "5", 2, 3),
    coming=(dt.date(2027, 4, 13), dt.date(2027, 5, 11), dt.date(2027, 6, 8)),
    of_subjects=(
        SubjectFacts(
            SubjectHeading.ACTION_PLAN,
            ("Agree one risk assessment tool: Red (R), 35 days past its date; due 30 November 2026.",),
            noun="line",
            standings=_plan((0, 1, 2, 1), (1, 1, 2, 0), (0, 1, 3, 0), (1, 1, 1, 0)),
            standings_before=_plan((0, 1, 2, 1), (0, 2, 2, 0), (0, 0, 4, 0), (1, 1, 1, 0)),
        ),
        SubjectFacts(SubjectHeading.CHILDREN, (), (("In Kent", 41), ("In Medway", 9), ("Elsewhere", 2))),
    ),
)
WRITTEN = {
    Box.ASKS: "note the progress of the action plan\nask partners to release staff for the training of GPs",
    Box.IN_BRIEF: "The group has met as planned. Its plan is on course but for two lines. "
    "Training is what the next quarter turns on.",
    Box.CONFIDENCE: "Reasonable: two lines of the plan wait for staff.",
    Box.DIFFERENCE: "Return interviews within three days rose from 62% to 81%. Young people told us "
    "that they want the same worker each time.",
    Box.RISKS: "Staff for the training are not released by all partners; this was raised with each of them.",
}
