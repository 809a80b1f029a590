"""Queries about people and their addresses.

Queries about guests, who are invited to a meeting for one item. Queries about the letters that welcome
new members.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, Select, bindparam, exists, func, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from forum.actions.action_log import ActionState
from forum.attendance.standing import Mark
from forum.calendar.steps import StepKind
from forum.calendar.working_days import ONE_DAY
from forum.guests import Slot, slot_of
from forum.inbox.mailbox_items import Outcome
from forum.letters.members import Induction
from forum.members.joining import LOOK_BACK, Joiner, joiners
from forum.members.membership import Membership
from forum.outbox.states import NOT_READ, ON_ITS_WAY, Occasion, OccasionKind, Topic, dispatch_key
from forum.text.problem import Problem
from tasks.register.groups import Groups, of_group
from tasks.register.meetings import AS_OF, PLANNED
from tasks.register.outbox import is_queued
from tasks.register.papers import agenda_items, item_value
from tasks.register.tables import (
    ActionRow,
    AddressRow,
    AppointmentRow,
    AttendanceRow,
    CoverRow,
    DispatchRow,
    GroupRow,
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


def guests_of(session: Session, meeting_id: UUID) -> Sequence[GuestRow]:
    """Return the guests of a meeting who are still invited, the longest invited first."""
    query = select(GuestRow).where(GuestRow.meeting_id == meeting_id, GuestRow.last.is_(None))
    return session.scalars(query.order_by(GuestRow.first, GuestRow.id)).all()


def guests_to_come(session: Session, as_of: dt.date, only: Groups) -> Sequence[GuestRow]:
    """Return the guests of these groups who are invited to a meeting that has not been."""
    return session.scalars(_to_come(only), {"as_of": as_of}).all()


@lru_cache  # to put it together takes longer than to ask it
def _to_come(only: Groups) -> Select[GuestRow]:
    return (
        select(GuestRow)
        .join(MeetingRow, MeetingRow.id == GuestRow.meeting_id)
        .where(GuestRow.last.is_(None), MeetingRow.date >= AS_OF, *of_group(GuestRow.group_id, only))
        .order_by(MeetingRow.date, GuestRow.first, GuestRow.id)
    )


def slot_now(session: Session, guest: GuestRow) -> Slot | None:
    """Return when the item of a guest is taken; None where it is not, or no guest may come to it any more."""
    meeting = session.get_one(MeetingRow, guest.meeting_id)
    if meeting.state is not PLANNED:
        return None
    items = [item_value(row) for row in agenda_items(session, meeting.id)]
    return slot_of(items, guest.item_id, dt.datetime.combine(meeting.date, meeting.start))


def letters_to_guest(session: Session, guest: GuestRow) -> Sequence[DispatchRow]:
    """Return the letters about an invitation that have reached the guest, or are on their way, the oldest
    first."""
    query = select(DispatchRow).where(
        DispatchRow.meeting_id == guest.meeting_id,
        DispatchRow.person_id == guest.person_id,
        DispatchRow.subject_id == guest.id,
        DispatchRow.state.not_in(NOT_READ),
    )
    return session.scalars(query.order_by(DispatchRow.queued_at, DispatchRow.edition)).all()


def joining(joiner: Joiner) -> Topic:
    """Return what the letters on joining are about: the person and their latest new appointment."""
    return Topic(joiner.person.id, Occasion(OccasionKind.DAY, joiner.first))


def is_welcomed(session: Session, group_id: UUID, joiner: Joiner) -> bool:
    """Tell whether the welcome of a joiner has been written, whatever became of it."""
    return is_queued(session, dispatch_key(group_id, Induction.NAME, joining(joiner), joiner.person.id))


def waiting_for_welcome(session: Session, group_id: UUID, members: Membership, on: dt.date) -> set[UUID]:
    """Return the people whose welcome is on its way, or is written next morning.

    Nobody waits for one that does not leave by itself, or that no Business Unit is there to write.
    """
    under_way = select(DispatchRow.person_id).where(
        DispatchRow.state.in_(ON_ITS_WAY),
        DispatchRow.letter == Induction.NAME,
        DispatchRow.group_id == group_id,
    )
    waiting = set(session.scalars(under_way))
    if members.unit(on) is not None:
        go_live = session.get_one(GroupRow, group_id).go_live
        recent = joiners(members, go_live, on - LOOK_BACK, on)
        waiting |= {joiner.person.id for joiner in recent if not is_welcomed(session, group_id, joiner)}
    return waiting
