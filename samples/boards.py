"""A report to a board with sample data, as its documents and its letters show it."""

from __future__ import annotations

import datetime as dt

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
from forum.terms.parts.duties import Body
from forum.text.standings import Standing

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
