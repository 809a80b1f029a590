"""Carry out what a file that comes back is for: a paper, a record, minutes, a pack or a list; and what
a lead says of their lines of the action plan, typed or in their workbook."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from forum.inbox.answered_letter import FileReceived
from forum.inbox.mailbox_items import FileKind
from forum.inbox.reading.files import part_in
from forum.inbox.sayings import FileSent, ForTheUnit, LineReported, LinesSent, PackArranged, PaperSent
from forum.papers.papers import PaperState
from forum.plan.lines import Colour, is_line_reference
from forum.plan.rag import Rating
from forum.questions.kinds import QuestionKind
from forum.questions.words import Reply, Word
from forum.record.cells import describe_replacement
from forum.text.problem import Problem
from tasks.duties.boards.write import file_report
from tasks.duties.guests import change_by_workbook
from tasks.duties.inbox.answered_letter import describe_letter
from tasks.duties.inbox.carry_out.about import meeting_meant
from tasks.duties.inbox.carry_out.outcomes import FREE_TEXT, Files, Result
from tasks.duties.inbox.carry_out.workbooks import handle_workbook
from tasks.duties.inbox.incoming_item import IncomingItem, questions_of
from tasks.duties.minutes.draft_and_file import file_minutes
from tasks.duties.papers.file_paper import arrange_pack, clean_paper, file_paper
from tasks.duties.plan.ask_leads import is_of_lines, report_line, take_lines
from tasks.duties.record.file_record import file_record
from tasks.duties.retention.disposal_list import decide_by_mail
from tasks.duties.task_groups.follow_work import report_work
from tasks.register.tables import AgendaItemRow, MeetingRow, PaperRow, QuestionRow

LARGEST_FILE = 20_000_000  # bytes
LOST_FILE = (
    "The file can’t be fetched from the mailbox: reply once more, or ask whoever sent it to send it again."
)
LATE = "It came after the papers went out, so the Chair is asked whether it still goes to members."
TO_CARRY_OUT = "Nothing goes before somebody else has it carried out."
DECIDED = (
    "They have decided on the records of list {reference}. Ask those who run the service to carry it out, on "
    "the word of the Chair, the deputy chair or an officer who did not decide."
)
STILL_WANTED = "is still to come: reply with it too, as it is if nothing in it changes."


def handle_paper(item: IncomingItem, saying: PaperSent, files: Files) -> Result:
    """Take a paper for the item that its author was asked for."""
    question = item.forum.tx.session.get_one(QuestionRow, saying.question)
    paper = item.forum.tx.session.get_one(PaperRow, question.about_id)
    number = item.forum.tx.session.get_one(AgendaItemRow, paper.item_id).number
    reference = item.forum.tx.session.get_one(MeetingRow, paper.meeting_id).reference
    content = content_of_file(item, saying.file, files)
    paper_sent = clean_paper(item.forum.office, content)
    filed = file_paper(item.work, reference, number, paper_sent, channel=item.channel)
    late = (LATE,) if filed.state is PaperState.LATE_WANTED else ()
    return Result(more=(*late, *filed.remarks))


def handle_file(item: IncomingItem, saying: FileSent, files: Files) -> Result:
    """Take a file by its kind: a list of members, a report, a record, a pack or minutes."""
    content = content_of_file(item, saying.file, files)
    if saying.kind is FileKind.MEMBERS:
        return handle_workbook(item, saying, content)
    if saying.kind is FileKind.REPORT:
        return Result(more=file_report(item.work, _report(item), content).remarks)
    if saying.kind is FileKind.DISPOSAL:
        return _decide_on_records(item, content)
    meeting = meeting_meant(item)
    if saying.kind is FileKind.RECORD:
        filed = file_record(item.work, meeting.id, content, item.channel)
        if filed.replaces:
            return Result(more=(describe_replacement(filed.replaces, filed.changed), *filed.letters))
    elif saying.kind is FileKind.PACK:
        return _shown_by_letter(change_by_workbook(item.work, meeting.reference, content))
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
    questions = questions_of(item.forum.tx.session, item.our_letter) if item.our_letter else ()
    for question in questions:
        if question.kind is QuestionKind.DRAFT_REPORT:
            return question.about_id
    raise Problem("We could not tell which report it is. Reply to our letter that brought its draft.")


def _decide_on_records(item: IncomingItem, content: bytes) -> Result:
    """Record what a reviewer decided, and leave it to the unit to have a second person carry it out."""
    assert item.our_letter is not None
    assert item.by is not None
    list_id = item.our_letter.subject_id
    reference = decide_by_mail(item.work, list_id, content, item.by)
    return Result(more=(TO_CARRY_OUT,), for_the_unit=DECIDED.format(reference=reference))


def handle_pack(item: IncomingItem, saying: PackArranged, _files: Files) -> Result:
    """Change the pack as its reply says."""
    return _shown_by_letter(arrange_pack(item.work, meeting_meant(item).reference, saying.changes))


def _shown_by_letter(changed: Sequence[str]) -> Result:
    """Return the result for a change of the pack, which a letter of its own shows the unit, unless nothing
    changed."""
    return Result(is_told=bool(changed))


def content_of_file(item: IncomingItem, id: str, files: Files) -> bytes:
    """Return a file that came with an item; Problem where it is too large, or its mail is gone."""
    if (item.mail.id, id) in files:
        return files[item.mail.id, id]
    if all(file.id != id for file in item.mail.files):  # of a mail that came before
        raise Problem(LOST_FILE)
    raise Problem(f"The file is too large: up to {LARGEST_FILE // 1_000_000} MB are taken.")


WORSE = (
    "The plan shows it as {rating.in_words}, {rating.reason}: only the group agrees a better colour or "
    "another date."
)


def handle_line(item: IncomingItem, saying: LineReported, _files: Files) -> Result:
    """Record a lead's word on a line, or on the work of a task group."""
    group, reply = item.forum.group.id, saying.reply
    if not is_line_reference(saying.reference):
        report_work(item.work, group, reply, channel=item.channel)
        return Result()
    rating = report_line(item.work, group, saying.reference, reply, channel=item.channel)
    return Result(more=_where_worse(reply, rating))


def handle_lines_workbook(item: IncomingItem, saying: LinesSent, files: Files) -> Result:
    """Record what a lead says of their lines in the workbook, and confirm each as if it had been typed. Any
    other workbook is for the unit to read."""
    content = content_of_file(item, saying.file, files)
    if not is_of_lines(item.work, content):
        return Result(instead=ForTheUnit(""), for_the_unit=FREE_TEXT)
    letter = describe_letter(item).narrowed_to(item.about)
    taken = take_lines(item.work, item.forum.group.id, letter.lines, content, item.channel)
    more = [
        words
        for reference, reply, rating in taken
        for words in (LineReported(reference, reply).in_words(letter), *_where_worse(reply, rating))
    ]
    return Result(more=tuple(more))


def _where_worse(reply: Reply, rating: Rating) -> tuple[str, ...]:
    """Say that the plan shows a worse colour than a lead gave, where it does."""
    is_as_said = reply.word is Word.DONE or rating.colour == Colour(reply.word.lower())
    return () if is_as_said else (WORSE.format(rating=rating),)
