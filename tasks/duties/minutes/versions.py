"""The versions of a meeting's minutes, and the changes from one to another.

A meeting confirms the minutes of the one before: as they are, amended, or not yet (where the terms are
silent). Minutes that don't say what the register says any more: drafted anew, or with the unit again (own
rule).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from forum.attendance.quorum import Ruling
from forum.documents.minutes import Changes, MinutesStanding, summarise_changes
from forum.letters.base import Letter
from forum.letters.minutes import Because, MinutesAgain, MinutesDraft
from forum.letters.parts import Ask
from forum.letters.questions import ChairLetter
from forum.members.membership import Person
from forum.minutes import OUT, Confirmation, MinutesState
from forum.outbox.states import NOT_READ
from forum.questions.kinds import QuestionKind
from forum.terms.policy import Policy
from forum.text.comparison import compare_paragraphs
from forum.text.problem import Problem
from forum.text.wording import listed, long_date
from tasks.documents.minutes import check_minutes, paragraphs_of
from tasks.documents.papers.take_paper import WORD
from tasks.documents.word.print_document import write_standing
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.names import place_in_words
from tasks.duties.base.office import Office
from tasks.duties.base.write_letter import enclose
from tasks.duties.minutes.document import minutes_document
from tasks.duties.minutes.draft_and_file import ask_for_minutes_again, keep, minutes_enclosures
from tasks.duties.questions.ask import office_of_answer, questions_about, withdraw_question
from tasks.mail.sending.queue import Enclosure
from tasks.register.documents import MINUTES, editions, fetch, minutes_to_confirm
from tasks.register.meetings import group_of, meeting_by_reference
from tasks.register.members.membership import membership
from tasks.register.outbox import is_untouched, letters_about, withdraw_letter
from tasks.register.tables import DispatchRow, MeetingDocumentRow, MeetingRow, QuestionRow

# Put together once: a statement costs more to put together than to run.
_dispatch = DispatchRow.__table__.c
_BROUGHT = select(_dispatch.attachments).where(
    _dispatch.person_id == bindparam("reader"),
    _dispatch.queued_at >= bindparam("since"),
    _dispatch.letter == bindparam("letter"),
    _dispatch.state.not_in(NOT_READ),
)


@dataclass(frozen=True)
class MinutesVersion:
    """A version of the minutes of a part. ``by`` is a seat or role, "the service" or "a command"."""

    number: int
    part: int
    made_on: dt.date
    state: str
    by: str


def versions_of(office: Office, reference: str) -> tuple[MinutesVersion, ...]:
    """Return all versions, part 1 first, the earliest before the later ones. Problem where there are none."""
    with office.register.reading() as session:
        meeting = meeting_by_reference(session, reference)
        return tuple(
            MinutesVersion(row.edition, row.part, row.made_on, row.state, _by(session, meeting, row))
            for row in _rows(session, meeting)
        )


def compare_versions(office: Office, reference: str, part: int, first: int, second: int) -> Changes:
    """Return the changes in a part from one version to another. Problem for a version that does not exist."""
    with office.register.reading() as session:
        meeting = meeting_by_reference(session, reference)
        rows = {row.edition: row for row in _rows(session, meeting) if row.part == part}
        if lost := [number for number in (first, second) if number not in rows]:
            there = listed(map(str, rows)) or "none"
            raise Problem(f"The minutes of {reference}, part {part}, have no version {lost[0]}, but {there}.")
        return changes_between(
            session, office.policy(group_of(session, meeting)), meeting, rows[first], rows[second]
        )


def changed_since_seen(
    forum: GroupContext, meeting: MeetingRow, reader: Person, letter: type[Letter]
) -> tuple[Changes, ...]:
    """Return the changes since the version that a reader had last by such a letter, for each part they may
    read.

    A part without an earlier version in the reader's hands, or unchanged since, has none.
    """
    session = forum.tx.session
    part_two = forum.place_of(reader.id).may_read_part_two(reader.id, forum.on)
    rows = [row for row in editions(session, meeting.id, MINUTES) if row.part == 1 or part_two]
    hashes = _documents_brought(session, reader, letter, dt.datetime.combine(meeting.date, dt.time()))
    changes = []
    for now in {row.part: row for row in rows}.values():
        before = [row for row in rows if row.part == now.part and row.sha256 in hashes]
        if before and before[-1].sha256 != now.sha256:
            changes.append(changes_between(session, forum.policy, meeting, before[-1], now))
    return tuple(changes)


def _documents_brought(
    session: Session, reader: Person, letter: type[Letter], since: dt.datetime
) -> set[str]:
    """Return the documents, by SHA-256, that letters have brought a reader since a moment."""
    values = {"reader": reader.id, "since": since, "letter": letter.NAME}
    return {
        attachment["sha256"]
        for attachments in session.connection().scalars(_BROUGHT, values)
        for attachment in attachments
    }


def changes_between(
    session: Session,
    policy: Policy,
    meeting: MeetingRow,
    before: MeetingDocumentRow,
    after: MeetingDocumentRow,
) -> Changes:
    """Return the changes from one edition to another as a document."""
    old, new = (paragraphs_of(fetch(session, row.sha256)) for row in (before, after))
    return Changes(
        group=policy.group.in_headings,
        marking=policy.marking,
        reference=meeting.reference,
        part=after.part,
        before=_version_in_words(before),
        after=_version_in_words(after),
        changes=compare_paragraphs(old, new),
    )


def _rows(session: Session, meeting: MeetingRow) -> Sequence[MeetingDocumentRow]:
    if rows := editions(session, meeting.id, MINUTES):
        return rows
    raise Problem(f"{meeting.reference} has no minutes yet; they are drafted once its record is filed.")


def _version_in_words(row: MeetingDocumentRow) -> str:
    return f"version {row.edition} of {long_date(row.made_on)}"


def _by(session: Session, meeting: MeetingRow, row: MeetingDocumentRow) -> str:
    """Return the maker of a version by seat or role, never by name."""
    actor = row.made_by.removeprefix("person ")
    try:
        person = UUID(actor)
    except ValueError:
        return "a command" if actor.startswith("command") else "the service"
    return place_in_words(membership(session, meeting.group_id), person, row.made_on)


def put_minutes(
    forum: GroupContext, question: QuestionRow, ask: Ask, reader: Person
) -> tuple[Ask, Sequence[Enclosure]]:
    """The Chair's letter encloses the draft minutes, and says what changed since the draft that the reader
    had."""
    meeting = forum.tx.session.get_one(MeetingRow, question.about_id)
    part_two = forum.place_of(reader.id).may_read_part_two(reader.id, forum.on)
    changes = changed_since_seen(forum, meeting, reader, ChairLetter)
    enclosures = [
        *minutes_enclosures(forum, meeting.id, part_two=part_two),
        *(enclose(forum, change.file_name, forum.documents.print(change), WORD) for change in changes),
    ]
    return replace(ask, facts=summarise_changes(changes) if changes else ""), enclosures


def unsaid(forum: GroupContext, meeting: MeetingRow, rows: Sequence[MeetingDocumentRow]) -> tuple[str, ...]:
    """Return a sentence for each thing in these minutes that the register now has otherwise; beside part 1
    those of part 2 say so."""
    faults: list[str] = []
    for row in rows:
        where = f"Part {row.part}: " if row.part > 1 and len(rows) > 1 else ""
        try:
            check_minutes(fetch(forum.tx.session, row.sha256), minutes_document(forum, meeting, row.part))
        except Problem as problem:
            faults += [where + fault for fault in problem.faults or (problem.sentence,)]
    return tuple(faults)


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
    letters = letters_about(forum.tx.session, meeting.id, MinutesDraft.NAME, MinutesAgain.NAME)
    is_unseen = bool(letters) and all(is_untouched(row) for row in letters)
    for row in letters if is_unseen else ():
        withdraw_letter(forum.tx.session, row)
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


def confirm_last_minutes(forum: GroupContext, meeting: MeetingRow, confirmation: Confirmation | None) -> None:
    """Mark the last minutes as a meeting decided. Confirmed minutes lose their mark; amended ones go to
    the unit, to put the amendments in; deferred ones stay unconfirmed. Those that members do not have yet go
    their way to them first, and a later meeting confirms them. A record filed again may decide otherwise. A
    meeting that the Chair ruled not quorate defers them, whatever it said (own rule)."""
    if confirmation and meeting.quorum_ruling is Ruling.NOT_QUORATE:
        confirmation = Confirmation.DEFERRED
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
    are_out = all(MinutesState(row.state) in OUT for row in rows)
    if confirmation is Confirmation.AMENDED:
        meeting = forum.tx.session.get_one(MeetingRow, about)
        if not are_out:
            take_minutes_back(forum, meeting, rows)
        within = forum.policy.lead_times.minutes_draft_back_within
        because: Because = "meeting" if are_out else "amended draft"
        ask_for_minutes_again(forum, meeting, forum.days.add(forum.on, within), because)
    if not are_out:
        return
    for row in rows:
        forum.tx.audit(f"minutes {confirmation}", document=row.id, meeting=about)
    if confirmation is not Confirmation.DEFERRED:  # what a meeting has said of them is above the Chair's word
        ask_nothing(forum, about)
    if confirmation is Confirmation.AMENDED:
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


def who_agreed(forum: GroupContext, meeting: MeetingRow) -> Literal["Chair", "deputy chair"]:
    """Say who agreed the minutes, the Chair where nobody has yet."""
    questions = questions_about(forum.tx.session, meeting.id, QuestionKind.AGREE_MINUTES)
    answered = [question for question in questions if question.answered]
    return office_of_answer(forum, answered[-1]) if answered else "Chair"
