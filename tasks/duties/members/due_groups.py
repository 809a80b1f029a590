"""Queries for groups whose members may need a letter or question today, by recent changes and open
questions.

Queries for meetings whose papers a recent joiner, or a deputy named for the meeting, has not had yet.

Each query finds all the groups that it should, and some others: the morning's round looks closer.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Date,
    DateTime,
    Exists,
    Select,
    and_,
    bindparam,
    exists,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute, Session

from forum.calendar.working_days import ONE_DAY
from forum.letters.members import Details, Farewell, Induction
from forum.letters.minutes import LastMinutes, Minutes
from forum.letters.papers import Papers
from forum.members.joining import LOOK_BACK, OF_THE_BUSINESS, WELCOMED
from forum.members.membership import AT_EVERY_MEETING, PapersFor, Role
from forum.outbox.states import Cause, State
from forum.questions.kinds import OFFERS, QuestionKind
from forum.terms.policy import Policy
from tasks.duties.actions.owners import orphaned
from tasks.duties.members import details
from tasks.register.meetings import AS_OF
from tasks.register.tables import (
    ActionRow,
    AddressRow,
    AppointmentRow,
    CoverRow,
    DispatchRow,
    ExpectedRow,
    GroupRow,
    MeetingRow,
    PersonRow,
    QuestionRow,
)

_ON, _OF_LATE, _DAY_BEFORE = (bindparam(name, type_=Date()) for name in ("on", "of_late", "day_before"))
_SINCE, _UNTIL = (bindparam(name, type_=Date()) for name in ("since", "until"))
_OCCASION, _ASKING_FROM = bindparam("occasion", type_=Date()), bindparam("asking_from", type_=DateTime())
_SIGNING: BindParameter[list[str]] = bindparam("signing", expanding=True)
_POLICIES: BindParameter[list[str]] = bindparam("policies", expanding=True)
OPEN = QuestionRow.answered.is_(None) & QuestionRow.withdrawn.is_(None)


def groups_to_look_at(session: Session, policies: Collection[Policy], on: dt.date) -> set[UUID]:
    """Return groups with joiners or leavers not yet written to, actions without owners, or agreements or
    details to ask for."""
    signing = [policy.group.code for policy in policies if policy.members.must_sign]
    asking: dict[dt.date, list[str]] = {}
    for policy in policies:
        if month := details.month_of_asking(policy, on):
            asking.setdefault(month, []).append(policy.group.code)
    days = {"on": on, "of_late": on - LOOK_BACK, "day_before": on - ONE_DAY}
    found = set(session.scalars(_with_changes(), {"signing": signing, **days}))
    return found.union(
        *(session.scalars(_unasked(), _asked_for(codes, month, on)) for month, codes in asking.items())
    )


@cache  # to put it together takes longer than to ask it
def _with_changes() -> CompoundSelect[UUID]:
    return union_all(_joined(), _entered(), _leavers(), _orphaned(), _unsigned(), _signed())


def _joined() -> Select[UUID]:
    return _not_welcomed().where(AppointmentRow.first.between(_OF_LATE, _ON))


def _entered() -> Select[UUID]:
    """Find people who joined earlier and were entered of late, without those with whom their group began."""
    return (
        _not_welcomed()
        .join(GroupRow, GroupRow.id == AppointmentRow.group_id)
        .where(
            AppointmentRow.entered.between(_OF_LATE, _ON),
            AppointmentRow.first <= _ON,
            AppointmentRow.first > GroupRow.go_live,
        )
    )


def _not_welcomed() -> Select[UUID]:
    since = DispatchRow.queued_at >= AppointmentRow.first
    is_welcomed = _has_letter(Induction.NAME, since, DispatchRow.occasion_day == AppointmentRow.first)
    has_no_minutes = (
        _has_letter(Induction.NAME, since, DispatchRow.conditions["approved", 0].as_string().is_(None))
        & ~_has_letter(LastMinutes.NAME, since)
        & ~_has_letter(Minutes.NAME, since)
    )
    return select(AppointmentRow.group_id).where(
        AppointmentRow.role.in_(WELCOMED),
        ~is_welcomed | has_no_minutes,
    )


def _leavers() -> Select[UUID]:
    has_address = exists().where(
        AddressRow.person_id == AppointmentRow.person_id, AddressRow.send_to, *_goes_on(AddressRow, _ON)
    )
    is_thanked = _has_letter(
        Farewell.NAME,
        DispatchRow.queued_at >= AppointmentRow.last,
        DispatchRow.occasion_day == AppointmentRow.last,
    )
    return select(AppointmentRow.group_id).where(
        AppointmentRow.last.between(_OF_LATE, _DAY_BEFORE),
        AppointmentRow.role.in_(WELCOMED),
        has_address,
        ~is_thanked,
    )


def _orphaned() -> Select[UUID]:
    is_there = exists().where(
        AppointmentRow.person_id == QuestionRow.of_id,
        AppointmentRow.group_id == QuestionRow.group_id,
        *_goes_on(AppointmentRow, _ON),
    )
    is_offered = exists().where(
        QuestionRow.about_id == ActionRow.id,
        QuestionRow.kind.in_(OFFERS),
        OPEN,
        or_(QuestionRow.kind == QuestionKind.HAND_OVER_ACTION, is_there),
    )
    return orphaned(_ON).where(~is_offered).with_only_columns(ActionRow.group_id)


def _unsigned() -> Select[UUID]:
    is_asked_for = exists().where(
        QuestionRow.about_id == AppointmentRow.person_id,
        QuestionRow.kind == QuestionKind.RECORD_AGREEMENT,
        QuestionRow.group_id == AppointmentRow.group_id,
        OPEN,
    )
    unsigned = select(PersonRow.id).where(
        or_(PersonRow.agreement_signed.is_(None), PersonRow.agreement_signed > _ON)
    )
    return (
        select(AppointmentRow.group_id)
        .join(GroupRow, GroupRow.id == AppointmentRow.group_id)
        .where(
            AppointmentRow.person_id.in_(unsigned),
            *_reads_papers(),
            GroupRow.policy.in_(_SIGNING),
            ~is_asked_for,
        )
    )


def _signed() -> Select[UUID]:
    """Find questions about agreements that have been signed, or are no longer needed."""
    signed = exists().where(PersonRow.id == QuestionRow.about_id, _has_signed())
    reads = exists().where(
        AppointmentRow.person_id == QuestionRow.about_id,
        AppointmentRow.group_id == QuestionRow.group_id,
        *_reads_papers(),
    )
    return (
        select(QuestionRow.group_id)
        .join(GroupRow, GroupRow.id == QuestionRow.group_id)
        .where(
            OPEN,
            QuestionRow.kind == QuestionKind.RECORD_AGREEMENT,
            or_(signed, ~reads, GroupRow.policy.not_in(_SIGNING)),
        )
    )


def _asked_for(policies: Collection[str], month: dt.date, on: dt.date) -> dict[str, Any]:
    """Return the values with which ``_unasked`` asks for the groups of these policies."""
    until = min(on, details.last_day_of(month))
    return {
        "policies": list(policies),
        "on": on,
        "since": until - details.LATELY,
        "until": until,
        "asking_from": dt.datetime.combine(month, dt.time()),
        "occasion": details.occasion_of(month).day,
    }


@cache
def _unasked() -> Select[UUID]:
    is_asked = exists().where(
        DispatchRow.person_id == AppointmentRow.person_id,
        DispatchRow.queued_at >= _ASKING_FROM,
        DispatchRow.letter == Details.NAME,
        DispatchRow.occasion_day == _OCCASION,
    )
    return (
        select(AppointmentRow.group_id)
        .join(PersonRow, PersonRow.id == AppointmentRow.person_id)
        .where(
            AppointmentRow.group_id.in_(select(GroupRow.id).where(GroupRow.policy.in_(_POLICIES))),
            *_goes_on(AppointmentRow, _ON),
            AppointmentRow.role.in_(WELCOMED),
            AppointmentRow.first < _SINCE,
            or_(AppointmentRow.entered.is_(None), AppointmentRow.entered <= _UNTIL),
            or_(PersonRow.details_confirmed.is_(None), PersonRow.details_confirmed < _SINCE),
            ~is_asked,
        )
    )


def _has_letter(letter: str, *conditions: ColumnElement[bool]) -> Exists:
    return exists().where(
        DispatchRow.person_id == AppointmentRow.person_id,
        DispatchRow.group_id == AppointmentRow.group_id,
        DispatchRow.letter == letter,
        *conditions,
    )


def _goes_on(
    table: type[AppointmentRow] | type[AddressRow], on: BindParameter[dt.date]
) -> tuple[ColumnElement[bool], ...]:
    return table.first <= on, or_(table.last.is_(None), table.last >= on)


def _has_signed() -> ColumnElement[bool]:
    return PersonRow.agreement_signed.is_not(None) & (PersonRow.agreement_signed <= _ON)


def _reads_papers() -> tuple[ColumnElement[bool], ...]:
    is_never_given_any = (AppointmentRow.role == Role.DEPUTY) & (AppointmentRow.papers == PapersFor.NONE)
    return *_goes_on(AppointmentRow, _ON), AppointmentRow.role.not_in(OF_THE_BUSINESS), ~is_never_given_any


_SINCE_DAY = bindparam("of_late", type_=Date())


def without_papers(session: Session, released: Collection[UUID], as_of: dt.date) -> Sequence[UUID]:
    """Return the released meetings whose papers some reader has no letter about.

    The readers: anybody at all, people appointed of late, people who cover for a reader, readers who
    are back of late, and named deputies.
    """
    values = {"released": list(released), "as_of": as_of, "of_late": as_of - LOOK_BACK + ONE_DAY}
    return session.scalars(_without_papers(), values).all()


@cache  # to put it together takes longer than to ask it
def _without_papers() -> CompoundSelect[UUID]:
    return union_all(*_by_reader())


def _by_reader() -> Iterator[Select[UUID]]:
    released = select(MeetingRow.id).where(MeetingRow.id.in_(bindparam("released", expanding=True)))
    yield released.where(~_has_papers())
    yield released.join(AppointmentRow, AppointmentRow.group_id == MeetingRow.group_id).where(
        or_(AppointmentRow.last.is_(None), AppointmentRow.last >= AS_OF),
        or_(AppointmentRow.first.between(_SINCE_DAY, AS_OF), AppointmentRow.entered >= _SINCE_DAY),
        AppointmentRow.first <= AS_OF,
        or_(
            and_(AppointmentRow.role.in_(AT_EVERY_MEETING), AppointmentRow.papers != PapersFor.NONE),
            and_(AppointmentRow.role == Role.DEPUTY, AppointmentRow.papers == PapersFor.ALWAYS),
        ),
        ~_written_to(AppointmentRow.person_id),
    )
    yield released.join(CoverRow, CoverRow.group_id == MeetingRow.group_id).where(
        CoverRow.last >= AS_OF,
        CoverRow.first <= AS_OF,
        _is_of_a_reader(),
        ~_written_to(CoverRow.covered_by_id),
    )
    yield released.join(CoverRow, CoverRow.group_id == MeetingRow.group_id).where(
        CoverRow.last < AS_OF,
        CoverRow.last >= _SINCE_DAY,
        _is_of_a_reader(),
        ~_written_to(CoverRow.person_id),
    )
    yield released.join(ExpectedRow, ExpectedRow.meeting_id == MeetingRow.id).where(
        ExpectedRow.deputy_id.is_not(None), ~_written_to(ExpectedRow.deputy_id)
    )


def _is_of_a_reader() -> ColumnElement[bool]:
    """Tell whether the cover is for a reader of the pack; nobody gets it in the place of a deputy."""
    return exists().where(
        AppointmentRow.group_id == CoverRow.group_id,
        AppointmentRow.person_id == CoverRow.person_id,
        AppointmentRow.role.in_(AT_EVERY_MEETING),
        AppointmentRow.first <= AS_OF,
        or_(AppointmentRow.last.is_(None), AppointmentRow.last >= AS_OF),
    )


def _written_to(
    reader: InstrumentedAttribute[UUID] | InstrumentedAttribute[UUID | None],
) -> ColumnElement[bool]:
    return _has_papers(DispatchRow.person_id == reader)


def _has_papers(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Match meetings with such a letter of papers; a lapsed one counts only where it had gone already."""
    reached_nobody = DispatchRow.cause.is_distinct_from(Cause.ALREADY_GONE)
    has_lapsed = and_(DispatchRow.state == State.LAPSED, reached_nobody)
    return exists().where(
        DispatchRow.meeting_id == MeetingRow.id, DispatchRow.letter == Papers.NAME, ~has_lapsed, *conditions
    )
