"""The consequences of an answer: taken back with it while nobody has seen them; else the answer stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.calendar.steps import StepKind
from forum.letters.papers import Papers, Supplement
from forum.letters.questions import ChairLetter
from forum.minutes.states import MinutesState
from forum.papers.papers import PaperState, pack_readers
from forum.questions.chair_notes import NoteKind
from forum.questions.kinds import QuestionKind
from forum.text.wording import day_month
from tasks.duties.base.group_context import GroupContext, forum_of_meeting
from tasks.duties.inbox.recall import (
    call_back_pack,
    call_back_supplement,
    put_again,
    refresh_agreement,
)
from tasks.duties.minutes.call_back import call_back_minutes
from tasks.duties.questions.ask import open_question
from tasks.duties.questions.chair_notes import note_for_chair
from tasks.register.attendance.expected_attendance import standing_in_deputies
from tasks.register.audit.journal import ChangedSinceError, Entry, take_back
from tasks.register.meetings import step_of
from tasks.register.minutes import MINUTES, latest_editions
from tasks.register.outbox.calling_back import letters_with, take_letters_out
from tasks.register.outbox.dispatches import withdraw
from tasks.register.tables import (
    ActionRow,
    AgendaItemRow,
    Base,
    DispatchRow,
    ExpectedRow,
    MeetingDocumentRow,
    MeetingRow,
    PaperRow,
    QuestionRow,
    StepRow,
)

Row = TypeVar("Row", bound=Base)

IN_TIME = frozenset({PaperState.FILED, PaperState.VERBAL, PaperState.WITHDRAWN})  # as the pack was released
TAKEN_BACK = "Item {number}: what its author answered is undone."


def take_back_answer(forum: GroupContext, entries: Sequence[Entry]) -> None:
    """Put back the rows that an answer wrote, with its consequences.

    A pack released since waits for the unit again. Letters that rest on the answer, a supplement or minutes,
    do not go. Raises ChangedSinceError, half done, where delivery has begun with one or something else builds
    on the answer.
    """
    session = forum.tx.session
    if any(_builds_on(session, entries, table) for table in BUILT_ON):
        raise ChangedSinceError
    packs = _packs(session, entries)
    called_back = {meeting for meeting in packs if call_back_pack(*_forum_of(forum, meeting))}
    for paper, _ in _rows(session, entries, PaperRow):
        if paper.state is PaperState.LATE_ALLOWED:
            call_back_supplement(forum, paper)
    taken_out: set[UUID] = set()
    for minutes, entry in _rows(session, entries, MeetingDocumentRow):
        if entry["before"] is not None and minutes.kind == MINUTES:
            taken_out |= call_back_minutes(forum, minutes)
    entries = [entry for entry in entries if UUID(entry["id"]) not in taken_out]
    _take_out_letters_with_its_documents(session, entries)
    minuted = _meetings_with_minutes(session, entries)
    deputies = [(row.meeting_id, row.deputy_id) for row in _new(session, entries, ExpectedRow)]
    take_back(session, entries)
    for meeting, changed in packs.items():
        put_again(*_forum_of(forum, meeting), changed, called_back=meeting in called_back)
    for meeting in minuted:
        refresh_agreement(*_forum_of(forum, meeting))
    for meeting, deputy in deputies:
        _withdraw_papers(forum, meeting, deputy)


def take_back_whole(forum: GroupContext, entries: Sequence[Entry], letters: Sequence[UUID]) -> bool:
    """Put back what an answer wrote, and withdraw its letters; False, and nothing done, where delivery has
    begun with them or something builds on it. The Chair, who was told at once of a meeting that is
    cancelled, hears that it takes place."""
    session = forum.tx.session
    try:
        with session.begin_nested():
            gone = [
                row for id in letters if (row := session.get(DispatchRow, id)) and not withdraw(session, row)
            ]
            if any(row.letter != ChairLetter.NAME or not row.occasion.note for row in gone):
                raise ChangedSinceError
            take_back_answer(forum, entries)
            for meeting, _ in _rows(session, entries, MeetingRow) if gone else ():
                sentence = f"The meeting of {day_month(meeting.date)} takes place after all, as was planned."
                note_for_chair(forum, NoteKind.GAP, meeting.id, sentence)
    except ChangedSinceError:
        return False
    return True


def _is_asked_with_it(session: Session, item: AgendaItemRow, entry: Entry) -> bool:
    """Say whether the Chair has seen an agenda with an item that was proposed."""
    if entry["before"] is not None:
        return False
    question = open_question(session, item.meeting_id, QuestionKind.AGREE_AGENDA)
    agreed = step_of(session, item.meeting_id, StepKind.AGENDA_AGREED).verdict is not None
    return agreed or (question is not None and question.asked is not None)


def _is_built_on(session: Session, item: AgendaItemRow, entry: Entry) -> bool:
    """Say whether the Chair has seen an item, or the unit sent in minutes with the outcome of one."""
    if "outcome" in (entry["before"] or {}):
        return _is_minuted(session, item)
    return _is_asked_with_it(session, item, entry)


def _is_minuted(session: Session, item: AgendaItemRow) -> bool:
    minutes = latest_editions(session, item.meeting_id, MINUTES)
    return any(row.part == item.part and row.state != MinutesState.DRAFT for row in minutes)


def _is_escalated(session: Session, question: QuestionRow, _entry: Entry) -> bool:
    """Say whether an organisation was told of an action on the Chair's word."""
    if question.kind is not QuestionKind.ESCALATE_ACTION:
        return False
    action = session.get(ActionRow, question.about_id)
    return action is not None and action.organisation_told_on is not None


# By the rows an answer wrote: whether a duty has acted on it since, and left them as they were.
BUILT_ON: Mapping[type[Base], Callable[[Session, Any, Entry], bool]] = {
    AgendaItemRow: _is_built_on,
    QuestionRow: _is_escalated,
}


def _builds_on(session: Session, entries: Sequence[Entry], table: type[Base]) -> bool:
    return any(BUILT_ON[table](session, row, entry) for row, entry in _rows(session, entries, table))


def _packs(session: Session, entries: Sequence[Entry]) -> dict[UUID, list[str]]:
    """Return, by meeting whose pack the answer decided on, the changes to it without the answer."""
    changes: dict[UUID, list[str]] = {}
    for step, entry in _rows(session, entries, StepRow):
        if step.kind is StepKind.AGENDA_AGREED and (entry["after"] or {}).get("done"):
            changes.setdefault(step.meeting_id, [])
    for paper, _ in _rows(session, entries, PaperRow):
        if paper.state in IN_TIME:
            item = session.get_one(AgendaItemRow, paper.item_id)
            changes.setdefault(paper.meeting_id, []).append(TAKEN_BACK.format(number=item.number))
    return changes


def _meetings_with_minutes(session: Session, entries: Sequence[Entry]) -> set[UUID]:
    """Return the meetings whose minutes the answer agreed or released."""
    agreed = [row for row, _ in _rows(session, entries, StepRow) if row.kind is StepKind.MINUTES_AGREED]
    released = [row for row in _new(session, entries, MeetingDocumentRow) if row.kind == MINUTES]
    return {*(row.meeting_id for row in agreed), *(row.meeting_id for row in released)}


def _take_out_letters_with_its_documents(session: Session, entries: Sequence[Entry]) -> None:
    """Take out the letters that bring a document the answer made, also those written later."""
    documents = _new(session, entries, MeetingDocumentRow)
    for id in {row.meeting_id for row in documents}:
        of_it = [row for row in documents if row.meeting_id == id]
        take_letters_out(session, letters_with(session, session.get_one(MeetingRow, id), of_it))


def _withdraw_papers(forum: GroupContext, meeting: UUID, deputy: UUID | None) -> None:
    """Withdraw the papers of a deputy who was named by mistake, unless delivery has begun or they are theirs
    anyway."""
    session = forum.tx.session
    readers = pack_readers(forum.membership, forum.on, standing_in_deputies(session, meeting))
    if deputy in {reader.id for reader in readers}:
        return
    of_deputy = select(DispatchRow).where(
        DispatchRow.meeting_id == meeting,
        DispatchRow.person_id == deputy,
        DispatchRow.letter.in_((Papers.NAME, Supplement.NAME)),
    )
    for row in session.scalars(of_deputy).all():
        withdraw(session, row)


def _forum_of(forum: GroupContext, meeting: UUID) -> tuple[GroupContext, MeetingRow]:
    return forum_of_meeting(forum.work, meeting)


def _new(session: Session, entries: Sequence[Entry], table: type[Row]) -> list[Row]:
    return [row for row, entry in _rows(session, entries, table) if entry["before"] is None]


def _rows(session: Session, entries: Sequence[Entry], table: type[Row]) -> Iterator[tuple[Row, Entry]]:
    """Yield the rows of a table that the answer wrote, as they are now."""
    for entry in entries:
        if entry["table"] == table.__tablename__:
            row = session.get(table, UUID(entry["id"]))
            if row is not None:
                yield row, entry
