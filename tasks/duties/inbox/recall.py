"""Call back what was released or allowed while delivery has not begun (clause 6): a pack, which the unit is
asked to release again, or a supplement. ChangedSinceError once delivery has begun."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from forum.calendar.steps import StepKind
from forum.letters.papers import Papers, Supplement
from forum.minutes.states import MinutesState
from forum.outbox.states import NOT_READ
from forum.questions.kinds import QuestionKind
from tasks.duties.base.group_context import GroupContext
from tasks.duties.papers.ask_for_release import is_as_shown, put_anew, put_for_release
from tasks.duties.questions.ask import open_question, withdraw_question
from tasks.register.audit.journal import ChangedSinceError
from tasks.register.meetings import step_of
from tasks.register.minutes import MINUTES, latest_editions
from tasks.register.outbox.calling_back import take_letters_out
from tasks.register.outbox.dispatches import is_untouched
from tasks.register.papers import AGENDA, circulated_agenda
from tasks.register.tables import DispatchRow, MeetingDocumentRow, MeetingRow, PackFileRow, PaperRow


def call_back_pack(forum: GroupContext, meeting: MeetingRow) -> bool:
    """Undo the release of a pack; False where it was not released."""
    session = forum.tx.session
    if circulated_agenda(session, meeting.id, 1) is None:
        return False
    take_letters_out(session, _letters(session, meeting.id, Papers.NAME))
    agendas = MeetingDocumentRow.meeting_id == meeting.id, MeetingDocumentRow.kind == AGENDA
    session.execute(delete(PackFileRow).where(PackFileRow.meeting_id == meeting.id))
    session.execute(delete(MeetingDocumentRow).where(*agendas))
    forum.tx.audit("pack called back", meeting=meeting.id)
    return True


def call_back_supplement(forum: GroupContext, paper: PaperRow) -> None:
    """Undo the supplement with a late paper; other papers of that supplement go out in another.

    A pack with the paper that waits for somebody who joined since is written again when papers are next due.
    """
    session, number = forum.tx.session, paper.supplement
    if not all(is_untouched(row) for row in _letters(session, paper.meeting_id, Papers.NAME, paper.document)):
        raise ChangedSinceError
    take_letters_out(session, _letters(session, paper.meeting_id, Supplement.NAME, paper.document))
    if number is None:
        return
    letters = _letters(session, paper.meeting_id, Supplement.NAME)
    take_letters_out(session, [row for row in letters if row.occasion_number == number])
    in_it = select(PaperRow).where(PaperRow.meeting_id == paper.meeting_id, PaperRow.supplement == number)
    for row in session.scalars(in_it).all():
        row.supplement = None
    session.flush()
    forum.tx.audit("supplement called back", meeting=paper.meeting_id, number=number)


def refresh_agreement(forum: GroupContext, meeting: MeetingRow) -> None:
    """Mark minutes that are not out as agreed where the Chair has agreed them, and else as with the Chair.
    The Chair's word counts also after the unit had released them."""
    agreed = step_of(forum.tx.session, meeting.id, StepKind.MINUTES_AGREED).done is not None
    for row in latest_editions(forum.tx.session, meeting.id, MINUTES):
        if row.state in (MinutesState.WITH_THE_CHAIR, MinutesState.AGREED):
            row.state = MinutesState.AGREED if agreed else MinutesState.WITH_THE_CHAIR
    if agreed:
        withdraw_question(forum.tx, meeting.id, QuestionKind.RELEASE_UNAGREED_MINUTES, forum.on)


def put_again(forum: GroupContext, meeting: MeetingRow, changed: Sequence[str], *, called_back: bool) -> None:
    """Ask the unit again for a pack of an agreed agenda that was called back or has changed since."""
    if step_of(forum.tx.session, meeting.id, StepKind.AGENDA_AGREED).done is None:
        return
    question = open_question(forum.tx.session, meeting.id, QuestionKind.RELEASE_PACK)
    if called_back:
        put_for_release(forum, meeting, changed)
    elif question is not None and not is_as_shown(forum, meeting, question):
        put_anew(forum, meeting, changed)


def _letters(session: Session, meeting: UUID, letter: str, document: str | None = None) -> list[DispatchRow]:
    """Return the letters of a name about a meeting; with ``document``, those alone that enclose it."""
    rows = session.scalars(
        select(DispatchRow).where(
            DispatchRow.meeting_id == meeting,
            DispatchRow.letter == letter,
            DispatchRow.state.not_in(NOT_READ),
        )
    )
    return [
        row
        for row in rows
        if document is None or document in {attachment["sha256"] for attachment in row.attachments}
    ]
