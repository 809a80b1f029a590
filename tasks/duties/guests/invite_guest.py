"""Guests are invited by the unit for one item, and are told when they are not needed (own rule)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from forum.members.membership import role_with_article
from forum.questions.chair_notes import NoteKind
from forum.text.checks import folded
from forum.text.problem import Problem
from forum.text.wording import long_date
from tasks.duties.base.group_context import GroupContext, forum_of_meeting
from tasks.duties.base.outsiders import Outsider, person_on_register, read_outsider
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.duties.guests.write_to_guests import end, write_to_guest
from tasks.duties.questions.chair_notes import note_for_chair
from tasks.register.meetings import planned_meeting
from tasks.register.members.guests import guests_of
from tasks.register.papers import item_by_number
from tasks.register.tables import AgendaItemRow, GuestRow, MeetingRow, PersonRow

GUEST = "guest"
HOW = "Write GUEST MASE/2027-02 item 7: Jo Field, Hospitals Trust, jo.field@hospitals.example."


def guest_in(details: str) -> Outsider:
    """Read a guest as an order or a command names them: name, organisation and address. Problem for less."""
    return read_outsider(details, GUEST, HOW)


def invite_guest(work: UnitOfWork, reference: str, number: str, invited: Outsider) -> None:
    """Invite a person to one item of part 1 of a meeting.

    Raises Problem for an item of part 2, for a person of the group, who comes to all items, and for one who
    is invited to the item already.
    """
    forum, meeting = forum_of_meeting(work, planned_meeting(work.session, reference).id)
    item = item_by_number(work.session, meeting.id, number)
    if item.part > 1:
        raise Problem(
            f"Item {number} is in part 2, to which no guest comes. Appoint whoever is to be there to the "
            "group, with part 2."
        )
    person = person_on_register(work, invited, GUEST)
    _refuse_member(forum, person)
    if any((row.person_id, row.item_id) == (person, item.id) for row in guests_of(work.session, meeting.id)):
        raise Problem(f"They are invited to item {number} already.")
    guest = GuestRow(
        group_id=forum.group.id,
        meeting_id=meeting.id,
        item_id=item.id,
        person_id=person,
        first=work.on,
        last=None,
    )
    work.session.add(guest)
    work.session.flush()
    work.audit("guest invited", meeting=meeting.id, item=item.id, person=person)
    of = f" ({invited.organisation})" if invited.organisation else ""
    sentence = f"{invited.name}{of} is a guest for item {number} on {long_date(meeting.date)}."
    note_for_chair(forum, NoteKind.GUEST, guest.id, sentence)
    write_to_guest(forum, meeting, guest)


def end_invitation(work: UnitOfWork, reference: str, name: str, item: str = "") -> None:
    """End the invitations of a guest to a meeting, or to its ``item`` of a number alone, and tell them.

    Raises Problem where nobody of that name is invited.
    """
    forum, meeting = forum_of_meeting(work, planned_meeting(work.session, reference).id)
    rows = [
        guest
        for guest in _invited_by_name(forum, meeting, name)
        if item in ("", work.session.get_one(AgendaItemRow, guest.item_id).number)
    ]
    if not rows:
        raise Problem(f"“{name}” is no guest of {reference}; write the name as our letter has it.")
    for guest in rows:
        end(forum, meeting, guest)


def _refuse_member(forum: GroupContext, person: UUID) -> None:
    roles = forum.membership.roles_on(person, forum.on)
    if roles:
        raise Problem(f"They are {role_with_article(roles[0])} of the group, and come to all items.")


def _invited_by_name(forum: GroupContext, meeting: MeetingRow, name: str) -> Sequence[GuestRow]:
    session = forum.tx.session
    return [
        guest
        for guest in guests_of(session, meeting.id)
        if folded(session.get_one(PersonRow, guest.person_id).name) == folded(name)
    ]
