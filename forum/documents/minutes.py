"""The minutes of a meeting, one document for each part."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Self

from forum.documents.base import Document
from forum.documents.samples import CHAIR, COMMON, HELD, NEXT, PLACE, SEATS, START


class Standing(StrEnum):
    """What a reader must know of the minutes before reading on; it stands below their title."""

    DRAFT = "DRAFT for the Chair"
    NOT_AGREED = "DRAFT, not yet agreed by the Chair"
    UNCONFIRMED = "UNCONFIRMED"
    CONFIRMED = "CONFIRMED"


@dataclass(frozen=True, kw_only=True)
class Present:
    """Who filled a seat. ``deputy_for`` names the core member a deputy stood in for; empty for the member."""

    organisation: str
    name: str
    deputy_for: str = ""
    remote: bool = False
    arrived: dt.time | None = None
    left: dt.time | None = None


@dataclass(frozen=True, kw_only=True)
class NotPresent:
    """A seat that nobody filled. ``name`` is its holder's, empty while the seat is vacant."""

    organisation: str
    name: str


@dataclass(frozen=True, kw_only=True)
class InAttendance:
    """Somebody else who came. ``capacity`` is guest, minute-taker and so on; ``items`` what they came for."""

    name: str
    organisation: str
    capacity: str
    items: str = ""


@dataclass(frozen=True, kw_only=True)
class Interest:
    """An interest declared. ``item`` is the item by number and title ("6. Obstacles to service")."""

    item: str
    person: str
    withdrew: bool


@dataclass(frozen=True, kw_only=True)
class Decision:
    """A decision. ``seats_present`` is the number of seats filled when it was taken."""

    reference: str
    text: str
    seats_present: int
    quorate: bool
    to_ratify: bool = False
    refer_to: str = ""


@dataclass(frozen=True, kw_only=True)
class Action:
    reference: str
    text: str
    owner: str
    due: dt.date


@dataclass(frozen=True, kw_only=True)
class MinutedItem:
    """An item, titled as it was on the agenda. ``came`` is how its paper came ("Late"), empty for none.

    ``summary`` and ``outcome`` may have several lines; an item with nothing at all says so. ``interests`` are
    those declared, under the item that asks for them; None under all others.
    """

    number: str
    title: str
    summary: str
    outcome: str = ""
    came: str = ""
    interests: tuple[Interest, ...] | None = None
    decisions: tuple[Decision, ...] = ()
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Minutes(Document):
    """The minutes of one part of a meeting; for the other part pass ``part`` and its items.

    ``quorum`` is the sentence on quorum, ``ruling`` the Chair's ruling on it (empty for none);
    ``last_minutes`` says what became of the minutes of the meeting before ("confirmed"), empty where there
    were none. It is empty too where an item of the agenda says so, as ``interests`` is None where an item has
    them. ``apologies`` were given; ``absent`` seats had nobody and no apology.
    """

    NAME: ClassVar[str] = "minutes"

    standing: Standing
    date: dt.date
    start: dt.time
    finish: dt.time
    place: str
    chaired_by: str
    minute_taker: str
    present: tuple[Present, ...]
    apologies: tuple[NotPresent, ...]
    absent: tuple[NotPresent, ...]
    in_attendance: tuple[InAttendance, ...]
    quorum: str
    ruling: str
    last_minutes: str
    interests: tuple[Interest, ...] | None
    items: tuple[MinutedItem, ...]
    next_meeting: dt.date | None

    @classmethod
    def sample(cls) -> Self:
        present = [Present(organisation=organisation, name=name) for organisation, name in SEATS[:9]]
        present[1] = Present(
            organisation=SEATS[1][0], name="Senior Probation Officer", deputy_for="Community Director"
        )
        present[3] = Present(organisation=SEATS[3][0], name="Detective Superintendent", remote=True)
        present[5] = Present(organisation=SEATS[5][0], name=SEATS[5][1], arrived=dt.time(10, 20))
        return cls(
            **COMMON,
            reference="MASE/2027-01",
            standing=Standing.UNCONFIRMED,
            date=HELD,
            start=START,
            finish=dt.time(11, 50),
            place=PLACE,
            chaired_by=CHAIR,
            minute_taker="Business Support Officer",
            present=tuple(present),
            apologies=(NotPresent(organisation=SEATS[10][0], name=SEATS[10][1]),),
            absent=(
                NotPresent(organisation=SEATS[9][0], name=""),
                NotPresent(organisation=SEATS[11][0], name=SEATS[11][1]),
            ),
            in_attendance=(
                InAttendance(
                    name="Business Support Officer",
                    organisation="Kent Safeguarding Children Board Business Unit",
                    capacity="minute-taker",
                ),
                InAttendance(
                    name="Voluntary Sector Lead",
                    organisation="Youth charity",
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
                MinutedItem(
                    number="3", title="Minutes of the last meeting", summary="", outcome="Confirmed."
                ),
                MinutedItem(
                    number="5",
                    title="CSE action plan: progress and actions to discharge",
                    came="Circulated",
                    summary="The group went through the plan line by line. Four of nine lines are complete.\n"
                    "Members asked for a shorter form of the plan for the boards.",
                    decisions=(
                        Decision(
                            reference="MASE/2027-01/D1",
                            text="The revised action plan was agreed.",
                            seats_present=9,
                            quorate=True,
                            refer_to="KSCB Business Group",
                        ),
                    ),
                    actions=(
                        Action(
                            reference="MASE/2027-01/01",
                            text="Write a one-page form of the action plan for the boards.",
                            owner="Programme Manager",
                            due=dt.date(2027, 2, 2),
                        ),
                        Action(
                            reference="MASE/2027-01/02",
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
                        Decision(
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
                        Action(
                            reference="MASE/2027-01/03",
                            text="Circulate the training calendar for spring.",
                            owner="Programme Manager",
                            due=dt.date(2027, 1, 29),
                        ),
                    ),
                ),
            ),
            next_meeting=NEXT,
        )
