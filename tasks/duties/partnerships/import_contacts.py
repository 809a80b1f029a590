"""Importing the contacts of partnerships from their workbook, previewing the changes, and exporting it."""

from __future__ import annotations

from collections.abc import Sequence

from forum.members.membership import Person
from forum.partnerships.contacts import HELP, Contact, changes_in_words, contacts_sheet, read_contacts
from forum.text.problem import Problem
from tasks.documents.workbooks.layout import write_workbook
from tasks.documents.workbooks.reading import read_sheets
from tasks.duties.base.group_context import GroupContext, group_context
from tasks.duties.base.outsiders import Outsider, is_somebody_elses
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.duties.partnerships.contacts import add_contact
from tasks.register.groups import group_by_code
from tasks.register.members.membership import people
from tasks.register.partnerships import contacts_of
from tasks.register.tables import PartnershipContactRow

CHANGED_SINCE = (
    "The contacts were changed by somebody else since you looked, so nothing was imported. Look at the "
    "changes again."
)


def preview_contacts(work: UnitOfWork, code: str, content: bytes, where: str) -> tuple[str, ...]:
    """Return the changes in words that an import of this workbook would make; Problem with every faulty
    cell."""
    forum = _forum(work, code)
    return changes_in_words(_read(forum, content, where), _contacts(forum))


def import_contacts(
    work: UnitOfWork, code: str, content: bytes, where: str, shown: tuple[str, ...]
) -> tuple[str, ...]:
    """Take the workbook into the register. ``shown`` are the changes that the person saw beforehand.

    Raises Problem with every faulty cell, or when the contacts have changed since; they then stay as they
    were.
    """
    forum = _forum(work, code)
    contacts = _read(forum, content, where)
    changes = changes_in_words(contacts, _contacts(forum))
    if changes != shown:
        raise Problem(CHANGED_SINCE)
    rows = {contact.place: row for row, contact in _registered(forum)}
    for contact in contacts:
        row = rows.get(contact.place) or add_contact(
            work,
            forum.group.id,
            contact.partnership,
            contact.whole_body,
            Outsider(contact.name, contact.address, phone=contact.phone),
        )
        row.last = contact.last
        if contact.last:
            work.audit("partnership contact ended", contact=row.id)
    return changes


def export_contacts(work: UnitOfWork, code: str) -> bytes:
    """Return the workbook of a group's contacts; without a row for a group that has none yet."""
    forum = _forum(work, code)
    policy, rows = forum.policy, [contact.cells for contact in _contacts(forum)]
    title, sheet = f"{policy.group.short_name}: contacts of partnerships", contacts_sheet(policy.partnerships)
    return write_workbook(title, (sheet, rows), marking=policy.marking, help=HELP)


def _forum(work: UnitOfWork, code: str) -> GroupContext:
    return group_context(work, group_by_code(work.session, code).id)


def _read(forum: GroupContext, content: bytes, where: str) -> tuple[Contact, ...]:
    partnerships = forum.policy.partnerships
    sheet = contacts_sheet(partnerships)
    (rows,), faults = forum.office.limited.run(read_sheets, content, where, (sheet.name, sheet.headings))
    contacts = read_contacts(rows, partnerships, _contacts(forum), forum.on, where, faults)
    if elsewhere := [
        f"{each.cell}: found “{each.address}”; allowed: the contact’s own; it is somebody else’s."
        for each in contacts
        if is_somebody_elses(forum.work, each.name, each.address)
    ]:
        raise Problem(f"{where} can’t be taken as it is. Nothing has been changed.", elsewhere)
    return contacts


def _contacts(forum: GroupContext) -> Sequence[Contact]:
    return [contact for _, contact in _registered(forum)]


def _registered(forum: GroupContext) -> Sequence[tuple[PartnershipContactRow, Contact]]:
    """Return the contacts of today, with their rows."""
    rows = contacts_of(forum.tx.session, forum.group.id, forum.on)
    known = {
        person.id: person for person in people(forum.tx.session, {row.person_id for row in rows}, forum.on)
    }
    return [(row, _contact(row, known[row.person_id])) for row in rows]


def _contact(row: PartnershipContactRow, person: Person) -> Contact:
    body = row.body.removeprefix(row.partnership).removeprefix(", ")
    return Contact(row.partnership, body, person.name, person.send_to, person.phone, row.last)
