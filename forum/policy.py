"""The terms of reference as data: every figure a forum is held to, with the clause it comes from.

A policy is read from a TOML file (``config/mase.toml`` is the MASE Group's). Another forum's terms are another such
file and no code.
"""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

Weekday = Literal["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
Month = Literal[
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
]  # fmt: skip


def _share(value: object) -> object:
    """Read "75%", "3/4" or a whole-number fraction exactly; a float would make 75% of twelve a matter of luck."""
    if isinstance(value, str):
        text = value.strip()
        return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)
    return value


Share = Annotated[Fraction, BeforeValidator(_share), Field(ge=0, le=1)]


class Part(BaseModel):
    """A table of the policy: frozen, and closed to settings it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Group(Part):
    code: str = Field(pattern=r"^[A-Z][A-Z0-9]{1,15}$")
    name: str
    short_name: str
    unit_name: str
    unit_phone: str
    council: str
    go_live: dt.date


class MonthlyRule(Part):
    kind: Literal["monthly"]
    week: Literal["first", "second", "third", "fourth", "last"]
    weekday: Weekday
    no_meeting_in: tuple[Month, ...] = ()


class EveryRule(Part):
    kind: Literal["every"]
    weeks: int = Field(ge=1, le=52)
    starting: dt.date
    no_meeting_in: tuple[Month, ...] = ()


class ListRule(Part):
    kind: Literal["list"]
    dates: tuple[dt.date, ...] = Field(min_length=1)


class Meetings(Part):
    rule: Annotated[MonthlyRule | EveryRule | ListRule, Field(discriminator="kind")]
    start: dt.time
    minutes: int = Field(ge=15, le=480)
    place: str
    plan_months_ahead: int = Field(ge=1, le=24)
    clause: str


class WorkingTime(Part):
    """Closures of the council and holidays of its own, beside the bank holidays of England and Wales."""

    extra_holidays: tuple[dt.date, ...] = ()
    closures: tuple[tuple[dt.date, dt.date], ...] = ()
    send_from: dt.time
    send_until: dt.time


class Limit(Part):
    """A limit of the terms of reference, counted in days from the meeting.

    Exactly one of ``days`` (calendar days) or ``clear_days`` (days between, neither end counted) is given.
    """

    days: int | None = Field(default=None, ge=0, le=90)
    clear_days: int | None = Field(default=None, ge=0, le=90)
    clause: str


class Deadlines(Part):
    agenda_agreed: Limit
    papers_out: Limit
    minutes_out: Limit


class LeadTimes(Part):
    """Our own lead times, all in working days."""

    record_opens_before_meeting: int
    record_due_after_meeting: int
    follow_up_due_after_meeting: int
    minutes_draft_back_within: int
    minutes_agreed_before_out: int
    agenda_opens_before_deadline: int
    agenda_deputy_chair_before_deadline: int
    papers_collected_before_out: int
    papers_open_before_out: int
    forecast_opens_before_meeting: int
    forecast_due_before_meeting: int
    attendance_due_after_meeting: int
    items_wanted_within: int
    corrections_wanted_within: int
    chase_after: int
    ring_after: int


class Quorum(Part):
    """The fewest seats that make a meeting quorate: a share, a number, seats that must be there, or several at once."""

    share: Share | None = None
    number: int | None = Field(default=None, ge=1)
    must_include: tuple[str, ...] = ()
    clause: str


class Attendance(Part):
    own: Share
    deputies: Share
    window: Literal["last meetings", "board year"]
    meetings: int = Field(ge=1, le=60)
    board_year_starts: Month
    from_meetings: int = Field(ge=1)
    notices: Literal["on the Chair's word", "automatic"]
    clause: str


class Actions(Part):
    digest_day: Weekday
    chair_at_days_overdue: int
    organisation_at_days_overdue: int
    other_letter_within: int
    clause: str


class Seat(Part):
    """A place in the core membership, as the terms of reference name it."""

    name: str
    short_name: str
    clause: str


class StandingItem(Part):
    title: str
    purpose: Literal["decision", "discussion", "information"]
    part: Literal[1, 2] = 1
    minutes: int = Field(ge=1)
    objective: str
    lead: Literal["chair", "unit"] = "chair"


class Budget(Part):
    """The most letters a person gets in a month, calendar items apart."""

    member_letters: int
    member_digests: int
    chair_letters: int
    unit_letters_with_attachments: int


class Policy(Part):
    group: Group
    meetings: Meetings
    working_time: WorkingTime
    deadlines: Deadlines
    lead_times: LeadTimes
    quorum: Quorum
    attendance: Attendance
    actions: Actions
    seats: tuple[Seat, ...] = Field(min_length=1)
    standing_items: tuple[StandingItem, ...]
    objectives: dict[str, str]
    boards: tuple[str, ...]
    partnerships: tuple[str, ...]
    marking: str
    budget: Budget
    defaults: dict[str, str] = Field(description="Where the terms are silent: what we do, and why.")
