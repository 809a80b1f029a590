"""The board's word: that the report has come, and what it decided or asks of the group (clauses 2 and 3).

Items from boards on agendas: what they answered, and what they have not answered (clause 2).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from uuid import UUID, uuid5

from sqlalchemy.orm import Session

from forum.actions.action_log import ActionState
from forum.agenda import Place, Purpose
from forum.boards.answers import BoardAnswer, read_board_answer
from forum.boards.steps import WENT, ReportState, ReportStep, board_action_reference, paper_deadline
from forum.calendar.steps import StepKind
from forum.letters.boards import BoardOutcome
from forum.outbox.states import ONCE, Conditions, Topic, Validity
from forum.questions.kinds import QuestionKind
from forum.questions.lifecycle import Channel
from forum.questions.words import Reply, Word
from forum.text.checks import checked_text
from forum.text.look_at import may_name_a_child, passages_to_look_at
from forum.text.problem import Problem
from forum.text.wording import day_month
from tasks.duties.agenda.agenda import is_drafted, put_in_order
from tasks.duties.base.group_context import GroupContext, group_context
from tasks.duties.base.office import UnitOfWork
from tasks.duties.base.write_letter import head, write
from tasks.duties.boards.report import finish_report_step
from tasks.duties.questions.ask import ask, close_question, open_question, questions_about, withdraw_question
from tasks.register.actions import number_of_actions
from tasks.register.meetings import held_until, planned_from, step_of
from tasks.register.members.membership import people
from tasks.register.other_bodies import asks_of, open_asks, report_steps, reports_of
from tasks.register.papers import agenda_items
from tasks.register.tables import (
    ActionRow,
    AgendaItemRow,
    BoardAskRow,
    BoardReportRow,
    MeetingRow,
    QuestionRow,
)

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


FIRST_NUMBER = 91  # of a board's asks among the actions: meetings number theirs from 1 and from 51
ANSWER_IN = 28  # days, where the policy has no later date of the board


def acknowledge_report(work: UnitOfWork, question: QuestionRow, _reply: Reply) -> None:
    """Record that a report has come to the board's secretary."""
    report = work.session.get_one(BoardReportRow, question.about_id)
    if report.state is ReportState.SENT:
        report.state = ReportState.RECEIVED
    finish_report_step(work, report, ReportStep.RECEIVED, work.on)


def ask_for_outcome(work: UnitOfWork, report_id: UUID) -> None:
    """Ask the board's secretary what the board decided, once it has met."""
    report = work.session.get_one(BoardReportRow, report_id)
    forum = group_context(work, report.group_id)
    asked = questions_about(work.session, report.id, QuestionKind.TELL_OUTCOME)
    if any(question.withdrawn is None for question in asked):
        return  # another run has asked
    withdraw_question(work, report.id, QuestionKind.ACKNOWLEDGE_REPORT, forum.on)
    (to,) = people(work.session, [report.secretary_id] if report.secretary_id else [], forum.on)
    by = report_steps(work.session, report.id)[ReportStep.ANSWERED].deadline or forum.on
    question = ask(
        work,
        QuestionKind.TELL_OUTCOME,
        group_id=report.group_id,
        about=report.id,
        of=to.id,
        on=forum.on,
        due=by,
    )
    question.asked = forum.on
    write(
        forum,
        BoardOutcome(
            **head(forum, to),
            board=report.name,
            body=report.body,
            date=report.date,
            by=question.due,
            asks=tuple(row.text for row in asks_of(work.session, report.id)),
        ),
        to=to,
        about=Topic(report.id, ONCE),
        valid=Validity(
            question.due + dt.timedelta(days=14), Conditions(appointed=True, unanswered=(question.id,))
        ),
    )


def record_outcome(work: UnitOfWork, question: QuestionRow, reply: Reply) -> None:
    """Carry out what the board's secretary answered."""
    take_answer(work, question.about_id, reply.text)


def report_to_answer(session: Session, groups: Sequence[UUID], body: str) -> BoardReportRow:
    """Return the latest report of these groups that went to a board; Problem where none did."""
    went = [
        report
        for group in groups
        for report in reports_of(session, group, body.strip().upper())
        if report.state in WENT
    ]
    if not went:
        raise Problem(f"No report has gone to {body}, so that there is nothing for it to answer.")
    return max(went, key=lambda report: report.date)


def answer_for_board(work: UnitOfWork, report_id: UUID, text: str) -> None:
    """Record what a board said, as the unit was told it; the question about it is answered too."""
    report = work.session.get_one(BoardReportRow, report_id)
    if report.state not in WENT:
        raise Problem(f"The report to {report.body} is {report.state}: it has not gone to the board yet.")
    if may_name_a_child(text):
        raise Problem(f"What {report.body} says may name a child or a family; write it of nobody.")
    question = open_question(work.session, report.id, QuestionKind.TELL_OUTCOME)
    if question is not None:
        close_question(
            work, question, Word.OTHER, by=question.of_id, channel=Channel.PHONE, on=work.on, text=text
        )
    take_answer(work, report_id, text)


def take_answer(work: UnitOfWork, report_id: UUID, text: str) -> None:
    """Put a board's answer into the ledger and on the next agenda, and open an action for each of its
    asks."""
    report = work.session.get_one(BoardReportRow, report_id)
    forum = group_context(work, report.group_id)
    asks = asks_of(work.session, report.id)
    answer = read_board_answer(checked_text(text, "the board’s answer"), len(asks))
    for row in asks:
        if row.number in answer.on_asks and row.answered is None:
            row.answered, row.answer = work.on, answer.on_asks[row.number]
            take_off_agendas(forum, row)
    report.answer = "\n".join(filter(None, [report.answer, text.strip()]))
    report.state = ReportState.ANSWERED
    finish_report_step(work, report, ReportStep.ANSWERED, work.on)
    for number, words in enumerate(answer.asks, start=FIRST_NUMBER + _actions_of(forum, report)):
        _open_action(forum, report, number, words)
    put_on_agenda(forum, uuid5(report.id, report.answer), _title(forum, report, answer))
    work.audit("board answered", report=report.id, asks=len(answer.asks))


def _title(forum: GroupContext, report: BoardReportRow, answer: BoardAnswer) -> str:
    """Return the title of the item with a board's answer; without its words where they may name somebody."""
    words = answer.in_short
    about = f"{report.name}, {day_month(report.date)}"
    return f"{about}: {'its answer' if passages_to_look_at(words, forum.organisations) else words}"


def _actions_of(forum: GroupContext, report: BoardReportRow) -> int:
    """Return how many actions have come of earlier answers to the report, discharged ones too."""
    prefix = board_action_reference(report.body, report.date, 0)[:-2]
    return number_of_actions(forum.tx.session, forum.group.id, prefix)


def _open_action(forum: GroupContext, report: BoardReportRow, number: int, words: str) -> None:
    """Open an action for what a board asks of the group; the unit finds its owner."""
    session = forum.tx.session
    meeting = next(held_until(session, forum.group.id, forum.on), None)
    meeting = meeting or next(iter(planned_from(session, forum.group.id, forum.on)), None)
    if meeting is None:
        raise Problem("There is no meeting to which an action could belong: plan one first.")
    row = ActionRow(
        group_id=forum.group.id,
        meeting_id=meeting.id,
        reference=board_action_reference(report.body, report.date, number),
        title=f"Answer the {report.name}",
        text=words,
        owner_id=forum.unit().id,
        due=_answer_by(forum, report),
        part=1,
        state=ActionState.OPEN,
        opened_on=forum.on,
    )
    session.add(row)
    session.flush()
    forum.tx.audit("action opened", action=row.id, reference=row.reference, due=row.due)


def _answer_by(forum: GroupContext, report: BoardReportRow) -> dt.date:
    """Return the day of the board's next paper deadline; four weeks from today where it has no later date."""
    later = [
        paper_deadline(body, forum.days, date)
        for body in forum.policy.bodies
        if body.code == report.body
        for date in body.dates
        if date > report.date
    ]
    in_time = [day for day in later if day > forum.on]
    return min(in_time) if in_time else forum.days.on_or_after(forum.on + dt.timedelta(days=ANSWER_IN))
