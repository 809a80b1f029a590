"""Guests are invited by the unit for one item, and are told when they are not needed (own rule).

Guests are told the time of their item, and get its paper when the pack goes out (own rule). The workbook
of a meeting's papers changes the pack, and who comes for one item.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

from forum.calendar.meetings import MeetingState
from forum.calendar.steps import StepKind
from forum.documents.members import ConfidentialityAgreement
from forum.guests import Slot, check_guests, may_guest_read
from forum.letters.base import reason_for_guest
from forum.letters.guests import GuestInvitation, GuestNotNeeded, GuestPaper
from forum.members.joining import is_signed
from forum.members.membership import Person, role_with_article
from forum.outbox.states import Conditions, Occasion, OccasionKind, Topic, Validity
from forum.papers.pack import COMING
from forum.papers.papers import Paper, is_circulated
from forum.questions.chairs import NoteKind
from forum.text.checks import folded
from forum.text.problem import Problem
from forum.text.wording import long_date
from tasks.documents.papers.pack_pdf import read_guest_rows
from tasks.documents.papers.take_paper import WORD
from tasks.documents.workbooks.fault_marks import refusal_with_marks
from tasks.duties.base.group_context import GroupContext, forum_of_meeting
from tasks.duties.base.names import Outsider, person_on_register, read_outsider
from tasks.duties.base.office import Office, UnitOfWork
from tasks.duties.base.write_letter import Head, enclose, head, while_planned, write
from tasks.duties.papers.ask_for_release import guests_in_pack, pack_name
from tasks.duties.papers.file_paper import arrange_pack_by_workbook, paper_enclosures
from tasks.duties.papers.pack_letters import first_unwritten
from tasks.duties.questions.open_questions import note_for_chair
from tasks.mail.sending.queue import Enclosure
from tasks.register.groups import Groups
from tasks.register.meetings import planned_meeting, step_of
from tasks.register.members.membership import people
from tasks.register.members.people import guests_of, guests_to_come, letters_to_guest, slot_now
from tasks.register.outbox import has_gone, withdraw_letter
from tasks.register.papers import agenda_items, circulated_agenda, item_by_number, papers_of
from tasks.register.tables import AgendaItemRow, GuestRow, MeetingRow, PersonRow

WITH_TIME = (GuestInvitation.NAME, GuestPaper.NAME)
ToGuest = TypeVar("ToGuest", GuestInvitation, GuestPaper)


def guests_to_tell(_office: Office, session: Session, as_of: dt.date, only: Groups) -> Sequence[UUID]:
    """Meetings with a guest who is to be told of a time, sent a paper, or told that they are not needed."""
    due = (guest.meeting_id for guest in guests_to_come(session, as_of, only) if _news(session, guest))
    return list(dict.fromkeys(due))


def write_to_guests(work: UnitOfWork, meeting_id: UUID) -> None:
    """Write to each guest of a meeting for whom there is news."""
    forum, meeting = forum_of_meeting(work, meeting_id)
    for guest in guests_of(work.session, meeting.id):
        write_to_guest(forum, meeting, guest)


def write_to_guest(forum: GroupContext, meeting: MeetingRow, guest: GuestRow) -> None:
    """Tell a guest the time of their item, or send its paper; one whose item is not taken need not come."""
    news = _news(forum.tx.session, guest)
    if news is None:
        return
    if news.slot is None:
        end(forum, meeting, guest)
    elif news.papers:
        _send_paper(forum, meeting, guest, news.slot, news.papers)
    else:
        _invite(forum, meeting, guest, news.slot)


def end(forum: GroupContext, meeting: MeetingRow, guest: GuestRow) -> None:
    """End an invitation: what has not gone never goes, and whoever has heard of it is told."""
    session = forum.tx.session
    guest.last = forum.on
    forum.tx.audit("guest not needed", meeting=meeting.id, person=guest.person_id)
    letters = letters_to_guest(session, guest)
    for row in letters:
        withdraw_letter(session, row)
    if not any(has_gone(row) for row in letters):
        return
    person = _person(forum, guest)
    letter = GuestNotNeeded(
        **_head(forum, person),
        title=session.get_one(AgendaItemRow, guest.item_id).title,
        meeting=meeting.date,
        is_cancelled=meeting.state is not MeetingState.PLANNED,
    )
    valid = Validity(meeting.date, Conditions())
    write(forum, letter, to=person, about=Topic(guest.id, meeting_id=meeting.id), valid=valid)


@dataclass(frozen=True)
class _News:
    """What a guest is to be told: the time of their item, None where they need not come; and its papers."""

    slot: Slot | None
    papers: tuple[Paper, ...] = ()


def _news(session: Session, guest: GuestRow) -> _News | None:
    """Return what a guest has not been told yet; None where they know all.

    The first letter goes at once. Before the agenda is agreed times still change, and it stays at that.
    """
    slot = slot_now(session, guest)
    if slot is None:
        return _News(None)
    letters = [row for row in letters_to_guest(session, guest) if row.letter in WITH_TIME]
    of_now = [row for row in letters if row.occasion_at == slot.starts]
    if papers := _papers_for(session, guest, slot):
        enclosed = {attachment["sha256"] for row in of_now for attachment in row.attachments}
        return None if enclosed.issuperset(paper.document for paper in papers) else _News(slot, papers)
    waits = letters and not _is_agenda_agreed(session, guest)
    return None if of_now or waits else _News(slot)


def _papers_for(session: Session, guest: GuestRow, slot: Slot) -> tuple[Paper, ...]:
    """Return the papers that a guest may read, once the pack has been released."""
    if circulated_agenda(session, guest.meeting_id, 1) is None:
        return ()
    papers = papers_of(session, guest.meeting_id)
    return tuple(
        paper for paper in papers if may_guest_read(paper, slot.item.number) and is_circulated(paper)
    )


def _is_agenda_agreed(session: Session, guest: GuestRow) -> bool:
    return step_of(session, guest.meeting_id, StepKind.AGENDA_AGREED).done is not None


def _invite(forum: GroupContext, meeting: MeetingRow, guest: GuestRow, slot: Slot) -> None:
    session, person = forum.tx.session, _person(forum, guest)
    wants_agreement = forum.policy.members.must_sign and not is_signed(person, forum.on)
    letter = _letter(
        GuestInvitation,
        _head(forum, person),
        forum,
        guest,
        slot,
        is_settled=_is_agenda_agreed(session, guest),
        paper_follows=any(
            may_guest_read(paper, slot.item.number) and paper.state in COMING
            for paper in papers_of(session, meeting.id)
        ),
        agreement=wants_agreement,
    )
    enclosures = [_agreement(forum, person)] if wants_agreement else []
    _write(forum, letter, person, guest, slot, enclosures)


def _send_paper(
    forum: GroupContext, meeting: MeetingRow, guest: GuestRow, slot: Slot, papers: Sequence[Paper]
) -> None:
    person = _person(forum, guest)
    letter = _letter(GuestPaper, _head(forum, person, marked=True), forum, guest, slot)
    enclosures = paper_enclosures(forum, meeting, papers)
    _write(forum, letter, person, guest, slot, enclosures, tuple(paper.id for paper in papers))


def _write(
    forum: GroupContext,
    letter: ToGuest,
    person: Person,
    guest: GuestRow,
    slot: Slot,
    enclosures: Sequence[Enclosure],
    papers: tuple[UUID, ...] = (),
) -> None:
    """Queue a letter that stands while the guest is invited and the item has that time."""
    meeting = forum.tx.session.get_one(MeetingRow, guest.meeting_id)
    about = Topic(guest.id, Occasion(OccasionKind.TIME, at=slot.starts), guest.meeting_id)
    write(
        forum,
        letter,
        to=person,
        about=first_unwritten(forum, type(letter), person.id, about),
        valid=while_planned(meeting, Conditions(guest=guest.id, papers=papers)),
        enclosures=enclosures,
    )


def _letter(
    kind: type[ToGuest], head: Head, forum: GroupContext, guest: GuestRow, slot: Slot, **more: Any
) -> ToGuest:
    """Return a letter that says what a guest comes for, when and where."""
    told = [row.occasion_at for row in letters_to_guest(forum.tx.session, guest) if has_gone(row)]
    meeting = forum.tx.session.get_one(MeetingRow, guest.meeting_id)
    return kind(
        **head,
        number=slot.item.number,
        title=slot.item.title,
        starts=slot.starts,
        ends=slot.ends,
        place=meeting.place,
        joining=meeting.joining,
        was=told[-1] if told and told[-1] != slot.starts else None,
        **more,
    )


def _head(forum: GroupContext, person: Person, *, marked: bool = False) -> Head:
    return head(forum, person, marked=marked, why=reason_for_guest(forum.policy.group.short_name))


def _person(forum: GroupContext, guest: GuestRow) -> Person:
    (person,) = people(forum.tx.session, [guest.person_id], forum.on)
    return person


def _agreement(forum: GroupContext, person: Person) -> Enclosure:
    """Return the confidentiality agreement, to be signed before any paper."""
    document = ConfidentialityAgreement.of(forum.policy, person)
    return enclose(forum, document.file_name, forum.documents.print(document), WORD)


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


def change_by_workbook(work: UnitOfWork, reference: str, content: bytes) -> tuple[str, ...]:
    """Change the pack of a meeting and its guests as the workbook says, and return what is different.

    Everything is changed or nothing is: WorkbookRefused then lists every faulty cell of both, and has the
    workbook with them marked. Another Problem says why it was not even looked at.
    """
    changed: list[str] = []
    faults: list[str] = []
    steps: Sequence[Callable[[UnitOfWork, str, bytes], Sequence[str]]] = (
        _change_guests,
        arrange_pack_by_workbook,
    )
    for step in steps:
        try:
            changed += step(work, reference, content)
        except Problem as problem:
            if not problem.faults:
                raise
            faults += [fault for fault in problem.faults if fault not in faults]
    if faults:
        wrong = Problem("The pack is as it was: the workbook has cells to correct.", faults)
        raise refusal_with_marks(wrong, content, pack_name(reference), work.office.limited)
    return tuple(changed)


def _change_guests(work: UnitOfWork, reference: str, content: bytes) -> Sequence[str]:
    forum, meeting = forum_of_meeting(work, planned_meeting(work.session, reference).id)
    read = work.office.limited.run(read_guest_rows, content, reference)
    if read is None:
        return ()
    items = [item.number for item in agenda_items(work.session, meeting.id) if item.part == 1]
    changes = check_guests(guests_in_pack(forum, meeting), items, *read)
    for guest in changes.ended:
        end_invitation(work, reference, guest.name, item=guest.item)
    for guest in changes.invited:
        invited = Outsider(guest.name, guest.address, guest.organisation)
        invite_guest(work, reference, guest.item, invited)
    return (
        *(f"Item {guest.item}: {guest.name} is no guest any more." for guest in changes.ended),
        *(f"Item {guest.item}: {guest.name} is a guest." for guest in changes.invited),
    )
