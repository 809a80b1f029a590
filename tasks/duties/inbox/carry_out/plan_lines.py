"""Carry out what a lead says of their lines of the action plan, typed or in their workbook."""

from __future__ import annotations

from forum.inbox.sayings import ForTheUnit, LineReported, LinesSent
from forum.plan.lines import Colour, is_line_reference
from forum.plan.rag import Rating
from forum.questions.words import Reply, Word
from tasks.duties.inbox.answered_letter import describe_letter
from tasks.duties.inbox.carry_out.files import content_of_file
from tasks.duties.inbox.carry_out.outcomes import FREE_TEXT, Files, Result
from tasks.duties.inbox.incoming_item import IncomingItem
from tasks.duties.plan.ask_leads import is_of_lines, report_line, take_lines
from tasks.duties.task_groups.follow_work import report_work

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
