"""The draft agenda as the Chair's letter shows it: what is new, which papers come, and what changed.

An agenda that fits: what has no time on it waits for the next, as the Chair says (own rule). Ask the
authors of papers that are known, subject to the Chair's agreement to the agenda (clause 6).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from forum.agenda import Purpose, describe_changes, shortened, titles_on_silence, to_fit
from forum.calendar.steps import StepKind
from forum.calendar.working_days import ONE_DAY
from forum.letters.parts import Ask, DraftAgenda, DraftItem
from forum.members.membership import Person
from forum.papers.papers import PaperState
from forum.questions.kinds import QuestionKind
from forum.text.checks import folded
from forum.text.problem import Problem
from forum.text.wording import day_month
from tasks.documents.papers.take_paper import WORD
from tasks.duties.agenda.agenda import draft_items, has_record_gone, is_drafted, put_in_order
from tasks.duties.agenda.authors import ask_author, tell_item_is_off, tell_items_wait
from tasks.duties.agenda.document import agenda_document, item_lines
from tasks.duties.base.group_context import GroupContext, forum_of_meeting
from tasks.duties.base.office import UnitOfWork
from tasks.duties.base.steps import last_day_for_items
from tasks.duties.base.write_letter import enclose
from tasks.duties.questions.ask import questions_about, withdraw_question
from tasks.mail.sending.queue import Enclosure
from tasks.register.database.rows import value_of
from tasks.register.meetings import called_for, last_held, planned_from, step_of
from tasks.register.papers import agenda_items, item_value, paper_rows, papers_of_item
from tasks.register.tables import AgendaItemRow, MeetingRow, QuestionRow

MOST_WAITS = 2  # meetings: what was proposed or commissioned before the last two is heard, however long it is


def items_that_wait(forum: GroupContext, meeting: MeetingRow) -> Sequence[AgendaItemRow]:
    """Return the items of a meeting that would wait so that the others fit into its time; none where no later
    agenda is open, or the record workbook has gone, which has the items by their numbers. What boards and
    partnerships send does not wait (clause 2), nor does an item of part 2, since the letter names it by its
    number, nor what has waited twice (own rule)."""
    if next_open_agenda(forum, meeting) is None or has_record_gone(forum.tx.session, meeting):
        return ()
    rows = agenda_items(forum.tx.session, meeting.id)
    of_drafts = titles_on_silence(forum.policy.objectives)
    earlier = last_held(forum.tx.session, meeting.group_id, meeting.date - ONE_DAY, MOST_WAITS)
    since = earlier[0].date if len(earlier) == MOST_WAITS else dt.date.min
    with_paper = {item.id for _, item in paper_rows(forum.tx.session, meeting.id)}
    may_wait = [
        item_value(row)
        for row in rows
        if (row.title in of_drafts or row.proposed_by_id or row.id in with_paper)
        and (row.title in of_drafts or row.proposed_on >= since)
        and not (row.standing or row.part > 1 or presses(row))
    ]
    waiting = {item.id for item in to_fit([*map(item_value, rows)], may_wait, meeting.minutes, of_drafts)}
    return [row for row in rows if row.id in waiting]


def minutes_to_fit(
    forum: GroupContext, meeting: MeetingRow, waiting: Sequence[AgendaItemRow]
) -> Mapping[AgendaItemRow, int]:
    """Return the items of a meeting that would have less time once those that wait are off, each with its
    minutes; none once the record workbook has gone."""
    if has_record_gone(forum.tx.session, meeting):
        return {}
    rows = {item_value(row): row for row in agenda_items(forum.tx.session, meeting.id) if row not in waiting}
    return {rows[item]: minutes for item, minutes in shortened([*rows], meeting.minutes).items()}


def presses(item: AgendaItemRow) -> bool:
    """Say whether an item does not wait for time on an agenda: it is for decision, or stands there for
    research or a task group, which have their days (own rule)."""
    return bool(item.purpose == Purpose.DECISION or item.research_id or item.task_step_id)


def fit_agenda(forum: GroupContext, meeting: MeetingRow) -> None:
    """Move what has no time to the next agenda, and shorten what is still too long. Problem where all fits,
    or nothing may be changed."""
    waiting, later = items_that_wait(forum, meeting), next_open_agenda(forum, meeting)
    less_time = minutes_to_fit(forum, meeting, waiting)
    if not (waiting or less_time):
        raise Problem(
            f"No item of the agenda for {day_month(meeting.date)} can wait for the next: reply AGREE AGENDA, "
            "or what to change."
        )
    for item, minutes in less_time.items():
        item.minutes = minutes
    if later is None or not waiting:
        return
    of_drafts = titles_on_silence(forum.policy.objectives)  # the next draft has them anew
    to_move = [item for item in waiting if item.title not in of_drafts]
    for item in waiting:
        if item in to_move:
            _move(forum, item, later)
        else:
            item.dropped_on = forum.on
    tell_items_wait(forum, meeting, to_move, later.date)
    forum.tx.session.flush()
    put_in_order(forum, meeting)


def keep_for_next_meeting(forum: GroupContext, meeting: MeetingRow, item: AgendaItemRow) -> None:
    """Move an item that came too late, with its paper, to the next agenda that is not agreed yet; nowhere
    where none is. Tell those behind it."""
    later = next_open_agenda(forum, meeting)
    if later:
        _move(forum, item, later)
    tell_item_is_off(forum, meeting, item, kept_for=later.date if later else None)


def _move(forum: GroupContext, item: AgendaItemRow, later: MeetingRow) -> None:
    for paper in papers_of_item(forum.tx.session, item):
        paper.meeting_id = later.id
        withdraw_question(forum.tx, paper.id, QuestionKind.PROVIDE_PAPER, forum.on)  # asked anew for that one
    item.meeting_id, item.number = later.id, ""
    item.position = len(agenda_items(forum.tx.session, later.id)) + 1
    forum.tx.audit("item kept for later", item=item.id, to=later.id)
    put_on(forum, later, item)


def next_open_agenda(forum: GroupContext, meeting: MeetingRow) -> MeetingRow | None:
    """Return the next planned meeting whose agenda is not agreed yet, and that is not called for one item."""
    session = forum.tx.session
    later = planned_from(session, meeting.group_id, meeting.date + ONE_DAY)
    return next(
        (
            row
            for row in later
            if not called_for(row) and step_of(session, row.id, StepKind.AGENDA_AGREED).verdict is None
        ),
        None,
    )


def put_on(forum: GroupContext, meeting: MeetingRow, item: AgendaItemRow) -> None:
    """Let an item stand on the agenda of a meeting, in its place where that is drafted."""
    item.dropped_on = None
    forum.tx.session.flush()
    if is_drafted(forum.tx.session, meeting):
        put_in_order(forum, meeting)


def put_agenda(
    forum: GroupContext, question: QuestionRow, ask: Ask, reader: Person
) -> tuple[Ask, Sequence[Enclosure]]:
    """Return the ask with the draft agenda, which is enclosed as well; its facts say where the draft replaces
    an earlier one."""
    session = forum.tx.session
    meeting = session.get_one(MeetingRow, question.about_id)
    part_two = forum.place_of(reader.id).may_read_part_two(reader.id, forum.on)
    document = agenda_document(forum, meeting, part_two=part_two)
    enclosure = enclose(forum, document.file_name, forum.documents.print(document), WORD)
    questions = questions_about(session, question.about_id, question.kind)
    is_anew = any(question.asked and question.withdrawn for question in questions)
    facts = "Its items have changed since the draft that you have, which no longer counts."
    draft = _draft(forum, meeting, reader.id, _draft_before(questions, question))
    question.draft = [str(item.id) for item in agenda_items(session, meeting.id)]
    return replace(ask, facts=facts if is_anew else "", draft=draft), [enclosure]


def _draft(forum: GroupContext, meeting: MeetingRow, reader: UUID, before: Sequence[UUID]) -> DraftAgenda:
    session = forum.tx.session
    rows = agenda_items(session, meeting.id)
    lines = {line.number: line for line in item_lines(forum, meeting, reader)}
    seen = [row for row in rows if row.number in lines]
    last = _titles_of_last_agenda(forum, meeting)
    closed = last_day_for_items(forum, meeting)
    earlier = [session.get_one(AgendaItemRow, id) for id in before]
    visible = [row for row in earlier if row.part == 1 or len(seen) == len(rows)]
    titles = {row.id: row.title for row in visible}
    waiting, later = items_that_wait(forum, meeting), next_open_agenda(forum, meeting)
    return DraftAgenda(
        items=tuple(
            value_of(
                DraftItem,
                row,
                is_new=bool(last) and folded(row.title) not in last,
                proposed_by=_name(forum, row.proposed_by_id) if row.proposed_by_id else "",
                late_on=row.proposed_on if _is_late(row, closed) else None,
                paper=lines[row.number].paper,
            )
            for row in seen
        ),
        planned=sum(row.minutes for row in rows),
        minutes=meeting.minutes,
        to_fit=tuple(row.number for row in waiting),
        shortened=tuple(
            f"{minutes} minutes for item {row.number}"
            for row, minutes in minutes_to_fit(forum, meeting, waiting).items()
        ),
        wait_for=later.date if later else None,
        changes=describe_changes([*titles], [item_value(row) for row in seen], titles) if titles else "",
    )


def _is_late(item: AgendaItemRow, closed: dt.date | None) -> bool:
    """Say whether somebody proposed an item after items had closed (own rule)."""
    return item.proposed_by_id is not None and closed is not None and item.proposed_on > closed


def _draft_before(questions: Sequence[QuestionRow], question: QuestionRow) -> list[UUID]:
    """Return the items of the last draft that was put and is no longer asked about."""
    earlier = [
        (row.asked, row.draft)
        for row in questions
        if row.asked and row.draft and (row.answered or row.withdrawn) and not _asked_together(row, question)
    ]
    _, ids = max(earlier, default=(None, []))
    return [UUID(id) for id in ids]


def _asked_together(row: QuestionRow, question: QuestionRow) -> bool:
    """Say whether two questions are the same, or put the same to joint Chairs."""
    return (row.together or row.id) == (question.together or question.id)


def _titles_of_last_agenda(forum: GroupContext, meeting: MeetingRow) -> set[str]:
    """Return the titles on the agenda of the last ordinary meeting that was held; empty where there was
    none."""
    last = last_held(forum.tx.session, meeting.group_id, meeting.date - ONE_DAY, 1)
    return {folded(row.title) for held in last for row in agenda_items(forum.tx.session, held.id)}


def _name(forum: GroupContext, person: UUID) -> str:
    return forum.place_of(person).person(person).name


def ask_authors(work: UnitOfWork, meeting_id: UUID) -> None:
    """Draft the items of a meeting, and ask for each paper that is wanted. That of an item for which there is
    no time is asked for once the Chair has kept it (own rule)."""
    forum, meeting = forum_of_meeting(work, meeting_id)
    draft_items(forum, meeting)
    waiting = {item.id for item in items_that_wait(forum, meeting)}
    for paper, item in paper_rows(work.session, meeting.id):
        if paper.state == PaperState.WANTED and item.id not in waiting:
            ask_author(forum, meeting, paper)
