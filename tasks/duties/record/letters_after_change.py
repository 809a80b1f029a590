"""The effects of a record that is filed again on the letters of its meeting (own rule).

A letter that delivery has not begun to send is written anew. A letter that went stays as it is, and none goes
twice: the unit hears who has read the old record.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.attendance.quorum import Ruling
from forum.calendar.steps import StepKind
from forum.letters.actions import AfterMeeting
from forum.letters.attendance import AttendanceReview
from forum.letters.minutes import Minutes
from forum.minutes import MinutesState
from forum.questions.kinds import QuestionKind
from forum.text.wording import capital, counted, listed
from tasks.duties.actions.after_meeting import write_follow_up
from tasks.duties.attendance.review import review, tables_for_chair
from tasks.duties.base.group_context import GroupContext
from tasks.duties.coming.seats_to_fill import quorum_of
from tasks.duties.minutes.circulate import send_anew
from tasks.duties.minutes.draft_and_file import ask_for_minutes, ask_for_minutes_again, draft
from tasks.duties.minutes.quorum_ruling import rule_on_change
from tasks.duties.minutes.versions import take_minutes_back, unsaid, untouched, withdraw_drafts
from tasks.duties.questions.ask import open_question
from tasks.register.documents import ATTENDANCE_TABLE, MINUTES, REPLACED, latest_editions
from tasks.register.meetings import attendance_at, step_of
from tasks.register.members.membership import people
from tasks.register.outbox import letters_about, withdraw_letter
from tasks.register.tables import ActionRow, DispatchRow, MeetingDocumentRow, MeetingRow

NONE_GONE = "No letter has gone on the old record."
RULING_PAST = "The Chair’s ruling on the quorum does not count any more: take it out."


@dataclass(frozen=True)
class Told:
    """The facts of a record that letters tell: owners' actions with title and date, how seats were filled,
    and the Chair's ruling on the quorum."""

    actions: Mapping[UUID, frozenset[tuple[str, str, dt.date]]]
    seats: frozenset[tuple[UUID, str, UUID | None, bool | None]]
    ruling: Ruling | None

    def owners_who_differ(self, now: Told) -> set[UUID]:
        """Return the owners whose actions the letters now tell otherwise."""
        everybody = {*self.actions, *now.actions}
        return {owner for owner in everybody if self.actions.get(owner) != now.actions.get(owner)}


def told_of(session: Session, meeting: MeetingRow) -> Told:
    """Return the facts of the record that letters tell."""
    actions: dict[UUID, set[tuple[str, str, dt.date]]] = {}
    for row in session.scalars(select(ActionRow).where(ActionRow.meeting_id == meeting.id)):
        actions.setdefault(row.owner_id, set()).add((row.reference, row.title, row.due))
    return Told(
        {owner: frozenset(theirs) for owner, theirs in actions.items()},
        frozenset(
            (row.seat_id, row.mark, row.deputy_id, row.part_two)
            for row in attendance_at(session, [meeting.id])
        ),
        meeting.quorum_ruling,
    )


def letters_after_change(forum: GroupContext, meeting: MeetingRow, before: Told) -> tuple[str, ...]:
    """Write anew what has not gone; return a sentence on each kind of letter, for the unit."""
    now = told_of(forum.tx.session, meeting)
    owners, moved = before.owners_who_differ(now), before.seats != now.seats
    is_ruling_past = bool(before.ruling) and not now.ruling
    sentences = [
        *_after_meeting(forum, meeting, owners),
        *_minutes(forum, meeting, moved=moved, is_ruling_past=is_ruling_past),
        *_minutes_letters(forum, meeting, actions_differ=bool(owners)),
        *(_attendance(forum, meeting) if moved else ()),
        *(_ruling(forum, meeting, before.ruling) if moved or before.ruling != now.ruling else ()),
    ]
    return tuple(sentences) or (NONE_GONE,)


def _withdrawn(forum: GroupContext, letters: Iterable[DispatchRow]) -> list[DispatchRow]:
    """Take the letters that delivery had not begun to send out of the outbox, and return them."""
    return [row for row in letters if withdraw_letter(forum.tx.session, row)]


def _after_meeting(forum: GroupContext, meeting: MeetingRow, owners: set[UUID]) -> Iterator[str]:
    letters = letters_about(forum.tx.session, meeting.id, AfterMeeting.NAME)
    if not letters and step_of(forum.tx.session, meeting.id, StepKind.FOLLOW_UP).verdict is None:
        return  # it is written when it is due, from what stands then
    theirs = [row for row in letters if row.person_id in owners]
    waited = {row.person_id for row in _withdrawn(forum, theirs)}
    readers = {row.person_id for row in theirs} - waited
    write_follow_up(forum, meeting, to=owners)
    have_letter = {row.person_id for row in letters_about(forum.tx.session, meeting.id, AfterMeeting.NAME)}
    if anew := (owners & have_letter) - readers:
        yield f"The letter after the meeting to {_names(forum, anew)} is written again."
    if readers:
        yield (
            f"The letter after the meeting has gone to {_names(forum, readers)} with what the old record "
            "said. It is not sent again: tell them what is different."
        )


def _minutes(forum: GroupContext, meeting: MeetingRow, *, moved: bool, is_ruling_past: bool) -> Iterator[str]:
    rows = latest_editions(forum.tx.session, meeting.id, MINUTES)
    states = {MinutesState(row.state) for row in rows}
    if MinutesState.DRAFT in states:
        yield from _with_the_unit(forum, meeting, rows)
    elif states & {MinutesState.WITH_THE_CHAIR, MinutesState.AGREED}:
        faults = [*unsaid(forum, meeting, rows), *([RULING_PAST] if is_ruling_past else [])]
        if faults:
            take_minutes_back(forum, meeting, rows)
            ask_for_minutes_again(forum, meeting, forum.days.add(forum.on, 2), "record")
            yield f"The minutes don’t say what the record says, and are with you again: {' '.join(faults)}"
        elif moved:
            yield (
                "The minutes are with the Chair and name those who were there by the old record: correct "
                "that in them and send them again."
            )


def _with_the_unit(
    forum: GroupContext, meeting: MeetingRow, rows: Sequence[MeetingDocumentRow]
) -> Iterator[str]:
    """A draft that has not gone yet is drafted anew; one that the unit has is for the unit to put right."""
    question = open_question(forum.tx.session, meeting.id, QuestionKind.DRAFT_MINUTES)
    if question is not None and untouched(forum, meeting, rows) == rows and withdraw_drafts(forum, meeting):
        documents = draft(forum, meeting, [row.part for row in rows])
        ask_for_minutes(forum, meeting, question.due, documents)
        yield "The draft minutes had not gone to you yet: they are drafted again."
    else:
        yield "The draft minutes that you have say what the old record said: correct what is different."


def _minutes_letters(forum: GroupContext, meeting: MeetingRow, *, actions_differ: bool) -> Iterator[str]:
    letters = letters_about(forum.tx.session, meeting.id, Minutes.NAME)
    waited = _withdrawn(forum, letters) if actions_differ else []
    if waited:
        send_anew(forum, meeting, {row.occasion for row in waited})
        yield f"{_with_log(len(waited))} had not gone: written again, with the action log of today."
    if number := len(letters) - len(waited):
        yield (
            f"{_with_log(number)} went on the old record: what is to be corrected in the minutes is for the "
            "meeting that confirms them."
        )


def _with_log(number: int) -> str:
    return f"{capital(counted(number, 'letter'))} with minutes or action log"


def _attendance(forum: GroupContext, meeting: MeetingRow) -> Iterator[str]:
    if not latest_editions(forum.tx.session, meeting.id, ATTENDANCE_TABLE):
        return
    for_the_chair = [row for of_table, row in tables_for_chair(forum) if of_table.id == meeting.id]
    if not for_the_chair:
        yield "The Chair has the attendance table of the old record; the next one shows what is different."
        return
    _withdrawn(forum, letters_about(forum.tx.session, meeting.id, AttendanceReview.NAME))
    for row in for_the_chair:
        row.state = REPLACED
    review(forum, meeting)
    yield "The attendance table is made again, for you and the Chair."


def _ruling(forum: GroupContext, meeting: MeetingRow, before: Ruling | None) -> Iterator[str]:
    """The Chair ruled on other seats, or that there was no quorum, which the record now speaks against
    (clause 4)."""
    rule_on_change(forum, meeting)
    if before and not meeting.quorum_ruling:
        yield (
            "The Chair ruled on the quorum of the old record: that does not count any more, and the Chair is "
            "asked again."
        )
    if before is meeting.quorum_ruling is Ruling.NOT_QUORATE and quorum_of(forum, meeting).quorate:
        yield (
            "There was a quorum by this record. The Chair’s ruling that there was none remains: ask whether "
            "it still does; if not, put the new one into the workbook and send it again."
        )


def _names(forum: GroupContext, ids: Collection[UUID]) -> str:
    return listed(sorted(person.name for person in people(forum.tx.session, ids, forum.on)))
