"""The sayings of a reply: a table of what is done for each.

Carry out one saying of an item, whole or not at all. The unit's orders: each is carried out by the duty that
its command calls.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import select

from forum.agenda import Purpose
from forum.inbox.answered_letter import AnsweredLetter
from forum.inbox.orders import Order
from forum.inbox.reading.boards import is_contact_no_more
from forum.inbox.sayings import (
    ActionReported,
    AgreementReturned,
    Answered,
    Apologies,
    Coming,
    ConcernRaised,
    Correction,
    CorrectionsFile,
    DeputyNamed,
    DetailsCorrected,
    DetailsRight,
    FileSent,
    ForTheUnit,
    ItemProposed,
    LineReported,
    LinesSent,
    NoCorrections,
    NoItems,
    NotesDenied,
    Ordered,
    PackArranged,
    PaperSent,
    ResearchAsked,
    Saying,
)
from forum.inbox.who_may_say import Standing
from forum.letters.parts import Unclear
from forum.partnerships import kind_in
from forum.questions.chairs import NoteKind
from forum.questions.kinds import QuestionKind
from forum.questions.lifecycle import Channel
from forum.questions.words import CONSENTS, Word
from forum.text.look_at import may_name_somebody
from forum.text.problem import Problem, UnitProblem
from forum.text.wording import day_month
from tasks.documents.workbooks.fault_marks import WorkbookRefused
from tasks.duties.actions.action_log import report_action
from tasks.duties.agenda.agenda import propose_item
from tasks.duties.answers.record_answer import answer
from tasks.duties.base.group_context import group_context
from tasks.duties.base.names import person_called
from tasks.duties.base.steps import last_day_for_items
from tasks.duties.base.write_letter import names_known
from tasks.duties.inbox.answered_letter import meeting_for_items
from tasks.duties.inbox.carry_out.about import NO_MEETING, meeting_of_minutes, person_of
from tasks.duties.inbox.carry_out.coming import handle_apology, handle_coming, handle_deputy
from tasks.duties.inbox.carry_out.concerns import deny_notes, handle_concern
from tasks.duties.inbox.carry_out.files import (
    handle_file,
    handle_line,
    handle_lines_workbook,
    handle_pack,
    handle_paper,
)
from tasks.duties.inbox.carry_out.outcomes import (
    FREE_TEXT,
    Files,
    Handler,
    OrderHandler,
    Outcomes,
    Result,
    Workbook,
)
from tasks.duties.inbox.incoming_item import IncomingItem
from tasks.duties.inbox.orders.groups import groups_of_unit
from tasks.duties.inbox.orders.meetings import OF_MEETINGS
from tasks.duties.inbox.orders.people import OF_LETTERS, OF_PEOPLE
from tasks.duties.inbox.orders.work import OF_WORK
from tasks.duties.members.details import confirm_details, correct_details
from tasks.duties.members.workbook import propose_contact
from tasks.duties.minutes.corrections import correction_on_a_line, correction_reference, note_correction
from tasks.duties.partnerships.contacts import put_before_group
from tasks.duties.partnerships.write_briefings import passages_in_words
from tasks.duties.questions.ask import open_question, reader_of
from tasks.duties.questions.open_questions import note_for_chair
from tasks.duties.research.accept_research import ask_for_research
from tasks.duties.research.follow_research import earlier_in_words
from tasks.register.audit.journal import journal
from tasks.register.other_bodies import contacts_who_are
from tasks.register.outbox import LIVE
from tasks.register.tables import BriefingRow, DispatchRow, PersonRow, QuestionRow

OF_ORDERS: Mapping[Order, OrderHandler] = {**OF_MEETINGS, **OF_PEOPLE, **OF_LETTERS, **OF_WORK}


ITEM_WAITS = (
    "The agenda is agreed already, so the Chair is asked whether yours is taken as other business; without "
    "the Chair’s leave it is kept for the next meeting."
)
ITEM_IS_LATE = (
    "Items closed on {day}, so the Chair is told that yours came late, and may keep it for another meeting."
)
AGREEMENT = (
    "They send their confidentiality agreement, or say that they agree: look at it, then reply SIGNED and "
    "their name to this letter."
)
DETAILS = "Their details have changed: correct them in the members’ workbook."
CORRECTION = (
    "They ask for a correction to the minutes of {day}: it is {reference} on the sheet Corrections of the "
    "record workbook, where you say whether the meeting made it. The Chair has it too."
)
CORRECTIONS_FILE = (
    "They send corrections to the minutes in a file: open it, and put them before the meeting that confirms "
    "the minutes."
)
MESSAGE_OF_A_PARTNERSHIP = (
    "They are a partnership’s contact: an item for the next meeting says that they wrote. Read it, "
    "and speak to it there."
)
ANSWER_OF_A_PARTNERSHIP = (
    "A partnership answers a briefing: an item for the next meeting says so. Read it, and speak to it there."
)
MINUTES_OF_AN_ITEM = 10  # where the proposer does not say


def _answer(item: IncomingItem, saying: Answered, _files: Files) -> Result:
    question = item.forum.tx.session.get_one(QuestionRow, saying.question)
    by, channel = item.by or question.of_id, item.channel
    on = min(max(item.on, question.opened), item.forum.tx.at.date())  # it counts for the day on which it came
    if saying.by_phone is not None:
        channel, on = Channel.PHONE, saying.by_phone.on
        forum = group_context(item.forum.work, question.group_id)
        by = reader_of(forum, question, on) or question.of_id
    answer(item.work, question.id, saying.reply, by=by, channel=channel, on=on)
    if question.kind is QuestionKind.WRITE_BRIEFING:
        briefing = item.forum.tx.session.get_one(BriefingRow, question.about_id)
        passages = passages_in_words(group_context(item.forum.work, question.group_id), briefing)
        return Result(more=(passages,) if passages else ())
    if question.kind is QuestionKind.ACKNOWLEDGE_BRIEFING and saying.reply.word is Word.OTHER:
        return Result(for_the_unit=ANSWER_OF_A_PARTNERSHIP)
    return Result()


def _report_action(item: IncomingItem, saying: ActionReported, _files: Files) -> Result:
    channel = Channel.PHONE if saying.by_phone else item.channel
    report_action(item.work, saying.reference, saying.reply, None, channel=channel)
    return Result()


def _propose(item: IncomingItem, saying: ItemProposed, _files: Files) -> Result:
    meeting = meeting_for_items(item)
    if meeting is None:
        raise Problem(NO_MEETING)
    proposed = propose_item(
        item.work,
        meeting.reference,
        title=saying.title,
        purpose=saying.purpose or Purpose.DISCUSSION,
        minutes=saying.minutes or MINUTES_OF_AN_ITEM,
        person=person_of(item),
        with_paper=saying.with_paper,
    )
    if open_question(item.forum.tx.session, proposed, QuestionKind.ALLOW_LATE_ITEM):
        return Result(more=(ITEM_WAITS,))
    closed = last_day_for_items(item.forum, meeting)
    if closed and closed < item.on:
        return Result(more=(ITEM_IS_LATE.format(day=day_month(closed)),))
    return Result()


def _ask_research(item: IncomingItem, saying: ResearchAsked, _files: Files) -> Result:
    """Register the request; the unit names the group, where it has several, and who asked, if not itself."""
    group = item.forum.group
    if saying.group:
        if saying.group not in (theirs := {group.code: group for group in groups_of_unit(item)}):
            raise Problem(f"{saying.group} is no group of yours: leave it out, or write the group’s code.")
        group = theirs[saying.group]
    asked_by = (
        person_called(item.forum.tx.session, group.id, saying.asked_by, item.on) if saying.asked_by else None
    )
    row = ask_for_research(item.work, group.id, saying, asked_by or person_of(item))
    earlier = earlier_in_words(group_context(item.forum.work, group.id), row)
    return Result(more=tuple(filter(None, (f"It is {row.reference} on the register.", earlier))))


def _correct(item: IncomingItem, saying: Correction, _files: Files) -> Result:
    """Keep a correction for the meeting that its words name, else that of the letter; the unit reads it, and
    the Chair hears of it."""
    meeting = meeting_of_minutes(item, saying.text)
    row = note_correction(item.work, meeting.id, person_of(item), saying.text)
    reference, on = correction_reference(row, meeting), day_month(meeting.date)
    who = item.forum.tx.session.get_one(PersonRow, row.person_id).name
    forum = group_context(item.forum.work, meeting.group_id)
    words = correction_on_a_line(saying.text)
    sentence = f"{who} asks for a correction to the minutes of {on}, {reference}: “{words}”."
    note_for_chair(forum, NoteKind.CORRECTION, row.id, sentence)
    return Result(for_the_unit=CORRECTION.format(reference=reference, day=on))


def _confirm_details(item: IncomingItem, _saying: DetailsRight, _files: Files) -> Result:
    confirm_details(item.work, person_of(item))
    return Result()


def _correct_details(item: IncomingItem, saying: DetailsCorrected, _files: Files) -> Result:
    """Take what is the person's to say. A new number waits for the unit as a new address does, since the unit
    would ring it."""
    person = person_of(item)
    if item.standing is Standing.UNIT and saying.phone is not None:
        saying = replace(saying, fields=(*saying.fields, ("phone", saying.phone)), phone=None)
    if saying.fields:
        correct_details(item.work, person, dict(saying.fields))
    if saying.address or saying.phone is not None:
        propose_contact(item.work, item.forum.group.id, person, saying.address, saying.phone)
    return Result(instead=saying, for_the_unit=DETAILS if saying.text else "")


def _order(item: IncomingItem, saying: Ordered, _files: Files) -> Result:
    return OF_ORDERS[saying.order](item, saying) or Result()


def _leave(for_the_unit: str) -> Handler:
    return lambda _item, _saying, _files: Result(for_the_unit=for_the_unit)


def _leave_to_the_unit(item: IncomingItem, saying: ForTheUnit, _files: Files) -> Result:
    """Leave words to the unit. What a partnership's contact writes of themselves comes before the group,
    unless it is that they are the contact no more."""
    contacts = (
        contacts_who_are(item.forum.tx.session, item.by, item.on) if item.by and item.answers_nothing else ()
    )
    if (
        not contacts
        or item.forum.membership.is_appointed(contacts[0].person_id, item.on)
        or is_contact_no_more(saying.text)
    ):
        return Result(for_the_unit=FREE_TEXT)
    meeting = put_before_group(item.work, contacts[0], kind_in(saying.text))
    comes = f"It comes before the group on {day_month(meeting.date)}."
    return Result(for_the_unit=MESSAGE_OF_A_PARTNERSHIP, more=(comes,))


HANDLERS: Mapping[type[Any], Handler] = {
    ConcernRaised: handle_concern,
    Answered: _answer,
    ActionReported: _report_action,
    LineReported: handle_line,
    LinesSent: handle_lines_workbook,
    Coming: handle_coming,
    Apologies: handle_apology,
    DeputyNamed: handle_deputy,
    ItemProposed: _propose,
    ResearchAsked: _ask_research,
    NoItems: _leave(""),
    PaperSent: handle_paper,
    PackArranged: handle_pack,
    FileSent: handle_file,
    Correction: _correct,
    CorrectionsFile: _leave(CORRECTIONS_FILE),
    NoCorrections: _leave(""),
    DetailsRight: _confirm_details,
    DetailsCorrected: _correct_details,
    AgreementReturned: _leave(AGREEMENT),
    ForTheUnit: _leave_to_the_unit,
    NotesDenied: deny_notes,
    Ordered: _order,
}


TO_REWORD = (
    "It may name a child, or somebody else, so no letter without a marking repeats it: reply REWORD, "
    "the reference{about} and other words."
)
NOT_RECORDED = "What they say can’t be put on record as the register is now: see what it takes."
SEND_IT_AGAIN = "Your workbook is attached with these cells marked: correct them there and send it again."
BESIDE_A_CONSENT = "Their answer is on record; beside it they say more, for you to read."
UNPROVED = "Nothing proves that it is from them: ring them before anything follows from it."


def act_on(
    item: IncomingItem, letter: AnsweredLetter, saying: Saying, files: Files, outcomes: Outcomes
) -> None:
    """Carry out one saying, whole or not at all, and note its consequences."""
    try:
        with item.forum.tx.savepoint(), journal(item.forum.tx.session) as record:
            before = _queued_now(item)
            result = HANDLERS[type(saying)](item, saying, files)
            entries = record.entries
            letters = sorted(str(id) for id in _queued_now(item) - before)
    except Problem as problem:
        if isinstance(problem, UnitProblem) and item.standing is not Standing.UNIT:
            outcomes.for_the_unit.append(NOT_RECORDED)
        else:
            how = ""
            if isinstance(problem, WorkbookRefused):
                how = SEND_IT_AGAIN
                outcomes.workbooks.append(Workbook(problem.name, problem.marked))
            outcomes.unclear.append(Unclear(why=problem.sentence, how=how, points=problem.faults))
        return
    if told := _of_names(item, saying):
        outcomes.for_the_unit.append(told)
    if isinstance(saying, Answered) and saying.reply.word in CONSENTS and saying.reply.text:
        outcomes.for_the_unit.append(BESIDE_A_CONSENT)
    if result.for_the_unit:
        outcomes.for_the_unit.append(result.for_the_unit)
        if not item.is_proved:
            outcomes.for_the_unit.append(UNPROVED)
    if not saying.IS_RECORDED:
        return
    if result.workbook:
        outcomes.workbooks.append(result.workbook)
    line = (result.instead or saying).in_words(letter)
    undo = entries if saying.is_undone_by_wrong else None
    if not result.is_told:
        outcomes.lines += [line, *result.more]
    outcomes.consequences.append({"did": saying.CODE, "line": line, "entries": undo, "letters": letters})


def _of_names(item: IncomingItem, saying: Saying) -> str:
    """Ask the unit to reword what somebody wrote that may name a child; empty for all else."""
    if not may_name_somebody(saying.own_words) or not may_name_somebody(
        saying.own_words, names_known(item.forum)
    ):
        return ""
    return TO_REWORD.format(about=f" {saying.reference}" if isinstance(saying, ActionReported) else "")


def _queued_now(item: IncomingItem) -> set[UUID]:
    """Return the letters queued at this moment, so that a duty's own can be told from them."""
    now = select(DispatchRow.id).where(LIVE, DispatchRow.queued_at == item.forum.tx.at)
    return set(item.forum.tx.session.scalars(now))
