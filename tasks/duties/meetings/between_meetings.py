"""A decision between meetings: put to the members by mail, counted by seat, ratified at the next meeting
(own rule).

Urgent business: a meeting is called for one item, and all who are invited read why (own rule).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from forum.agenda import Item, Purpose, agenda_of_called
from forum.attendance.quorum import (
    Attendee,
    QuorumFinding,
    count_quorum,
    seats_needed,
    seats_that_count,
)
from forum.calendar.meetings import MeetingKind, MeetingState, meeting_reference
from forum.calendar.steps import deadline_after, figures_of
from forum.letters.meetings import ByMail
from forum.letters.questions import DeskTask
from forum.members.membership import Person, Seat
from forum.outbox.states import ONCE, Conditions, Occasion, OccasionKind, Validity
from forum.questions.kinds import QuestionKind
from forum.questions.lifecycle import Due, due_on
from forum.questions.words import Reply, Word
from forum.terms.parts.quorum import Quorum
from forum.text.checks import checked_line
from forum.text.dates import leading_date
from forum.text.look_at import may_name_somebody
from forum.text.problem import Problem
from forum.text.wording import count, day_month, full_date, telephone
from tasks.duties.agenda.agenda import add_item, agree_agenda, put_in_order
from tasks.duties.agenda.carry_forward import put_to_next_meeting
from tasks.duties.base.group_context import GroupContext, forum_of_meeting
from tasks.duties.base.names import person_called
from tasks.duties.base.office import Office, UnitOfWork
from tasks.duties.base.write_letter import head, meeting_topic, names_known, write
from tasks.duties.papers.ask_for_release import put_for_release
from tasks.duties.questions.ask import ask, is_open, question_value, questions_about, withdraw
from tasks.register.groups import Groups
from tasks.register.meetings import next_meeting, references_around
from tasks.register.papers import agenda_items
from tasks.register.questions import open_questions_in
from tasks.register.tables import DecisionRow, GroupRow, MeetingRow, QuestionRow


def put_by_mail(forum: GroupContext, text: str, reason: str, until: dt.date) -> str:
    """Ask each core member whether their seat agrees to a decision, and return its reference. Problem for a
    day that has come, or words that may name somebody."""
    text, reason = checked_line(text, "decision").rstrip("."), checked_line(reason, "reason").rstrip(".")
    if until <= forum.on:
        raise Problem(f"{full_date(until)} has come: leave the members a day at least to answer.")
    if may_name_somebody(f"{text}. {reason}", names_known(forum)):
        raise Problem(
            "The decision or its reason may name a child, or somebody else: say it in neutral words."
        )
    meeting = MeetingRow(
        group_id=forum.group.id,
        reference=meeting_reference(
            forum.group.code, until, references_around(forum.tx.session, forum.group.id, until)
        ),
        kind=MeetingKind.BY_MAIL,
        state=MeetingState.BY_MAIL,
        date=until,
        start=forum.policy.meetings.start,
        minutes=0,
        place="",
        reason=reason,
        planned_on=forum.on,
        figures=figures_of(forum.policy),
    )
    forum.tx.session.add(meeting)
    forum.tx.session.flush()
    add_item(forum, meeting, Item(text, Purpose.DECISION, 0, lead=forum.chair().id, number="1"), 1)
    forum.tx.audit("decision put by mail", meeting=meeting.id)
    forum.tx.session.flush()
    chairs = {chair.id for chair in forum.chairs()}  # whose word it is, beside so many others
    for member in _core_members(forum) if _needed(forum) else ():
        if forum.policy.meetings.seats_by_mail and member.id in chairs:
            continue
        question = ask(
            forum.tx,
            QuestionKind.AGREE_BY_MAIL,
            group_id=forum.group.id,
            about=meeting.id,
            of=member.id,
            on=forum.on,
            due=until,
            meeting_id=meeting.id,
            anew=True,
        )
        forum.tx.session.flush()
        question.asked = forum.on
        _write(forum, meeting, forum.membership.acting_for(member.id, forum.on), (question.id,))
    if _needed(forum) == 0:
        _close_if_over(forum, meeting)
    return meeting.reference


def count_answer(work: UnitOfWork, question: QuestionRow, _reply: Reply) -> None:
    """Take the decision as soon as as many seats agree as make a quorum, or tell all once everybody has
    answered."""
    forum, meeting = forum_of_meeting(work, question.about_id)
    _close_if_over(forum, meeting)


def close_by_mail(work: UnitOfWork, meeting_id: UUID) -> None:
    """Tell all what came of a decision whose last day has passed."""
    _close_if_over(*forum_of_meeting(work, meeting_id))


def decisions_over(_office: Office, session: Session, as_of: dt.date, only: Groups) -> Sequence[UUID]:
    """Decisions put by mail whose last day has passed, with an answer still open."""
    waiting = open_questions_in(session, only, QuestionKind.AGREE_BY_MAIL)
    return [*dict.fromkeys(row.about_id for row in waiting if row.due < as_of)]


def decisions_to_chase(office: Office, session: Session, as_of: dt.date, only: Groups) -> Sequence[UUID]:
    """Decisions put by mail of which members who have not answered are to be reminded today."""
    waiting = open_questions_in(session, only, QuestionKind.AGREE_BY_MAIL)
    return [*dict.fromkeys(row.about_id for row in waiting if _due(office, session, row, as_of) is Due.CHASE)]


def chase_by_mail(work: UnitOfWork, meeting_id: UUID) -> None:
    """Remind each member who has not answered, once."""
    forum, meeting = forum_of_meeting(work, meeting_id)
    for question in questions_about(work.session, meeting.id, QuestionKind.AGREE_BY_MAIL):
        if is_open(question) and _due(forum.office, work.session, question, forum.on) is Due.CHASE:
            reader = forum.membership.acting_for(question.of_id, forum.on)
            _write(forum, meeting, reader, (question.id,), is_chase=True)
            question.chased = forum.on


def decisions_to_ring_about(
    office: Office, session: Session, on: dt.date, only: Groups
) -> Iterator[tuple[MeetingRow, Sequence[QuestionRow]]]:
    """Yield each decision put by mail with the questions of those whom the unit may ring."""
    waiting = open_questions_in(session, only, QuestionKind.AGREE_BY_MAIL)
    to_ring = [row for row in waiting if _due(office, session, row, on) is Due.RING]
    for id in dict.fromkeys(row.about_id for row in to_ring):
        yield session.get_one(MeetingRow, id), [row for row in to_ring if row.about_id == id]


def whom_to_ring_about_it(
    forum: GroupContext, decisions: Sequence[tuple[MeetingRow, Sequence[QuestionRow]]]
) -> Iterator[DeskTask]:
    """Yield who has not answered, with their numbers, and how many seats are still lacking: a seat's word is
    its member's own, so that nobody passes it on."""
    for meeting, questions in decisions:
        every = questions_about(forum.tx.session, meeting.id, QuestionKind.AGREE_BY_MAIL)
        agreed, needed = (
            _count(forum, every).present,
            seats_needed(_rule(forum), _counting(forum)),
        )
        people = [forum.membership.acting_for(row.of_id, forum.on) for row in questions]
        yield DeskTask(
            group=forum.group.code,
            what=f"{agreed} of the {needed} seats needed agree to the decision by mail {meeting.reference}. "
            f"Not answered: {'; '.join(f'{person.name}, {telephone(person.phone)}' for person in people)}.",
            how="Ring as many as it takes, and ask them to reply AGREE or NO to our letter themselves.",
            by=meeting.date,
            since=questions[0].chased,
        )


def _due(office: Office, session: Session, row: QuestionRow, on: dt.date) -> Due:
    group = session.get_one(GroupRow, row.group_id)
    return due_on(question_value(row), office.policy(group).lead_times, office.days(group), on)


def _close_if_over(forum: GroupContext, meeting: MeetingRow) -> None:
    questions = questions_about(forum.tx.session, meeting.id, QuestionKind.AGREE_BY_MAIL)
    finding, still_open = _count(forum, questions), [row for row in questions if is_open(row)]
    is_taken = finding.quorate or _needed(forum) == 0
    if still_open and meeting.date >= forum.on and not is_taken:
        return
    for question in still_open:
        withdraw(forum.tx, question, forum.on)
    (item,) = agenda_items(forum.tx.session, meeting.id)
    if is_taken:
        meeting.date = min(meeting.date, forum.on)
        forum.tx.session.add(
            DecisionRow(
                group_id=forum.group.id,
                meeting_id=meeting.id,
                item_id=item.id,
                reference=f"{meeting.reference}/D1",
                text=f"{item.title}.",
                seats_present=finding.present,
                quorate=True,
                to_ratify=True,
            )
        )
        forum.tx.session.flush()
        put_to_next_meeting(forum, meeting)
    forum.tx.audit("decision by mail counted", meeting=meeting.id, seats=finding.present)
    against = tuple(
        seat.short_name
        for row in questions
        if row.answer is Word.NO
        for seat in _seats_held(forum, row.of_id)
    )
    readers = {person.id: person for person in (*forum.chairs(), *_readers(forum), forum.unit())}
    for reader in readers.values():
        _write(forum, meeting, reader, (), finding, against)


def _count(forum: GroupContext, questions: Sequence[QuestionRow]) -> QuorumFinding:
    """Count the seats that agree, as if their members were there (clause 4)."""
    agreed: dict[Attendee, list[UUID]] = {
        row.of_id: [seat.id for seat in _seats_held(forum, row.of_id)]
        for row in questions
        if row.answer is Word.AGREE
    }
    return count_quorum(_rule(forum), _counting(forum), agreed)


def _needed(forum: GroupContext) -> int:
    """Return how many seats have to agree: none where the Chair's word is enough."""
    if forum.policy.meetings.seats_by_mail == 0:
        return 0
    return seats_needed(_rule(forum), _counting(forum))


def _rule(forum: GroupContext) -> Quorum:
    """Return how many seats have to agree: the share that the terms ask for by mail, or as a quorum."""
    meetings = forum.policy.meetings
    if meetings.seats_by_mail:
        return Quorum(number=meetings.seats_by_mail, clause=meetings.clause)
    if meetings.agreed_by_mail is None:
        return forum.policy.quorum.model_copy(update={"with_chair": False})
    return Quorum(share=meetings.agreed_by_mail, clause=meetings.clause)


def _counting(forum: GroupContext) -> tuple[Seat, ...]:
    return seats_that_count(forum.policy.quorum, forum.membership, forum.on)


def _seats_held(forum: GroupContext, person: UUID) -> list[Seat]:
    return [seat for seat, holder in _holders(forum) if holder.id == person]


def _core_members(forum: GroupContext) -> list[Person]:
    return list({holder.id: holder for _, holder in _holders(forum)}.values())


def _holders(forum: GroupContext) -> Iterator[tuple[Seat, Person]]:
    """Yield each seat that is filled, with its core member."""
    for seat in forum.membership.seats_on(forum.on):
        if holder := forum.membership.core_member(seat.id, forum.on):
            yield seat, holder


def _readers(forum: GroupContext) -> list[Person]:
    return [forum.membership.acting_for(member.id, forum.on) for member in _core_members(forum)]


def _write(
    forum: GroupContext,
    meeting: MeetingRow,
    reader: Person,
    questions: tuple[UUID, ...],
    finding: QuorumFinding | None = None,
    against: tuple[str, ...] = (),
    *,
    is_chase: bool = False,
) -> None:
    """Write the letter that asks a member, or reminds them, or with a finding tells what came of it."""
    (item,) = agenda_items(forum.tx.session, meeting.id)
    seats = _counting(forum)
    following = next_meeting(forum.tx.session, forum.group.id, forum.on)
    letter = ByMail(
        **head(forum, reader, marked=True),
        reminder=is_chase,
        reference=meeting.reference,
        decision=item.title,
        reason=meeting.reason,
        until=meeting.date,
        needed=_needed(forum),
        seats=len(seats),
        agreed=finding.present if finding else None,
        is_taken=finding is not None and (finding.quorate or _needed(forum) == 0),
        against=against,
        next_date=following.date if following else None,
    )
    write(
        forum,
        letter,
        to=reader,
        about=meeting_topic(meeting, Occasion(OccasionKind.DAY, forum.on) if finding or is_chase else ONCE),
        valid=Validity(
            meeting.date + dt.timedelta(days=0 if questions else 14),
            Conditions(appointed=True, unanswered=questions),
        ),
    )


@dataclass(frozen=True)
class UrgentItem:
    """The one item of a meeting: its title, and why it can't wait."""

    title: str
    reason: str
    purpose: Purpose
    minutes: int


_BY_MEMBERS = re.compile(r"asked for by (?P<names>[^:]+?),? (?:on )?(?P<day>\d[^:]*):\s*(?P<why>\S.*)", re.I)


def by_members(forum: GroupContext, reason: str, day: dt.date) -> str:
    """Return the reason of a meeting that members call, with how many seats ask for it; empty for a meeting
    that nobody but unit or Chair calls. Problem where they are too few, or the day is too late."""
    asked = _BY_MEMBERS.fullmatch(reason)
    if asked is None:
        return ""
    rule, limit = forum.policy.meetings, forum.policy.deadlines.members_call
    if rule.members_call is None and rule.members_call_share is None:
        raise Problem("The terms have no meeting called by members: CALL it for the unit or the Chair.")
    on = leading_date(asked["day"], forum.on, gone_by=True)
    if on is None or on[1].strip(" .") or on[0] > forum.on:
        raise Problem("It is not plain on which day they asked, or it is a day to come.")
    people = {
        person_called(forum.tx.session, forum.group.id, name.strip(), forum.on)
        for name in re.split(r",|;|\band\b", asked["names"])
        if name.strip()
    }
    needs = Quorum(share=rule.members_call_share, number=rule.members_call, clause=rule.clause)
    finding = count_quorum(
        needs, _counting(forum), {id: [seat.id for seat in _seats_held(forum, id)] for id in people}
    )
    if not finding.quorate:
        needed = seats_needed(needs, _counting(forum))
        raise Problem(
            f"They fill {count(finding.present, 'seat')}, and a meeting is called by members of {needed}: "
            "keep what they wrote, and CALL it once enough have asked."
        )
    if limit and day > (last := deadline_after(limit, forum.days, on[0])):
        raise Problem(
            f"They asked on {day_month(on[0])}: it is to be held by {full_date(last)} (clause "
            f"{limit.clause})."
        )
    return f"{count(finding.present, 'seat')} asked for it on {day_month(on[0])}; {asked['why']}"


def put_business(forum: GroupContext, meeting: MeetingRow, business: UrgentItem) -> None:
    """Have a meeting be about one item alone, and as long as that takes. Problem where its words may name
    somebody: they stand in calendars."""
    meeting.reason = checked_line(f"{business.title}: {business.reason}".rstrip("."), "reason")
    if may_name_somebody(meeting.reason, names_known(forum)):
        raise Problem("Its title or its reason may name a child, or somebody else: say it in neutral words.")
    items = agenda_of_called(business.title, business.purpose, business.minutes, forum.chair().id)
    meeting.minutes = sum(item.minutes for item in items)
    for position, item in enumerate(items, start=1):
        add_item(forum, meeting, item, position)
    forum.tx.session.flush()
    put_in_order(forum, meeting)


def agree_business(forum: GroupContext, meeting: MeetingRow) -> None:
    """Take the Chair's word on a meeting for its word on the agenda, and put what goes out for release."""
    agree_agenda(forum, meeting)
    put_for_release(forum, meeting)
