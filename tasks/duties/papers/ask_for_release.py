"""The pack as it stands is put to the unit for its release, and put anew when it changes (clause 6)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.agenda import ItemLine, Place, Purpose
from forum.calendar.steps import StepKind
from forum.guests import may_guest_read
from forum.letters.papers import RELEASE_BY, PackCheck
from forum.members.membership import Person, role_title
from forum.minutes import OUT
from forum.outbox.states import Conditions, Occasion, OccasionKind, State
from forum.papers.pack import (
    ARRANGEABLE,
    COMING,
    PackForm,
    PackGuest,
    PackPaper,
    PackReader,
    arrangement_digest,
    readers_in_words,
)
from forum.papers.papers import may_read, pack_readers, remarks_in_words
from forum.questions.kinds import QuestionKind
from forum.questions.words import Reply
from forum.text.problem import Problem
from forum.text.wording import clock_time, full_date
from tasks.documents.papers.pack_pdf import write_pack
from tasks.documents.papers.take_paper import EXCEL
from tasks.duties.agenda.agenda import agree_agenda
from tasks.duties.agenda.coverage import work_to_look_at
from tasks.duties.agenda.document import PAPER_IN_WORDS, is_released_unagreed
from tasks.duties.base.group_context import GroupContext, forum_of_meeting
from tasks.duties.base.office import UnitOfWork
from tasks.duties.base.write_letter import enclose, head, meeting_topic, while_planned, write
from tasks.duties.plan.rated import lines_to_look_at
from tasks.duties.questions.ask import ask, open_question
from tasks.mail.sending.queue import Enclosure
from tasks.register.actions import plan_of
from tasks.register.attendance import standing_in_deputies
from tasks.register.documents import minutes_to_confirm, registers_of_quarter
from tasks.register.meetings import called_for, has_begun, held_before, step_of
from tasks.register.members.membership import people
from tasks.register.members.people import guests_of, slot_now
from tasks.register.papers import agenda_items, paper_rows, paper_value, papers_of
from tasks.register.tables import DispatchRow, MeetingRow, QuestionRow

UNSENT = frozenset({State.QUEUED, State.HELD})  # a letter that is changed for another before anybody sees it


def ask_for_release(work: UnitOfWork, meeting_id: UUID) -> None:
    """Show the unit who gets what, and ask for its release; nothing leaves before that."""
    forum, meeting = forum_of_meeting(work, meeting_id)
    is_agreed = step_of(work.session, meeting.id, StepKind.AGENDA_AGREED).done is not None
    if is_agreed and not has_begun(meeting, work.at):
        put_for_release(forum, meeting)


def release_unagreed_agenda(work: UnitOfWork, question: QuestionRow, _reply: Reply) -> None:
    """Take the agenda as it stands, which the Chair may still agree or change, and put its papers for release
    at once."""
    forum, meeting = forum_of_meeting(work, question.about_id)
    agree_agenda(forum, meeting, "released by the unit, not agreed by the Chair")
    put_for_release(forum, meeting)


def put_anew(
    forum: GroupContext, meeting: MeetingRow, changed: Sequence[str], *, with_workbook: bool = False
) -> None:
    """The pack has changed, ``changed`` saying how: one that was put for release is put anew, since a release
    is of what the unit was shown. The letter before lapses, and RELEASE in reply to it is refused.

    The workbook of the letter before can still be used; ``with_workbook`` brings it as the pack now stands.
    Of a letter that has not gone yet the unit knows nothing: the new one says what that would have said too.
    """
    question = open_question(forum.tx.session, meeting.id, QuestionKind.RELEASE_PACK)
    if question is None or question.asked is None or not changed:
        return
    before = _letter_of(forum.tx.session, question)
    if before is not None and before.state in UNSENT:
        unsaid = before.conditions.changed
        changed = [*unsaid, *(change for change in changed if change not in unsaid)] if unsaid else ()
        with_workbook = with_workbook or bool(before.attachments)
    question.withdrawn = forum.on
    forum.tx.audit("question withdrawn", question=question.id, kind=question.kind)
    forum.tx.session.flush()
    put_for_release(forum, meeting, changed, with_workbook=with_workbook)


def put_for_new_time(forum: GroupContext, meeting: MeetingRow) -> None:
    """A meeting has moved: where the letter that puts its pack for release has not gone, another one does."""
    question = open_question(forum.tx.session, meeting.id, QuestionKind.RELEASE_PACK)
    before = question and _letter_of(forum.tx.session, question)
    if before and before.state in UNSENT:
        put_anew(
            forum, meeting, [f"The meeting is now on {full_date(meeting.date)}, {clock_time(meeting.start)}."]
        )


def refuse_unless_shown(forum: GroupContext, meeting: MeetingRow, question: QuestionRow) -> None:
    """Problem when the pack is no longer what the letter with that question showed."""
    if not is_as_shown(forum, meeting, question):
        raise Problem("The pack is no longer as it was shown to you, and nothing has left.")


def is_as_shown(forum: GroupContext, meeting: MeetingRow, question: QuestionRow) -> bool:
    """Tell whether the pack is what the letter with that question showed the unit."""
    letter = _letter_of(forum.tx.session, question)
    now = arrangement_digest(papers_of(forum.tx.session, meeting.id))
    return letter is None or letter.conditions.pack == now


def is_put_after(forum: GroupContext, question: QuestionRow, moment: dt.datetime) -> bool:
    """Tell whether a question puts a pack for release that no letter written by that moment can speak of."""
    if question.kind is not QuestionKind.RELEASE_PACK:
        return False
    letter = _letter_of(forum.tx.session, question)
    return letter is not None and letter.queued_at > moment


def pack_form(forum: GroupContext, meeting: MeetingRow) -> PackForm:
    """The pack as it stands: its papers in their order, and who gets which."""
    members = forum.membership
    seats = members.seats_on(forum.on)
    rows = paper_rows(forum.tx.session, meeting.id)
    papers = tuple(paper_value(row, item) for row, item in rows)
    readers = pack_readers(members, forum.on, standing_in_deputies(forum.tx.session, meeting.id))
    guests = guests_in_pack(forum, meeting)
    return PackForm(
        reference=meeting.reference,
        date=meeting.date,
        papers=papers,
        lines=tuple(
            PackPaper(
                number=paper.item_number,
                title=paper.title,
                paper=PAPER_IN_WORDS[paper.state],
                readers=readers_in_words(paper, seats),
                remarks=remarks_in_words(row.remarks),
            )
            for (row, _), paper in zip(rows, papers, strict=True)
        ),
        readers=tuple(
            PackReader(
                name=reader.name,
                place=_place_of(forum, reader),
                gets=tuple(
                    paper.state in COMING and may_read(paper, members, reader.id, forum.on)
                    for paper in papers
                ),
            )
            for reader in readers
        )
        + tuple(
            PackReader(
                name=guest.name,
                place=f"guest, item {guest.item}",
                gets=tuple(paper.state in COMING and may_guest_read(paper, guest.item) for paper in papers),
            )
            for guest in guests
        ),
        seats=seats,
        guests=guests,
    )


def guests_in_pack(forum: GroupContext, meeting: MeetingRow) -> tuple[PackGuest, ...]:
    """The guests for an item of the meeting, by item."""
    session = forum.tx.session
    slots = [(guest, slot) for guest in guests_of(session, meeting.id) if (slot := slot_now(session, guest))]
    invited = {
        person.id: person for person in people(session, {guest.person_id for guest, _ in slots}, forum.on)
    }
    return tuple(
        PackGuest(
            item=slot.item.number,
            name=invited[guest.person_id].name,
            organisation=invited[guest.person_id].organisation,
            address=invited[guest.person_id].send_to,
        )
        for guest, slot in sorted(slots, key=lambda pair: pair[1].starts)
    )


def put_for_release(
    forum: GroupContext, meeting: MeetingRow, changed: Sequence[str] = (), *, with_workbook: bool = True
) -> None:
    """Show the unit the pack as it stands in a letter that asks for its release, once for each question."""
    unit = forum.unit()
    due = step_of(forum.tx.session, meeting.id, StepKind.PAPERS_OUT).deadline or meeting.date
    question = ask(
        forum.tx,
        QuestionKind.RELEASE_PACK,
        group_id=forum.group.id,
        about=meeting.id,
        of=unit.id,
        on=forum.on,
        due=due,
        meeting_id=meeting.id,
    )
    if question.asked is not None:
        return
    question.asked, by = forum.on, max(due, forum.on)
    half_an_hour_before = (dt.datetime.combine(meeting.date, meeting.start) - dt.timedelta(minutes=30)).time()
    form = pack_form(forum, meeting)
    minutes = {
        forum.tx.session.get_one(MeetingRow, row.meeting_id).date: row.state in OUT
        for row in reversed(minutes_to_confirm(forum.tx.session, meeting))
    }
    write(
        forum,
        PackCheck(
            **head(forum, unit),
            meeting=meeting.date,
            papers=form.lines,
            readers=form.readers,
            seats=tuple(seat.short_name for seat in form.seats),
            undocumented=_decisions_without_paper(forum, meeting, form),
            is_first=next(held_before(forum.tx.session, meeting), None) is None,
            minutes_of=tuple(day for day, is_out in minutes.items() if is_out),
            minutes_to_follow=tuple(day for day, is_out in minutes.items() if not is_out),
            has_plan=bool(plan_of(forum.tx.session, forum.group.id)),
            plan_words=(*lines_to_look_at(forum), *work_to_look_at(forum)),
            registers=tuple(str(row.kind) for row in registers_of_quarter(forum.tx.session, meeting)),
            changed=tuple(changed),
            called_for=called_for(meeting),
            agreed=not is_released_unagreed(forum.tx.session, meeting),
            workbook=with_workbook,
            by=by,
            by_time=half_an_hour_before if by == meeting.date else RELEASE_BY,
        ),
        to=unit,
        about=meeting_topic(meeting, _occasion(question)),
        valid=while_planned(
            meeting,
            Conditions(
                appointed=True,
                unanswered=(question.id,),
                pack=arrangement_digest(form.papers),
                changed=tuple(changed),
            ),
        ),
        enclosures=_workbook(forum, form) if with_workbook else (),
    )


def _decisions_without_paper(
    forum: GroupContext, meeting: MeetingRow, form: PackForm
) -> tuple[ItemLine, ...]:
    """Name the items for decision of which nobody can read beforehand what they are to decide (own rule).

    The minutes, the action log and the action plan come with the pack, and decisions to ratify are in the
    minutes.
    """
    with_plan = forum.policy.plan.stands_under if plan_of(forum.tx.session, forum.group.id) else None
    papers = {paper.item_number: paper for paper in form.papers}
    return tuple(
        ItemLine(
            number=item.number,
            title=item.title,
            purpose=item.purpose,
            paper=PAPER_IN_WORDS[paper.state] if (paper := papers.get(item.number)) else "",
        )
        for item in agenda_items(forum.tx.session, meeting.id)
        if item.purpose is Purpose.DECISION
        and item.place in (None, Place.OTHER_BUSINESS)
        and item.title != with_plan
        and not (item.number in papers and papers[item.number].state in COMING)
    )


def _workbook(forum: GroupContext, form: PackForm) -> list[Enclosure]:
    """The workbook to arrange the pack in, where there is something to arrange."""
    if not any(paper.state in ARRANGEABLE for paper in form.papers):
        return []
    return [enclose(forum, pack_name(form.reference), write_pack(form), EXCEL)]


def pack_name(reference: str) -> str:
    """The neutral name of the workbook of a meeting's papers."""
    return f"{reference.replace('/', '-')} papers.xlsx"


def _letter_of(session: Session, question: QuestionRow) -> DispatchRow | None:
    """The letter that put the pack for release with a question."""
    return session.scalars(
        select(DispatchRow).where(
            DispatchRow.meeting_id == question.meeting_id,
            DispatchRow.letter == PackCheck.NAME,
            DispatchRow.occasion == _occasion(question),
        )
    ).first()


def _occasion(question: QuestionRow) -> Occasion:
    return Occasion(OccasionKind.QUESTION, about=question.id)


def _place_of(forum: GroupContext, person: Person) -> str:
    """Return a person's place in the group in a word or two: a seat, a deputy's seat, or the role."""
    appointments = forum.membership.appointments_on(person.id, forum.on)
    for appointment in appointments:
        if appointment.seat_id is not None:
            return forum.membership.seat(appointment.seat_id).short_name
    return role_title(appointments[0].role) if appointments else "covering"
