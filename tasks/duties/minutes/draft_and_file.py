"""Minutes: drafted from the record, written by the unit, agreed by the Chair, sent out (clause 6).

Call back minutes that were sent out, or what of them has not gone yet (clause 6).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from forum.calendar.steps import StepKind, deadline_after
from forum.documents.minutes import MinutesInWord, MinutesStanding, minutes_file_name
from forum.letters.attendance import AttendanceReview
from forum.letters.base import Letter
from forum.letters.minutes import Because, EmptyItem, MinutesAgain, MinutesDraft
from forum.members.membership import Person
from forum.minutes import OUT, MinutesState, draft_back_by
from forum.outbox.states import Conditions, Occasion, OccasionKind, Validity
from forum.questions.kinds import QuestionKind
from forum.questions.lifecycle import Channel
from forum.questions.words import Reply, Word
from forum.text.problem import Problem
from tasks.documents.minutes import check_minutes
from tasks.documents.papers.take_paper import WORD
from tasks.documents.word.print_document import write_standing
from tasks.duties.attendance.table import Review
from tasks.duties.base.group_context import GroupContext, forum_of_meeting
from tasks.duties.base.office import UnitOfWork
from tasks.duties.base.steps import finish_step
from tasks.duties.base.write_letter import head, meeting_topic, write
from tasks.duties.minutes.corrections import keep_correction
from tasks.duties.minutes.document import minutes_document, parts_of
from tasks.duties.questions.ask import (
    ask,
    ask_chairs,
    close_question,
    office_of_answer,
    open_question,
    questions_about,
    withdraw,
    withdraw_question,
)
from tasks.mail.sending.queue import Enclosure
from tasks.register.audit.journal import ChangedSinceError
from tasks.register.documents import (
    ACTION_LOG,
    ATTENDANCE_TABLE,
    MINUTES,
    NewDocument,
    add_edition,
    editions,
    latest_editions,
    name_of,
)
from tasks.register.meetings import meeting_by_reference, step_of
from tasks.register.outbox import is_untouched, letters_about, letters_with, take_letters_out, withdraw_letter
from tasks.register.tables import MeetingDocumentRow, MeetingRow, QuestionRow


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


STANDING = {
    MinutesState.DRAFT: MinutesStanding.DRAFT,
    MinutesState.WITH_THE_CHAIR: MinutesStanding.DRAFT,
    MinutesState.AGREED: MinutesStanding.DRAFT,
    MinutesState.CIRCULATED: MinutesStanding.UNCONFIRMED,
    MinutesState.CONFIRMED: MinutesStanding.CONFIRMED,
}


def draft_minutes(work: UnitOfWork, meeting_id: UUID) -> None:
    """Draft the minutes from the record and send them to the unit to be written."""
    forum, meeting = forum_of_meeting(work, meeting_id)
    if latest_editions(work.session, meeting.id, MINUTES):
        return
    documents = draft(forum, meeting, parts_of(forum, meeting))
    within = forum.policy.lead_times.minutes_draft_back_within
    agreed_by = step_of(work.session, meeting.id, StepKind.MINUTES_AGREED).deadline
    due = draft_back_by(within, agreed_by, forum.days, work.as_of)
    if limit := forum.policy.deadlines.draft_to_chair:
        due = max(forum.on, min(due, deadline_after(limit, forum.days, meeting.date)))
    ask_for_minutes(forum, meeting, due, documents)


def draft(forum: GroupContext, meeting: MeetingRow, parts: Iterable[int]) -> Mapping[int, MinutesInWord]:
    """Draft these parts of the minutes from the record as it stands."""
    documents = {part: minutes_document(forum, meeting, part) for part in parts}
    for part, document in documents.items():
        add_minutes(forum, meeting, part, forum.documents.print(document), MinutesState.DRAFT)
    forum.tx.audit("minutes drafted", meeting=meeting.id)
    return documents


def file_minutes(work: UnitOfWork, reference: str, content: bytes, *, part: int = 1) -> tuple[int, ...]:
    """File the minutes of one part as the unit wrote them; once all parts are in they go to the Chair.

    Nobody agrees to what they have not seen: what the Chair was asked about another version is withdrawn, and
    asked anew. Those that a meeting confirmed with amendments are confirmed once the unit sends them with
    these put in. Returns the parts that are still waited for.
    """
    meeting = meeting_by_reference(work.session, reference)
    forum, _ = forum_of_meeting(work, meeting.id)
    drafts = {row.part: row for row in latest_editions(work.session, meeting.id, MINUTES)}
    if part not in drafts:
        raise Problem(f"{reference} has no draft minutes of part {part} to replace; file the record first.")
    is_out = MinutesState(drafts[part].state) in OUT
    amended = open_question(work.session, meeting.id, QuestionKind.DRAFT_MINUTES) if is_out else None
    if is_out and amended is None:
        raise Problem(
            f"The minutes of {reference} are {drafts[part].state}; a correction is made at the next meeting."
        )
    content = work.office.limited.run(check_minutes, content, minutes_document(forum, meeting, part))
    if amended is not None:
        content = work.office.limited.run(write_standing, content, MinutesStanding.CONFIRMED)
    document = keep(
        forum,
        drafts[part],
        content,
        MinutesState.CONFIRMED if amended is not None else MinutesState.WITH_THE_CHAIR,
    )
    work.audit("minutes filed", meeting=meeting.id, part=part)
    states = {row.part: row.state for row in latest_editions(work.session, meeting.id, MINUTES)}
    if amended is not None:
        parts = [number for number, state in states.items() if state != MinutesState.CONFIRMED]
    else:
        parts = [number for number, state in states.items() if state == MinutesState.DRAFT]
    if not parts and amended is not None:
        _close(forum, amended)
    elif not parts:
        if document.sha256 != drafts[part].sha256:
            withdraw_question(work, meeting.id, QuestionKind.AGREE_MINUTES, forum.on)
        _put_to_chair(forum, meeting)
    return tuple(parts)


def keep(
    forum: GroupContext, row: MeetingDocumentRow, content: bytes, state: MinutesState
) -> MeetingDocumentRow:
    """Keep what minutes say now as their next version."""
    meeting = forum.tx.session.get_one(MeetingRow, row.meeting_id)
    return add_minutes(forum, meeting, row.part, content, state)


def add_minutes(
    forum: GroupContext,
    meeting: MeetingRow,
    part: int,
    content: bytes,
    state: MinutesState,
    standing: MinutesStanding | None = None,
) -> MeetingDocumentRow:
    """Add the next version of a part of the minutes, under a name that says which it is and how it stands."""
    before = [row for row in editions(forum.tx.session, meeting.id, MINUTES) if row.part == part]
    name = minutes_file_name(
        meeting.reference,
        part,
        standing or STANDING[state],
        before[-1].edition + 1 if before else 1,
        forum.policy.meetings.written_up_as,
    )
    document = NewDocument(name, WORD, content)
    return add_edition(forum.tx, meeting.id, MINUTES, part, document, state=state, on=forum.on)


def agree_or_return_minutes(work: UnitOfWork, question: QuestionRow, reply: Reply) -> None:
    """The Chair agreed the minutes, or said what to change, which the unit is asked to do.

    A refusal stops a draft that the unit has released. One that is out stays as it went: what is to change in
    it is for the next meeting to say.
    """
    forum, meeting = forum_of_meeting(work, question.about_id)
    withdraw_question(work, meeting.id, QuestionKind.RELEASE_UNAGREED_MINUTES, forum.on)
    agreed = reply.word in {Word.AGREE, Word.AGREE_MINUTES, Word.AGREE_BOTH}
    if agreed:
        finish_step(work, meeting, StepKind.MINUTES_AGREED, forum.on)
    rows = latest_editions(work.session, meeting.id, MINUTES)
    if any(row.state == MinutesState.CIRCULATED for row in rows):
        if agreed:
            return
        if not stop_release(forum, meeting):
            if reply.text:
                keep_correction(work, meeting.id, question.answered_by_id or question.of_id, reply.text)
            return
        rows = latest_editions(work.session, meeting.id, MINUTES)
    for row in rows:
        row.state = MinutesState.AGREED if agreed else MinutesState.DRAFT
    if not agreed:
        by_whom = office_of_answer(forum, question)
        wanted = [f"The {by_whom} says: “{reply.text.strip(' .')}”."] if reply.text.strip() else []
        due = forum.days.add(forum.on, 2)
        ask_for_minutes_again(forum, meeting, due, "chair", wanted, by_whom=by_whom)


def minutes_enclosures(forum: GroupContext, meeting_id: UUID, *, part_two: bool) -> list[Enclosure]:
    """The latest minutes of a meeting as enclosures, without part 2 for those who may not read it."""
    return [
        enclosed_minutes(forum, row)
        for row in latest_editions(forum.tx.session, meeting_id, MINUTES)
        if row.part == 1 or part_two
    ]


def ask_for_minutes(
    forum: GroupContext, meeting: MeetingRow, due: dt.date, documents: Mapping[int, MinutesInWord]
) -> None:
    """Ask the unit for the minutes, with the draft of each part to be written."""

    def letter(parts: Iterable[int], **fields: Any) -> Letter:
        empty = [item for part in parts for item in documents[part].items if item.is_empty]
        without_note = tuple(EmptyItem(number=item.number, title=item.title) for item in empty)
        return MinutesDraft(**fields, without_note=without_note)

    _ask(forum, meeting, due, letter, None)


def ask_for_minutes_again(
    forum: GroupContext,
    meeting: MeetingRow,
    due: dt.date,
    because: Because,
    to_say: Sequence[str] = (),
    *,
    drafted_anew: bool = False,
    by_whom: str = "Chair",
) -> None:
    """Give the unit the minutes to put something right in them; see the letter for what is passed."""

    def letter(_parts: Iterable[int], **fields: Any) -> Letter:
        return MinutesAgain(
            **fields, because=because, to_say=tuple(to_say), drafted_anew=drafted_anew, by_whom=by_whom
        )

    _ask(forum, meeting, due, letter, because)


def _ask(
    forum: GroupContext,
    meeting: MeetingRow,
    due: dt.date,
    letter: Callable[..., Letter],
    because: Because | None,
) -> None:
    unit = forum.unit()
    question = ask(
        forum.tx,
        QuestionKind.DRAFT_MINUTES,
        group_id=forum.group.id,
        about=meeting.id,
        of=unit.id,
        on=forum.on,
        due=due,
        meeting_id=meeting.id,
    )
    question.asked = question.asked or forum.on
    out_by = step_of(forum.tx.session, meeting.id, StepKind.MINUTES_OUT).deadline or due
    shares = _shares(forum, unit, latest_editions(forum.tx.session, meeting.id, MINUTES))
    for writer, rows in shares:
        attendance, tables = _attendance(forum, meeting, writer) if because is None else ({}, ())
        names = [other_writer.name for other_writer, _ in shares if other_writer.id != writer.id]
        write(
            forum,
            letter(
                [row.part for row in rows],
                **head(forum, writer, marked=True),
                held=meeting.date,
                by=due,
                out_by=out_by if out_by >= forum.on else None,
                part_two_with="".join(names) if writer.id == unit.id else "",
                **attendance,
            ),
            to=writer,
            about=meeting_topic(meeting, Occasion(OccasionKind.QUESTION, about=question.id, note=because)),
            valid=Validity(
                max(due, out_by),
                Conditions(appointed=True, unanswered=(question.id,), approved=tuple(row.id for row in rows)),
            ),
            enclosures=[*(enclosed_minutes(forum, row) for row in rows), *tables],
        )


def _attendance(
    forum: GroupContext, meeting: MeetingRow, writer: Person
) -> tuple[Mapping[str, Any], Sequence[Enclosure]]:
    """Return what the attendance of a meeting adds to the letter with its draft minutes, and the files: the
    table, and all that a letter of its own would bring which has not left. One that has left adds nothing."""
    session = forum.tx.session
    about = letters_about(session, meeting.id, AttendanceReview.NAME)
    letters = [row for row in about if row.person_id == writer.id]
    files = [Enclosure(file["sha256"], file["name"]) for row in letters for file in row.attachments]
    if not all(map(is_untouched, letters)):
        return {}, ()
    for row in letters:
        withdraw_letter(session, row)
    if not letters:
        tables = latest_editions(session, meeting.id, ATTENDANCE_TABLE)
        return {"with_table": bool(tables)}, [enclosed_minutes(forum, row) for row in tables]
    review = Review.of(forum, meeting).letter(writer)
    to_look_at = tuple(seat for seat in review.seats if seat.attention)
    return {"with_table": True, "seats": to_look_at, "year_until": review.year_until}, files


def _shares(
    forum: GroupContext, unit: Person, rows: Sequence[MeetingDocumentRow]
) -> list[tuple[Person, list[MeetingDocumentRow]]]:
    """Return the parts that each person at the unit gets: part 2 goes only to people who may read it.

    Where nobody may, the letter is held until the register names such a person."""
    reader = forum.place_of(unit.id).unit_for_part_two(forum.on) or unit
    if reader.id == unit.id:
        return [(unit, list(rows))]
    parts = [(unit, [row for row in rows if row.part == 1]), (reader, [row for row in rows if row.part > 1])]
    return [(writer, theirs) for writer, theirs in parts if theirs]


def _put_to_chair(forum: GroupContext, meeting: MeetingRow) -> None:
    """Ask the Chair about all parts, also one that they had agreed before another was corrected."""
    for row in latest_editions(forum.tx.session, meeting.id, MINUTES):
        row.state = MinutesState.WITH_THE_CHAIR
    question = open_question(forum.tx.session, meeting.id, QuestionKind.DRAFT_MINUTES)
    if question is not None:
        _close(forum, question)
    deadline = step_of(forum.tx.session, meeting.id, StepKind.MINUTES_AGREED).deadline
    ask_chairs(
        forum, QuestionKind.AGREE_MINUTES, about=meeting.id, due=deadline or forum.on, meeting_id=meeting.id
    )


def _close(forum: GroupContext, question: QuestionRow) -> None:
    close_question(forum.tx, question, Word.DONE, by=question.of_id, channel=Channel.COMMAND, on=forum.on)


def enclosed_minutes(forum: GroupContext, row: MeetingDocumentRow) -> Enclosure:
    """Return a document of a meeting as the enclosure of a letter."""
    return Enclosure(row.sha256, name_of(forum.tx.session, row.sha256))
