"""The Chair's word on a report, and its way to the board's secretary (clause 3)."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from forum.boards.answers import asks_in
from forum.boards.report import Box, changes, sections
from forum.boards.steps import ReportState, ReportStep
from forum.letters.boards import BoardReportLetter
from forum.members.membership import Person, Role
from forum.outbox.states import ONCE, Conditions, Topic, Validity
from forum.questions.kinds import QuestionKind
from forum.questions.words import Reply, Word
from forum.text.wording import long_date
from tasks.duties.base.office import UnitOfWork
from tasks.duties.base.write_letter import head, write
from tasks.duties.boards.facts import FactsOfSubject, let_others_give_way
from tasks.duties.boards.report import (
    NOT_AGREED,
    BoardContext,
    board_context,
    enclosed_report,
    finish_report_step,
    make_edition,
)
from tasks.duties.boards.write import compute, forget_agreed, put_what_changed, return_report
from tasks.duties.members.appointments import Newcomer, appoint
from tasks.duties.questions.ask import ask, office_of_answer, withdraw_question
from tasks.register.members.membership import people
from tasks.register.members.people import people_at
from tasks.register.other_bodies import report_left
from tasks.register.tables import BoardAskRow, BoardReportRow, QuestionRow

AGREED = frozenset({Word.AGREE, Word.AGREE_REPORT})


def agree_or_return_report(
    subjects: Iterable[FactsOfSubject], work: UnitOfWork, question: QuestionRow, reply: Reply
) -> None:
    """Carry out the Chair's word: the report is agreed, and goes on its day; or the unit makes the
    changes."""
    board = board_context(work, question.about_id)
    withdraw_question(work, board.report.id, QuestionKind.RELEASE_UNAGREED_REPORT, board.forum.on)
    if board.report.state is not ReportState.WITH_THE_CHAIR:
        return  # it has gone as a draft meanwhile
    if reply.word not in AGREED:
        return_report(board, reply.text, office_of_answer(board.forum, question))
        return
    forget_agreed(board)
    board.report.state, board.report.agreed = ReportState.AGREED, board.forum.on
    finish_report_step(work, board.report, ReportStep.AGREED, board.forum.on)
    let_others_give_way(board)
    if board.deadline_of(ReportStep.SENT) <= work.at.date():
        send_report(work.for_day(None), board.report.id, subjects)


def offer_unagreed_report(work: UnitOfWork, report_id: UUID) -> None:
    """Ask the unit on the deadline whether the draft goes that the Chair has not agreed, where the board's
    manager asks for it; no other report goes without the Chair's word (own rule)."""
    board = board_context(work, report_id)
    if board.report.state is not ReportState.WITH_THE_CHAIR:
        return
    ask(
        work,
        QuestionKind.RELEASE_UNAGREED_REPORT,
        group_id=board.report.group_id,
        about=report_id,
        of=board.forum.unit().id,
        on=board.forum.on,
        due=board.forum.on,
    )


def release_unagreed_report(
    subjects: Iterable[FactsOfSubject], work: UnitOfWork, question: QuestionRow, _reply: Reply
) -> None:
    """Send the draft that the unit released with the Chair silent, with its facts of today; the report says
    so."""
    withdraw_question(work, question.about_id, QuestionKind.AGREE_REPORT, work.on)
    board = board_context(work.for_day(None), question.about_id)
    compute(board, subjects)
    forget_agreed(board)
    _send(board)
    let_others_give_way(board)


def send_report(work: UnitOfWork, report_id: UUID, subjects: Iterable[FactsOfSubject]) -> None:
    """Send a report that is agreed to the board's secretary, who is asked to say that it has come. What it
    asks of the board is in the ledger from now on. Where something is another than the Chair agreed, that is
    put to them in its place."""
    board = board_context(work, report_id)
    if board.report.state is not ReportState.AGREED:
        return  # another run has sent it
    if not look_again(board, subjects):
        _send(board)


def look_again(board: BoardContext, subjects: Iterable[FactsOfSubject]) -> bool:
    """Give an agreed report its facts of today; where something is another than the Chair agreed, put that to
    them, and say so."""
    agreed = board.facts
    compute(board, subjects)
    has_changed = bool(changes(agreed, board.facts, board.body))
    if has_changed:
        put_what_changed(board, agreed)
    else:
        let_others_give_way(board)
    return has_changed


def _send(board: BoardContext) -> None:
    report, forum, work = board.report, board.forum, board.forum.work
    standing = f"Agreed by the Chair on {long_date(report.agreed)}" if report.agreed else NOT_AGREED
    report.state = ReportState.SENT
    edition = make_edition(board, standing, is_draft=False)
    to = _secretary(board)
    report.secretary_id = to.id
    for number, text in enumerate(asks_in(board.written.get(Box.ASKS, "")), start=1):
        work.session.add(
            BoardAskRow(
                group_id=report.group_id, report_id=report.id, number=number, text=text, asked=forum.on
            )
        )
    question = ask(
        work,
        QuestionKind.ACKNOWLEDGE_REPORT,
        group_id=report.group_id,
        about=report.id,
        of=to.id,
        on=forum.on,
        due=board.deadline_of(ReportStep.RECEIVED),
    )
    question.asked = forum.on
    letter = BoardReportLetter(
        **head(forum, to, marked=True),
        board=report.name,
        body=report.body,
        date=report.date,
        since=board.facts.first,
        until=board.facts.last,
        purpose=board.body.report,
        sender=f"{forum.chairs_named()}, Chair of the {forum.policy.group.short_name}",
        standing=standing,
        sections=sections(board.facts, board.written, board.body, is_draft=False),
        has_met=report.date < forum.on,
    )
    write(
        forum,
        letter,
        to=to,
        about=Topic(report.id, ONCE),
        valid=Validity(max(report.date, forum.on), Conditions(appointed=True, unanswered=(question.id,))),
        enclosures=[enclosed_report(board, edition)],
    )
    work.audit("report sent", report=report.id, to=to.id, agreed=report.agreed)


def finish_sent_report(work: UnitOfWork, report_id: UUID) -> None:
    """Finish the step of sending on the day on which the letter left."""
    report = work.session.get_one(BoardReportRow, report_id)
    if at := report_left(work.session, report):
        finish_report_step(work, report, ReportStep.SENT, at.date())


def _secretary(board: BoardContext) -> Person:
    """Return the board's secretary, who is entered and appointed where the group does not know them yet."""
    forum, body = board.forum, board.body
    known = people_at(forum.tx.session, body.address, forum.on)
    person = known[0] if len(known) == 1 else None
    if person is None or not forum.membership.is_appointed(person, forum.on):
        newcomer = Newcomer(body.secretary, body.address, organisation=body.name)
        appoint(forum.work, forum.group.code, person or newcomer, Role.BOARD_SECRETARY, forum.on)
        person = people_at(forum.tx.session, body.address, forum.on)[0]
        forum.forget_membership()
    return people(forum.tx.session, [person], forum.on)[0]
