"""The letter that an item answers, as the rules read a reply to it.

The weights by which the likely meaning of a reply is proposed, as `make likely-words` wrote them.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from uuid import UUID

from sqlalchemy import select

from config.settings import ROOT
from forum.inbox.answered_letter import AnsweredLetter, AskedQuestion, FileReceived, ReceivedReply
from forum.inbox.likely.propose import read_with_likely
from forum.inbox.likely.word_weights import Weights
from forum.inbox.mail_text.subjects import own_subject
from forum.inbox.phrases.attendance.coming_clauses import days_meant
from forum.inbox.reading.reply import read_fresh
from forum.inbox.sayings import Reading
from forum.inbox.who_may_say import Standing
from forum.letters.actions import ActionDigest, AfterMeeting
from forum.letters.inbox import TO_THE_DESK, Recorded
from forum.letters.meetings import Invitation
from forum.letters.members import Induction
from forum.letters.papers import Papers
from forum.letters.taps import reply_code_in
from forum.plan.lines import LineState
from forum.questions.kinds import ABOUT_A_TASK_GROUP, QuestionKind
from tasks.duties.base.group_context import group_context
from tasks.duties.base.steps import items_wanted
from tasks.duties.inbox.incoming_item import IncomingItem, ReadReply, questions_of, the_only
from tasks.duties.members.agreements import person_of_appointment
from tasks.duties.papers.ask_for_release import is_put_after
from tasks.duties.questions.ask import is_open
from tasks.register.actions import open_actions_of, plan_of
from tasks.register.groups import groups_at_work, is_at_work
from tasks.register.meetings import called_for, next_to_begin, still_to_begin
from tasks.register.members.membership import membership
from tasks.register.questions import matter_named, notes_told_by, open_questions
from tasks.register.tables import (
    ActionRow,
    AgendaItemRow,
    BoardReportRow,
    BriefingRow,
    DispatchRow,
    GroupRow,
    MeetingRow,
    PaperRow,
    PersonRow,
    PlanLineRow,
    ProposalRow,
    QuestionRow,
    ResearchRow,
    TaskGroupRow,
)
from tasks.register.task_groups import task_group_of_child

WEIGHTS = ROOT / "config" / "likely_words.json"


@cache
def likely_words() -> Weights:
    """Return the weights, which are read once they are wanted."""
    weights: Weights = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return weights


ASKING_FOR_ITEMS = frozenset({AfterMeeting.NAME, Papers.NAME})


def read_as_reply(item: IncomingItem) -> ReadReply:
    """Read an item as a reply to the letter that it answers; where it was tapped, to what that is about."""
    letter = describe_letter(item)
    return ReadReply(letter, read_reply(item, letter.narrowed_to(item.about)))


def describe_letter(item: IncomingItem) -> AnsweredLetter:
    """Describe all that the letter asked and spoke of; of an invitation, and for a message that answers
    nothing, only the meeting and the deputies."""
    meeting = meeting_spoken_of(item)
    if item.our_letter is None:
        return AnsweredLetter(
            name=Invitation.NAME if item.answers_invitation else Recorded.NAME,
            meeting=meeting.date if meeting else None,
            deputies=_deputies(item, item.person) if item.person else (),
        )
    letter = item.our_letter
    actions, sent_on = _actions(item, letter), letter.queued_at.date()
    return AnsweredLetter(
        name=letter.letter,
        questions=tuple(_asked_question(item, question) for question in _questions(item, letter)),
        actions=tuple(row.reference for row in actions),
        titles=tuple(row.title for row in actions),
        reported=tuple(row.reference for row in actions if row.reported_on and row.reported_on < sent_on),
        lines=_lines(item, letter),
        meeting=meeting.date if meeting else None,
        deputies=_deputies(item, letter.person_id),
        items_for=for_items.date if (for_items := meeting_for_items(item)) else None,
        written_up_as=_written_up_as(item, letter.group_id),
        is_answered_before=bool(item.confirmed and item.confirmed.made_of),
        notes=tuple(note.number for note in notes_told_by(item.forum.tx.session, letter.id) if note.number),
    )


def meeting_spoken_of(item: IncomingItem) -> MeetingRow | None:
    """Return the meeting that an invitation was to, or that a letter speaks of.

    The letter after a meeting speaks of the group's next meeting.
    """
    if item.meeting_id is not None:
        return item.forum.tx.session.get(MeetingRow, item.meeting_id)
    if item.answers_nothing and item.person is not None:
        return _meeting_meant(item, item.person)
    if item.our_letter is None or item.our_letter.letter == AfterMeeting.NAME:
        return _next_meeting(item, item.forum.group.id)
    return (
        item.forum.tx.session.get(MeetingRow, item.our_letter.meeting_id)
        if item.our_letter.meeting_id
        else None
    )


def meeting_for_items(item: IncomingItem) -> MeetingRow | None:
    """Return the meeting for which a letter asked for items; where it asked for none, the meeting that it
    speaks of, or the next after one that is called for one item."""
    letter = item.our_letter
    if letter is not None and letter.letter in ASKING_FOR_ITEMS and letter.meeting_id:
        of_letter = item.forum.tx.session.get_one(MeetingRow, letter.meeting_id)
        if wanted := items_wanted(item.forum, of_letter.date, letter.queued_at.date()):
            return wanted.meeting
    meeting = meeting_spoken_of(item)
    if meeting and called_for(meeting):
        later = items_wanted(group_context(item.work, meeting.group_id), meeting.date, item.on)
        return later.meeting if later else None
    return meeting


def _meeting_meant(item: IncomingItem, person: UUID) -> MeetingRow | None:
    """Return the meeting on the only day of which a message speaks that answers nothing; where it speaks of
    no day, the next one. None where that is no meeting to come, or several of the person's groups have one.
    """
    of_person = item.groups_of(person)
    at = item.mail.received_at
    to_come = [meeting for group in of_person for meeting in still_to_begin(item.forum.tx.session, group, at)]
    dates = tuple(meeting.date for meeting in to_come)
    meant = item.forum.office.limited.run(days_meant, item.mail.subject, item.mail.text, dates, item.on)
    if meant is None:
        return the_only([meeting for group in of_person if (meeting := _next_meeting(item, group))])
    return the_only([meeting for meeting in to_come if meeting.date in meant])


def _next_meeting(item: IncomingItem, group: UUID) -> MeetingRow | None:
    return next_to_begin(item.forum.tx.session, group, item.mail.received_at)


def read_reply(item: IncomingItem, letter: AnsweredLetter, text: str | None = None) -> Reading:
    """Read the item, or ``text`` in its place, as a reply to that letter."""
    received = as_received(item)
    if text is not None:
        received = replace(received, text=text, subject="", vote="", files=())
    if item.answers_nothing:
        return item.forum.office.limited.run(read_fresh, letter, received)
    return item.forum.office.limited.run(read_with_likely, letter, received, likely_words())


def as_received(item: IncomingItem) -> ReceivedReply:
    """Return the item as the rules read a reply."""
    from_pa = item.standing is Standing.PA
    writer = item.forum.tx.session.get_one(PersonRow, item.by).name if item.by and not from_pa else ""
    is_theirs = item.person and (from_pa or item.by == item.person)
    asked = item.forum.tx.session.get_one(PersonRow, item.person).name if is_theirs else ""
    return ReceivedReply(
        on=item.on,
        text=item.mail.text,
        subject=own_subject(
            item.mail.subject,
            item.forum.in_subjects,
            item.our_letter.subject if item.our_letter else "",
            is_reply=not item.answers_nothing,
        ),
        vote=item.mail.vote,
        files=tuple(FileReceived(file.id, file.name) for file in item.mail.files if not file.is_link),
        writer=writer,
        asked=asked,
        is_tapped=reply_code_in(item.mail.subject) is not None,
        has_link=any(file.is_link for file in item.mail.files),
    )


def _questions(item: IncomingItem, letter: DispatchRow) -> Sequence[QuestionRow]:
    if letter.letter in TO_THE_DESK:
        return [
            question
            for group in groups_at_work(item.forum.tx.session)
            if item.forum.office.mailbox_of(group) == item.forum.office.mailbox_of(item.forum.group)
            and _is_of_unit(item, group.id)
            for question in open_questions(item.forum.tx.session, group.id)
            if not is_put_after(item.forum, question, letter.queued_at)
        ]
    if letter.letter == Induction.NAME:
        offered = select(QuestionRow).where(
            QuestionRow.of_id == letter.person_id, QuestionRow.kind == QuestionKind.TAKE_ON_ACTION
        )
        return item.forum.tx.session.scalars(offered.order_by(QuestionRow.opened, QuestionRow.id)).all()
    return questions_of(item.forum.tx.session, letter)


def _is_of_unit(item: IncomingItem, group_id: UUID) -> bool:
    members = membership(item.forum.tx.session, group_id, item.on)
    return any(members.is_unit(sender, item.on) for sender in item.senders)


def _asked_question(item: IncomingItem, question: QuestionRow) -> AskedQuestion:
    return AskedQuestion(
        id=question.id,
        kind=question.kind,
        reference=_reference(item, question),
        meeting=_date(item, question),
        is_open=is_open(question),
        of=item.forum.tx.session.get_one(PersonRow, question.of_id).name,
        title=_title(item, question),
        written_up_as=_written_up_as(item, question.group_id),
    )


def _title(item: IncomingItem, question: QuestionRow) -> str:
    """Return the title of the item that a paper is for; empty for all other questions."""
    if question.kind is not QuestionKind.PROVIDE_PAPER:
        return ""
    return item.forum.tx.session.get_one(
        AgendaItemRow, item.forum.tx.session.get_one(PaperRow, question.about_id).item_id
    ).title


def _written_up_as(item: IncomingItem, group_id: UUID) -> str:
    """Return what a meeting of a group leaves; "minutes" for a paused group, whose terms may be missing."""
    group = item.forum.tx.session.get_one(GroupRow, group_id)
    return item.forum.office.policy(group).meetings.written_up_as if is_at_work(group) else "minutes"


def _reference(item: IncomingItem, question: QuestionRow) -> str:
    session = item.forum.tx.session
    if action := session.get(ActionRow, question.about_id):
        return action.reference
    if question.kind is QuestionKind.SETTLE_MATTER:
        return matter_named(session, question.about_id)
    if question.kind is QuestionKind.UPDATE_LINE:
        return session.get_one(PlanLineRow, question.about_id).reference
    of_its_own = session.get(ResearchRow, question.about_id) or session.get(BriefingRow, question.about_id)
    if of_its_own:
        return of_its_own.reference
    if paper := session.get(PaperRow, question.about_id):
        return session.get_one(AgendaItemRow, paper.item_id).number
    if report := session.get(BoardReportRow, question.about_id):
        return report.body
    if question.kind in ABOUT_A_TASK_GROUP:
        return session.get_one(TaskGroupRow, question.about_id).code
    proposal = session.get(ProposalRow, question.about_id)
    person = session.get(
        PersonRow, (proposal and proposal.person_id) or question.about_id
    ) or person_of_appointment(session, question.about_id)
    if person is not None:
        return person.name
    return ""


def _date(item: IncomingItem, question: QuestionRow) -> dt.date | None:
    meeting = item.forum.tx.session.get(MeetingRow, question.meeting_id) if question.meeting_id else None
    return meeting.date if meeting else None


def _actions(item: IncomingItem, letter: DispatchRow) -> Sequence[ActionRow]:
    """Return the actions of the letter's reader in the group that are not discharged; of a digest, its
    owner's."""
    owner = letter.subject_id if letter.letter == ActionDigest.NAME else letter.person_id
    return open_actions_of(item.forum.tx.session, letter.group_id, owner)


def _lines(item: IncomingItem, letter: DispatchRow) -> tuple[str, ...]:
    """Return the references of the lines that the letter's reader leads; of a digest, its owner. In a task
    group its code stands for its work."""
    owner = letter.subject_id if letter.letter == ActionDigest.NAME else letter.person_id
    task_group = task_group_of_child(item.forum.tx.session, letter.group_id)
    if task_group and any(chair.id == owner for chair in item.forum.offices.chairs(item.on)):
        return (task_group.code,)
    lines = plan_of(item.forum.tx.session, letter.group_id)
    return tuple(line.reference for line in lines if line.lead_id == owner and line.state is LineState.OPEN)


def _deputies(item: IncomingItem, person: UUID) -> tuple[str, ...]:
    members = item.forum.membership
    seats = members.seats_of(person, item.on)
    names = (person.name for seat in seats for person in members.deputies(seat.id, item.on))
    return tuple(dict.fromkeys(names))
