"""Carrying forward from a meeting that will not take place: items with their papers, and minutes to confirm.

Decisions taken without a quorum: put to the next meeting, ratified by one that is quorate (clause 4).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID, uuid4, uuid5

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from forum.agenda import agenda_with_room, titles_on_silence
from forum.attendance.quorum import Ruling, decision_stands
from forum.calendar.steps import StepKind
from forum.minutes import MinutesState
from forum.papers.papers import state_when_carried
from forum.questions.kinds import QuestionKind
from forum.text.checks import folded
from forum.text.wording import day_month
from tasks.duties.agenda.agenda import agree_agenda, is_drafted, minutes_left, put_in_order
from tasks.duties.agenda.document import agreed_on, is_released_unagreed
from tasks.duties.agenda.put_agenda import presses
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.steps import finish_step
from tasks.duties.questions.ask import questions_about
from tasks.register.documents import minutes_to_confirm
from tasks.register.meetings import next_meeting, planned_from, step_of
from tasks.register.other_bodies import open_asks
from tasks.register.papers import agenda_items, item_value, paper_rows
from tasks.register.tables import AgendaItemRow, DecisionRow, MeetingRow, PaperRow

Row = TypeVar("Row", AgendaItemRow, PaperRow)


@dataclass(frozen=True)
class CarriedForward:
    """The result: the number of items that go on to the agenda of each day.

    With it, the dates of the meetings whose minutes are still to be confirmed.
    """

    items: Mapping[dt.date, int]
    minutes_of: tuple[dt.date, ...]


def carry_forward(forum: GroupContext, meeting: MeetingRow) -> CarriedForward:
    """Put what members had proposed on the next agenda that is not agreed yet and has time for it; what is
    for decision, or has its day, does not wait. A paper that is in goes with its item; one that is not is
    asked for once that agenda is agreed (own rule).
    """
    session = forum.tx.session
    agendas = _open_agendas(forum, meeting)
    rows = {agenda.id: list(agenda_items(session, agenda.id)) for agenda in agendas}
    rooms = [minutes_left(forum, agenda, [*map(item_value, rows[agenda.id])]) for agenda in agendas]
    papers = {item.id: paper for paper, item in paper_rows(session, meeting.id)}
    goes_on: Counter[dt.date] = Counter()
    for item in _to_carry(forum, meeting, [row for of_agenda in rows.values() for row in of_agenda]):
        if not agendas:
            break
        at = agenda_with_room(item.minutes, rooms, presses=presses(item))
        to, rooms[at] = agendas[at], rooms[at] - item.minutes
        new = _put_on(session, to, item, papers, position=len(rows[to.id]) + 1, number="")
        rows[to.id].append(new)
        goes_on[to.date] += 1
        forum.tx.audit("item carried forward", meeting=meeting.id, to=to.id, item=new.id)
    session.flush()
    for agenda in agendas:
        if goes_on[agenda.date] and is_drafted(session, agenda):
            put_in_order(forum, agenda)
    return CarriedForward(+goes_on, _to_be_confirmed(forum, meeting))


def bring_back(forum: GroupContext, cancelled: MeetingRow, to: MeetingRow) -> CarriedForward:
    """Put what had gone on from a cancelled meeting to agendas that are not agreed yet on that of the meeting
    held in its place, with its papers. An agenda that was agreed stays so, unless an item of it is lacking
    (own rule)."""
    session = forum.tx.session
    meant = {(row.part, folded(row.title), row.proposed_on) for row in _to_carry(forum, cancelled, ())}
    number = 0
    for agenda in _open_agendas(forum, cancelled):
        if agenda.id == to.id:
            continue
        papers = {item.id: paper for paper, item in paper_rows(session, agenda.id)}
        gone_on = [
            row
            for row in agenda_items(session, agenda.id)
            if (row.part, folded(row.title), row.proposed_on) in meant
        ]
        for row in gone_on:
            number += 1
            row.meeting_id, row.position, row.number = to.id, number, ""
            if paper := papers.get(row.id):
                paper.meeting_id = to.id
                for question in questions_about(session, paper.id, QuestionKind.PROVIDE_PAPER):
                    question.meeting_id = to.id
        session.flush()
        if gone_on and is_drafted(session, agenda):
            put_in_order(forum, agenda)
    _keep_agreed(forum, cancelled, to)
    return CarriedForward({to.date: number} if number else {}, _to_be_confirmed(forum, cancelled))


def _keep_agreed(forum: GroupContext, cancelled: MeetingRow, to: MeetingRow) -> None:
    """Have a meeting held in place of a cancelled one take the agenda that the Chair had agreed for that."""
    session = forum.tx.session
    agreed = None if is_released_unagreed(session, cancelled) else agreed_on(session, cancelled)
    there = {(row.part, folded(row.title)): row for row in agenda_items(session, to.id)}
    lacking = [row for row in _to_carry(forum, cancelled, ()) if (row.part, folded(row.title)) not in there]
    if agreed is None or lacking:
        return
    of_asks = {uuid5(ask.id, str(cancelled.id)): ask.id for ask in open_asks(session, forum.group.id)}
    papers = {item.id: paper for paper, item in paper_rows(session, cancelled.id)}
    for item in agenda_items(session, cancelled.id):
        id = uuid5(of_asks[item.id], str(to.id)) if item.id in of_asks else uuid4()
        row = there.get((item.part, folded(item.title))) or _put_on(session, to, item, papers, id=id)
        row.position, row.number = item.position, item.number
    finish_step(forum.tx, to, StepKind.AGENDA_AGREED, agreed, f"as agreed for {day_month(cancelled.date)}")
    agree_agenda(forum, to)


def _put_on(
    session: Session, to: MeetingRow, item: AgendaItemRow, papers: Mapping[UUID, PaperRow], **changes: Any
) -> AgendaItemRow:
    """Put an item like another on the agenda of a meeting, with the paper that it has."""
    new = _copy(item, meeting_id=to.id, **changes)
    session.add(new)
    session.flush()
    if paper := papers.get(item.id):
        state = state_when_carried(paper.state, is_in=paper.document is not None)
        session.add(_copy(paper, meeting_id=to.id, item_id=new.id, state=state, supplement=None))
    return new


def _to_carry(
    forum: GroupContext, meeting: MeetingRow, there: Sequence[AgendaItemRow]
) -> Sequence[AgendaItemRow]:
    """Return the items that go on, the pressing ones first and then those that have waited longest. What each
    draft is given anew does not, nor what stands on an agenda to come already."""
    session = forum.tx.session
    of_drafts = {*map(folded, titles_on_silence(forum.policy.objectives))}
    unanswered = {uuid5(ask.id, str(meeting.id)) for ask in open_asks(session, forum.group.id)}
    known = {(row.part, folded(row.title)) for row in there}
    items = [
        item
        for item in agenda_items(session, meeting.id)
        if not item.standing
        and item.id not in unanswered
        and folded(item.title) not in of_drafts
        and (item.part, folded(item.title)) not in known
    ]
    return sorted(items, key=lambda item: (not presses(item), item.proposed_on, item.position))


def _copy(row: Row, **changes: Any) -> Row:
    """A row that is to be written, like another in all but its id and these changes."""
    columns = [column.key for column in inspect(type(row)).column_attrs if column.key != "id"]
    return type(row)(**{key: getattr(row, key) for key in columns} | changes)


def _open_agendas(forum: GroupContext, meeting: MeetingRow) -> Sequence[MeetingRow]:
    """Return the meetings to come whose agenda is not agreed yet."""
    session = forum.tx.session
    following = planned_from(session, meeting.group_id, max(meeting.date, forum.on))
    return [
        later for later in following if step_of(session, later.id, StepKind.AGENDA_AGREED).verdict is None
    ]


def _to_be_confirmed(forum: GroupContext, meeting: MeetingRow) -> tuple[dt.date, ...]:
    rows = minutes_to_confirm(forum.tx.session, meeting)
    waiting = {row.meeting_id for row in rows if row.state != MinutesState.CONFIRMED}
    return tuple(sorted(forum.tx.session.get_one(MeetingRow, id).date for id in waiting))


def ratify(session: Session, meeting: MeetingRow, ratified: Collection[UUID]) -> None:
    """Put on record which earlier decisions a meeting ratified; a record filed again may say otherwise."""
    for row in session.scalars(select(DecisionRow).where(DecisionRow.ratified_at_id == meeting.id)):
        row.ratified_at_id = None
    for row in session.scalars(select(DecisionRow).where(DecisionRow.id.in_(ratified))):
        row.ratified_at_id = meeting.id


def put_to_next_meeting(forum: GroupContext, meeting: MeetingRow) -> None:
    """Put decisions to ratify on the next agenda, as long as the Chair has not agreed it."""
    session = forum.tx.session
    following = next_meeting(session, meeting.group_id, meeting.date)
    if following is None or not is_drafted(session, following):
        return
    if step_of(session, following.id, StepKind.AGENDA_AGREED).verdict is None:
        put_in_order(forum, following)


def ruled(forum: GroupContext, meeting: MeetingRow, ruling: Ruling, present: int) -> None:
    """The Chair ruled after the record was filed: the decisions stand by it, or are to be ratified. That the
    meeting is quorate does not cover a decision with fewer seats than the ``present`` at its opening."""
    decisions = select(DecisionRow).where(DecisionRow.meeting_id == meeting.id)
    for row in forum.tx.session.scalars(decisions):
        covered = ruling is Ruling.NOT_QUORATE or row.seats_present == present
        if covered and row.quorate != decision_stands(row.quorate, ruling):
            row.quorate = not row.quorate
            row.to_ratify = not row.quorate
    put_to_next_meeting(forum, meeting)
