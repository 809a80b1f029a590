"""Minutes that don't say what the register says any more: drafted anew, or with the unit again (own rule)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import select

from forum.letters.minutes import MinutesAgain, MinutesDraft
from forum.minutes.states import MinutesState
from forum.outbox.states import NOT_READ
from forum.questions.kinds import QuestionKind
from forum.text.problem import Problem
from tasks.documents.minutes.returned_file import check_minutes
from tasks.duties.base.group_context import GroupContext
from tasks.duties.minutes.document import minutes_document
from tasks.duties.questions.ask import questions_about, withdraw_question
from tasks.register.documents import fetch
from tasks.register.outbox.dispatches import is_untouched, withdraw
from tasks.register.tables import DispatchRow, MeetingDocumentRow, MeetingRow


def unsaid(forum: GroupContext, meeting: MeetingRow, rows: Iterable[MeetingDocumentRow]) -> tuple[str, ...]:
    """Return a sentence for each thing in these minutes that the register now has otherwise."""
    faults: list[str] = []
    for row in rows:
        try:
            check_minutes(fetch(forum.tx.session, row.sha256), minutes_document(forum, meeting, row.part))
        except Problem as problem:
            faults += problem.faults or (problem.sentence,)
    return tuple(dict.fromkeys(faults))


def untouched(
    forum: GroupContext, meeting: MeetingRow, rows: Sequence[MeetingDocumentRow]
) -> list[MeetingDocumentRow]:
    """Return the minutes that are still as they were drafted, since nobody has sent a changed file."""
    questions = questions_about(forum.tx.session, meeting.id, QuestionKind.DRAFT_MINUTES)
    if any(question.answered for question in questions):
        return []
    return [row for row in rows if row.state == MinutesState.DRAFT]


def withdraw_drafts(forum: GroupContext, meeting: MeetingRow) -> bool:
    """Take the letter with the draft out of the outbox; False, and it stays, where the unit has one."""
    letters = forum.tx.session.scalars(
        select(DispatchRow)
        .where(
            DispatchRow.meeting_id == meeting.id,
            DispatchRow.letter.in_((MinutesDraft.NAME, MinutesAgain.NAME)),
            DispatchRow.state.not_in(NOT_READ),
        )
        .order_by(DispatchRow.queued_at)
    ).all()
    is_unseen = bool(letters) and all(is_untouched(row) for row in letters)
    for row in letters if is_unseen else ():
        withdraw(forum.tx.session, row)
    return is_unseen


def take_minutes_back(forum: GroupContext, meeting: MeetingRow, rows: Iterable[MeetingDocumentRow]) -> None:
    """The minutes are a draft with the unit again: the Chair is asked nothing about them."""
    for row in rows:
        row.state = MinutesState.DRAFT
    ask_nothing(forum, meeting.id)


def ask_nothing(forum: GroupContext, meeting_id: UUID) -> None:
    """Withdraw the questions to agree the minutes, or to release them although the Chair has not."""
    withdraw_question(forum.tx, meeting_id, QuestionKind.AGREE_MINUTES, forum.on)
    withdraw_question(forum.tx, meeting_id, QuestionKind.RELEASE_UNAGREED_MINUTES, forum.on)
