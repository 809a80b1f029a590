"""The owners of open actions: since when they belong to a group, and the letters they had or are to have."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    bindparam,
    exists,
    or_,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.orm import Session

from forum.calendar.steps import StepKind
from forum.letters.actions import ActionDigest, AfterMeeting
from forum.letters.minutes import Minutes
from forum.letters.papers import Papers
from forum.members.membership import AT_EVERY_MEETING, Role
from forum.outbox.states import NOT_READ
from tasks.register.actions import NOT_DISCHARGED
from tasks.register.groups import of_groups
from tasks.register.meetings import AS_OF, is_meeting_open
from tasks.register.tables import ActionRow, AppointmentRow, CoverRow, DispatchRow, StepRow

WITH_ACTIONS = (AfterMeeting.NAME, Papers.NAME, Minutes.NAME)  # letters that list the reader's actions
A_MONTH = dt.timedelta(days=31)
Owner = tuple[UUID, UUID]  # a group, and a person
Served = tuple[Role, dt.date, dt.date | None]


@dataclass(frozen=True)
class Owners:
    """The owners of open actions as they stand ``on`` a day.

    ``covering`` are the people who act then for somebody in the group; ``covered`` are those for whom
    somebody acts, who gets their letters. ``letters`` are those of the last month, by name and day; a digest
    is its owner's, also where whoever covers for them had it.
    """

    on: dt.date
    appointments: Mapping[Owner, Sequence[Served]]
    covering: Set[Owner]
    covered: Set[Owner]
    letters: Mapping[Owner, Sequence[tuple[str, dt.date]]]
    coming: Mapping[UUID, Sequence[dt.date]]

    def has_left(self, row: ActionRow) -> bool:
        """Say whether an action's owner belonged to the group once, and no longer does."""
        owner = row.group_id, row.owner_id
        served = self.appointments.get(owner, ())
        belonged = any(first <= self.on for _, first, _ in served)
        is_there = owner in self.covering or any(_runs(first, last, self.on) for _, first, last in served)
        return belonged and not is_there

    def digests(self, owner: Owner) -> list[dt.date]:
        """Return the days on which an owner had a digest."""
        return [day for letter, day in self.letters.get(owner, ()) if letter == ActionDigest.NAME]

    def other_letters(self, owner: Owner) -> list[dt.date]:
        """Return the days on which an owner had another letter with their actions, or is to have one."""
        had = [day for letter, day in self.letters.get(owner, ()) if letter != ActionDigest.NAME]
        served = self.appointments.get(owner, ())
        reads = any(role in AT_EVERY_MEETING and _runs(first, last, self.on) for role, first, last in served)
        return [*had, *self.coming.get(owner[0], ())] if reads and owner not in self.covered else had


def owners_in_group(session: Session, group_id: UUID, on: dt.date) -> Owners:
    """Return the owners of the open actions of a group."""
    return read_owners(session, [group_id], on)


def read_owners(
    session: Session, groups: Collection[UUID] | None, on: dt.date, due_by: dt.date = dt.date.max
) -> Owners:
    """Read the owners of the open actions of these groups, or of all, or only of those due by a day."""
    of_all = groups is None
    since = on - A_MONTH
    values = {
        "groups": list(groups or ()),
        "as_of": on,
        "due_by": due_by,
        "since": since,
        "since_then": dt.datetime.combine(since, dt.time()),
    }
    covered: set[Owner] = set()
    covering: set[Owner] = set()
    for group, person, covered_by, belongs in session.execute(_covers(of_all=of_all), values):
        covered.add((group, person))
        if belongs:
            covering.add((group, covered_by))
    appointments: defaultdict[Owner, list[Served]] = defaultdict(list)
    for group, person, role, first, last in session.execute(_served(of_all=of_all), values):
        appointments[group, person].append((role, first, last))
    letters: defaultdict[Owner, list[tuple[str, dt.date]]] = defaultdict(list)
    for group, person, letter, at in session.execute(_letters(of_all=of_all), values):
        letters[group, person].append((letter, at.date()))
    coming: defaultdict[UUID, list[dt.date]] = defaultdict(list)
    for group, deadline in session.execute(_steps_that_bring_letters(of_all=of_all), values):
        if deadline:
            coming[group].append(deadline)
    return Owners(on, appointments, covering, covered, letters, coming)


def _are_open(*, of_all: bool) -> list[ColumnElement[bool]]:
    return [
        NOT_DISCHARGED,
        ActionRow.due <= bindparam("due_by"),
        *of_groups(ActionRow.group_id, of_all=of_all),
    ]


@cache  # to put it together takes longer than to ask it
def _covers(*, of_all: bool) -> Select[UUID, UUID, UUID, bool]:
    is_there = exists().where(
        AppointmentRow.group_id == CoverRow.group_id,
        AppointmentRow.person_id == CoverRow.person_id,
        AppointmentRow.first <= AS_OF,
        or_(AppointmentRow.last.is_(None), AppointmentRow.last >= AS_OF),
    )
    return select(CoverRow.group_id, CoverRow.person_id, CoverRow.covered_by_id, is_there).where(
        CoverRow.first <= AS_OF, CoverRow.last >= AS_OF, *of_groups(CoverRow.group_id, of_all=of_all)
    )


@cache
def _served(*, of_all: bool) -> Select[UUID, UUID, Role, dt.date, dt.date | None]:
    owners = select(ActionRow.group_id, ActionRow.owner_id).where(*_are_open(of_all=of_all))
    return select(
        AppointmentRow.group_id,
        AppointmentRow.person_id,
        AppointmentRow.role,
        AppointmentRow.first,
        AppointmentRow.last,
    ).where(tuple_(AppointmentRow.group_id, AppointmentRow.person_id).in_(owners))


@cache
def _letters(*, of_all: bool) -> CompoundSelect[UUID, UUID, str, dt.datetime]:
    are_of_late = DispatchRow.state.not_in(NOT_READ), DispatchRow.queued_at >= bindparam("since_then")
    had = (
        select(DispatchRow.group_id, DispatchRow.person_id, DispatchRow.letter, DispatchRow.queued_at)
        .join(
            ActionRow,
            (ActionRow.owner_id == DispatchRow.person_id) & (ActionRow.group_id == DispatchRow.group_id),
        )
        .where(
            *_are_open(of_all=of_all),
            DispatchRow.letter.in_([ActionDigest.NAME, *WITH_ACTIONS]),
            *are_of_late,
        )
        .distinct()
    )
    stand_ins = select(CoverRow.covered_by_id).where(
        CoverRow.last >= bindparam("since"), *of_groups(CoverRow.group_id, of_all=of_all)
    )
    by_stand_ins = select(
        DispatchRow.group_id, DispatchRow.subject_id, DispatchRow.letter, DispatchRow.queued_at
    ).where(
        *of_groups(DispatchRow.group_id, of_all=of_all),
        DispatchRow.person_id.in_(stand_ins),
        DispatchRow.person_id != DispatchRow.subject_id,
        DispatchRow.letter == ActionDigest.NAME,
        *are_of_late,
    )
    return union_all(had, by_stand_ins)


@cache
def _steps_that_bring_letters(*, of_all: bool) -> Select[UUID, dt.date | None]:
    return select(StepRow.group_id, StepRow.deadline).where(
        *is_meeting_open(),
        *of_groups(StepRow.group_id, of_all=of_all),
        StepRow.kind.in_([StepKind.PAPERS_OUT, StepKind.MINUTES_OUT]),
    )


def _runs(first: dt.date, last: dt.date | None, day: dt.date) -> bool:
    return first <= day <= (last or day)
