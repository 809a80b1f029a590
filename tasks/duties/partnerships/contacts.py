"""The contacts of partnerships: who carries messages to and from them (clause 2).

Importing the contacts of partnerships from their workbook, previewing the changes, and exporting it. What
the contacts of partnerships send: each message is an item for the group (clause 2).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from uuid import UUID

from forum.agenda import Purpose
from forum.calendar.steps import StepKind
from forum.members.membership import Person
from forum.partnerships import HELP, BriefingKind, Contact, changes_in_words, contacts_sheet, read_contacts
from forum.questions.words import Reply, Word
from forum.text.checks import checked_line, folded
from forum.text.problem import Problem
from forum.text.wording import day_month, listed
from tasks.documents.workbooks.layout import write_workbook
from tasks.documents.workbooks.reading import read_sheets
from tasks.duties.agenda.agenda import propose_item
from tasks.duties.base.group_context import GroupContext, group_context
from tasks.duties.base.names import Outsider, is_somebody_elses, person_on_register, read_outsider
from tasks.duties.base.office import UnitOfWork
from tasks.register.groups import group_by_code
from tasks.register.meetings import planned_from, step_of
from tasks.register.members.membership import people
from tasks.register.other_bodies import contacts_of, contacts_who_are
from tasks.register.tables import (
    MeetingRow,
    PartnershipContactRow,
    PartnershipMessageRow,
    PersonRow,
    QuestionRow,
)

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


MINUTES_OF_A_MESSAGE = 5


def record_acknowledgement(work: UnitOfWork, question: QuestionRow, reply: Reply) -> None:
    """Leave RECEIVED on record; put an answer before the group."""
    if reply.word is Word.RECEIVED:
        return
    contacts = contacts_who_are(work.session, question.of_id, work.on)
    of_group = [contact for contact in contacts if contact.group_id == question.group_id]
    if not of_group:
        raise Problem("They are no contact of a partnership any more: register them first, with CONTACT.")
    put_before_group(work, of_group[0], BriefingKind.RESPONSE, answers=question.meeting_id)


def put_before_group(
    work: UnitOfWork,
    contact: PartnershipContactRow,
    kind: BriefingKind,
    *,
    answers: UUID | None = None,
) -> MeetingRow:
    """Put a message on the agenda of the next meeting that is still open to items, and return that meeting.

    The item says only whom it is from: the words stay with the unit, who reads them before anybody does.
    """
    forum = group_context(work, contact.group_id)
    meeting = _next_open(forum)
    answered = work.session.get_one(MeetingRow, answers) if answers else None
    title = (
        f"Answer of {contact.body} to the briefing of {day_month(answered.date)}"
        if answered
        else f"Message from {contact.body}, {kind}"
    )
    item = propose_item(
        work,
        meeting.reference,
        title=title,
        purpose=Purpose.DISCUSSION if kind.asks else Purpose.INFORMATION,
        minutes=MINUTES_OF_A_MESSAGE,
        person=None,
        with_paper=False,
    )
    message = PartnershipMessageRow(
        contact_id=contact.id,
        meeting_id=answers,
        item_id=item,
        on=work.on,
        kind=kind,
    )
    work.session.add(message)
    work.session.flush()
    work.audit("partnership message", message=message.id, item=item)
    return meeting


def _next_open(forum: GroupContext) -> MeetingRow:
    session = forum.tx.session
    for meeting in planned_from(session, forum.group.id, forum.on):
        if step_of(session, meeting.id, StepKind.AGENDA_AGREED).verdict is None:
            return meeting
    raise Problem("No meeting is planned whose agenda is still open: the unit puts it on the next one.")
