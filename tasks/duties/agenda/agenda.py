"""The agenda: drafted from standing items and those proposed, agreed by the Chair or amended (clause 6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from forum import agenda as rules
from forum.agenda import Purpose, item_on_silent_purpose
from forum.calendar.steps import StepKind
from forum.papers.papers import PaperState, Readers
from forum.questions.kinds import QuestionKind
from forum.questions.words import Reply, Word
from forum.text.checks import checked_line, folded
from forum.text.problem import Problem
from forum.text.wording import capital
from tasks.duties.agenda.authors import ask_author, tell_item_is_off
from tasks.duties.agenda.coverage import silent_on
from tasks.duties.agenda.document import core_members, take_back_release
from tasks.duties.base.group_context import GroupContext, forum_of_meeting
from tasks.duties.base.office import UnitOfWork
from tasks.duties.base.steps import finish_step, open_step
from tasks.duties.questions.ask import (
    ask_chairs,
    ask_unit,
    is_open,
    open_question,
    questions_about,
    withdraw_question,
)
from tasks.register.database.rows import row_of
from tasks.register.meetings import planned_meeting, step_of
from tasks.register.papers import agenda_items, circulated_agenda, item_by_number, item_value, paper_rows
from tasks.register.registers import days_of_decisions_to_ratify
from tasks.register.tables import AgendaItemRow, MeetingRow, PaperRow, QuestionRow


def draft_agenda(work: UnitOfWork, meeting_id: UUID) -> None:
    """Draft the agenda and put it to the Chair."""
    forum, meeting = forum_of_meeting(work, meeting_id)
    draft_items(forum, meeting)
    if open_question(work.session, meeting.id, QuestionKind.AMEND_AGENDA) is None:
        _put_to_chair(forum, meeting)


def draft_items(forum: GroupContext, meeting: MeetingRow) -> None:
    """Put the items of a meeting in order, with those that every one has; nothing where that was done."""
    if not is_drafted(forum.tx.session, meeting):
        put_in_order(forum, meeting)
        forum.tx.audit("agenda drafted", meeting=meeting.id)


def propose_item(
    work: UnitOfWork,
    reference: str,
    *,
    title: str,
    purpose: Purpose,
    minutes: int,
    person: UUID | None,
    with_paper: bool,
    part: int = 1,
    objective: str = "",
    research: UUID | None = None,
    task_step: UUID | None = None,
) -> UUID:
    """Put an item on a meeting's agenda; its proposer leads it, and is asked in time for a paper it has. Once
    the agenda is agreed the item waits for the Chair's leave.

    Its paper is the product of the request for ``research`` with that id, where it comes of one, and
    ``task_step`` the step of a task group for which it stands there.
    """
    meeting = planned_meeting(work.session, reference)
    forum, meeting = forum_of_meeting(work, meeting.id)
    is_agreed = step_of(work.session, meeting.id, StepKind.AGENDA_AGREED).verdict is not None
    if is_agreed and circulated_agenda(work.session, meeting.id, 1) is not None:
        raise Problem(
            f"The papers of {reference} have gone out, and its agenda is settled: raise it with the Chair, "
            "or propose it for the next meeting."
        )
    title = _checked_title(title)
    if person is not None:
        forum.refuse_stranger(person)
        _refuse_the_same_again(work.session, meeting, person, title, part)
    item = AgendaItemRow(
        meeting_id=meeting.id,
        position=len(agenda_items(work.session, meeting.id)) + 1,
        number="",
        title=title,
        purpose=purpose,
        part=part,
        minutes=minutes,
        standing=False,
        lead_id=person,
        proposed_by_id=person,
        proposed_on=work.on,
        objective=objective,
        research_id=research,
        task_step_id=task_step,
    )
    work.session.add(item)
    work.session.flush()
    if with_paper:
        if person is None:
            raise Problem("A paper needs an author: say who proposes the item.")
        work.session.add(_wanted_paper(item, person))
    if is_agreed:
        _ask_for_leave(forum, meeting, item)
    elif is_drafted(work.session, meeting):
        put_in_order(forum, meeting)
    work.audit("item proposed", meeting=meeting.id, item=item.id, person=person)
    return item.id


def _ask_for_leave(forum: GroupContext, meeting: MeetingRow, item: AgendaItemRow) -> None:
    """Keep an item off an agenda that is agreed until the Chair allows it as other business (own rule)."""
    item.dropped_on = forum.on
    papers_out = step_of(forum.tx.session, meeting.id, StepKind.PAPERS_OUT).deadline or meeting.date
    ask_chairs(
        forum,
        QuestionKind.ALLOW_LATE_ITEM,
        about=item.id,
        due=forum.days.add(papers_out, -1),
        meeting_id=meeting.id,
    )


def drop_item(work: UnitOfWork, reference: str, number: str) -> None:
    """Take an item off a meeting's agenda, and tell who proposed it or was asked for its paper."""
    forum, meeting = _of_open_agenda(work, reference)
    item = item_by_number(work.session, meeting.id, number)
    tell_item_is_off(forum, meeting, item)
    for paper, _ in paper_rows(work.session, meeting.id):
        if paper.item_id == item.id:
            withdraw_question(work, paper.id, QuestionKind.PROVIDE_PAPER, work.on)
    item.dropped_on = work.on
    work.session.flush()
    put_in_order(forum, meeting)
    work.audit("item dropped", meeting=meeting.id, item=item.id)
    _put_anew(forum, meeting)


def reorder_items(work: UnitOfWork, reference: str, numbers: Sequence[str]) -> None:
    """Put these items of a meeting's agenda in this order; the Chair may want another than the rules give
    (clause 6).

    Items of one place come first there; those of several come where the first of them was. Part 2 stays by
    itself, and the meeting is opened before all business.
    """
    forum, meeting = _of_open_agenda(work, reference)
    named = [item_by_number(work.session, meeting.id, number) for number in dict.fromkeys(numbers)]
    rows = agenda_items(work.session, meeting.id)
    slots = [(row.position, row.number) for row in rows]
    for row, (position, number) in zip(_in_new_order(rows, named), slots, strict=True):
        row.position, row.number = position, number
    work.session.flush()
    work.audit("items ordered", meeting=meeting.id, items=[row.id for row in named])
    _put_anew(forum, meeting)


def _in_new_order(rows: Sequence[AgendaItemRow], named: Sequence[AgendaItemRow]) -> list[AgendaItemRow]:
    places = {rules.item_place(item_value(row)) for row in named}
    apart = next((words for place, words in rules.APART.items() if place in places), "")
    if apart and len(places) > 1:
        raise Problem(f"{capital(apart)} keeps its place on the agenda: order the other items without it.")
    to_move = (
        named if len(places) > 1 else [row for row in rows if rules.item_place(item_value(row)) in places]
    )
    at = min(rows.index(row) for row in to_move)
    others = [row for row in rows if row not in named]
    return [*others[:at], *named, *others[at:]]


def _of_open_agenda(work: UnitOfWork, reference: str) -> tuple[GroupContext, MeetingRow]:
    meeting = planned_meeting(work.session, reference)
    if step_of(work.session, meeting.id, StepKind.AGENDA_AGREED).verdict is not None:
        raise Problem(
            f"The agenda of {reference} is agreed, and its items are settled; ask the Chair to take a new "
            "one under another item."
        )
    if has_record_gone(work.session, meeting):
        raise Problem(
            f"The record workbook of {reference} has gone, and has its items by their numbers; note in it "
            "what the meeting did not take."
        )
    return forum_of_meeting(work, meeting.id)


def has_record_gone(session: Session, meeting: MeetingRow) -> bool:
    """Say whether the unit has the record workbook of a meeting."""
    asked = questions_about(session, meeting.id, QuestionKind.FILE_RECORD)
    return any(question.asked for question in asked)


def _refuse_the_same_again(
    session: Session, meeting: MeetingRow, person: UUID, title: str, part: int
) -> None:
    """Problem for an item that its proposer sends a second time, as people do who are not sure it arrived."""
    theirs = (item for item in agenda_items(session, meeting.id) if item.proposed_by_id == person)
    if any((item.part, folded(item.title)) == (part, folded(title)) for item in theirs):
        raise Problem(
            f"An item of that title by the same person is on the agenda of {meeting.reference} already; "
            "what is different now is for the Business Unit to change."
        )


def _checked_title(title: str) -> str:
    where = "title of the item"
    if checked := checked_line(title, where).strip():
        return checked
    raise Problem(f"{where}: there is none; say in a few neutral words what it is about.")


def agree_or_amend_agenda(work: UnitOfWork, question: QuestionRow, reply: Reply) -> None:
    """Agree the agenda on the Chair's word, or ask the unit to make the changes that the Chair wants."""
    forum, meeting = forum_of_meeting(work, question.about_id)
    if reply.word in {Word.AGREE, Word.AGREE_AGENDA, Word.AGREE_BOTH, Word.FIT}:
        agree_agenda(forum, meeting)
        return
    take_back_release(forum, meeting)
    ask_unit(forum, QuestionKind.AMEND_AGENDA, meeting, due=forum.days.add(forum.on, 1))


def put_amended_agenda(work: UnitOfWork, question: QuestionRow, _reply: Reply) -> None:
    """Put the agenda to the Chair again, which the unit changed as the Chair wished."""
    _put_to_chair(*forum_of_meeting(work, question.about_id))


def agree_agenda(forum: GroupContext, meeting: MeetingRow, note: str = "") -> None:
    """Finish the step of agreeing the agenda, with a note for who judges it, and collect its papers."""
    withdraw_question(forum.tx, meeting.id, QuestionKind.RELEASE_UNAGREED_AGENDA, forum.on)
    finish_step(forum.tx, meeting, StepKind.AGENDA_AGREED, forum.on, note)
    open_step(forum.tx, meeting, StepKind.PAPERS_COLLECTED, forum.on)
    papers = [paper for paper, _ in paper_rows(forum.tx.session, meeting.id)]
    papers_to_come = [paper for paper in papers if paper.state == PaperState.WANTED]
    for paper in papers_to_come:
        ask_author(forum, meeting, paper)
    if not papers_to_come:
        note = "" if papers else "no papers wanted"
        finish_step(forum.tx, meeting, StepKind.PAPERS_COLLECTED, forum.on, note)


def _put_to_chair(forum: GroupContext, meeting: MeetingRow) -> None:
    deadline = step_of(forum.tx.session, meeting.id, StepKind.AGENDA_AGREED).deadline
    ask_chairs(
        forum,
        QuestionKind.AGREE_AGENDA,
        about=meeting.id,
        due=deadline or meeting.date,
        meeting_id=meeting.id,
    )


def _put_anew(forum: GroupContext, meeting: MeetingRow) -> None:
    """Put a changed draft to the Chair anew, since nobody agrees to a draft that they have not seen. AGREE in
    reply to the letter before is refused.
    """
    questions = questions_about(forum.tx.session, meeting.id, QuestionKind.AGREE_AGENDA)
    if any(question.asked and is_open(question) for question in questions):
        withdraw_question(forum.tx, meeting.id, QuestionKind.AGREE_AGENDA, forum.on)
        forum.tx.session.flush()
        _put_to_chair(forum, meeting)


def is_drafted(session: Session, meeting: MeetingRow) -> bool:
    """Tell whether a meeting's agenda has the items that every one has."""
    return any(item.standing for item in agenda_items(session, meeting.id))


def put_in_order(forum: GroupContext, meeting: MeetingRow) -> None:
    """Write the draft of the rules into the rows: new standing items, and each item's number and place."""
    session = forum.tx.session
    days = days_of_decisions_to_ratify(session, meeting)
    to_ratify = [rules.item_to_ratify(days, forum.chair().id)] if days else []
    rows: dict[UUID | None, AgendaItemRow] = {row.id: row for row in agenda_items(session, meeting.id)}
    values = [item_value(row) for row in rows.values()]
    if any(item.standing for item in values):
        drafted = rules.order_items(
            _ratifying(forum, rows, values, to_ratify), forum.policy.meetings.part_two
        )
    else:
        room = minutes_left(forum, meeting, [*values, *to_ratify])
        drafted = rules.items_to_propose(
            forum.policy,
            carried=to_ratify,
            proposed=[*values, *rules.in_time(_on_silent_purposes(forum, meeting), room)],
            leads=leads_of_items(forum),
        )
    before = [(row.id, row.number) for row in rows.values()]
    for position, item in enumerate(drafted, start=1):
        if item.id is None:
            add_item(forum, meeting, item, position)
        else:
            rows[item.id].position, rows[item.id].number = position, item.number
    if before != [(row.id, row.number) for row in agenda_items(session, meeting.id)]:
        _put_anew(forum, meeting)


def minutes_left(forum: GroupContext, meeting: MeetingRow, items: Sequence[rules.Item]) -> int:
    """Return the minutes that a meeting has beside these items and those that every agenda has."""
    is_there = any(item.place is rules.Place.WELCOME for item in items)
    every = () if is_there else rules.items_to_propose(forum.policy)
    return meeting.minutes - sum(item.minutes for item in (*items, *every))


def _on_silent_purposes(forum: GroupContext, meeting: MeetingRow) -> list[rules.Item]:
    """Return an item for each purpose for which the last meetings did nothing (clause 1): as many as there is
    time for are proposed, the others remain silent and come next."""
    names, chair = forum.policy.objectives, forum.chair().id
    return [
        item_on_silent_purpose(purpose, names[purpose], chair) for purpose in silent_on(forum, meeting.date)
    ]


def leads_of_items(forum: GroupContext) -> dict[str, UUID]:
    """Return who leads standing items today: Chair, unit, and the core member of each seat."""
    return {**core_members(forum), "chair": forum.chair().id, "unit": forum.unit().id}


def add_item(forum: GroupContext, meeting: MeetingRow, item: rules.Item, position: int) -> None:
    """Put an item on an agenda, with the paper that its lead is to be asked for."""
    row = _row(forum, meeting, item, position)
    forum.tx.session.add(row)
    if item.with_paper and item.lead:
        forum.tx.session.flush()
        forum.tx.session.add(_wanted_paper(row, item.lead))


def _wanted_paper(item: AgendaItemRow, author: UUID) -> PaperRow:
    return PaperRow(
        meeting_id=item.meeting_id,
        item_id=item.id,
        author_id=author,
        title=item.title,
        state=PaperState.WANTED,
        readers=Readers.PART_TWO if item.part > 1 else Readers.ALL,
    )


def _ratifying(
    forum: GroupContext,
    rows: Mapping[UUID | None, AgendaItemRow],
    items: Sequence[rules.Item],
    to_ratify: Sequence[rules.Item],
) -> list[rules.Item]:
    """The items of a drafted agenda, with what is to be ratified now in place of what was."""
    there = [item for item in items if rules.item_place(item) is rules.Place.RATIFY]
    if [item.title for item in there] == [item.title for item in to_ratify]:
        return list(items)
    for item in there:
        rows[item.id].dropped_on = forum.on
    return [*(item for item in items if item not in there), *to_ratify]


def _row(forum: GroupContext, meeting: MeetingRow, item: rules.Item, position: int) -> AgendaItemRow:
    return row_of(
        AgendaItemRow,
        item,
        meeting_id=meeting.id,
        position=position,
        lead_id=item.lead,
        proposed_by_id=item.proposed_by,
        proposed_on=forum.on,
    )
