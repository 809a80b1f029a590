"""Items from boards on agendas: what they answered, and what they have not answered (clause 2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID, uuid5

from forum.agenda.items import Place
from forum.agenda.purpose import Purpose
from forum.calendar.steps import StepKind
from forum.questions.kinds import QuestionKind
from forum.text.wording import day_month
from tasks.duties.agenda.agenda import is_drafted, put_in_order
from tasks.duties.base.group_context import GroupContext, group_context
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.duties.questions.ask import open_question
from tasks.register.boards import open_asks
from tasks.register.meetings import planned_from, step_of
from tasks.register.papers import agenda_items
from tasks.register.tables import AgendaItemRow, BoardAskRow, BoardReportRow, MeetingRow

LONGEST_TITLE = 160  # characters
MINUTES = 5


def stand_on_agenda(work: UnitOfWork, meeting_id: UUID) -> None:
    """Put on an agenda each ask that its board has not answered, until its answer is on record (own rule)."""
    meeting = work.session.get_one(MeetingRow, meeting_id)
    forum = group_context(work, meeting.group_id)
    for row in asks_for_the_agenda(forum, meeting):
        report = work.session.get_one(BoardReportRow, row.report_id)
        title = f"{report.name}, {day_month(report.date)}, not answered yet: {row.text}"
        _add_item(forum, meeting, uuid5(row.id, str(meeting.id)), title)


def asks_for_the_agenda(forum: GroupContext, meeting: MeetingRow) -> Sequence[BoardAskRow]:
    """Return the asks without an answer, of boards that have met, which are not on an agenda yet."""
    session = forum.tx.session
    return [
        row
        for row in open_asks(session, forum.group.id)
        if session.get_one(BoardReportRow, row.report_id).date < forum.on
        and session.get(AgendaItemRow, uuid5(row.id, str(meeting.id))) is None
    ]


def take_off_agendas(forum: GroupContext, ask: BoardAskRow) -> None:
    """Drop the item that says of an ask that it is not answered from each agenda that is to be put to the
    Chair."""
    session = forum.tx.session
    for meeting in _with_agenda_to_put(forum):
        item = session.get(AgendaItemRow, uuid5(ask.id, str(meeting.id)))
        if item is not None and item.dropped_on is None:
            item.dropped_on = forum.on
            session.flush()
            if is_drafted(session, meeting):
                put_in_order(forum, meeting)


def put_on_agenda(forum: GroupContext, id: UUID, title: str) -> None:
    """Put an item from a board on the next agenda that is to be put to the Chair; nowhere where none is
    planned."""
    if meeting := next(_with_agenda_to_put(forum), None):
        _add_item(forum, meeting, id, title)


def _with_agenda_to_put(forum: GroupContext) -> Iterator[MeetingRow]:
    """Yield the planned meetings whose agenda the Chair has neither agreed nor before them: for an item of
    information nobody is asked about an agenda again (own rule)."""
    session = forum.tx.session
    for meeting in planned_from(session, forum.group.id, forum.on):
        question = open_question(session, meeting.id, QuestionKind.AGREE_AGENDA)
        is_agreed = step_of(session, meeting.id, StepKind.AGENDA_AGREED).verdict is not None
        if not is_agreed and not (question and question.asked):
            yield meeting


def _add_item(forum: GroupContext, meeting: MeetingRow, id: UUID, title: str) -> None:
    session = forum.tx.session
    if session.get(AgendaItemRow, id) is not None:
        return
    session.add(
        AgendaItemRow(
            id=id,
            meeting_id=meeting.id,
            position=len(agenda_items(session, meeting.id)) + 1,
            number="",
            title=title if len(title) <= LONGEST_TITLE else f"{title[:LONGEST_TITLE]}…",
            purpose=Purpose.INFORMATION,
            part=1,
            minutes=MINUTES,
            standing=False,
            place=Place.BOARDS,
            lead_id=forum.chair().id,
            proposed_on=forum.on,
        )
    )
    session.flush()
    if is_drafted(session, meeting):
        put_in_order(forum, meeting)
    forum.tx.audit("item from a board", meeting=meeting.id, item=id)
