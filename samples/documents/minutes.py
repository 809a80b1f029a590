"""The minutes with sample data.

The changes since a version with sample data.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from forum.documents.minutes import (
    ActionTaken,
    Changes,
    InAttendance,
    Interest,
    MinutedItem,
    MinutesInWord,
    MinutesStanding,
    NotPresent,
    Present,
)
from forum.minutes import DecisionTaken
from forum.text.comparison import ChangedParagraph, Piece
from samples.documents.shared import CHAIR, COMMON, HELD, NEXT, PLACE, SEATS, START


def minutes() -> MinutesInWord:
    present = [
        Present(organisation=organisation, name=name, role="Member") for organisation, name in SEATS[:9]
    ]
    present[1] = Present(
        organisation=SEATS[1][0],
        name="Senior Probation Officer",
        role="Deputy",
        deputy_for="Community Director",
    )
    present[3] = replace(present[3], remote=True)
    present[5] = replace(present[5], arrived=dt.time(10, 20))
    chair = replace(present.pop(4), role="Chair")
    co_opted = Present(
        organisation="Youth charity", name="Voluntary Sector Lead", role="Co-opted member", remote=True
    )
    return MinutesInWord(
        **COMMON,
        reference="MASE/2027-01",
        standing=MinutesStanding.UNCONFIRMED,
        date=HELD,
        start=START,
        finish=dt.time(11, 50),
        place=PLACE,
        chaired_by=CHAIR,
        minute_taker="Business Support Officer",
        present=(chair, *present, co_opted),
        apologies=(NotPresent(organisation=SEATS[10][0], name=SEATS[10][1]),),
        absent=(NotPresent(organisation=SEATS[11][0], name=SEATS[11][1]),),
        vacant=(SEATS[9][0],),
        in_attendance=(
            InAttendance(
                name="Business Support Officer",
                organisation="Kent Safeguarding Children Board Business Unit",
                capacity="minute-taker",
            ),
            InAttendance(
                name="Licensing Manager",
                organisation="Borough council",
                capacity="guest",
                items="item 6",
            ),
        ),
        quorum="9 of 12 seats were filled and 8 are needed (clause 4).",
        ruling="The Chair ruled the meeting quorate.",
        last_minutes="",
        interests=None,
        items=(
            MinutedItem(
                number="2",
                title="Declarations of interest",
                summary="",
                interests=(
                    Interest(
                        item="6. Obstacles in service provision",
                        person="Head of Safeguarding",
                        withdrew=True,
                    ),
                ),
            ),
            MinutedItem(number="3", title="Minutes of the last meeting", summary="", outcome="Confirmed."),
            MinutedItem(
                number="5",
                title="CSE action plan: progress and actions to discharge",
                came="Circulated",
                summary="The group went through the plan line by line. Four of nine lines are complete.\n"
                "Members asked for a shorter form of the plan for the boards.",
                decisions=(
                    DecisionTaken(
                        reference="MASE/2027-01/D1",
                        text="The revised action plan was agreed.",
                        seats_present=9,
                        quorate=True,
                        refer_to="KSCB Business Group",
                    ),
                ),
                actions=(
                    ActionTaken(
                        reference="MASE/2027-01/01",
                        title="A one-page form of the action plan",
                        text="Write a one-page form of the action plan for the boards.",
                        owner="Programme Manager",
                        due=dt.date(2027, 2, 2),
                    ),
                    ActionTaken(
                        reference="MASE/2027-01/02",
                        title="The plan’s costs",
                        text="Report on the plan’s costs for each agency.",
                        owner="Head of Children’s Social Care",
                        due=dt.date(2027, 2, 9),
                    ),
                ),
            ),
            MinutedItem(
                number="6",
                title="Obstacles in service provision",
                came="Late",
                summary="Referral forms differ between agencies, which costs time.",
                outcome="To come back in March with a draft form.",
                decisions=(
                    DecisionTaken(
                        reference="MASE/2027-01/D2",
                        text="One referral form will be used across agencies.",
                        seats_present=7,
                        quorate=False,
                        to_ratify=True,
                    ),
                ),
            ),
            MinutedItem(
                number="7",
                title="Training and awareness of the workforce",
                came="Verbal",
                summary="The spring training calendar was noted.",
                actions=(
                    ActionTaken(
                        reference="MASE/2027-01/03",
                        title="The training calendar",
                        text="Circulate the training calendar for spring.",
                        owner="Programme Manager",
                        due=dt.date(2027, 1, 29),
                    ),
                ),
            ),
        ),
        next_meeting=NEXT,
    )


MINUTES = minutes()


CHANGES = Changes(
    **COMMON,
    reference="MASE/2027-01",
    before="version 2 of 18 January 2027",
    after="version 3 of 20 January 2027",
    changes=(
        ChangedParagraph(
            place="under item 5",
            pieces=(
                Piece(text="The group went through the plan line by line."),
                Piece(text=" Four", out=True),
                Piece(text=" Five", new=True),
                Piece(text=" of nine lines are complete."),
            ),
        ),
        ChangedParagraph(
            place="under item 7",
            pieces=(Piece(text="The spring training calendar was noted.", new=True),),
        ),
    ),
)
