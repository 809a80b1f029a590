"""Letters about actions: after a meeting and each week to owners, and to organisations once long overdue."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from forum.actions.action_log import OpenAction
from forum.letters.base import Letter
from forum.letters.parts import ActionLine, LineToUpdate, ResearchToReport, reports_on, reports_on_lines
from forum.letters.taps import WHOLE
from forum.yearly import SeatInPeriod


@dataclass(frozen=True, kw_only=True)
class AfterMeeting(Letter):
    """The letter to each member after a meeting: their actions and lines of the plan, and items wanted for
    the next one.

    Says which actions the reader took on, asks how their lines of the plan stand, and for items.

    ``held`` is the date of the meeting held; ``taken`` the reader's actions from it, ``still_open`` the
    reader's older ones, those too that wait for the Chair. ``next_date`` and ``items_by`` are the meeting to
    come that takes items and the last day for proposing one, both None where none is planned;
    ``minutes_by`` is when the minutes are due, None for a reader who does not get them. ``lines`` are those
    of the plan that the reader leads, where they are asked by ``lines_by`` how these stand. ``seats`` are
    the reader's, with how they were filled in the board's year that ends, to be corrected by ``seats_by``;
    empty but after the last meeting of a year. ``warnings`` say of overdue actions when the Chair writes to
    the reader's organisation.
    """

    NAME: ClassVar[str] = "after_meeting"

    held: dt.date
    taken: tuple[ActionLine, ...]
    still_open: tuple[ActionLine, ...]
    next_date: dt.date | None
    items_by: dt.date | None
    minutes_by: dt.date | None
    lines: tuple[LineToUpdate, ...] = ()
    lines_by: dt.date | None = None
    seats: tuple[SeatInPeriod, ...] = ()
    seats_by: dt.date | None = None
    warnings: tuple[str, ...] = ()

    @property
    def offers(self) -> Mapping[str, Sequence[str]]:
        reports = {**reports_on((*self.taken, *self.still_open)), **reports_on_lines(self.lines)}
        return {**reports, WHOLE: ("ITEM:",)} if self.items_by else reports


@dataclass(frozen=True, kw_only=True)
class ActionDigest(Letter):
    """The weekly digest of one person's actions, their lines of the action plan, and their research.

    Asks for a line on each of the reader's ``actions`` (overdue first), and how each of their ``lines`` of
    the plan and the ``research`` that they took on stands, by the day ``by``. There is at least one of these.

    ``parent`` is the group that asks how the work of a task group stands, which is the only one of the
    ``lines`` then; else empty. ``owner`` is the name of the owner where the reader covers for them, else
    empty.
    """

    NAME: ClassVar[str] = "actions"

    actions: tuple[ActionLine, ...]
    by: dt.date
    owner: str = ""
    lines: tuple[LineToUpdate, ...] = ()
    parent: str = ""
    research: tuple[ResearchToReport, ...] = ()

    @property
    def offers(self) -> Mapping[str, Sequence[str]]:
        return {**reports_on(self.actions), **reports_on_lines(self.lines)}


@dataclass(frozen=True, kw_only=True)
class OverdueAction(OpenAction):
    """An action with the day of the meeting that ``agreed`` it, and the days on which the owner was ``asked``
    about it, latest last."""

    agreed: dt.date
    asked: tuple[dt.date, ...]


@dataclass(frozen=True, kw_only=True)
class Escalation(Letter):
    """Asks the contact of an organisation for help, in the Chair's name.

    ``organisation`` is the seat's present name, ``actions`` are its overdue ones, ``by`` is the day an answer
    is asked for, ``chair`` the Chair's name. ``copy_of`` is the name of the contact in an owner's copy, else
    empty.
    """

    NAME: ClassVar[str] = "escalation"

    organisation: str
    actions: tuple[OverdueAction, ...]
    by: dt.date
    chair: str
    copy_of: str = ""


@dataclass(frozen=True, kw_only=True)
class EscalationAhead(Letter):
    """Tells an owner that the Chair writes to ``contact_name`` of their ``organisation`` on the day ``on``
    about their ``actions``, unless they report on them ``by`` the day before."""

    NAME: ClassVar[str] = "escalation_ahead"

    organisation: str
    contact_name: str
    actions: tuple[ActionLine, ...]
    by: dt.date
    on: dt.date

    @property
    def offers(self) -> Mapping[str, Sequence[str]]:
        return reports_on(self.actions)
