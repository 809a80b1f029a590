"""The sayings of a reply, carried out: a table of what is done for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import select

from forum.agenda.purpose import Purpose
from forum.inbox.answered_letter import AnsweredLetter, FileReceived
from forum.inbox.file_kinds import FileKind
from forum.inbox.reading.files import part_in
from forum.inbox.sayings import (
    ActionReported,
    AgreementReturned,
    Answered,
    Apologies,
    Coming,
    Correction,
    CorrectionsFile,
    DeputyNamed,
    DetailsCorrected,
    DetailsRight,
    FileSent,
    ForTheUnit,
    ItemProposed,
    LineReported,
    NoCorrections,
    NoItems,
    Ordered,
    PackArranged,
    PaperSent,
    Reading,
    ResearchAsked,
    Saying,
)
from forum.inbox.who_may_say import Standing
from forum.letters.parts import Choice, Unclear
from forum.papers.papers import PaperState
from forum.partnerships.written import kind_in
from forum.plan.lines import Colour
from forum.questions.kinds import QuestionKind
from forum.questions.lifecycle import Channel
from forum.questions.words import Word
from forum.record.changes import describe_replacement
from forum.text.checks import folded
from forum.text.names_of_people import checked_name
from forum.text.problem import Problem, UnitProblem
from forum.text.wording import day_month
from tasks.documents.plan.workbook import plan_code
from tasks.documents.workbooks.fault_marks import WorkbookRefused
from tasks.duties.actions.action_log import report_action
from tasks.duties.agenda.agenda import propose_item
from tasks.duties.answers.record_answer import answer
from tasks.duties.base.group_context import group_context
from tasks.duties.base.items_wanted import last_day_for_items
from tasks.duties.base.names import person_called
from tasks.duties.boards.write import file_report
from tasks.duties.coming.apologies import name_deputy, note_apology, note_coming
from tasks.duties.inbox.answered_letter import meeting_for_items, meeting_spoken_of
from tasks.duties.inbox.incoming_item import IncomingItem, questions_of, the_only
from tasks.duties.inbox.orders import HANDLERS as ORDER_HANDLERS
from tasks.duties.inbox.orders import groups_of_unit
from tasks.duties.members.contact_proposals import propose_contact
from tasks.duties.members.details import confirm_details, correct_details
from tasks.duties.members.proposals import propose_members
from tasks.duties.members.workbook import group_of_workbook
from tasks.duties.minutes.corrections import note_correction
from tasks.duties.minutes.draft_and_file import file_minutes
from tasks.duties.papers.change_pack import arrange_pack, arrange_pack_by_workbook
from tasks.duties.papers.file_paper import clean_paper, file_paper
from tasks.duties.partnerships.messages import put_before_group
from tasks.duties.partnerships.write_briefings import passages_in_words
from tasks.duties.plan.ask_leads import report_line
from tasks.duties.plan.propose_plan import propose_plan
from tasks.duties.questions.ask import open_question
from tasks.duties.questions.who_answers import reader_of
from tasks.duties.record.file_record import file_record
from tasks.duties.research.ask_for_research import ask_for_research
from tasks.duties.research.in_words import earlier_in_words
from tasks.mail.protocol.mailer import Dmarc
from tasks.register.audit.journal import journal
from tasks.register.groups import group_by_code
from tasks.register.members.people import people_at
from tasks.register.outbox.dispatches import LIVE
from tasks.register.partnerships import contacts_who_are
from tasks.register.tables import (
    AgendaItemRow,
    BriefingRow,
    DispatchRow,
    MeetingRow,
    PaperRow,
    ProposedReadingRow,
    QuestionRow,
)

LARGEST_FILE = 20_000_000  # bytes
NO_MEETING = "We could not tell which meeting you mean. Reply to one of our letters about that meeting."
DEPUTY_UNKNOWN = (
    "They name a deputy who does not belong to the group on the day of the meeting: enter them in the "
    "members’ workbook, then reply DEPUTY, their name, for and the member’s. Until then their apologies are "
    "on record."
)
DEPUTY_NEW = "Your deputy is new to us: the Business Unit enters them first, and they hear from us then."
LOST_FILE = (
    "The file can’t be fetched from the mailbox: reply once more, or ask whoever sent it to send it again."
)
NOT_RECORDED = "What they say can’t be put on record as the register is now: see what it takes."
SEND_IT_AGAIN = "Your workbook is attached with these cells marked: correct them there and send it again."
LATE = "It came after the papers went out, so the Chair is asked whether it still goes to members."
ITEM_WAITS = (
    "The agenda is agreed already, so the Chair is asked whether yours is taken as other business; without "
    "the Chair’s leave it is kept for the next meeting."
)
ITEM_IS_LATE = (
    "Items closed on {day}, so the Chair is told that yours came late, and may keep it for another meeting."
)
STILL_WANTED = "is still to come: reply with it too, as it is if nothing in it changes."
AGREEMENT = (
    "They send their confidentiality agreement, or say that they agree: look at it, then reply SIGNED and "
    "their name to this letter."
)
DETAILS = "Their details have changed: correct them in the members’ workbook."
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
FREE_TEXT = "They wrote in their own words what is for you to read."
UNPROVED = "Nothing proves that it is from them: ring them before anything follows from it."

WORSE = (
    "The plan shows it as {rating.in_words}, {rating.reason}: only the group agrees a better colour or "
    "another date."
)
MINUTES_OF_AN_ITEM = 10  # where the proposer does not say

Files: TypeAlias = Mapping[tuple[str, str], bytes]  # by the ids of a mail and of a file received with it
Consequence: TypeAlias = dict[
    str, Any
]  # {"did": ..., "line": ..., "entries": [...] or None, "letters": [...]}


@dataclass
class Outcomes:
    """The outcomes of one item.

    ``consequences`` are kept with the item, so that WRONG can take them back, and ``lines`` confirm them to
    the writer. ``waiting`` are sayings to be recorded once the unit has asked the writer; ``unclear`` are
    parts that the writer is asked to say again, ``choices`` the words that still answer, ``proposed`` the
    reading of which a part is put to them, and ``confirmed`` the proposal that they confirm. ``refused`` are
    the workbooks that go back, and ``for_the_unit`` the reasons for the unit to look at the item;
    ``to_vouch_for`` are the files among what waits, which are taken once the unit says that they are the
    writer's. ``taken_back``, ``too_late`` and ``stands`` are the lines that WRONG took back, could not take
    back, and left until another file comes.
    """

    consequences: list[Consequence] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    taken_back: list[str] = field(default_factory=list)
    too_late: list[str] = field(default_factory=list)
    stands: list[str] = field(default_factory=list)
    quarantined: bool = False
    unclear: list[Unclear] = field(default_factory=list)
    choices: tuple[Choice, ...] = ()
    proposed: Reading | None = None
    confirmed: ProposedReadingRow | None = None
    refused: list[WorkbookRefused] = field(default_factory=list)
    for_the_unit: list[str] = field(default_factory=list)
    to_vouch_for: list[PaperSent | FileSent] = field(default_factory=list)


@dataclass(frozen=True)
class Result:
    """The result of carrying out a saying: all of it was done, or ``instead`` in its place.

    ``for_the_unit`` is a task left to the unit, and ``more`` are further sentences for the writer.
    ``is_told`` is true where a letter of the duty's own tells the writer already.
    """

    instead: Saying | None = None
    for_the_unit: str = ""
    more: tuple[str, ...] = ()
    is_told: bool = False


Handler: TypeAlias = Callable[[IncomingItem, Any, Files], Result]


def act_on(
    item: IncomingItem, letter: AnsweredLetter, saying: Saying, files: Files, outcomes: Outcomes
) -> None:
    """Carry out one saying, whole or not at all, and note its consequences."""
    try:
        with item.tx.savepoint(), journal(item.session) as record:
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
                outcomes.refused.append(problem)
            outcomes.unclear.append(Unclear(why=problem.sentence, how=how, points=problem.faults))
        return
    if result.for_the_unit:
        outcomes.for_the_unit.append(result.for_the_unit)
        if item.mail.dmarc is not Dmarc.PASS:
            outcomes.for_the_unit.append(UNPROVED)
    if not saying.IS_RECORDED:
        return
    line = (result.instead or saying).in_words(letter)
    undo = entries if saying.is_undone_by_wrong else None
    if not result.is_told:
        outcomes.lines += [line, *result.more]
    outcomes.consequences.append({"did": saying.CODE, "line": line, "entries": undo, "letters": letters})


def is_file(consequence: Consequence) -> bool:
    """Say whether a record or minutes came: they are not taken back but sent again."""
    return bool(consequence["did"] == FileSent.CODE)


def _queued_now(item: IncomingItem) -> set[UUID]:
    """Return the letters queued at this moment, so that a duty's own can be told from them."""
    now = select(DispatchRow.id).where(LIVE, DispatchRow.queued_at == item.tx.at)
    return set(item.session.scalars(now))


def _answer(item: IncomingItem, saying: Answered, _files: Files) -> Result:
    question = item.session.get_one(QuestionRow, saying.question)
    by, channel = item.by or question.of_id, item.channel
    on = min(max(item.on, question.opened), item.tx.at.date())  # it counts for the day on which it came
    if saying.by_phone is not None:
        channel, on = Channel.PHONE, saying.by_phone.on
        forum = group_context(item.forum.work, question.group_id)
        by = reader_of(forum, question, on) or question.of_id
    answer(item.work, question.id, saying.reply, by=by, channel=channel, on=on)
    if question.kind is QuestionKind.WRITE_BRIEFING:
        briefing = item.session.get_one(BriefingRow, question.about_id)
        passages = passages_in_words(group_context(item.forum.work, question.group_id), briefing)
        return Result(more=(passages,) if passages else ())
    if question.kind is QuestionKind.ACKNOWLEDGE_BRIEFING and saying.reply.word is Word.OTHER:
        return Result(for_the_unit=ANSWER_OF_A_PARTNERSHIP)
    return Result()


def _report_action(item: IncomingItem, saying: ActionReported, _files: Files) -> Result:
    channel = Channel.PHONE if saying.by_phone else item.channel
    report_action(item.work, saying.reference, saying.reply, None, channel=channel)
    return Result()


def _report_line(item: IncomingItem, saying: LineReported, _files: Files) -> Result:
    rating = report_line(item.work, item.forum.group.id, saying.reference, saying.reply, channel=item.channel)
    is_as_said = saying.reply.word is Word.DONE or rating.colour == Colour(saying.reply.word.lower())
    return Result(more=() if is_as_said else (WORSE.format(rating=rating),))


def _note_coming(item: IncomingItem, saying: Coming, _files: Files) -> Result:
    if item.standing is Standing.COVER and item.by and seats_asked_about(item):
        is_there = item.forum.membership.is_appointed(item.by, _meeting(item).date)
        return _comes_instead(item, item.by if is_there else None, saying)
    note_coming(item.work, _meeting(item).reference, _person(item))
    return Result()


def _note_apology(item: IncomingItem, _saying: Apologies, _files: Files) -> Result:
    note_apology(item.work, _meeting(item).reference, _person(item))
    return Result()


def _name_deputy(item: IncomingItem, saying: DeputyNamed, _files: Files) -> Result:
    return _comes_instead(item, _known_deputy(item, saying), saying)


def _comes_instead(item: IncomingItem, deputy: UUID | None, saying: Coming | DeputyNamed) -> Result:
    """Note that somebody comes in the member's place, who may be whoever covers for the member."""
    if deputy is None:
        _note_apology(item, Apologies(), {})
        return Result(instead=Apologies(), for_the_unit=DEPUTY_UNKNOWN, more=(DEPUTY_NEW,))
    reference, seats = _meeting(item).reference, seats_asked_about(item)
    name_deputy(item.work, reference, _person(item), deputy, seats=seats)
    return Result(instead=Coming() if deputy == item.by else saying)


def seats_asked_about(item: IncomingItem) -> list[UUID]:
    """Return the seat for which the letter asks a deputy; none for another letter."""
    questions = questions_of(item.session, item.our_letter) if item.our_letter else ()
    return [question.about_id for question in questions if question.kind == QuestionKind.NAME_DEPUTY]


def _known_deputy(item: IncomingItem, saying: DeputyNamed) -> UUID | None:
    """Find the one person meant who belongs to the group on the day of the meeting: by the address, or by
    name among the deputies of the seat, then in the group."""
    members, on = item.forum.membership, _meeting(item).date
    checked_name(saying.name, "Your deputy")
    if saying.address:
        people_there = people_at(item.session, saying.address, item.on)
        return the_only([person for person in people_there if members.is_appointed(person, on)])
    seats = members.seats_of(_person(item), item.on)
    deputies = {person.id: person for seat in seats for person in members.deputies(seat.id, item.on)}
    names = {folded(saying.name), folded(f"{saying.name}, {saying.job_title}")}  # a name may have a comma
    for people in (deputies.values(), members.people):
        matching = {
            person.id
            for person in people
            if folded(person.name) in names and members.is_appointed(person.id, on)
        }
        if matching:
            return the_only([*matching])
    return None


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
        person=_person(item),
        with_paper=saying.with_paper,
    )
    if open_question(item.session, proposed, QuestionKind.ALLOW_LATE_ITEM):
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
    asked_by = person_called(item.session, group.id, saying.asked_by, item.on) if saying.asked_by else None
    row = ask_for_research(item.work, group.id, saying, asked_by or _person(item))
    earlier = earlier_in_words(group_context(item.forum.work, group.id), row)
    return Result(more=tuple(filter(None, (f"It is {row.reference} on the register.", earlier))))


def _file_paper(item: IncomingItem, saying: PaperSent, files: Files) -> Result:
    question = item.session.get_one(QuestionRow, saying.question)
    paper = item.session.get_one(PaperRow, question.about_id)
    number = item.session.get_one(AgendaItemRow, paper.item_id).number
    reference = item.session.get_one(MeetingRow, paper.meeting_id).reference
    content = _content(item, saying.file, files)
    paper_sent = clean_paper(item.office, content)
    filed = file_paper(item.work, reference, number, paper_sent, channel=item.channel)
    late = (LATE,) if filed.state is PaperState.LATE_WANTED else ()
    return Result(more=(*late, *filed.remarks))


def _file(item: IncomingItem, saying: FileSent, files: Files) -> Result:
    content = _content(item, saying.file, files)
    if saying.kind is FileKind.MEMBERS:
        return _show_workbook(item, content)
    if saying.kind is FileKind.REPORT:
        return Result(more=file_report(item.work, _report(item), content).remarks)
    meeting = _meeting(item)
    if saying.kind is FileKind.RECORD:
        filed = file_record(item.work, meeting.id, content, item.channel)
        if filed.replaces:
            return Result(more=(describe_replacement(filed.replaces, filed.changed), *filed.letters))
    elif saying.kind is FileKind.PACK:
        return _shown_by_letter(arrange_pack_by_workbook(item.work, meeting.reference, content))
    else:
        parts_to_come = file_minutes(item.work, meeting.reference, content, part=saying.part)
        beside = {
            part_in(FileReceived(file.id, file.name))
            for file in item.mail.files
            if (item.mail.id, file.id) in files
        }
        return Result(
            more=tuple(f"Part {part} {STILL_WANTED}" for part in parts_to_come if part not in beside)
        )
    return Result()


def _report(item: IncomingItem) -> UUID:
    """Return the report of which the letter asks the draft back."""
    questions = questions_of(item.session, item.our_letter) if item.our_letter else ()
    for question in questions:
        if question.kind is QuestionKind.DRAFT_REPORT:
            return question.about_id
    raise Problem("We could not tell which report it is. Reply to our letter that brought its draft.")


def _arrange_pack(item: IncomingItem, saying: PackArranged, _files: Files) -> Result:
    return _shown_by_letter(arrange_pack(item.work, _meeting(item).reference, saying.changes))


def _shown_by_letter(changed: Sequence[str]) -> Result:
    """Return the result for a change of the pack, which a letter of its own shows the unit, unless nothing
    changed."""
    return Result(is_told=bool(changed))


def _correct(item: IncomingItem, saying: Correction, _files: Files) -> Result:
    note_correction(item.work, _meeting(item).id, _person(item), saying.text)
    return Result()


def _show_workbook(item: IncomingItem, content: bytes) -> Result:
    """Show the unit what its workbook of members, or of the plan, would change; leave anybody else's workbook
    for the unit to read."""
    if not item.is_from_unit:
        return Result(instead=ForTheUnit(""), for_the_unit=FREE_TEXT)
    code = item.office.limited.run(plan_code, content)
    if code is None:
        group = group_of_workbook(item.session, item.office.limited, content, item.forum.group.id)
    else:
        group = group_by_code(item.session, code).id if code else item.forum.group.id
    of_group = group_context(item.forum.work, group).membership
    if item.by is None or not of_group.is_unit(item.by, item.forum.on):
        return Result(instead=ForTheUnit(""), for_the_unit=FREE_TEXT)
    propose = propose_members if code is None else propose_plan
    propose(item.work, group, content)
    return Result(is_told=True)


def _confirm_details(item: IncomingItem, _saying: DetailsRight, _files: Files) -> Result:
    confirm_details(item.work, _person(item))
    return Result()


def _correct_details(item: IncomingItem, saying: DetailsCorrected, _files: Files) -> Result:
    """Take what is the person's to say. A new number waits for the unit as a new address does, since the unit
    would ring it."""
    person = _person(item)
    if item.standing is Standing.UNIT and saying.phone is not None:
        saying = replace(saying, fields=(*saying.fields, ("phone", saying.phone)), phone=None)
    if saying.fields:
        correct_details(item.work, person, dict(saying.fields))
    if saying.address or saying.phone is not None:
        propose_contact(item.work, item.forum.group.id, person, saying.address, saying.phone)
    return Result(instead=saying, for_the_unit=DETAILS if saying.text else "")


def _order(item: IncomingItem, saying: Ordered, _files: Files) -> Result:
    ORDER_HANDLERS[saying.order](item, saying)
    return Result()


def _leave(for_the_unit: str) -> Handler:
    return lambda _item, _saying, _files: Result(for_the_unit=for_the_unit)


def _leave_to_the_unit(item: IncomingItem, saying: ForTheUnit, _files: Files) -> Result:
    """Leave words to the unit. What a partnership's contact writes of themselves comes before the group."""
    contacts = contacts_who_are(item.session, item.by, item.on) if item.by and item.answers_nothing else ()
    if not contacts or item.forum.membership.is_appointed(contacts[0].person_id, item.on):
        return Result(for_the_unit=FREE_TEXT)
    meeting = put_before_group(item.work, contacts[0], kind_in(saying.text))
    comes = f"It comes before the group on {day_month(meeting.date)}."
    return Result(for_the_unit=MESSAGE_OF_A_PARTNERSHIP, more=(comes,))


def _meeting(item: IncomingItem) -> MeetingRow:
    if meeting := meeting_spoken_of(item):
        return meeting
    raise Problem(NO_MEETING)


def _person(item: IncomingItem) -> UUID:
    if item.person is None:
        raise Problem(NO_MEETING)
    return item.person


def _content(item: IncomingItem, id: str, files: Files) -> bytes:
    if (item.mail.id, id) in files:
        return files[item.mail.id, id]
    if all(file.id != id for file in item.mail.files):  # of a mail that came before
        raise Problem(LOST_FILE)
    raise Problem(f"The file is too large: up to {LARGEST_FILE // 1_000_000} MB are taken.")


HANDLERS: Mapping[type[Any], Handler] = {
    Answered: _answer,
    ActionReported: _report_action,
    LineReported: _report_line,
    Coming: _note_coming,
    Apologies: _note_apology,
    DeputyNamed: _name_deputy,
    ItemProposed: _propose,
    ResearchAsked: _ask_research,
    NoItems: _leave(""),
    PaperSent: _file_paper,
    PackArranged: _arrange_pack,
    FileSent: _file,
    Correction: _correct,
    CorrectionsFile: _leave(CORRECTIONS_FILE),
    NoCorrections: _leave(""),
    DetailsRight: _confirm_details,
    DetailsCorrected: _correct_details,
    AgreementReturned: _leave(AGREEMENT),
    ForTheUnit: _leave_to_the_unit,
    Ordered: _order,
}
