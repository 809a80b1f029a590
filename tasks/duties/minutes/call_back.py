"""Call back minutes that were sent out, or what of them has not gone yet (clause 6)."""

from __future__ import annotations

from uuid import UUID

from forum.minutes.states import MinutesState
from forum.questions.kinds import QuestionKind
from tasks.duties.base.group_context import GroupContext
from tasks.duties.questions.ask import questions_about, withdraw
from tasks.register.audit.journal import ChangedSinceError
from tasks.register.minutes import ACTION_LOG, MINUTES, editions
from tasks.register.outbox.calling_back import letters_with, take_letters_out
from tasks.register.outbox.dispatches import is_untouched
from tasks.register.tables import MeetingDocumentRow, MeetingRow


def call_back_minutes(forum: GroupContext, agreed: MeetingDocumentRow) -> set[UUID]:
    """Undo the sending of one part of agreed minutes, with an action log that went with that part alone;
    return the ids of the documents that there are no more.

    Minutes that a meeting has confirmed stand.
    """
    session, meeting = forum.tx.session, forum.tx.session.get_one(MeetingRow, agreed.meeting_id)
    every = [row for row in editions(session, meeting.id, MINUTES) if row.part == agreed.part]
    out = [row for row in every if row.edition > agreed.edition]
    if not out:
        return set()
    if any(row.state == MinutesState.CONFIRMED for row in out):
        raise ChangedSinceError
    letters = letters_with(session, meeting, out)
    documents = {id for row in letters for id in row.conditions.approved}
    take_letters_out(session, letters)
    logs = [row for row in editions(session, meeting.id, ACTION_LOG) if row.id in documents]
    elsewhere = {id for row in letters_with(session, meeting, logs) for id in row.conditions.approved}
    taken_out = [*out, *(log for log in logs if log.id not in elsewhere)]
    for row in taken_out:
        session.delete(row)
    session.flush()
    forum.tx.audit("minutes called back", meeting=meeting.id, part=agreed.part)
    return {row.id for row in taken_out}


def stop_release(forum: GroupContext, meeting: MeetingRow) -> bool:
    """Stop minutes that the unit released and the Chair refuses: what has not gone never goes (own rule).

    True where nothing had gone: the minutes are then as they were with the Chair, and are not released.
    """
    session = forum.tx.session
    every = editions(session, meeting.id, MINUTES)
    letters = letters_with(session, meeting, [row for row in every if row.state == MinutesState.CIRCULATED])
    unsent = [row for row in letters if is_untouched(row)]
    if len(unsent) < len(letters):
        take_letters_out(session, unsent)
        return False
    last = {row.part: row for row in every if row.state != MinutesState.CIRCULATED}
    for row in last.values():
        call_back_minutes(forum, row)
    for question in questions_about(session, meeting.id, QuestionKind.RELEASE_UNAGREED_MINUTES):
        withdraw(forum.tx, question, forum.on)
    return True
