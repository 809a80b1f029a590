"""The documents about members: the list of them, and the agreement that each signs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Self

from forum.documents.base import Document
from forum.members.membership import Membership, Person, Role, role_title
from forum.terms.policy import Policy
from forum.text.wording import capital


@dataclass(frozen=True, kw_only=True)
class ConfidentialityAgreement(Document):
    """The confidentiality agreement, which a member signs before their first restricted papers.

    The agreement between a ``person``, with their ``organisation``, and the group; the signed copy goes to
    the ``unit``. Without a person it is one to print, for whoever comes. Its words are in the template, for
    the forum to change.

    ``sharing_agreement`` names the agreement under which organisations share information, empty for none.
    """

    NAME: ClassVar[str] = "confidentiality_agreement"

    person: str
    organisation: str
    unit: str
    sharing_agreement: str

    @classmethod
    def of(cls, policy: Policy, person: Person | None = None) -> Self:
        return cls(
            group=policy.group.in_headings,
            marking="",
            reference=policy.group.code,
            person=person.name if person else "",
            organisation=person.organisation if person else "",
            unit=policy.group.unit_name,
            sharing_agreement=policy.members.sharing_agreement,
        )


AT_THE_HEAD = (Role.CHAIR, Role.DEPUTY_CHAIR)
BESIDE_THE_SEATS = (Role.CO_OPTED, Role.UNIT, Role.BOARD_SECRETARY)


@dataclass(frozen=True, kw_only=True)
class MemberEntry:
    """A person in a role, or a vacant seat, whose ``name`` is "Vacant"."""

    organisation: str
    name: str
    job_title: str
    role: str
    phone: str
    address: str


@dataclass(frozen=True, kw_only=True)
class MembersList(Document):
    """The list of members with their contact details, as at a day (clause 6: an up to date list).

    The Chair first, then each seat with its deputies in the order of the terms, then everybody else.
    """

    NAME: ClassVar[str] = "members_list"

    as_at: dt.date
    entries: tuple[MemberEntry, ...]

    @property
    def title(self) -> str:
        return "List of members"

    @classmethod
    def of(cls, policy: Policy, members: Membership, day: dt.date) -> Self:
        return cls(
            group=policy.group.in_headings,
            marking=policy.marking,
            reference=policy.group.code,
            as_at=day,
            entries=tuple(_entries(members, day)),
        )


def _entries(members: Membership, day: dt.date) -> Iterator[MemberEntry]:
    yield from _holders(members, day, AT_THE_HEAD)
    for seat in members.seats_on(day):
        member = members.core_member(seat.id, day)
        yield _entry(seat.present_name, member, Role.CORE)
        for deputy in members.deputies(seat.id, day):
            yield _entry(seat.present_name, deputy, Role.DEPUTY)
    yield from _holders(members, day, BESIDE_THE_SEATS)


def _holders(members: Membership, day: dt.date, roles: tuple[Role, ...]) -> Iterator[MemberEntry]:
    for role in roles:
        for appointment in members.all_on(day):
            if appointment.role is role:
                person = members.person(appointment.person_id)
                yield _entry(person.organisation, person, role)


def _entry(organisation: str, person: Person | None, role: Role) -> MemberEntry:
    return MemberEntry(
        organisation=organisation,
        name=person.name if person else "Vacant",
        job_title=person.job_title if person and person.job_title != person.name else "",
        role=capital(role_title(role)),
        phone=person.phone if person else "",
        address=person.send_to if person else "",
    )
