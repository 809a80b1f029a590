"""The action log with sample data.

The actions report with sample data. The action note of a task group with sample data. The action plan
with sample data: the fifteen lines of ``samples.plan``, some of them late.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from forum.actions.history import MonthOfActions
from forum.documents.actions import (
    ActionEntry,
    ActionLog,
    ActionPlan,
    ActionsReport,
    DischargedEntry,
    PlanEntry,
)
from forum.documents.minutes import (
    ActionNote,
    ActionTaken,
    InAttendance,
    Interest,
    MinutedItem,
    MinutesStanding,
    NotPresent,
    Present,
)
from forum.minutes import DecisionTaken
from forum.plan.lines import Colour
from forum.plan.rag import strands_by_colour
from forum.text.charts import now_and_then
from samples.documents.shared import CHAIR, COMMON
from samples.plan import TITLE, plan_rows
from samples.task_group import CODE, LEAD, OUTSIDE

ACTION_LOG = ActionLog(
    **COMMON,
    reference="MASE/2027-01",
    as_of=dt.date(2027, 1, 25),
    actions=(
        ActionEntry(
            reference="MASE/2027-01/01",
            title="Write a one-page form of the action plan for the boards",
            text="Write a form of the action plan on one page, with a line on each strand, for both boards.",
            owner="Programme Manager",
            organisation="Kent Safeguarding Children Board",
            raised=dt.date(2027, 1, 12),
            due=dt.date(2027, 2, 2),
            days_overdue=0,
        ),
        ActionEntry(
            reference="MASE/2026-11/02",
            title="Agree one referral form across agencies",
            text="Agree one referral form, with the fields that each agency needs, and its first day.",
            owner="Head of Safeguarding",
            organisation="KCHFT",
            raised=dt.date(2026, 11, 10),
            due=dt.date(2027, 1, 4),
            days_overdue=21,
            last_update="Draft form sent to all agencies for comment",
            updated_on=dt.date(2026, 12, 14),
        ),
        ActionEntry(
            reference="MASE/2027-01/03",
            title="Circulate the training calendar for spring",
            text="Circulate the training calendar for spring",
            owner="Programme Manager",
            organisation="Kent Safeguarding Children Board",
            raised=dt.date(2027, 1, 12),
            due=dt.date(2027, 1, 29),
            days_overdue=0,
            last_update="Dates agreed with the trainers",
            updated_on=dt.date(2027, 1, 20),
        ),
        ActionEntry(
            reference="MASE/2026-10/04",
            title="Name a lead for return interviews in each district",
            text="Name a lead for return interviews in each district",
            owner="Head of Community Safety",
            organisation="District Councils",
            raised=dt.date(2026, 10, 13),
            due=dt.date(2026, 12, 1),
            days_overdue=55,
            chair_told=dt.date(2026, 12, 15),
            organisation_told=dt.date(2027, 1, 5),
        ),
        ActionEntry(
            reference="MASE/2026-12/01",
            title="Share the induction pack with new members",
            text="Share the induction pack with new members",
            owner=CHAIR,
            organisation="KCC, Specialist Children’s Services",
            raised=dt.date(2026, 12, 8),
            due=dt.date(2027, 1, 20),
            days_overdue=5,
            reported_done=dt.date(2027, 1, 19),
            last_update="Pack shared with all members",
            updated_on=dt.date(2027, 1, 19),
        ),
    ),
    discharged=(
        DischargedEntry(
            reference="MASE/2026-12/02",
            title="Confirm the meeting dates for 2027",
            text="Confirm the meeting dates for 2027",
            owner="Business Unit",
            organisation="Kent Safeguarding Children Board Business Unit",
            raised=dt.date(2026, 12, 8),
            discharged_on=dt.date(2027, 1, 12),
        ),
    ),
)


# The last day; open, overdue, opened and discharged.
MONTHS = (
    ((2026, 4, 30), 7, 1, 4, 3),
    ((2026, 5, 31), 9, 2, 5, 3),
    ((2026, 6, 30), 10, 2, 4, 3),
    ((2026, 7, 31), 12, 4, 5, 3),
    ((2026, 8, 31), 14, 6, 3, 1),
    ((2026, 9, 30), 11, 5, 4, 7),
    ((2026, 10, 31), 10, 3, 5, 6),
    ((2026, 11, 30), 11, 3, 4, 3),
    ((2026, 12, 31), 9, 4, 2, 4),
    ((2027, 1, 31), 10, 2, 5, 4),
    ((2027, 2, 28), 8, 1, 3, 5),
    ((2027, 3, 31), 9, 2, 4, 3),
)

ACTIONS_REPORT = ActionsReport(
    **COMMON,
    reference="MASE, 2026 to 2027",
    first=dt.date(2026, 4, 1),
    last=dt.date(2027, 3, 31),
    rows=tuple(MonthOfActions(dt.date(*last), *counts) for last, *counts in MONTHS),
)


ACTION_NOTE = ActionNote(
    group="Task and Finish Group on Children who Go Missing, commissioned by the MASE Group",
    marking=COMMON["marking"],
    reference=f"{CODE}/2027-03",
    standing=MinutesStanding.UNCONFIRMED,
    date=dt.date(2027, 3, 4),
    start=dt.time(14),
    finish=dt.time(15, 20),
    place="online",
    chaired_by=LEAD,
    minute_taker="Business Unit Officer",
    present=(
        Present(organisation="Medway Social Care", name=LEAD, role="Chair"),
        Present(
            organisation="Kent Police",
            name="Detective Chief Inspector, Public Protection",
            role="Deputy",
            deputy_for="Detective Superintendent, Public Protection",
        ),
    ),
    apologies=(NotPresent(organisation="Missing Children Society", name=OUTSIDE),),
    absent=(),
    in_attendance=(
        InAttendance(name="Business Unit Officer", organisation="Business Unit", capacity="minute-taker"),
    ),
    quorum="2 of 3 seats were filled and 2 are needed.",
    ruling="",
    last_minutes="",
    interests=None,
    items=(
        MinutedItem(number="1", title="Welcome and apologies", summary="Apologies are listed above."),
        MinutedItem(
            number="2",
            title="Declarations of interest",
            summary="",
            interests=(
                Interest(item="3. The work so far, and what is next", person=OUTSIDE, withdrew=False),
            ),
        ),
        MinutedItem(
            number="3",
            title="The work so far, and what is next",
            summary="The figures of both councils are in. Half of all interviews by phone are refused.",
            decisions=(
                DecisionTaken(
                    reference=f"{CODE}/2027-03/D1",
                    text="Interviews are offered in person first.",
                    seats_present=2,
                    quorate=True,
                ),
            ),
            actions=(
                ActionTaken(
                    reference=f"{CODE}/2027-03/01",
                    title="Compare the two pathways",
                    text="Compare the two pathways, step by step.",
                    owner=OUTSIDE,
                    due=dt.date(2027, 3, 26),
                ),
                ActionTaken(
                    reference=f"{CODE}/2027-03/02",
                    title="Draft a form that panels can use",
                    text="Draft it with two panels, on one side.",
                    owner=LEAD,
                    due=dt.date(2027, 3, 31),
                ),
            ),
        ),
    ),
    next_meeting=dt.date(2027, 4, 1),
)


AS_OF = dt.date(2027, 2, 2)
_LEADS = {
    "as P1.1": "Head of Inclusion",
    "as P1.3": "Detective Superintendent, Public Protection",
    "as P1.4": "MSCB Board Manager",
}


def _entry(row: dict[str, object]) -> PlanEntry:
    due = row["Due as first agreed"]
    assert isinstance(due, dt.date)
    return PlanEntry(
        reference=str(row["Reference"]),
        strand=str(row["Strand"]),
        outcome=str(row["Outcome sought"]),
        action=str(row["Action"]),
        lead=_LEADS.get(str(row["Lead officer"]), str(row["Lead officer"])),
        organisation=str(row["Lead seat"]),
        due=due,
        first_due=None,
        colour=Colour.GREEN.in_words,
        since=dt.date(2026, 9, 1),
        reason="as its lead reports",
        progress="On course; the first half is done",
        heard_on=dt.date(2027, 1, 19),
    )


def _late(line: PlanEntry, colour: Colour, since: dt.date, reason: str, progress: str) -> PlanEntry:
    return replace(
        line,
        colour=colour.in_words,
        since=since,
        reason=reason,
        progress=progress,
        is_exception=True,
    )


_LINES = {str(row["Reference"]): _entry(row) for row in plan_rows()}
_CHANGED = {
    "P1.2": _late(
        _LINES["P1.2"],
        Colour.RED,
        dt.date(2026, 12, 29),
        "64 days past its date; no update for two meetings",
        "",
    ),
    "P2.2": _late(
        _LINES["P2.2"],
        Colour.RED,
        dt.date(2027, 1, 16),
        "46 days past its date",
        "All but two districts are briefed; these follow in February",
    ),
    "P3.1": replace(
        _late(
            _LINES["P3.1"],
            Colour.AMBER,
            dt.date(2026, 12, 15),
            "Two districts have no room for their panel",
            "Ten of twelve panels meet",
        ),
        due=dt.date(2027, 6, 30),
        first_due=dt.date(2027, 4, 30),
    ),
    "P3.3": replace(
        _LINES["P3.3"],
        since=dt.date(2027, 1, 19),
        reason="done, and waiting for the group to discharge it",
        evidence="Tool in use in all nine clinics; audit of December 2026",
        put_forward=True,
        measured="Clinics with the tool: 0 at first, 9 now, target 9",
    ),
    "P1.4": replace(
        _LINES["P1.4"],
        colour=Colour.BLUE.in_words,
        since=dt.date(2026, 8, 11),
        reason="discharged by the group, MASE/2026-08/D2",
        evidence="Agreement signed by all twelve organisations",
        impact="Schools hear of a risk within a day.",
        looked_at_again=True,
    ),
    "P4.1": replace(
        _LINES["P4.1"],
        actions=("MASE/2027-01/02, List of orders sought: open, due 26 February 2027",),
    ),
    "P4.3": replace(
        _LINES["P4.3"],
        colour=Colour.GREY.in_words,
        reason="starts on 1 March 2027",
        progress="",
        heard_on=None,
    ),
}
LINES = tuple(_CHANGED.get(reference, line) for reference, line in _LINES.items())
_COLOURS = {colour.in_words: colour for colour in Colour}
ACTION_PLAN = ActionPlan(
    **COMMON,
    reference="MASE/2027-02",
    name=TITLE,
    as_of=AS_OF,
    lines=LINES,
    silent=("Kent Safeguarding Children Board",),
    chart=now_and_then(
        "line",
        strands_by_colour((line.strand, _COLOURS[line.colour]) for line in LINES if line.reference != "P1.4"),
        strands_by_colour((line.strand, Colour.GREEN) for line in LINES),
        "at the last meeting",
    ),
    put_for="The group is asked to refresh the plan.",
)
