"""The contacts of partnerships: who carries messages to and from them (clause 2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from forum.text.checks import checked_line, folded
from forum.text.problem import Problem
from forum.text.wording import listed
from tasks.duties.base.group_context import GroupContext, group_context
from tasks.duties.base.outsiders import Outsider, person_on_register, read_outsider
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.register.partnerships import contacts_of
from tasks.register.tables import PartnershipContactRow, PersonRow

CONTACT = "contact"
HOW = (
    "Write CONTACT Community Safety Partnerships, Ashford: Jo Field, jo.field@ashford.example, 01233 000000."
)


def register_contact(work: UnitOfWork, group_id: UUID, of: str, details: str) -> None:
    """Register a contact "of" a partnership, or one body of it, with name, address and phone number."""
    forum = group_context(work, group_id)
    partnership, body = _partnership(forum, of)
    add_contact(work, group_id, partnership, body, read_outsider(details, CONTACT, HOW))


def add_contact(
    work: UnitOfWork, group_id: UUID, partnership: str, body: str, contact: Outsider
) -> PartnershipContactRow:
    """Put a contact of a body of a partnership on the register. Problem for one who is that already, and for
    an address that is somebody else's."""
    person = person_on_register(work, replace(contact, organisation=body), CONTACT)
    known = contacts_of(work.session, group_id, work.on)
    if any(
        (row.person_id, row.partnership, folded(row.body)) == (person, partnership, folded(body))
        for row in known
    ):
        raise Problem(f"{contact.name} is a contact of {body} already.")
    row = PartnershipContactRow(
        group_id=group_id, partnership=partnership, body=body, person_id=person, first=work.on, last=None
    )
    work.session.add(row)
    work.session.flush()
    work.audit("partnership contact registered", contact=row.id, person=person)
    return row


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
