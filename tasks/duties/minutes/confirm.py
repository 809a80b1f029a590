"""A meeting confirms the minutes of the one before: as they are, amended, or not yet (where the terms are
silent)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from uuid import UUID

from sqlalchemy.orm import Session

from forum.documents.minutes import MinutesStanding
from forum.minutes.states import Confirmation, MinutesState
from forum.questions.kinds import QuestionKind
from tasks.documents.word.print_document import write_standing
from tasks.duties.base.group_context import GroupContext
from tasks.duties.minutes.draft_and_file import ask_for_minutes_again, keep
from tasks.duties.minutes.out_of_date import ask_nothing
from tasks.duties.questions.ask import withdraw_question
from tasks.register.documents import fetch
from tasks.register.meetings import held_before
from tasks.register.minutes import MINUTES, latest_editions
from tasks.register.tables import MeetingDocumentRow, MeetingRow

MOST_DEFERRED = 12  # meetings back


def minutes_to_confirm(session: Session, meeting: MeetingRow) -> Sequence[MeetingDocumentRow]:
    """The minutes, one for each part, of the meeting held before this one, and of those before whose minutes
    have been deferred ever since; the latest meeting first."""
    rows: list[MeetingDocumentRow] = []
    for before in islice(held_before(session, meeting), MOST_DEFERRED):
        rows += latest_editions(session, before.id, MINUTES)
        if before.last_minutes is not Confirmation.DEFERRED:
            break
    return rows


def confirm_last_minutes(forum: GroupContext, meeting: MeetingRow, confirmation: Confirmation | None) -> None:
    """Mark the last minutes as a meeting decided. Confirmed minutes lose their mark; amended ones go to
    the unit, to put the amendments in; deferred ones stay unconfirmed. A record filed again may decide
    otherwise."""
    if confirmation == meeting.last_minutes:
        return
    meeting.last_minutes = confirmation
    if confirmation is None:
        return
    rows = minutes_to_confirm(forum.tx.session, meeting)
    for about in dict.fromkeys(row.meeting_id for row in rows):
        _confirm(forum, about, [row for row in rows if row.meeting_id == about], confirmation)


def _confirm(
    forum: GroupContext, about: UUID, rows: Sequence[MeetingDocumentRow], confirmation: Confirmation
) -> None:
    for row in rows:
        forum.tx.audit(f"minutes {confirmation}", document=row.id, meeting=about)
    if confirmation is not Confirmation.DEFERRED:  # what a meeting has said of them is above the Chair's word
        ask_nothing(forum, about)
    if confirmation is Confirmation.AMENDED:
        meeting = forum.tx.session.get_one(MeetingRow, about)
        within = forum.policy.lead_times.minutes_draft_back_within
        ask_for_minutes_again(forum, meeting, forum.days.add(forum.on, within), "meeting")
        return
    withdraw_question(forum.tx, about, QuestionKind.DRAFT_MINUTES, forum.on)
    for row in rows:
        is_confirmed = row.state == MinutesState.CONFIRMED
        if confirmation is Confirmation.CONFIRMED and not is_confirmed:
            _restate(forum, row, MinutesStanding.CONFIRMED, MinutesState.CONFIRMED)
        elif confirmation is Confirmation.DEFERRED and is_confirmed:
            _restate(forum, row, MinutesStanding.UNCONFIRMED, MinutesState.CIRCULATED)


def _restate(
    forum: GroupContext, row: MeetingDocumentRow, standing: MinutesStanding, state: MinutesState
) -> None:
    """The next version says how the minutes stand now, and nothing else is different."""
    content = write_standing(fetch(forum.tx.session, row.sha256), standing)
    keep(forum, row, content, state)
