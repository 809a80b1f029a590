"""The Chair's letter: all that is asked of the Chair on a morning, with the drafts that it is about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal
from uuid import UUID

from forum.boards.steps import ReportStep
from forum.calendar.steps import OWN, StepKind
from forum.documents.attendance import LetterInName, LettersInYourName
from forum.letters.base import Letter, reason_for_role
from forum.letters.parts import Ask
from forum.letters.questions import ChairLetter, pressing_first, that_fit_a_phone
from forum.members.membership import Person, Role
from forum.outbox.states import Conditions, Occasion, OccasionKind, Topic, Validity, dispatch_key
from forum.questions.kinds import KINDS, QuestionKind
from forum.questions.lifecycle import LastDay, day_to_answer_by, why_today
from tasks.documents.papers.take_paper import WORD
from tasks.duties.answers.handlers import HANDLERS
from tasks.duties.attendance.review import give_to_chair
from tasks.duties.attendance.table import year_reported
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.write_letter import as_it_stands, enclose, head, is_written, write
from tasks.duties.papers.file_paper import late_papers
from tasks.duties.questions.ask import is_overdue
from tasks.mail.sending.queue import Enclosure
from tasks.register.meetings import step_if_any
from tasks.register.other_bodies import report_steps
from tasks.register.outbox import dispatch_by_key
from tasks.register.questions import untold_notes
from tasks.register.tables import (
    MeetingDocumentRow,
    MeetingRow,
    QuestionRow,
)

OUT_BY = {
    StepKind.AGENDA_AGREED: "the agenda",
    StepKind.PAPERS_OUT: "the papers",
    StepKind.MINUTES_OUT: "the minutes",
}
"""What a step of the month that waits for the Chair sends out."""


def write_to_chair(
    forum: GroupContext,
    reader: Person,
    questions: Sequence[QuestionRow],
    *,
    standing_in: bool = False,
    note: str | None = None,
    tables: Sequence[tuple[MeetingRow, MeetingDocumentRow]] = (),
) -> Sequence[QuestionRow]:
    """Write the morning's one letter, and return the questions that it puts: the others wait for the next,
    as all do where today's letter is written."""
    about = Topic(forum.group.id, Occasion(OccasionKind.DAY, forum.on, note=note))
    if is_written(forum, ChairLetter, reader.id, about):
        return ()
    enclosed = [enclosure for _, row in tables for enclosure in give_to_chair(forum, row)]
    years = [until for meeting, _ in tables if (until := year_reported(forum, meeting))]
    put = _most_pressing(forum, _each_once(questions))
    asks_and_drafts = [(*_ask_and_drafts(forum, question, reader), question) for question in put]
    asks_and_drafts = [asks_and_drafts[at] for at in pressing_first([ask for ask, _, _ in asks_and_drafts])]
    asks_and_drafts = [
        asks_and_drafts[at] for at in _that_fit_a_phone(forum, reader, [ask for ask, _, _ in asks_and_drafts])
    ]
    put = [question for _, _, question in asks_and_drafts]
    part_two = forum.place_of(reader.id).may_read_part_two(reader.id, forum.on)
    drafts = [enclosure for _, enclosures, _ in asks_and_drafts for enclosure in enclosures]
    late = late_papers(forum, reader, put, [*drafts, *enclosed])
    enclosures = [*drafts, *late.values(), *_letters_in_their_name(forum, put), *enclosed]
    untold = untold_notes(forum.tx.session, frozenset({forum.group.id}))
    notes = [told for told in untold if told.person_id == reader.id]
    letter = ChairLetter(
        **head(
            forum,
            reader,
            marked=bool(enclosures) or any(ask.changes for ask, _, _ in asks_and_drafts),
            why=_why_asked(forum, reader),
        ),
        reminder=bool(put) and not standing_in and all(question.asked is not None for question in put),
        asks=tuple(replace(ask, attached=question.about_id in late) for ask, _, question in asks_and_drafts),
        standing_in=standing_in,
        joint=_joint(forum) if any(question.together for question in put) and not standing_in else "",
        attendance_table=bool(enclosed),
        year_until=max(years, default=None),
        waiting=tuple(each.kind for each in _each_once(questions) if each not in put),
        notes=tuple(told.sentence for told in notes),
    )
    write(
        forum,
        letter,
        to=reader,
        about=about,
        valid=Validity(
            max([forum.on, *(ask.due for ask in letter.asks)]) + dt.timedelta(days=7),
            Conditions(
                appointed=True,
                unanswered=tuple(question.id for question in put),
                meetings=tuple(as_it_stands(meeting) for meeting in _meetings_of(forum, put)),
                part_two=bool(drafts) and part_two,
                late=tuple(late),
            ),
        ),
        enclosures=enclosures,
    )
    for ask, question in zip(letter.asks, put, strict=True):
        if question.asked is None:
            question.due = ask.due
    written = dispatch_by_key(forum.tx.session, dispatch_key(forum.group.id, letter.NAME, about, reader.id))
    for number, told in enumerate(notes, start=letter.first_note):
        told.letter_id, told.number = written.id if written else None, number
    are_put = {_asked_as(question) for question in put}
    return [question for question in questions if _asked_as(question) in are_put]


def _that_fit_a_phone(forum: GroupContext, reader: Person, asks: Sequence[Ask]) -> Sequence[int]:
    """Return the places of the questions that are put; the last lines of a long list wait for the next
    letter."""
    about = head(forum, reader, marked=True, why=_why_asked(forum, reader))

    def text_with(these: Sequence[Ask]) -> str:
        letter = ChairLetter(
            **about, asks=tuple(these), attendance_table=True, waiting=tuple(ask.kind for ask in asks)
        )
        return forum.work.rendered.render(forum.letters.print, letter).text

    return that_fit_a_phone(asks, text_with)


def _letters_in_their_name(forum: GroupContext, questions: Sequence[QuestionRow]) -> Sequence[Enclosure]:
    """Enclose the letters that would go in the Chair's name, for the Chair to read before they say SEND."""
    shown = [
        _as_shown(forum, number, letter)
        for number, question in enumerate(questions, start=1)
        for letter in HANDLERS[question.kind].letters(forum, question)
    ]
    if not shown:
        return ()
    policy = forum.policy
    document = LettersInYourName(
        group=policy.group.in_headings,
        marking=policy.marking,
        reference=forum.group.code,
        letters=tuple(shown),
    )
    return [enclose(forum, document.file_name, forum.documents.print(document), WORD)]


def _as_shown(forum: GroupContext, number: int, letter: Letter) -> LetterInName:
    printed = forum.work.rendered.render(forum.letters.print, letter)
    paragraphs = (paragraph.strip() for paragraph in printed.text.split("\n\n"))
    return LetterInName(
        number=number,
        to=letter.addressee,
        subject=printed.subject,
        paragraphs=tuple(filter(None, paragraphs)),
    )


def _most_pressing(forum: GroupContext, questions: Sequence[QuestionRow]) -> list[QuestionRow]:
    """Return as many questions as one letter puts, the most pressing ones."""
    asks = [_ask(forum, question) for question in questions]
    return [questions[at] for at in pressing_first(asks)]


def _ask(forum: GroupContext, question: QuestionRow) -> Ask:
    """Return a question with its day and its meeting alone. A day that an earlier letter gave stays until it
    has come."""
    meeting = forum.tx.session.get_one(MeetingRow, question.meeting_id) if question.meeting_id else None
    is_chased, last = question.asked is not None, _last_day(forum, question, meeting)
    due = question.due
    if not is_chased or due <= forum.on:
        due = day_to_answer_by(due, last, forum.days, forum.on)
    return Ask(
        kind=question.kind,
        due=due,
        meeting=meeting.date if meeting else None,
        is_chased=is_chased,
        was_due=question.due if is_overdue(question, forum.on) else None,
        why_today=why_today(last, forum.on) if due == forum.on else "",
    )


def _last_day(forum: GroupContext, question: QuestionRow, meeting: MeetingRow | None) -> LastDay | None:
    """Return the last day on which an answer is of use; None where the terms, or a board, set none."""
    kind = KINDS[question.kind]
    if question.kind is QuestionKind.AGREE_REPORT:
        deadline = report_steps(forum.tx.session, question.about_id)[ReportStep.SENT].deadline
        return LastDay(deadline, "the board’s deadline") if deadline else None
    step = step_if_any(forum.tx.session, meeting.id, kind.serves) if meeting and kind.serves else None
    if step and step.deadline:
        clause = f" (clause {step.clause})" if step.clause != OWN else ""
        return LastDay(step.deadline, f"the last day for {OUT_BY[step.kind]}{clause}")
    return LastDay(meeting.date, "the day of the meeting") if meeting and kind.before_meeting else None


def _ask_and_drafts(
    forum: GroupContext, question: QuestionRow, reader: Person
) -> tuple[Ask, Sequence[Enclosure]]:
    """Return a question in the letter's words, with the documents to enclose."""
    return HANDLERS[question.kind].put(forum, question, _ask(forum, question), reader)


def _meetings_of(forum: GroupContext, questions: Sequence[QuestionRow]) -> list[MeetingRow]:
    ids = dict.fromkeys(question.meeting_id for question in questions if question.meeting_id)
    return [forum.tx.session.get_one(MeetingRow, id) for id in ids]


def _joint(forum: GroupContext) -> Literal["", "either", "both"]:
    """Say whose word agrees where two are Chairs; empty where the policy names one, who is asked alone."""
    rule = forum.policy.chairs.whose_word
    return "" if rule == "named" else rule


def _each_once(questions: Sequence[QuestionRow]) -> list[QuestionRow]:
    """Return one of the questions put to joint Chairs together: whoever stands in for both is asked once."""
    return list({_asked_as(question): question for question in questions}.values())


def _asked_as(question: QuestionRow) -> UUID:
    """Return what the questions put to joint Chairs together have in common."""
    return question.together or question.id


def _why_asked(forum: GroupContext, reader: Person) -> str:
    """Say as what somebody answers the Chair's questions, whatever else they are in the group."""
    roles, group = forum.place_of(reader.id).roles_on(reader.id, forum.on), forum.policy.group.short_name
    office = next((role for role in (Role.CHAIR, Role.DEPUTY_CHAIR) if role in roles), None)
    return reason_for_role(office, group) if office else f"you act for the Chair of the {group}"
