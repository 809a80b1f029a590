"""The unit's desk letter: one a day for all its groups, and only when something needs a hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.action_log import organisation_may_hear
from forum.letters.desk import Desk, DeskComing, DeskTask, DeskWait
from forum.membership import Person
from forum.outbox import NOT_READ
from forum.questions import OF_THE_UNIT, PHRASE, TO_THE_CHAIR, Due, QuestionKind
from forum.reading.desk import said_by_phone
from forum.steps import OWN, Verdict, finding
from forum.wording import capital, count, day_month, listed, long_date, short_day_month, telephone
from tasks.duties.answerers import asked_now
from tasks.duties.desk_affairs import STUCK, Affairs, read_affairs
from tasks.duties.desk_register import (
    addresses_to_confirm,
    agreements_wanted,
    is_first_of_month,
    is_first_working_day,
    state_of_register,
    workbook_to_put_right,
)
from tasks.duties.forum_on_day import ForumOnDay
from tasks.duties.inbox.waiting import look_in_the_mailbox, ring_whose_letters_come_back
from tasks.duties.invitations_waiting import why_not_invited
from tasks.duties.office import Office
from tasks.duties.questions import due_of, is_to_ring
from tasks.duties.quorum import quorum_forecast
from tasks.duties.writing import head, write
from tasks.register.actions import action_value
from tasks.register.audit import head as audit_head
from tasks.register.meetings import next_meeting, step_value
from tasks.register.tables import DispatchRow, GroupRow, PersonRow, QuestionRow

HOW = {
    QuestionKind.AMEND_AGENDA: "Their reply in the mailbox says what to change. Tell the service desk, which "
    "changes items ('mase item'), then reply DONE; the agenda goes to the Chair again.",
    QuestionKind.RELEASE_UNAGREED_MINUTES: "The action log has gone. Reply RELEASE to send the minutes as "
    "“draft, not yet agreed by the Chair”.",
    QuestionKind.FILE_RECORD: "Send the record workbook back as it was filled in at the meeting.",
    QuestionKind.DRAFT_MINUTES: "Send the draft back once the minutes are written.",
    QuestionKind.HAND_OVER_ACTION: "Its owner has left. Reply with its reference, TO and the name of whoever "
    "takes it on. A successor in the seat is offered it by their first letter.",
    QuestionKind.APPLY_MEMBERS: "Look at what would change in our letter, and reply APPLY or NO.",
    QuestionKind.SETTLE_BETWEEN_CHAIRS: "Speak to both, and reply with the word they settle on.",
    QuestionKind.RELEASE_PACK: "Look at who gets what in our letter, and reply RELEASE; nothing leaves "
    "before.",
}
LOOK_AHEAD = 5  # working days
_LAST_LETTER = (
    select(DispatchRow.occasion)
    .where(
        DispatchRow.person_id == PersonRow.id,
        DispatchRow.letter == Desk.NAME,
        DispatchRow.state.not_in(NOT_READ),
    )
    .order_by(DispatchRow.queued_at.desc())
    .limit(1)
    .scalar_subquery()
)


def write_desk_letters(office: Office, group_ids: Sequence[UUID], as_of: dt.date, by: str) -> None:
    """One letter to each unit officer whose groups need a hand today."""
    with office.register.portion(by, group_ids) as tx:
        groups = tx.session.scalars(
            select(GroupRow).where(GroupRow.id.in_(group_ids)).order_by(GroupRow.code)
        )
        forums = [ForumOnDay(office, tx, group, as_of) for group in groups]
        working = [forum for forum in forums if forum.days.is_working(as_of)]
        by_officer: dict[UUID, tuple[Person, list[ForumOnDay]]] = {}
        for forum in working:
            if unit := _unit(forum):
                by_officer.setdefault(unit.id, (unit, []))[1].append(forum)
        until = max((_coming_until(forum) for forum in working), default=as_of)
        affairs = read_affairs(tx.session, {forum.group.id for forum in working}, as_of, until)
        written = _last_letters(tx.session, by_officer)
        for officer, theirs in by_officer.values():
            last = written.get(officer.id)
            if last is None or last < as_of:
                _write(theirs, affairs, officer, last)


def _unit(forum: ForumOnDay) -> Person | None:
    unit = forum.offices.unit(forum.on)
    return forum.acting(unit) if unit else None


def _last_letters(session: Session, officers: Collection[UUID]) -> dict[UUID, dt.date]:
    """The day of the last desk letter to each of these officers, in whatever group it stands."""
    rows = session.execute(select(PersonRow.id, _LAST_LETTER).where(PersonRow.id.in_(officers)))
    return {officer: dt.date.fromisoformat(day) for officer, day in rows if day}


def _write(forums: Sequence[ForumOnDay], affairs: Affairs, officer: Person, last: dt.date | None) -> None:
    asked: list[QuestionRow] = []
    needs = [task for forum in forums for task in _needs(forum, affairs, asked, last)]
    needs += _held(forums[0], affairs)
    monthly = [forum for forum in forums if is_first_of_month(last, forum.on)]
    told = [(forum, gaps) for forum in monthly if (gaps := state_of_register(forum, affairs))]
    if not needs and not any(is_first_working_day(forum.days, forum.on) for forum, _ in told):
        return
    coming = [one for forum in forums for one in _coming(forum, affairs)]
    first = forums[0]
    values = head(first, officer)
    values["code"] = ", ".join(forum.group.code for forum in forums)
    letter = Desk(
        **values,
        day=first.on,
        needs=tuple(sorted(needs, key=lambda task: task.by)),
        waiting=tuple(
            wait for forum in forums for wait in (*_waiting(forum, affairs), *_corrections(forum, affairs))
        ),
        coming=tuple(sorted(coming, key=lambda one: one.day)),
        gaps=tuple(gap for _, gaps in told for gap in gaps),
        audit_head="" if last and _week(last) == _week(first.on) else audit_head(first.tx.session),
    )
    if write(
        first,
        letter,
        to=officer,
        about=officer.id,
        occasion=first.on.isoformat(),
        valid_until=first.days.add(first.on, 1),
        enclosures=[workbook_to_put_right(forum) for forum, _ in told],
    ):
        for question in asked:
            if question.asked is None:
                question.asked = first.on
            elif question.chased is None:
                question.chased = first.on


def _week(day: dt.date) -> tuple[int, int]:
    year, week, _ = day.isocalendar()
    return year, week


def _needs(
    forum: ForumOnDay, affairs: Affairs, asked: list[QuestionRow], last: dt.date | None
) -> Iterator[DeskTask]:
    code = forum.group.code
    for question in affairs.questions.get(forum.group.id, ()):
        due = due_of(forum, question)
        if question.kind in HOW and due is not Due.NOTHING:
            asked.append(question)
            yield DeskTask(
                group=code,
                what=f"{capital(_phrase(affairs, question))}.",
                how=_how(forum, affairs, question),
                by=question.due,
            )
        elif is_to_ring(question, due):
            yield DeskTask(
                group=code,
                what=f"Ring {_whom_to_ring(forum, affairs, question)}: {_phrase(affairs, question)}.",
                how=f"We wrote without an answer. {_pass_on(affairs, question, forum.on)}",
                by=question.due,
            )
    yield from agreements_wanted(forum, affairs, asked)
    yield from addresses_to_confirm(forum, affairs, asked)
    yield from _short_of_quorum(forum, affairs)
    yield from _missed(forum, affairs, last)
    yield from _nobody_to_tell(forum, affairs)
    yield from _stuck(forum, affairs)
    yield from _failed(forum, affairs)
    yield from _not_invited(forum, affairs)
    yield from look_in_the_mailbox(forum, affairs.mail.get(forum.group.id, ()))
    yield from ring_whose_letters_come_back(forum, affairs.bounced)


def _how(forum: ForumOnDay, affairs: Affairs, question: QuestionRow) -> str:
    """What answers a question of the unit's, and who has the record workbook if that is another officer."""
    if question.kind is not QuestionKind.FILE_RECORD or question.of_id == forum.unit().id:
        return HOW[question.kind]
    of = day_month(affairs.meetings[question.about_id].date)
    return (
        f"The record workbook of {of} is with {affairs.people[question.of_id].name}. Ask them to send it "
        "back as it was filled in at the meeting."
    )


def _whom_to_ring(forum: ForumOnDay, affairs: Affairs, question: QuestionRow) -> str:
    """Who is asked, or whoever covers for them today."""
    asked = _asked(forum, affairs, question)
    if not forum.offices.is_covered(asked.id, forum.on):
        return f"{asked.name}, {telephone(asked.phone)}"
    cover = forum.offices.acting_for(asked.id, forum.on)
    return f"{cover.name}, who acts for {asked.name}, {telephone(cover.phone)}"


def _asked(forum: ForumOnDay, affairs: Affairs, question: QuestionRow) -> Person | PersonRow:
    """Who is asked today; a new Chair is asked what the former one left open."""
    if question.kind not in TO_THE_CHAIR:
        return affairs.people[question.of_id]
    asked = next(iter(asked_now(forum, question)), question.of_id)
    return affairs.people.get(asked) or forum.offices.person(asked)


def _held(forum: ForumOnDay, affairs: Affairs) -> Iterator[DeskTask]:
    """Everything is held, whichever the group: this letter waits with the others, and says why."""
    if affairs.hold:
        yield DeskTask(
            group=forum.group.code,
            what=f"{affairs.hold.words}.",
            how="Letters and invitations wait, this one too, and leave once the service desk lifts that "
            "('mase outbox resume').",
            by=forum.on,
        )


def _short_of_quorum(forum: ForumOnDay, affairs: Affairs) -> Iterator[DeskTask]:
    """Whom to ring while too few are confirmed, until the meeting: the Chair hears of it on one day only."""
    for step, meeting in affairs.forecasts.get(forum.group.id, ()):
        found = quorum_forecast(forum, meeting)
        if found.enough:
            continue
        calls = "; ".join(
            f"{call.person.name} ({call.seat.short_name}), {telephone(call.person.phone)}"
            for call in found.ring
        )
        yield DeskTask(
            group=forum.group.code,
            what=f"{short_day_month(meeting.date)}: {found.short} seats are confirmed.",
            how=f"Ring, likeliest first: {calls}. Ask them to accept, or to decline and reply with their "
            "deputy’s name. What they say by phone, tell the service desk ('mase apologies').",
            by=meeting.date if step.deadline is None else max(step.deadline, forum.on),
        )


def _missed(forum: ForumOnDay, affairs: Affairs, last: dt.date | None) -> Iterator[DeskTask]:
    """A deadline that passed since the last desk letter, or since the last working day, is said once."""
    since = min(last or forum.on, forum.days.add(forum.on, -1))
    for step, meeting in affairs.steps.get(forum.group.id, ()):
        if step.deadline is None or not since <= step.deadline < forum.on:
            continue
        if finding(step_value(step), meeting_date=meeting.date, as_of=forum.on).verdict is Verdict.MISSED:
            basis = "a lead time of ours" if step.clause == OWN else f"clause {step.clause}"
            yield DeskTask(
                group=forum.group.code,
                what=f"“{capital(step.kind)}” for {short_day_month(meeting.date)} was due on "
                f"{long_date(step.deadline)} and is not done ({basis}).",
                how="It stays open until it is done, and is shown as late.",
                by=forum.on,
            )


def _nobody_to_tell(forum: ForumOnDay, affairs: Affairs) -> Iterator[DeskTask]:
    for action, seat in affairs.nobody_to_tell.get(forum.group.id, ()):
        if organisation_may_hear(action_value(action), forum.policy.actions, forum.on):
            yield DeskTask(
                group=forum.group.code,
                what=f"The Chair said to write to {seat.present_name} about action {action.reference}, "
                "and it has no escalation contact.",
                how="Give it one in the members’ workbook, and the letter goes the next morning.",
                by=forum.on,
            )


def _stuck(forum: ForumOnDay, affairs: Affairs) -> Iterator[DeskTask]:
    states = affairs.stuck.get(forum.group.id, ())
    for state in sorted(set(states)):
        yield DeskTask(
            group=forum.group.code,
            what=f"{capital(count(states.count(state), 'letter'))} {STUCK[state]}.",
            how="The service desk sees why, and releases, cancels or resolves each ('mase outbox').",
            by=forum.on,
        )


def _not_invited(forum: ForumOnDay, affairs: Affairs) -> Iterator[DeskTask]:
    dates: dict[str, list[str]] = {}
    for row, meeting in affairs.invitations.get(forum.group.id, ()):
        why = why_not_invited(forum.tx.session, row, forum.on)
        dates.setdefault(why, []).append(short_day_month(meeting.date))
    for why, meetings in dates.items():
        yield DeskTask(
            group=forum.group.code,
            what=f"{listed(meetings)}: {why}",
            how="Once what is wrong is put right, the service desk releases the invitation ('mase outbox').",
            by=forum.on,
        )


def _failed(forum: ForumOnDay, affairs: Affairs) -> Iterator[DeskTask]:
    found = affairs.failed.get(forum.group.id, ())
    for kind, date in dict.fromkeys((step.kind, meeting.date) for step, meeting in found):
        number = sum((step.kind, meeting.date) == (kind, date) for step, meeting in found)
        yield DeskTask(
            group=forum.group.code,
            what=f"{capital(kind)} for {short_day_month(date)}: {count(number, 'letter')} refused for good, "
            "so it is not done.",
            how="The service desk sees which and why ('mase outbox'). Give those people by hand what they "
            "should have had.",
            by=forum.on,
        )


def _waiting(forum: ForumOnDay, affairs: Affairs) -> Iterator[DeskWait]:
    unit = _unit(forum)
    for question in affairs.questions.get(forum.group.id, ()):
        mine = question.kind in OF_THE_UNIT or (unit is not None and question.of_id == unit.id)
        if question.asked is None or mine or is_to_ring(question, due_of(forum, question)):
            continue
        yield DeskWait(
            group=forum.group.code,
            what=capital(_phrase(affairs, question)),
            whom=_asked(forum, affairs, question).name,
            since=question.asked,
            due=question.due,
        )


def _corrections(forum: ForumOnDay, affairs: Affairs) -> Iterator[DeskWait]:
    """What members want corrected in minutes waits for the meeting that confirms them."""
    for correction, minutes in affairs.corrections.get(forum.group.id, ()):
        following = next_meeting(forum.tx.session, forum.group.id, minutes.date)
        if following is not None and following.date >= forum.on:
            yield DeskWait(
                group=forum.group.code,
                what=f"A correction to the minutes of {short_day_month(minutes.date)}, which stands in the "
                "record workbook of the next meeting",
                whom="the meeting",
                since=correction.on,
                due=following.date,
            )


def _coming(forum: ForumOnDay, affairs: Affairs) -> Iterator[DeskComing]:
    until = _coming_until(forum)
    for step, meeting in affairs.steps.get(forum.group.id, ()):
        if step.deadline and forum.on <= step.deadline <= until:
            yield DeskComing(
                group=forum.group.code,
                what=f"{capital(step.kind)} for {short_day_month(meeting.date)}",
                day=step.deadline,
            )


def _coming_until(forum: ForumOnDay) -> dt.date:
    return forum.days.add(forum.on, LOOK_AHEAD)


def _pass_on(affairs: Affairs, question: QuestionRow, on: dt.date) -> str:
    """How the unit puts on record what it was told by phone."""
    action = affairs.actions.get(question.about_id)
    item = affairs.items.get(question.about_id)
    about = action.reference if action else f"item {item}" if item else ""
    chair = affairs.people[question.of_id].name if question.together else "CHAIR"  # one of two is named
    if example := said_by_phone(question.kind, about, on, chair):
        return f"Reply with what was said, such as {example}."
    return "Tell the service desk what was said ('mase apologies')."


def _phrase(affairs: Affairs, question: QuestionRow) -> str:
    """What is asked, in a few words: "agree the agenda for 9 Feb"."""
    words = PHRASE[question.kind]
    if disputed := affairs.disputed.get(question.about_id):
        words = f"{words} ({PHRASE[disputed.kind]})"
    if action := affairs.actions.get(question.about_id):
        return words.replace("an action", f"action {action.reference}")
    if item := affairs.items.get(question.about_id):
        words = f"{words} for item {item},"
    meeting = affairs.meetings.get(question.meeting_id) if question.meeting_id else None
    return f"{words} for {short_day_month(meeting.date)}" if meeting else words
