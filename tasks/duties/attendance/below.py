"""Members below the minimum: the Chair's private word, then a letter to their organisation (clause 4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cache
from uuid import UUID

from sqlalchemy import Select, exists, or_, select
from sqlalchemy.orm import Session

from forum.calendar.steps import StepKind
from forum.letters.attendance import AttendanceNotice, AttendanceOfOrganisation
from forum.letters.base import Letter, reason_for_contact
from forum.letters.parts import Ask
from forum.letters.questions import DeskTask
from forum.members.membership import Person, Role
from forum.outbox.states import Conditions, Occasion, OccasionKind, Topic, Validity
from forum.questions.kinds import QuestionKind
from forum.questions.words import Reply, Word
from forum.text.wording import listed, long_date
from tasks.duties.attendance.table import Review
from tasks.duties.base.group_context import GroupContext, forum_of_meeting
from tasks.duties.base.office import UnitOfWork
from tasks.duties.base.write_letter import head, write
from tasks.duties.questions.ask import ask_chairs, is_open, questions_about, withdraw
from tasks.mail.sending.queue import Enclosure
from tasks.register.groups import of_groups
from tasks.register.meetings import AS_OF, held_until, steps_of
from tasks.register.members.membership import people
from tasks.register.outbox import has_gone
from tasks.register.questions import open_questions
from tasks.register.tables import AppointmentRow, DispatchRow, QuestionRow, SeatRow

NOTICE, TELL = QuestionKind.SEND_ATTENDANCE_NOTICE, QuestionKind.TELL_ORGANISATION_OF_ATTENDANCE
TIMES_ASKED = 2  # for a private word, at most, while a member is below


def ask_for_private_word(forum: GroupContext, review: Review, seat: UUID) -> None:
    """Ask the Chair for the word, or write at once where the policy says so. To a Chair who holds a seat
    nobody writes in the Chair's name: the table, which they and the unit have, says it."""
    if _is_chairs(forum, review, seat):
        return
    if review.rule.notices == "automatic":
        _send_notice(forum, review, seat)
    else:
        _ask(forum, NOTICE, review, seat)


def ask_again_or_tell_organisation(forum: GroupContext, review: Review, seat: UUID) -> None:
    """Ask the Chair about a member who is below at a second meeting in a row: whether their organisation is
    written to, once, when the private word has gone; for that word once more, when it has not (own rule)."""
    match _turn(forum, review, seat):
        case QuestionKind.SEND_ATTENDANCE_NOTICE:
            ask_for_private_word(forum, review, seat)
        case QuestionKind.TELL_ORGANISATION_OF_ATTENDANCE if _contact(forum, review, seat):
            _ask(forum, TELL, review, seat)


def seats_noticed_without_contact(
    session: Session, groups: Collection[UUID] | None, on: dt.date
) -> Sequence[tuple[UUID, UUID]]:
    """Return the seats without a contact, after their groups, whose core member was to have the Chair's
    private word: not all of them are below today."""
    values = {"as_of": on, "groups": list(groups or ())}
    rows = session.execute(_noticed_without_contact(of_all=groups is None), values)
    return [(group, seat) for group, seat in rows]


@cache  # to put it together takes longer than to ask it
def _noticed_without_contact(*, of_all: bool) -> Select[UUID, UUID]:
    noticed = exists().where(
        QuestionRow.about_id == AppointmentRow.person_id,
        QuestionRow.group_id == AppointmentRow.group_id,
        QuestionRow.kind == NOTICE,
        QuestionRow.answer == Word.SEND,
    )
    return (
        select(SeatRow.group_id, SeatRow.id)
        .join(AppointmentRow, AppointmentRow.seat_id == SeatRow.id)
        .where(
            SeatRow.escalation_contact_id.is_(None),
            AppointmentRow.role == Role.CORE,
            or_(AppointmentRow.last.is_(None), AppointmentRow.last >= AS_OF),
            noticed,
            *of_groups(SeatRow.group_id, of_all=of_all),
        )
        .order_by(SeatRow.number)
    )


def nobody_hears_of(forum: GroupContext, noticed: Sequence[tuple[UUID, UUID]]) -> Iterator[DeskTask]:
    """Yield each member of whom the Chair would be asked if one of these seats had a contact."""
    session, seats = forum.tx.session, {seat for _, seat in noticed}
    reviewed = (
        meeting
        for meeting in held_until(session, forum.group.id, forum.on)
        if any(
            step.kind is StepKind.ATTENDANCE_REVIEWED and step.verdict is not None
            for step in steps_of(session, meeting.id)
        )
    )
    if (meeting := next(reviewed, None)) is not None:
        review = Review.of(forum, meeting)
        for seat in review.below():
            if seat in seats and _turn(forum, review, seat) is TELL:
                yield DeskTask(
                    group=forum.group.code,
                    what=f"{review.holders[seat].name} is below the attendance standard twice running, and "
                    f"{review.organisation(seat)} has no escalation contact.",
                    how="Give it one in the members’ workbook. The Chair is asked whether to write to it "
                    "after the next meeting, if that is still so.",
                    by=forum.on,
                    since=meeting.date,
                )


def _turn(forum: GroupContext, review: Review, seat: UUID) -> QuestionKind | None:
    """Return what the Chair, if that is not the member, is now to be asked of a member below at a second
    meeting in a row; None for nothing, and while an answer is waited for."""
    if len(review.below_since(seat)) < TIMES_ASKED or _is_chairs(forum, review, seat):
        return None
    words, letters = (_asked_since_below(forum, review, seat, kind) for kind in (NOTICE, TELL))
    if any(map(is_open, words)):
        return None
    if _word_has_gone(forum, review, seat):
        return None if letters else TELL
    return NOTICE if len(words) < TIMES_ASKED else None


def _asked_since_below(
    forum: GroupContext, review: Review, seat: UUID, kind: QuestionKind
) -> Sequence[QuestionRow]:
    """Return what the Chair was asked about a member since they fell below."""
    return [
        question
        for question in questions_about(forum.tx.session, review.holders[seat].id, kind)
        if question.group_id == forum.group.id
        and question.opened >= _fell_on(review, seat)
        and not question.withdrawn
    ]


def _word_has_gone(forum: GroupContext, review: Review, seat: UUID) -> bool:
    """Tell whether the private letter about a seat has gone to its member since they fell below."""
    letters = select(DispatchRow).where(
        DispatchRow.person_id == review.holders[seat].id,
        DispatchRow.letter == AttendanceNotice.NAME,
        DispatchRow.group_id == forum.group.id,
        DispatchRow.occasion_day >= _fell_on(review, seat),
        or_(DispatchRow.occasion_about.is_(None), DispatchRow.occasion_about == seat),
    )
    return any(map(has_gone, forum.tx.session.scalars(letters)))


def _fell_on(review: Review, seat: UUID) -> dt.date:
    return min(review.below_since(seat), default=review.meeting.date)


def withdraw_outdated(forum: GroupContext, review: Review) -> set[UUID]:
    """Withdraw the questions about members who are no longer below, those to be asked again, and those whose
    figures are others after this meeting. Return the seats of which a private word is to be asked for again
    for these."""
    again: set[UUID] = set()
    below = set(review.below()) - set(review.newly_below())
    for question in open_questions(forum.tx.session, forum.group.id, NOTICE, TELL):
        then, seats = _seats(forum, question)
        stay = below & set(seats)
        if stay and all(then.findings[seat].words == review.findings[seat].words for seat in stay):
            continue
        withdraw(forum.tx, question, forum.on)
        if question.kind is NOTICE:
            again |= {seat for seat in stay if review.holders[seat].id == question.about_id}
    return again


def withdraw_of_leavers(forum: GroupContext) -> None:
    """Withdraw what the Chair is asked about members who have left their seats: there is nobody to have a
    word with (own rule)."""
    for question in open_questions(forum.tx.session, forum.group.id, NOTICE, TELL):
        places = forum.membership.appointments_on(question.about_id, forum.on)
        if not any(place.role is Role.CORE for place in places):
            withdraw(forum.tx, question, forum.on)


def send_or_drop_notice(work: UnitOfWork, question: QuestionRow, reply: Reply) -> None:
    """Send a private notice on the Chair's word, or drop it."""
    if reply.word is Word.SEND:
        forum, _ = forum_of_meeting(work, _meeting_of(question))
        review, seats = _seats(forum, question)
        for seat in seats:
            _send_notice(forum, review, seat)


def tell_organisation_or_not(work: UnitOfWork, question: QuestionRow, reply: Reply) -> None:
    """Write to the organisation of a member on the Chair's word, with a copy to the member."""
    if reply.word is not Word.SEND:
        return
    forum, meeting = forum_of_meeting(work, _meeting_of(question))
    review, seats = _seats(forum, question)
    for seat in seats:
        for letter, reader in _to_organisation(forum, review, seat):
            occasion = Occasion(OccasionKind.SEAT, meeting.date, about=seat)
            about = Topic(review.holders[seat].id, occasion, meeting.id)
            valid = for_two_weeks(forum)
            if not letter.copy_of:
                valid = replace(valid, conditions=Conditions())  # the contact has no place in the group
            write(forum, letter, to=reader, about=about, valid=valid)


def put_attendance(
    forum: GroupContext, question: QuestionRow, ask: Ask, _reader: Person
) -> tuple[Ask, Sequence[Enclosure]]:
    """The Chair's letter names the member, and says how their seats stand."""
    review, seats = _seats(forum, question)
    facts = _in_words(review, seats)
    if question.kind is NOTICE:
        facts += _in_vain(forum, question, review, seats[0])
    if earlier := _asked_with_other_figures(forum, question):
        facts += f" When we asked before: {_in_words(*_seats(forum, earlier))}"
    (person,) = people(forum.tx.session, [question.about_id], forum.on)
    contacts = (_contact(forum, review, seat) for seat in seats) if question.kind is TELL else (person,)
    to = listed(dict.fromkeys(reader.name for reader in contacts if reader))
    return replace(ask, person=person.name, to=to, facts=facts), ()


def _in_vain(forum: GroupContext, question: QuestionRow, review: Review, seat: UUID) -> str:
    """Say when the Chair was asked before, where no private word has gone since."""
    asked = [each.opened for each in _asked_since_below(forum, review, seat, NOTICE)]
    if asked[:1] == [question.opened] or not asked or _word_has_gone(forum, review, seat):
        return ""
    return f" We asked on {long_date(asked[0])}, and no private word has gone."


def _in_words(review: Review, seats: Sequence[UUID]) -> str:
    return " ".join(f"{_for_seat(review, seat)}{review.findings[seat].words}" for seat in seats)


def _asked_with_other_figures(forum: GroupContext, question: QuestionRow) -> QuestionRow | None:
    """Return the question that a letter asked and this one took the place of, since its figures changed."""
    earlier = (
        asked
        for asked in questions_about(forum.tx.session, question.about_id, question.kind)
        if asked.asked and asked.withdrawn == question.opened and asked.meeting_id != question.meeting_id
    )
    return next(earlier, None)


def notices_to_send(forum: GroupContext, question: QuestionRow) -> Sequence[Letter]:
    """Return the private letters that go if the Chair says so."""
    review, seats = _seats(forum, question)
    return [_notice(forum, review, seat) for seat in seats]


def letters_to_organisation(forum: GroupContext, question: QuestionRow) -> Sequence[Letter]:
    """Return the letters to an organisation that go if the Chair says so, without the copies."""
    review, seats = _seats(forum, question)
    return [letter for seat in seats for letter, _ in _to_organisation(forum, review, seat)[:1]]


def for_two_weeks(forum: GroupContext) -> Validity:
    return Validity(forum.days.add(forum.on, 10))


def _ask(forum: GroupContext, kind: QuestionKind, review: Review, seat: UUID) -> None:
    ask_chairs(
        forum,
        kind,
        about=review.holders[seat].id,
        due=forum.days.add(forum.on, 10),
        meeting_id=review.meeting.id,
    )


def _is_chairs(forum: GroupContext, review: Review, seat: UUID) -> bool:
    return review.holders[seat].id in {chair.id for chair in forum.chairs()}


def _meeting_of(question: QuestionRow) -> UUID:
    """Return the meeting after which a question about attendance was raised."""
    assert question.meeting_id is not None
    return question.meeting_id


def _seats(forum: GroupContext, question: QuestionRow) -> tuple[Review, list[UUID]]:
    """Return the seats that a question is about, with the attendance by which it was asked."""
    review = Review.of(*forum_of_meeting(forum.work, _meeting_of(question)))
    return review, review.fallen(question.about_id)


def _for_seat(review: Review, seat: UUID) -> str:
    """Name the seat where its holder has another one, too."""
    name = review.seat_named(seat)
    return f"{name}: " if name else ""


def _send_notice(forum: GroupContext, review: Review, seat: UUID) -> None:
    holder, name = review.holders[seat], review.seat_named(seat)
    occasion = Occasion(OccasionKind.DAY, review.meeting.date)
    if name:
        occasion = Occasion(OccasionKind.SEAT, review.meeting.date, about=seat)
    about = Topic(holder.id, occasion, review.meeting.id)
    write(forum, _notice(forum, review, seat), to=holder, about=about, valid=for_two_weeks(forum))


def _notice(forum: GroupContext, review: Review, seat: UUID) -> AttendanceNotice:
    finding = review.findings[seat]
    return AttendanceNotice(
        **head(forum, review.holders[seat]),
        came=finding.own,
        meetings=finding.counted,
        needed=finding.asked_for,
        window=forum.policy.attendance.window,
        deputies_came=finding.deputies,
        deputies_allowed=finding.deputies_allowed,
        by=forum.days.add(forum.on, 10),
        chair=forum.chairs_named(),
        clause=finding.clause,
        seat=review.seat_named(seat),
        absent=finding.absent,
        may_end=forum.policy.attendance.may_end,
    )


def _to_organisation(
    forum: GroupContext, review: Review, seat: UUID
) -> Sequence[tuple[AttendanceOfOrganisation, Person]]:
    """Return the letter to the contact of a seat, and its copy to the member; nothing without a contact."""
    contact, member, finding = _contact(forum, review, seat), review.holders[seat], review.findings[seat]
    if contact is None:
        return ()
    organisation = review.organisation(seat)
    letter = AttendanceOfOrganisation(
        **head(forum, contact, why=reason_for_contact(organisation)),
        organisation=organisation,
        member=member.name,
        came=finding.own,
        represented=finding.own + finding.deputies,
        meetings=finding.counted,
        needed=finding.asked_for,
        clause=finding.clause,
        by=forum.days.add(forum.on, 10),
        chair=forum.chairs_named(),
    )
    return (letter, contact), (replace(letter, **head(forum, member), copy_of=contact.name), member)


def _contact(forum: GroupContext, review: Review, seat: UUID) -> Person | None:
    """Return whom the organisation of a seat names for such letters; None where the register has nobody."""
    id = next(own.escalation_contact_id for own in review.seats if own.id == seat)
    return next(iter(people(forum.tx.session, [id], forum.on)), None) if id else None
