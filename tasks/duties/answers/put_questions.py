"""Put the questions of a morning: at most one letter to each person, with all that is asked of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from itertools import groupby
from uuid import UUID

from forum.agenda import Purpose
from forum.calendar.steps import StepKind
from forum.calendar.working_days import WorkingDays
from forum.documents.agenda import CoverSheet
from forum.letters.base import REASON_FOR_AUTHOR, REASON_FOR_AUTHOR_AHEAD
from forum.letters.meetings import DeputyWanted
from forum.letters.papers import CoveredAuthor, PaperAuthor, PapersWanted, WantedItem
from forum.letters.questions import ChairLetter
from forum.members.membership import Person
from forum.outbox.states import Conditions, Occasion, OccasionKind, State
from forum.questions.chairs import goes_alone
from forum.questions.kind import Chase
from forum.questions.kinds import KINDS, OF_THE_UNIT, TO_THE_CHAIR, QuestionKind
from forum.questions.lifecycle import Due, Question, due_on, must_escalate
from tasks.documents.papers.take_paper import WORD
from tasks.duties.answers.chair_letter import write_to_chair
from tasks.duties.attendance.below import withdraw_of_leavers
from tasks.duties.attendance.review import send_to_chair, tables_for_chair, take_from_chair
from tasks.duties.base.group_context import GroupContext, group_context
from tasks.duties.base.office import UnitOfWork
from tasks.duties.base.write_letter import enclose, head, meeting_topic, while_planned, write
from tasks.duties.coming.seats_to_fill import put_to_absent
from tasks.duties.questions.ask import asked_now, is_overdue, is_too_late, owner, question_value, reader_of
from tasks.mail.sending.queue import Enclosure
from tasks.register.mailbox import last_said_away
from tasks.register.meetings import meets_on, step_of, unrecorded_meetings
from tasks.register.members.membership import people
from tasks.register.outbox import in_state, withdraw_letter
from tasks.register.questions import authors_asked, leave_unasked, open_questions, untold_notes
from tasks.register.registers import last_decided_for
from tasks.register.tables import (
    AgendaItemRow,
    DispatchRow,
    MeetingRow,
    PaperRow,
    PersonRow,
    QuestionRow,
)

PUT_IN_THE_MORNING = frozenset({ChairLetter.NAME, PaperAuthor.NAME, DeputyWanted.NAME})
PUT_AT_ONCE = frozenset({QuestionKind.WAIVE_NOTICE, QuestionKind.CHOOSE_DAY})
WRITTEN = frozenset({Due.ASK, Due.CHASE})
AWAY_FOR = 10  # working days after an automatic reply, unless its writer writes themselves
URGENT = "urgent"  # the note of a letter about a meeting at short notice
AWAY = "away"  # the note of a letter that an automatic reply of the Chair brings about


def put_questions(work: UnitOfWork, group_id: UUID) -> None:
    """Ask, chase and escalate the questions due today: a letter to the Chair, each author and absent
    member."""
    forum = group_context(work, group_id)
    withdraw_of_leavers(forum)
    been = unrecorded_meetings(work.session, work.as_of, [group_id])
    questions = [
        question for question in open_questions(work.session, group_id) if not is_too_late(question, been)
    ]
    meets = meets_on(work.session, group_id, forum.on)
    _put_to_cover(forum)
    _put_to_chair(
        forum,
        [
            question
            for question in questions
            if question.kind in TO_THE_CHAIR and not waits_for_meeting(question, meets=meets)
        ],
    )
    _put_while_away(forum)
    _put_to_deputy_chair(forum, questions)
    for question in questions:
        if question.kind is QuestionKind.NAME_DEPUTY:
            put_to_absent(forum, question, due_of(forum, question))
    papers = [question for question in questions if question.kind is QuestionKind.PROVIDE_PAPER]
    for reader in {forum.stand_in(question.of_id): None for question in papers}:
        _put_to_author(
            forum, reader, [question for question in papers if forum.stand_in(question.of_id) == reader]
        )


def write_again(forum: GroupContext, letters: Sequence[DispatchRow]) -> None:
    """Put what letters to the Chair, or to who stands in, were to put that waited in the outbox, as of today:
    in one letter with today's where that waits too. A letter that an absence brought about stays."""
    session, to = forum.tx.session, {row.person_id for row in letters}
    unsent = in_state(session, State.QUEUED, State.HELD, groups=[forum.group.id], letters=[ChairLetter.NAME])
    theirs = [row for row in unsent if row.person_id in to and not row.occasion.note]
    for row in (row for row in theirs if row.state is State.QUEUED or row in letters):
        if withdraw_letter(session, row):
            leave_unasked(session, row, row.conditions.unanswered)
            take_from_chair(session, row)
    put_questions(forum.work, forum.group.id)


def put_to_stand_in(forum: GroupContext, absent: UUID, before: dt.date | None = None) -> tuple[UUID, ...]:
    """Put an absent Chair's open questions, or those asked ``before`` a day, to the Chair's cover, or to the
    deputy chair (own rule).

    Return the ids of the questions; none where ``absent`` was asked nothing.
    """
    waiting = [
        question
        for question in put_to_chair_alone(forum, absent)
        if before is None or (question.asked and question.asked < before)
    ]
    stand_in = forum.deputy_chair()
    if forum.offices.is_covered(absent, forum.on):
        stand_in = forum.offices.acting_for(absent, forum.on)
    if stand_in is None or stand_in.id == absent:
        return ()
    waiting = [question for question in waiting if stand_in.id != owner(forum, question)]
    if not waiting:
        return ()
    return _escalate(forum, stand_in, waiting, AWAY)


def put_urgent(forum: GroupContext) -> None:
    """Ask the Chair at once to allow the short notice of a meeting, when one that is cancelled is held
    instead, or to agree what has changed in a report whose day has come, whatever they were written today,
    and who stands in where the Chair is away (own rule)."""
    for chair in forum.chairs():
        urgent = [
            question
            for question in open_questions(forum.tx.session, forum.group.id)
            if question.asked is None
            and (question.kind in PUT_AT_ONCE or _is_due_report(question, forum.on))
            and reader_of(forum, question) == chair.id
        ]
        if urgent:
            _mark_put(write_to_chair(forum, chair, urgent, note=URGENT), forum.on)
    _put_while_away(forum)


def _is_due_report(question: QuestionRow, on: dt.date) -> bool:
    return question.kind is QuestionKind.AGREE_REPORT and question.due <= on


def _put_to_cover(forum: GroupContext) -> None:
    """Put what Chairs were asked before somebody was agreed to act for them to whoever does today (own rule);
    the same letter chases what is to be chased."""
    for chair in forum.offices.chairs(forum.on):
        cover = forum.offices.cover_of(chair.id, forum.on)
        put = put_to_stand_in(forum, chair.id, before=cover.first) if cover else ()
        for question in (forum.tx.session.get_one(QuestionRow, id) for id in put):
            if due_of(forum, question) is Due.CHASE:
                question.chased = forum.on


def _put_while_away(forum: GroupContext) -> None:
    """Put what Chairs are asked to the deputy chair as well, while their mail says that they are away (own
    rule)."""
    since = dt.datetime.combine(forum.days.add(forum.on, -AWAY_FOR), dt.time.min)
    for chair in forum.offices.chairs(forum.on):
        if not forum.offices.is_covered(chair.id, forum.on) and last_said_away(
            forum.tx.session, chair.id, since
        ):
            put_to_stand_in(forum, chair.id)


def put_to_chair_alone(forum: GroupContext, chair: UUID) -> list[QuestionRow]:
    """Return the open questions that a person was asked as the Chair, and nobody else was asked."""
    return [
        question
        for question in open_questions(forum.tx.session, forum.group.id)
        if question.kind in TO_THE_CHAIR
        and question.asked
        and question.escalated is None
        and chair in (*asked_now(forum, question), reader_of(forum, question))
    ]


def due_of(forum: GroupContext, question: QuestionRow) -> Due:
    """Return the step that is due of a question today."""
    return due_on(question_value(question), forum.policy.lead_times, forum.days, forum.on)


def is_to_ring(question: Question | QuestionRow, due: Due) -> bool:
    """Say whether the unit is to ring about another's question: once chased, or when a chase would be due."""
    if question.kind in OF_THE_UNIT or KINDS[question.kind].chase is Chase.ONCE:
        return False
    return due is Due.RING or (due is Due.CHASE and KINDS[question.kind].chase is Chase.RING)


def waits_for_meeting(question: Question | QuestionRow, *, meets: bool) -> bool:
    """Say whether a question that rides along is not put on the morning on which the group meets (own
    rule)."""
    return meets and KINDS[question.kind].rides_along


def calls_for_a_letter(question: Question | QuestionRow, due: Due, days: WorkingDays, on: dt.date) -> bool:
    """Say whether a question of the Chair, an author or an absent member is reason to write to them today."""
    kind = KINDS[question.kind]
    if due not in WRITTEN or kind.letter not in PUT_IN_THE_MORNING:
        return False
    if due is Due.CHASE and kind.chase is not Chase.LETTER:
        return False
    if not kind.rides_along:
        return True
    may_go_alone = question.asked is None or bool(kind.escalates)
    return may_go_alone and days.add(question.due, kind.alone_from) <= on


def _put_to_chair(forum: GroupContext, questions: Sequence[QuestionRow]) -> None:
    """Write one letter to the Chair, or to each of joint Chairs with the questions for them."""
    tables = tables_for_chair(forum)
    untold = [
        note.person_id
        for note in untold_notes(forum.tx.session, frozenset({forum.group.id}))
        if goes_alone(note.kind, note.made_on, forum.days, forum.on)
    ]
    if not questions and not tables and not untold:
        return
    chairs, deputy = forum.chairs(), forum.deputy_chair()
    is_asked = (
        deputy and deputy not in chairs and any(reader_of(forum, each) == deputy.id for each in questions)
    )
    for chair in (*chairs, *([deputy] if deputy and is_asked else ())):
        of_chair = [
            question
            for question in questions
            if reader_of(forum, question) == chair.id
            and (question.escalated, question.escalated_to_id) != (forum.on, chair.id)
        ]
        due = [question for question in of_chair if due_of(forum, question) in WRITTEN]
        not_due = [question for question in of_chair if question not in due]
        overdue = [question for question in not_due if is_overdue(question, forum.on)]
        if (
            any(
                calls_for_a_letter(question, due_of(forum, question), forum.days, forum.on)
                for question in due
            )
            or chair.id in untold
        ):
            with_tables = tables if chair in chairs else ()
            put = write_to_chair(forum, chair, [*due, *overdue], tables=with_tables)
            _mark_put([question for question in put if question in due], forum.on)
        elif forum.days.is_working(forum.on) and chair in chairs:
            send_to_chair(forum, chair, tables)
    others = [id for id in dict.fromkeys(untold) if id not in {chair.id for chair in chairs}]
    for person in people(forum.tx.session, others, forum.on):
        if forum.membership.is_appointed(person.id, forum.on):
            write_to_chair(forum, person, ())


def _put_to_deputy_chair(forum: GroupContext, questions: Sequence[QuestionRow]) -> None:
    late = [
        question
        for question in questions
        if must_escalate(question_value(question), forum.policy.lead_times, forum.days, forum.on)
    ]
    deputy = forum.deputy_chair()
    if deputy is None:
        return
    as_well = [
        question for question in late if reader_of(forum, question) != deputy.id
    ]  # who may cover for the Chair
    if as_well:
        _escalate(forum, deputy, as_well)


def _escalate(
    forum: GroupContext, to: Person, questions: Sequence[QuestionRow], note: str | None = None
) -> tuple[UUID, ...]:
    """Ask the Chair's stand-in as well; nothing is done where their letter of today is written."""
    put = write_to_chair(forum, to, questions, standing_in=True, note=note)
    for question in put:
        question.escalated, question.escalated_to_id = forum.on, to.id
        forum.tx.audit("question escalated", question=question.id, to=to.id)
    return tuple(question.id for question in put)


def _put_to_author(forum: GroupContext, reader: UUID, questions: Sequence[QuestionRow]) -> None:
    """Write one letter to an author, or to their cover, for all meetings that wait for papers of theirs.

    It has all papers that are still to come to these, also those asked for before. So an author gets at most
    two letters for a meeting: the second is the one chase, whichever papers it asks for first (own rule).
    """
    due = [question for question in questions if due_of(forum, question) in WRITTEN]
    if not due:
        return
    meetings = {question.meeting_id for question in due}
    still_to_come = [
        question
        for question in questions
        if question.meeting_id in meetings and (question in due or question.due >= forum.on)
    ]
    to_come = sorted(still_to_come, key=lambda question: _meeting(forum, question).date)
    by_meeting = {meeting: list(of) for meeting, of in groupby(to_come, partial(_meeting, forum))}
    (person,) = people(forum.tx.session, [reader], forum.on)
    letter = PaperAuthor(
        **head(forum, person, why=_why_asked(forum, [each for each in to_come if each.of_id == reader])),
        reminder=all(question.asked is not None for question in to_come),
        meetings=tuple(_papers_wanted(forum, *entry) for entry in by_meeting.items()),
        covered=tuple(
            CoveredAuthor(
                item=_item(forum, question).number,
                date=_meeting(forum, question).date,
                author=_name(forum, question.of_id),
            )
            for question in to_come
            if question.of_id != reader
        ),
    )
    first, *others = by_meeting
    if write(
        forum,
        letter,
        to=person,
        about=meeting_topic(first, Occasion(OccasionKind.DAY, forum.on)),
        valid=while_planned(
            first,
            Conditions(appointed=True, unanswered=tuple(question.id for question in to_come)),
            *others,
        ),
        enclosures=[_cover_sheet(forum, question) for question in to_come],
    ):
        for meeting, of_meeting in by_meeting.items():
            asked = authors_asked(forum.tx.session, meeting.id)
            _mark_put(of_meeting, forum.on, is_chase=any(question.of_id in asked for question in of_meeting))


def _why_asked(forum: GroupContext, of_reader: Sequence[QuestionRow]) -> str:
    """Say why somebody is asked for papers of their own; empty where they only cover for an author."""
    if any(_item(forum, question).number for question in of_reader):
        return REASON_FOR_AUTHOR
    return REASON_FOR_AUTHOR_AHEAD if of_reader else ""


def _papers_wanted(
    forum: GroupContext, meeting: MeetingRow, questions: Sequence[QuestionRow]
) -> PapersWanted:
    return PapersWanted(
        date=meeting.date,
        items=tuple(_item(forum, question) for question in questions),
        by=max(min(question.due for question in questions), forum.on),
        agreed=step_of(forum.tx.session, meeting.id, StepKind.AGENDA_AGREED).done is not None,
    )


def _cover_sheet(forum: GroupContext, question: QuestionRow) -> Enclosure:
    item, meeting = _item(forum, question), _meeting(forum, question)
    sheet = CoverSheet(
        group=forum.policy.group.in_headings,
        marking=forum.policy.marking,
        reference=meeting.reference,
        date=meeting.date,
        number=item.number,
        item=item.title,
        purpose=Purpose(item.purpose),
        author=_name(forum, question.of_id),
    )
    return enclose(forum, sheet.file_name, forum.documents.print(sheet), WORD)


def _meeting(forum: GroupContext, question: QuestionRow) -> MeetingRow:
    return forum.tx.session.get_one(MeetingRow, question.meeting_id)


def _item(forum: GroupContext, question: QuestionRow) -> WantedItem:
    paper = forum.tx.session.get_one(PaperRow, question.about_id)
    item = forum.tx.session.get_one(AgendaItemRow, paper.item_id)
    return WantedItem(
        number=item.number,
        title=item.title,
        purpose=item.purpose,
        minutes=item.minutes,
        for_purpose=bool(item.objective) and item.task_step_id is None,
        decided=last_decided_for(forum.tx.session, forum.group.id, item.objective, forum.on),
    )


def _name(forum: GroupContext, person: UUID) -> str:
    return forum.tx.session.get_one(PersonRow, person).name


def _mark_put(questions: Sequence[QuestionRow], on: dt.date, *, is_chase: bool = False) -> None:
    """Note that questions were put: each is asked once and chased once, or both at once with ``is_chase``."""
    for question in questions:
        if is_chase or question.asked is not None:
            question.chased = on
        question.asked = question.asked or on
