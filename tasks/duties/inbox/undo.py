"""WRONG: take back what was last recorded of somebody, unless something has come of it.

Call back what was released or allowed while delivery has not begun (clause 6): a pack, which the unit is
asked to release again, or a supplement. ChangedSinceError once delivery has begun. The consequences of an
answer: taken back with it while nobody has seen them; else the answer stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from forum.calendar.steps import StepKind
from forum.inbox.mailbox_items import Outcome
from forum.letters.inbox import NotUnderstood
from forum.letters.papers import Papers, Supplement
from forum.letters.parts import Unclear
from forum.letters.questions import ChairLetter
from forum.minutes import MinutesState
from forum.papers.papers import PaperState, pack_readers
from forum.questions.chairs import NoteKind
from forum.questions.kinds import QuestionKind
from forum.text.wording import day_month
from tasks.duties.base.group_context import GroupContext, forum_of_meeting
from tasks.duties.coming.invitations import sync_invitations
from tasks.duties.inbox.carry_out.outcomes import Consequence, Outcomes, is_file
from tasks.duties.inbox.incoming_item import IncomingItem
from tasks.duties.minutes.draft_and_file import call_back_minutes
from tasks.duties.papers.ask_for_release import is_as_shown, put_anew, put_for_release
from tasks.duties.questions.ask import open_question, withdraw_question
from tasks.duties.questions.open_questions import note_for_chair
from tasks.register.attendance import standing_in_deputies
from tasks.register.audit.journal import ChangedSinceError, Entry, take_back
from tasks.register.documents import MINUTES, latest_editions
from tasks.register.mailbox import last_recorded_item
from tasks.register.meetings import step_of
from tasks.register.outbox import is_untouched, letters_about, letters_with, take_letters_out, withdraw_letter
from tasks.register.papers import AGENDA, circulated_agenda
from tasks.register.tables import (
    ActionRow,
    AgendaItemRow,
    Base,
    DispatchRow,
    ExpectedRow,
    MeetingDocumentRow,
    MeetingRow,
    PackFileRow,
    PaperRow,
    ProposedReadingRow,
    QuestionRow,
    ReceivedRow,
    StepRow,
)


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
    return [
        row
        for row in letters_about(session, meeting, letter)
        if document is None or document in {attachment["sha256"] for attachment in row.attachments}
    ]


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
                row
                for id in letters
                if (row := session.get(DispatchRow, id)) and not withdraw_letter(session, row)
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
    for row in letters_about(session, meeting, Papers.NAME, Supplement.NAME):
        if row.person_id == deputy:
            withdraw_letter(session, row)


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


NOTHING = Unclear(
    why="There is nothing of yours on record here that could be undone.",
    how="Tell us in a few words what is wrong.",
)
TOO_LATE = "They say that something recorded is wrong, and it can’t be undone any more: {lines}"


def undo(item: IncomingItem, outcomes: Outcomes) -> None:
    """Take back what was last recorded of the writer in answer to the same letter."""
    row = _last(item)
    if row is None:
        outcomes.unclear.append(NOTHING)
        return
    too_late: list[Consequence] = []
    files = [consequence for consequence in row.made_of if is_file(consequence)]  # another one replaces them
    outcomes.stands += [consequence["line"] for consequence in files]
    for consequence in reversed(row.made_of):
        if (
            consequence in files or not consequence["line"]
        ):  # a button of the calendar is pressed again, not taken back
            continue
        if _take_back(item, consequence):
            outcomes.taken_back.append(consequence["line"])
        else:
            too_late.append(consequence)
    sync_invitations(item.forum)  # a deputy who was named by mistake is not invited
    row.made_of = [*files, *too_late]
    if not row.made_of and row.outcome is Outcome.RECORDED:
        row.outcome = Outcome.TAKEN_BACK
    item.forum.tx.audit("reply taken back", received=row.id, too_late=len(too_late))
    if too_late:
        outcomes.too_late += [consequence["line"] for consequence in too_late]
        outcomes.for_the_unit.append(TOO_LATE.format(lines=" ".join(outcomes.too_late)))


def _last(item: IncomingItem) -> ReceivedRow | None:
    if item.by is None:
        return None
    row = (
        _confirming(item)
        or (None if _is_asked_back(item) else item.confirmed)
        or last_recorded_item(item.forum.tx.session, item.by, item.our_letter.id if item.our_letter else None)
    )
    return row if row and row.person_id == item.by and row.made_of else None


def _is_asked_back(item: IncomingItem) -> bool:
    """Say whether the answered letter says that none of a reply was understood: an earlier one is meant."""
    return (
        item.confirmed is not None
        and item.forum.tx.session.scalar(
            select(DispatchRow.letter).where(DispatchRow.subject_id == item.confirmed.id)
        )
        == NotUnderstood.NAME
    )


def _confirming(item: IncomingItem) -> ReceivedRow | None:
    """Return the YES by which the writer confirmed what the answered letter had put to them."""
    proposal = item.forum.tx.session.get(ProposedReadingRow, item.confirmed.id) if item.confirmed else None
    yes = proposal.confirmed_by_id if proposal else None
    return item.forum.tx.session.get(ReceivedRow, yes) if yes else None


def _take_back(item: IncomingItem, consequence: Consequence) -> bool:
    """Put back what one answer wrote, and withdraw its letters; False where delivery has begun with them."""
    if consequence["entries"] is None:
        return False
    letters = [UUID(id) for id in consequence["letters"]]
    return take_back_whole(item.forum, consequence["entries"], letters)
