"""The contacts of partnerships: who carries messages to and from them (clause 2)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from uuid import UUID

from sqlalchemy.orm import Session

from forum.text.addresses import checked_address
from forum.text.checks import checked_line, folded
from forum.text.names_of_people import checked_name
from forum.text.problem import Problem
from forum.text.wording import listed
from tasks.duties.base.group_context import GroupContext, group_context
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.register.members.people import people_at
from tasks.register.partnerships import contacts_of
from tasks.register.tables import AddressRow, PartnershipContactRow, PersonRow

HOW = (
    "Write CONTACT Community Safety Partnerships, Ashford: Jo Field, jo.field@ashford.example, 01233 000000."
)
_PHONE = re.compile(r"[\d +()-]{5,}")


def register_contact(work: UnitOfWork, group_id: UUID, of: str, details: str) -> None:
    """Register a contact "of" a partnership, or one body of it, with name, address and phone number."""
    forum = group_context(work, group_id)
    partnership, body = _partnership(forum, of)
    parts = [part.strip() for part in re.split(r"[,;]", details) if part.strip()]
    addresses = [part for part in parts if "@" in part]
    phones = [part for part in parts if _PHONE.fullmatch(part)]
    names = [part for part in parts if part not in (*addresses, *phones)]
    if len(names) != 1 or len(addresses) != 1 or len(phones) > 1:
        raise Problem(f"It is not plain who the contact is, and at which address. {HOW}")
    name, address = checked_name(names[0], "The contact"), checked_address(addresses[0])
    person = _person(forum, name, address, phones[0] if phones else "", body)
    known = contacts_of(work.session, group_id, work.on)
    if any(
        (row.person_id, row.partnership, folded(row.body)) == (person, partnership, folded(body))
        for row in known
    ):
        raise Problem(f"{name} is a contact of {body} already.")
    contact = PartnershipContactRow(
        group_id=group_id, partnership=partnership, body=body, person_id=person, first=work.on, last=None
    )
    work.session.add(contact)
    work.session.flush()
    work.audit("partnership contact registered", contact=contact.id, person=person)


def end_contact(work: UnitOfWork, groups: Iterable[UUID], name: str) -> None:
    """End whatever a person is a contact of in these groups, with the end of today."""
    rows = [
        row
        for group in groups
        for row in contacts_of(work.session, group, work.on)
        if folded(work.session.get_one(PersonRow, row.person_id).name) == folded(name)
    ]
    if not rows:
        raise Problem(f"“{name}” is no contact of a partnership; write the name as our letter has it.")
    for row in rows:
        row.last = work.on
        work.audit("partnership contact ended", contact=row.id)


def has_partnership(forum: GroupContext, of: str) -> bool:
    """Say whether words begin with the name of a partnership of the group."""
    return any(folded(of).startswith(folded(name)) for name in forum.policy.partnerships)


def _partnership(forum: GroupContext, of: str) -> tuple[str, str]:
    """Return the partnership, and the words for the body of it: those for itself, where it names none."""
    names = [name for name in forum.policy.partnerships if folded(of).startswith(folded(name))]
    if not names:
        raise Problem(f"“{of}” is no partnership of the group. It has {listed(forum.policy.partnerships)}.")
    name = max(names, key=len)
    body = checked_line(of.strip()[len(name) :].strip(" ,:–-"), "body of the partnership")
    return name, f"{name}, {body}" if body else name


def _person(forum: GroupContext, name: str, address: str, phone: str, body: str) -> UUID:
    """Return the person at an address, put on the register where nobody is."""
    session: Session = forum.tx.session
    for known in people_at(session, address, forum.on):
        person = session.get_one(PersonRow, known)
        if folded(person.name) != folded(name):
            raise Problem(f"That address is {person.name}’s in the register: give the contact’s own.")
        return known
    row = PersonRow(
        name=name, job_title="", organisation=body, phone=phone, agreement_signed=None, details_confirmed=None
    )
    session.add(row)
    session.flush()
    session.add(AddressRow(person_id=row.id, address=address, send_to=True, first=forum.on, last=None))
    forum.tx.audit("person added as a partnership’s contact", person=row.id)
    return row.id
