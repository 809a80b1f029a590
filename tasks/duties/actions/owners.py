"""The owners of open actions: since when they belong to a group, and the letters they had or are to have."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, exists, or_, select, tuple_, union_all
from sqlalchemy.orm import Session

from forum.calendar.steps import StepKind
from forum.letters.actions.after_meeting import AfterMeeting
from forum.letters.actions.digest import ActionDigest
from forum.letters.minutes.minutes import Minutes
from forum.letters.papers.pack import Papers
from forum.members.membership import AT_EVERY_MEETING, Role
from forum.outbox.states import NOT_READ
from tasks.register.actions import NOT_DISCHARGED
from tasks.register.database.batch_session import read_for_peers
from tasks.register.groups import of_groups
from tasks.register.meetings import is_open
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
    """Return the owners of the open actions of a group, read at once for all groups of a batch."""
    return read_for_peers(session, read_owners, group_id, on)


def read_owners(
    session: Session, groups: Collection[UUID] | None, on: dt.date, *conditions: ColumnElement[bool]
) -> Owners:
    """Read the owners of the open actions of these groups, or of all, or only of some of those actions."""
    still_open = [NOT_DISCHARGED, *conditions, *of_groups(ActionRow.group_id, groups)]
    owners = select(ActionRow.group_id, ActionRow.owner_id).where(*still_open)
    served = select(
        AppointmentRow.group_id,
        AppointmentRow.person_id,
        AppointmentRow.role,
        AppointmentRow.first,
        AppointmentRow.last,
    ).where(tuple_(AppointmentRow.group_id, AppointmentRow.person_id).in_(owners))
    is_there = exists().where(
        AppointmentRow.group_id == CoverRow.group_id,
        AppointmentRow.person_id == CoverRow.person_id,
        AppointmentRow.first <= on,
        or_(AppointmentRow.last.is_(None), AppointmentRow.last >= on),
    )
    covers = select(CoverRow.group_id, CoverRow.person_id, CoverRow.covered_by_id, is_there).where(
        CoverRow.first <= on, CoverRow.last >= on, *of_groups(CoverRow.group_id, groups)
    )
    had = (
        select(DispatchRow.group_id, DispatchRow.person_id, DispatchRow.letter, DispatchRow.queued_at)
        .join(
            ActionRow,
            (ActionRow.owner_id == DispatchRow.person_id) & (ActionRow.group_id == DispatchRow.group_id),
        )
        .where(
            *still_open,
            DispatchRow.letter.in_([ActionDigest.NAME, *WITH_ACTIONS]),
            DispatchRow.state.not_in(NOT_READ),
            DispatchRow.queued_at >= dt.datetime.combine(on - A_MONTH, dt.time()),
        )
        .distinct()
    )
    by_stand_ins = select(
        DispatchRow.group_id, DispatchRow.subject_id, DispatchRow.letter, DispatchRow.queued_at
    ).where(
        *of_groups(DispatchRow.group_id, groups),
        DispatchRow.person_id.in_(
            select(CoverRow.covered_by_id).where(
                CoverRow.last >= on - A_MONTH, *of_groups(CoverRow.group_id, groups)
            )
        ),
        DispatchRow.person_id != DispatchRow.subject_id,
        DispatchRow.letter == ActionDigest.NAME,
        DispatchRow.state.not_in(NOT_READ),
        DispatchRow.queued_at >= dt.datetime.combine(on - A_MONTH, dt.time()),
    )
    covered: set[Owner] = set()
    covering: set[Owner] = set()
    for group, person, covered_by, belongs in session.execute(covers):
        covered.add((group, person))
        if belongs:
            covering.add((group, covered_by))
    appointments: defaultdict[Owner, list[Served]] = defaultdict(list)
    for group, person, role, first, last in session.execute(served):
        appointments[group, person].append((role, first, last))
    letters: defaultdict[Owner, list[tuple[str, dt.date]]] = defaultdict(list)
    for group, person, letter, at in session.execute(union_all(had, by_stand_ins)):
        letters[group, person].append((letter, at.date()))
    coming: defaultdict[UUID, list[dt.date]] = defaultdict(list)
    out = select(StepRow.group_id, StepRow.deadline).where(
        *is_open(on),
        *of_groups(StepRow.group_id, groups),
        StepRow.kind.in_([StepKind.PAPERS_OUT, StepKind.MINUTES_OUT]),
    )
    for group, deadline in session.execute(out):
        if deadline:
            coming[group].append(deadline)
    return Owners(on, appointments, covering, covered, letters, coming)


def _runs(first: dt.date, last: dt.date | None, day: dt.date) -> bool:
    return first <= day <= (last or day)
