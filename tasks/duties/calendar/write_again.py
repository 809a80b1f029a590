"""Letters that waited in the outbox, written again with the facts of the moment at which they leave."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from forum.letters.actions import ActionDigest, AfterMeeting
from forum.letters.attendance import QuorumForecast
from forum.letters.members import Details, Induction
from forum.letters.minutes import Minutes
from forum.letters.papers import Papers, Supplement
from forum.letters.questions import ChairLetter
from forum.outbox.states import Occasion, State
from tasks.duties.actions import action_log, after_meeting
from tasks.duties.answers import put_questions
from tasks.duties.base.group_context import GroupContext, group_context
from tasks.duties.base.office import Office, UnitOfWork
from tasks.duties.coming import seats_to_fill
from tasks.duties.members import details, welcome
from tasks.duties.minutes import circulate
from tasks.duties.papers import send_packs
from tasks.mail.sending.checks import difference
from tasks.mail.sending.queue import releasable
from tasks.register.database.rows import rows_by_id
from tasks.register.groups import Groups
from tasks.register.outbox import dispatch_by_key, in_state, is_untouched
from tasks.register.tables import DispatchRow, MeetingRow

Writer = Callable[[GroupContext, Sequence[DispatchRow]], None]
"""Takes letters of one kind, subject and occasion out of the outbox, and writes them once more; none that it
leaves there is lost."""
WRITERS: Mapping[str, Writer] = {
    AfterMeeting.NAME: after_meeting.write_again,
    Minutes.NAME: circulate.write_again,
    Papers.NAME: send_packs.write_again,
    Supplement.NAME: send_packs.write_supplement_again,
    ChairLetter.NAME: put_questions.write_again,
    ActionDigest.NAME: action_log.write_again,
    Details.NAME: details.write_again,
    QuorumForecast.NAME: seats_to_fill.write_again,
    Induction.NAME: welcome.write_again,
}
"""The letters that tell of what may change while they wait for days, by what writes them: of meetings to
come, actions, who comes, or what is asked."""


def groups_with_letters_to_write_again(
    _office: Office, session: Session, as_of: dt.date, only: Groups
) -> list[UUID]:
    """Groups with a letter that is free to go and says how things were when it was written."""
    return [*dict.fromkeys(row.group_id for row in _to_write_again(session, as_of, only))]


def write_letters_again(work: UnitOfWork, group_id: UUID) -> None:
    """Write each letter again that waited in the outbox beyond the day on which it was written, or names a
    meeting that stands otherwise by now. It is of use as long as before (own rule)."""
    forum = group_context(work, group_id)
    together: dict[tuple[str, UUID, Occasion], list[DispatchRow]] = {}
    for row in _to_write_again(work.session, work.as_of, [group_id]):
        together.setdefault((row.letter, row.subject_id, row.occasion), []).append(row)
    until = {row.key: row.valid_until for rows in together.values() for row in rows}
    for (letter, *_), rows in together.items():
        WRITERS[letter](forum, rows)
    for key, day in until.items():
        if written := dispatch_by_key(work.session, key):
            written.valid_until = min(written.valid_until, day)
    work.audit("letters written again", number=len(until))


def _to_write_again(session: Session, as_of: dt.date, only: Collection[UUID] | None) -> list[DispatchRow]:
    """Return the letters that delivery would send now with words of another day, or of another date of a
    meeting; not those that a person sent again as they were, nor one that an absence brought about."""
    queued = in_state(session, State.QUEUED, groups=only, letters=[*WRITERS])
    free = [row for row in releasable(session, as_of, only) if row.letter in WRITERS]
    rows = [
        row
        for row in (*queued, *free)
        if is_untouched(row)
        and row.occasion.edition == 1
        and not row.occasion.note
        and row.valid_until >= as_of
    ]
    meetings = rows_by_id(session, MeetingRow, {each.id for row in rows for each in row.conditions.named})
    return [
        row
        for row in rows
        if row.queued_at.date() < as_of
        or any(difference(each, meetings.get(each.id)) for each in row.conditions.named)
    ]
