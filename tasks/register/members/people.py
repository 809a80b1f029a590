"""Queries about people and their addresses."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, bindparam, exists, func, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from forum.actions.action_log import ActionState
from forum.attendance.standing import Mark
from forum.calendar.steps import StepKind
from forum.calendar.working_days import ONE_DAY
from forum.inbox.outcomes import Outcome
from forum.text.problem import Problem
from tasks.register.tables import (
    ActionRow,
    AddressRow,
    AppointmentRow,
    AttendanceRow,
    CoverRow,
    GuestRow,
    MeetingRow,
    PartnershipContactRow,
    PersonRow,
    ReceivedRow,
    SeatRow,
    StepRow,
)

_WALKED_IN = (
    select(AttendanceRow.deputy_id)
    .join(MeetingRow, MeetingRow.id == AttendanceRow.meeting_id)
    .where(
        MeetingRow.group_id == bindparam("group"),
        MeetingRow.date >= bindparam("since"),
        AttendanceRow.deputy_id.is_not(None),
        AttendanceRow.deputy_name != "",
    )
    .order_by(MeetingRow.date)
)


def person_by_address(session: Session, address: str, on: dt.date) -> UUID:
    """Return the person who has that address on that day, in any capitals, to be written to or reply from.

    Problem when nobody has the address, or several people do.
    """
    ids = people_at(session, address, on)
    if len(ids) == 1:
        return ids[0]
    if ids:
        raise Problem(f"The address {address} belongs to several people on the register; correct that first.")
    raise Problem(f"Nobody on the register has the address {address}; give one that is on it.")


def people_at(session: Session, address: str, on: dt.date) -> tuple[UUID, ...]:
    """Return the people who have that address on that day, in any capitals, to be written to or reply
    from."""
    ids = session.scalars(
        select(AddressRow.person_id).where(_is_at(address), *_is_valid_on(on)).order_by(AddressRow.first)
    )
    return tuple(dict.fromkeys(ids))


def people_who_had(session: Session, addresses: Collection[str]) -> set[UUID]:
    """Return the people who have, or had, one of these addresses, in any capitals."""
    small = {address.lower() for address in addresses if address}
    return {*session.scalars(select(AddressRow.person_id).where(func.lower(AddressRow.address).in_(small)))}


def people_whose_pa_is_at(session: Session, address: str) -> tuple[UUID, ...]:
    """Return the people whose PA, by the register, writes from that address."""
    plain = address.strip().lower()
    if not plain:
        return ()
    rows = session.execute(
        select(PersonRow.id, PersonRow.pa)
        .where(func.lower(PersonRow.pa).contains(plain, autoescape=True))
        .order_by(PersonRow.id)
    )
    return tuple(row.id for row in rows if plain in re.split(r"[\s,;<>()]+", row.pa.lower()))


def deputies_who_walked_in(session: Session, group_id: UUID, since: dt.date) -> tuple[UUID, ...]:
    """Return the deputies whom nobody had named, of the meetings of a group since a day."""
    return tuple(dict.fromkeys(session.scalars(_WALKED_IN, {"group": group_id, "since": since})))


def is_written_to(session: Session, person_id: UUID, on: dt.date) -> bool:
    """Say whether somebody is written to for what they are or have, in whichever group: a place from a day
    on, somebody's cover, a contact of an organisation or a partnership, a guest to come, an action of a group
    that they never belonged to."""
    places = AppointmentRow.group_id == ActionRow.group_id, AppointmentRow.person_id == person_id
    reasons = (
        exists().where(AppointmentRow.person_id == person_id, _goes_on(AppointmentRow.last, on)),
        exists().where(CoverRow.covered_by_id == person_id, CoverRow.last >= on),
        exists().where(SeatRow.escalation_contact_id == person_id),
        exists().where(
            PartnershipContactRow.person_id == person_id, _goes_on(PartnershipContactRow.last, on)
        ),
        exists().where(
            GuestRow.person_id == person_id,
            GuestRow.meeting_id == MeetingRow.id,
            MeetingRow.date >= on,
            _goes_on(GuestRow.last, on),
        ),
        exists().where(
            ActionRow.owner_id == person_id,
            ActionRow.state != ActionState.DISCHARGED,
            ~exists().where(*places),
        ),
    )
    return bool(session.scalar(select(or_(*reasons))))


def _goes_on(last: InstrumentedAttribute[dt.date | None], on: dt.date) -> ColumnElement[bool]:
    return or_(last.is_(None), last >= on)


def has_signed(session: Session, person_id: UUID, on: dt.date) -> bool:
    """Tell whether a person has signed the confidentiality agreement by that day."""
    signed = select(PersonRow.id).where(PersonRow.id == person_id, PersonRow.agreement_signed <= on)
    return session.scalar(signed) is not None


def people_who_signed(session: Session, on: dt.date) -> frozenset[UUID]:
    """Return everybody who has signed the confidentiality agreement by that day."""
    return frozenset(session.scalars(select(PersonRow.id).where(PersonRow.agreement_signed <= on)))


def mark_bounced(session: Session, address: str, on: dt.date) -> tuple[UUID, ...]:
    """Note that letters to an address come back; return the people written to there, where that is new."""
    return tuple(
        session.scalars(
            update(AddressRow)
            .where(_is_at(address), *_is_valid_on(on), AddressRow.send_to, AddressRow.bounced.is_(None))
            .values(bounced=on)
            .returning(AddressRow.person_id)
        )
    )


def bounced_people(session: Session, on: dt.date) -> frozenset[UUID]:
    """Return the people to whom we write at an address from which letters have come back."""
    return frozenset(addresses_that_bounced(session, on))


def addresses_that_bounced(session: Session, on: dt.date) -> dict[UUID, dt.date]:
    """Return, by person, the day since when letters to the person's address come back."""
    rows = session.connection().execute(_BOUNCED, {"on": on})
    return {person: since for person, since in rows if since}


def _is_at(address: str) -> ColumnElement[bool]:
    return func.lower(AddressRow.address) == address.strip().lower()


def _is_valid_on(on: dt.date | BindParameter[dt.date]) -> tuple[ColumnElement[bool], ...]:
    return AddressRow.first <= on, or_(AddressRow.last.is_(None), AddressRow.last >= on)


_address = AddressRow.metadata.tables[AddressRow.__tablename__].c
# Built once, since building a statement costs more than running it.
_BOUNCED = select(_address.person_id, _address.bounced).where(
    _address.bounced.is_not(None), _address.send_to, *_is_valid_on(bindparam("on"))
)


def heard_from(session: Session, group_id: UUID, since: dt.date, until: dt.date) -> dict[UUID, dt.date]:
    """Return the day on which people last signed in at a meeting of a group, chaired one, or replied from the
    address that they are written to, if that was from one day to another."""
    signed_in = select(
        AttendanceRow.mark,
        AttendanceRow.holder_id,
        AttendanceRow.deputy_id,
        MeetingRow.chaired_by_id,
        MeetingRow.date,
    )
    at_meetings = session.execute(
        signed_in.join(MeetingRow, MeetingRow.id == AttendanceRow.meeting_id)
        .join(StepRow, StepRow.meeting_id == MeetingRow.id)
        .where(
            MeetingRow.group_id == group_id,
            MeetingRow.date >= since,
            StepRow.kind == StepKind.RECORD,
            StepRow.done <= until,
        )
    )
    by_mail = session.execute(
        select(ReceivedRow.person_id, func.max(ReceivedRow.received_at))
        .join(AddressRow, AddressRow.person_id == ReceivedRow.person_id)
        .where(
            ReceivedRow.group_id == group_id,
            ReceivedRow.outcome == Outcome.RECORDED,
            ReceivedRow.received_at >= dt.datetime.combine(since, dt.time()),
            ReceivedRow.received_at < dt.datetime.combine(until + ONE_DAY, dt.time()),
            func.lower(AddressRow.address) == func.lower(ReceivedRow.sender),
            AddressRow.send_to,
            *_is_valid_on(until),
        )
        .group_by(ReceivedRow.person_id)
    )
    heard = {person: at.date() for person, at in by_mail if person}
    for mark, holder, deputy, chair, on in at_meetings:
        for person in ({Mark.PRESENT: holder, Mark.DEPUTY: deputy}.get(mark), chair):
            if person:
                heard[person] = max(on, heard.get(person, on))
    return heard
