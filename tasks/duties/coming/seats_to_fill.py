"""Whom the unit is to ring about coming: for a quorum, and where nothing proves who wrote.

The seats that will be empty for part 2: the unit hears of them while somebody else can still come.
Quorum: counted from the record, and forecast before a meeting (clause 4). Whoever can't come is asked for
their deputy, once, until somebody comes for the seat.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TypeAlias
from uuid import UUID

from forum.attendance.forecast import Answer, Forecast, forecast, seats_empty_for_part_two
from forum.attendance.quorum import Attendee, QuorumFinding, count_quorum, seats_that_count
from forum.attendance.standing import FILLED, Mark
from forum.calendar.steps import StepKind
from forum.letters.attendance import QuorumForecast, RingLine
from forum.letters.meetings import DeputyWanted
from forum.letters.questions import DeskTask
from forum.members.membership import Person, Seat
from forum.outbox.states import Conditions, Occasion, OccasionKind
from forum.questions.kinds import QuestionKind
from forum.questions.lifecycle import Due
from forum.questions.words import Word
from forum.text.wording import count, day_month, listed, telephone
from tasks.duties.base.group_context import GroupContext, forum_of_meeting
from tasks.duties.base.office import UnitOfWork
from tasks.duties.base.steps import finish_step
from tasks.duties.base.write_letter import head, meeting_line, meeting_topic, while_planned, write
from tasks.duties.questions.ask import ask, ask_unit, is_open, questions_about
from tasks.register.attendance import expected_at, named_deputies
from tasks.register.meetings import PLANNED, attendance_at, step_of
from tasks.register.members.membership import people
from tasks.register.outbox import withdraw_letter
from tasks.register.papers import has_part_two
from tasks.register.tables import AttendanceRow, DispatchRow, MeetingRow, PersonRow, QuestionRow, StepRow


def ask_who_stays(forum: GroupContext, meeting: MeetingRow, *, due: dt.date) -> None:
    """Ask the unit once about the seats whose representative may not see part 2 (own rule)."""
    session, kind = forum.tx.session, QuestionKind.FILL_PART_TWO
    if questions_about(session, meeting.id, kind) or not has_part_two(session, meeting.id):
        return
    if any(person for _, person in _empty_seats(forum, meeting)):
        ask_unit(forum, kind, meeting, due=due)


def empty_seats_in_words(forum: GroupContext, meeting: MeetingRow) -> str:
    """Say which seats will be empty for part 2 as things stand today."""
    empty = _empty_seats(forum, meeting)
    if not empty:
        return "Every seat is now filled by somebody who may see it."
    ids = {person for _, person in empty if person}
    names = {person.id: person.name for person in people(forum.tx.session, ids, forum.on)}
    seats = [
        f"{seat.short_name} ({f'{names[person]} may not see it' if person else 'nobody is coming'})"
        for seat, person in empty
    ]
    return f"Empty as things stand: {listed(seats)}."


def _empty_seats(forum: GroupContext, meeting: MeetingRow) -> Sequence[tuple[Seat, UUID | None]]:
    answers = expected_at(forum.tx.session, meeting)
    return seats_empty_for_part_two(forum.membership, answers, meeting.date)


def quorum_of(forum: GroupContext, meeting: MeetingRow) -> QuorumFinding:
    """The quorum of a meeting held, counted from its attendance."""
    return quorum_from(forum, meeting, attendance_at(forum.tx.session, [meeting.id]))


def quorum_from(forum: GroupContext, meeting: MeetingRow, rows: Sequence[AttendanceRow]) -> QuorumFinding:
    """The quorum of a meeting held, counted from these rows of its attendance."""
    present: dict[Attendee, set[UUID]] = {}
    for row in rows:
        if row.mark in FILLED:
            stood_in = row.mark is Mark.DEPUTY
            person = (row.deputy_id or row.deputy_name) if stood_in else row.holder_id
            if person:
                present.setdefault(person, set()).add(row.seat_id)
    if meeting.chaired_by_id:
        present.setdefault(meeting.chaired_by_id, set())  # who may have no seat
    rule = forum.policy.quorum
    seats = seats_that_count(rule, forum.offices, meeting.date)
    return count_quorum(rule, seats, present, chairs=forum.offices.heads(meeting.date))


def quorum_forecast(forum: GroupContext, meeting: MeetingRow) -> Forecast:
    """Count the seats that are sure to be filled, by people's answers."""
    answers = expected_at(forum.tx.session, meeting)
    return forecast(forum.policy.quorum, forum.membership, answers, meeting.date)


def forecast_quorum(work: UnitOfWork, meeting_id: UUID) -> None:
    """Say the forecast once there are enough seats, or on its deadline; the Chair then hears whom to ring.

    The unit hears at once which seats will be empty for part 2.
    """
    forum, meeting = forum_of_meeting(work, meeting_id)
    outlook = quorum_forecast(forum, meeting)
    deadline = step_of(work.session, meeting.id, StepKind.QUORUM_FORECAST).deadline
    ask_who_stays(forum, meeting, due=deadline or meeting.date)
    if not outlook.now.quorate and deadline is not None and work.as_of < deadline:
        return
    if not outlook.now.quorate:
        for chair in forum.chairs():
            _tell_chair(forum, meeting, outlook, chair)
    note = f"{count(outlook.now.present, 'seat')} confirmed, {outlook.now.needed} needed"
    finish_step(work, meeting, StepKind.QUORUM_FORECAST, work.as_of, note)


def write_again(forum: GroupContext, letters: Sequence[DispatchRow]) -> None:
    """Tell the Chair of a meeting, by a letter that waited in the outbox, who is wanting today; nobody of one
    that has its quorum by now."""
    meeting = forum.tx.session.get_one(MeetingRow, letters[0].subject_id)
    if meeting.state is not PLANNED:
        return
    to = {row.person_id for row in letters if withdraw_letter(forum.tx.session, row)}
    outlook = quorum_forecast(forum, meeting)
    for chair in forum.chairs():
        if chair.id in to and not outlook.now.quorate:
            _tell_chair(forum, meeting, outlook, chair)


def _tell_chair(forum: GroupContext, meeting: MeetingRow, outlook: Forecast, chair: Person) -> None:
    letter = QuorumForecast(
        **head(forum, chair),
        meeting=meeting_line(meeting),
        confirmed=outlook.now.present,
        needed=outlook.now.needed,
        seats=len(outlook.seats),
        missing=outlook.now.missing,
        unproved=tuple(call.seat.short_name for call in outlook.unproved),
        ring=tuple(
            RingLine(
                seat=call.seat.short_name, person=call.person.name, phone=call.person.phone, why=call.why
            )
            for call in outlook.ring
        ),
    )
    write(forum, letter, to=chair, about=meeting_topic(meeting), valid=while_planned(meeting))


def ask_for_deputy(forum: GroupContext, meeting: MeetingRow, seat_id: UUID) -> None:
    """Ask the member of a seat who can't come for a deputy; ask no more once somebody comes for the seat, nor
    where the terms know no deputies."""
    member = _member(forum, meeting, seat_id)
    questions = [
        question
        for question in questions_about(forum.tx.session, seat_id, QuestionKind.NAME_DEPUTY)
        if question.meeting_id == meeting.id
    ]
    if member is None or not _is_deputy_wanted(forum, meeting, seat_id, member.id):
        _withdraw(forum, questions)
        return
    terms = forum.terms_of_seats.get(seat_id)
    takes_none = not forum.policy.attendance.takes_deputies or (terms is not None and terms.no_deputies)
    if takes_none or meeting.date <= forum.on or any(_said_nobody(question) for question in questions):
        return
    forecast = step_of(forum.tx.session, meeting.id, StepKind.QUORUM_FORECAST).deadline
    ask(
        forum.tx,
        QuestionKind.NAME_DEPUTY,
        group_id=forum.group.id,
        about=seat_id,
        of=member.id,
        on=forum.on,
        due=forecast or meeting.date,
        meeting_id=meeting.id,
    )


def put_to_absent(forum: GroupContext, question: QuestionRow, due: Due) -> None:
    """Ask the absent member, or the person who covers for them, for a deputy, by one letter that is not
    chased.

    They have until the next working day at least, where that is not after the meeting. The forecast names
    people to ring later.
    """
    if due is not Due.ASK or question.meeting_id is None:
        return
    meeting = forum.tx.session.get_one(MeetingRow, question.meeting_id)
    question.due = min(max(question.due, forum.days.add(forum.on, 1)), meeting.date)
    absent = forum.membership.person(question.of_id)
    reader = forum.membership.acting_for(absent.id, forum.on)
    letter = DeputyWanted(
        **head(forum, reader),
        meeting=meeting_line(meeting),
        seat=forum.membership.seat(question.about_id).short_name,
        deputies=tuple(
            deputy.name
            for deputy in forum.membership.deputies(question.about_id, meeting.date)
            if deputy.id != reader.id
        ),
        by=question.due,
        covered="" if reader.id == absent.id else absent.name,
        or_yourself=reader.id != absent.id and _may_come(forum, meeting, reader),
        who=forum.policy.attendance.deputies_are,
    )
    if write(
        forum,
        letter,
        to=reader,
        about=meeting_topic(meeting, Occasion(OccasionKind.DAY, forum.on)),
        valid=while_planned(meeting, Conditions(appointed=True, unanswered=(question.id,))),
    ):
        question.asked = forum.on


def _member(forum: GroupContext, meeting: MeetingRow, seat_id: UUID) -> Person | None:
    """Return the holder of the seat, or the person who covers for them on the day of the meeting."""
    member = forum.membership.core_member(seat_id, forum.on)
    return forum.membership.acting_for(member.id, meeting.date) if member else None


def _may_come(forum: GroupContext, meeting: MeetingRow, cover: Person) -> bool:
    """Tell whether somebody belongs to the group on the day of the meeting, and is not there for a seat of
    their own: one person counts once."""
    members, on = forum.membership, meeting.date
    own = [seat for seat in members.seats_on(on) if members.core_member(seat.id, on) == cover]
    return members.is_appointed(cover.id, on) and not own


def _is_deputy_wanted(forum: GroupContext, meeting: MeetingRow, seat_id: UUID, member: UUID) -> bool:
    """Tell whether the member said they can't come, and nobody is named for the seat or has said they
    come."""
    answers = [answer for answer in expected_at(forum.tx.session, meeting) if answer.seat_id == seat_id]
    last = {answer.person_id: answer.answer for answer in answers}
    if seat_id in named_deputies(forum.tx.session, meeting.id) or Answer.ACCEPTED in last.values():
        return False
    return last.get(member) in (Answer.APOLOGIES, Answer.DEPUTY)


def _said_nobody(question: QuestionRow) -> bool:
    return question.answer is Word.NONE


def _withdraw(forum: GroupContext, questions: Sequence[QuestionRow]) -> None:
    for question in questions:
        if is_open(question):
            question.withdrawn = forum.on
            forum.tx.audit("question withdrawn", question=question.id, kind=question.kind)


ForecastStep: TypeAlias = tuple[StepRow, MeetingRow]


def seats_to_ring_about(forum: GroupContext, forecasts: Sequence[ForecastStep]) -> Iterator[DeskTask]:
    """Yield whom to ring about the coming meetings whose quorum is forecast."""
    yield from _short_of_quorum(forum, forecasts)
    yield from _apologies_to_prove(forum, forecasts)
    yield from _for_two_seats(forum, forecasts)


def _short_of_quorum(forum: GroupContext, forecasts: Sequence[ForecastStep]) -> Iterator[DeskTask]:
    """Yield whom to ring while too few seats are confirmed, until the meeting: the Chair hears of it on one
    day only."""
    for step, meeting in forecasts:
        forecast = quorum_forecast(forum, meeting)
        if forecast.now.quorate:
            continue
        calls = "; ".join(
            f"{call.person.name} ({call.seat.short_name}), {telephone(call.person.phone)}"
            for call in forecast.ring
        )
        yield DeskTask(
            group=forum.group.code,
            what=f"Seats confirmed for {day_month(meeting.date)}: {forecast.now.short}.",
            how=(
                f"Ring, most likely first: {calls}. Ask them to accept, or to decline and reply with their "
                "deputy’s name; or reply with what they say: "
                f"{coming_by_phone(forecast.ring[0].person, forum.on)}."
            )
            if calls
            else "There is nobody left to ring; the Chair may want to move the meeting.",
            by=meeting.date if step.deadline is None else max(step.deadline, forum.on),
        )


def _apologies_to_prove(forum: GroupContext, forecasts: Sequence[ForecastStep]) -> Iterator[DeskTask]:
    """Yield whose apologies came by mail that nothing proves, until the meeting or their word by phone."""
    for _, meeting in forecasts:
        for call in quorum_forecast(forum, meeting).unproved:
            yield DeskTask(
                group=forum.group.code,
                what=f"Apologies for {day_month(meeting.date)}, not proved: {call.person.name} "
                f"({call.seat.short_name}), {telephone(call.person.phone)}.",
                how="Anybody may have written them: ring, then reply "
                f"{coming_by_phone(call.person, forum.on)}.",
                by=meeting.date,
            )


def _for_two_seats(forum: GroupContext, forecasts: Sequence[ForecastStep]) -> Iterator[DeskTask]:
    """Yield who comes for two seats, and counts for one of them (clause 4), until another is named."""
    for _, meeting in forecasts:
        for person, seats in quorum_forecast(forum, meeting).twice:
            members = [forum.membership.core_member(seat.id, meeting.date) for seat in seats]
            other = next((member for member in members if member and member.id != person.id), person)
            yield DeskTask(
                group=forum.group.code,
                what=f"{person.name} comes for {listed(seat.short_name for seat in seats)} on "
                f"{day_month(meeting.date)}, and counts for one of them.",
                how=f"Ring them, {telephone(person.phone)}: which is it, and who comes for the other? Reply "
                f"with what they say: DEPUTY and a name for {other.name}, phone, {day_month(forum.on)}.",
                by=meeting.date,
            )


def coming_by_phone(person: Person | PersonRow, on: dt.date) -> str:
    """Say how the unit passes on whether somebody comes, or who comes for them."""
    said = f"{person.name}, phone, {day_month(on)}"
    return f"COMING {said}; APOLOGIES {said}; or DEPUTY and a name for {said}"
