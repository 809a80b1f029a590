"""The action note of a task group with sample data."""

from __future__ import annotations

import datetime as dt

from forum.documents.minutes import (
    ActionNote,
    ActionTaken,
    DecisionTaken,
    InAttendance,
    Interest,
    MinutedItem,
    MinutesStanding,
    NotPresent,
    Present,
)
from samples.documents.shared import COMMON
from samples.task_group import CODE, LEAD, OUTSIDE

DOCUMENT = ActionNote(
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
