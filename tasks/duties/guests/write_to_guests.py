"""Guests are told the time of their item, and get its paper when the pack goes out (own rule)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict
from uuid import UUID

from sqlalchemy.orm import Session

from forum.calendar.meetings import MeetingState
from forum.calendar.steps import StepKind
from forum.documents.members import ConfidentialityAgreement
from forum.guests.slots import Slot, may_guest_read
from forum.letters.foot import reason_for_guest
from forum.letters.guests import GuestInvitation, GuestNotNeeded, GuestPaper
from forum.members.agreements import is_signed
from forum.members.membership import Person
from forum.outbox.conditions import Conditions, Validity
from forum.outbox.occasions import Occasion, OccasionKind
from forum.outbox.topic import Topic
from forum.papers.pack_arrangement import COMING
from forum.papers.papers import Paper, is_circulated
from tasks.documents.papers.media_types import WORD
from tasks.duties.base.group_context import GroupContext, forum_of_meeting
from tasks.duties.base.office import Office
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.duties.base.write_letter import Head, enclose, head, while_planned, write
from tasks.duties.papers.file_paper import paper_enclosures
from tasks.duties.papers.pack_letters import first_unwritten
from tasks.mail.sending.queue import Enclosure
from tasks.register.groups import Groups
from tasks.register.meetings import step_of
from tasks.register.members.guests import guests_of, guests_to_come, letters_to_guest, slot_now
from tasks.register.members.membership import people
from tasks.register.outbox.dispatches import has_gone, withdraw
from tasks.register.papers import circulated_agenda, papers_of
from tasks.register.tables import AgendaItemRow, GuestRow, MeetingRow

WITH_TIME = (GuestInvitation.NAME, GuestPaper.NAME)


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
        withdraw(session, row)
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
    letter = GuestInvitation(
        **_head(forum, person),
        **_when(forum, meeting, guest, slot),
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
    letter = GuestPaper(**_head(forum, person, marked=True), **_when(forum, meeting, guest, slot))
    enclosures = paper_enclosures(forum, meeting, papers)
    _write(forum, letter, person, guest, slot, enclosures, tuple(paper.id for paper in papers))


def _write(
    forum: GroupContext,
    letter: GuestInvitation | GuestPaper,
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


class _When(TypedDict):
    """The fields of a letter that say what a guest comes for, when and where."""

    number: str
    title: str
    starts: dt.datetime
    ends: dt.datetime
    place: str
    joining: str
    was: dt.datetime | None


def _when(forum: GroupContext, meeting: MeetingRow, guest: GuestRow, slot: Slot) -> _When:
    told = [row.occasion_at for row in letters_to_guest(forum.tx.session, guest) if has_gone(row)]
    return _When(
        number=slot.item.number,
        title=slot.item.title,
        starts=slot.starts,
        ends=slot.ends,
        place=meeting.place,
        joining=meeting.joining,
        was=told[-1] if told and told[-1] != slot.starts else None,
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
