"""A released pack that nobody has begun to send is called back, and put to the unit anew (clause 6)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, select

from forum.letters.papers import Papers
from forum.outbox import NOT_READ
from forum.questions import QuestionKind
from forum.steps import StepKind
from tasks.duties.asking import open_question
from tasks.duties.forum_on_day import ForumOnDay
from tasks.duties.pack_check import is_as_shown, put_anew, put_for_release
from tasks.register.dispatches import withdraw
from tasks.register.journal import StandsNoMore
from tasks.register.meetings import step_of
from tasks.register.papers import AGENDA, circulated_agenda
from tasks.register.tables import DispatchRow, MeetingDocumentRow, MeetingRow, PackFileRow


def call_back_pack(forum: ForumOnDay, meeting: MeetingRow) -> bool:
    """Undo the release of a pack; False where it was not released. StandsNoMore once delivery has begun."""
    session = forum.tx.session
    if circulated_agenda(session, meeting.id, 1) is None:
        return False
    letters = session.scalars(
        select(DispatchRow).where(
            DispatchRow.meeting_id == meeting.id,
            DispatchRow.letter == Papers.NAME,
            DispatchRow.state.not_in(NOT_READ),
        )
    )
    if not all(withdraw(session, row) for row in letters.all()):
        raise StandsNoMore
    agendas = MeetingDocumentRow.meeting_id == meeting.id, MeetingDocumentRow.kind == AGENDA
    session.execute(delete(PackFileRow).where(PackFileRow.meeting_id == meeting.id))
    session.execute(delete(MeetingDocumentRow).where(*agendas))
    forum.tx.audit("pack called back", meeting=meeting.id)
    return True


def put_again(forum: ForumOnDay, meeting: MeetingRow, changed: Sequence[str], *, called_back: bool) -> None:
    """Put a pack of an agreed agenda to the unit anew that was called back, or is not as the unit saw it."""
    if step_of(forum.tx.session, meeting.id, StepKind.AGENDA_AGREED).done is None:
        return
    question = open_question(forum.tx.session, meeting.id, QuestionKind.RELEASE_PACK)
    if called_back:
        put_for_release(forum, meeting, changed)
    elif question is not None and not is_as_shown(forum, meeting, question):
        put_anew(forum, meeting, changed)
