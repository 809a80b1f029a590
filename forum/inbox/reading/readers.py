"""The reader of the replies to each kind of letter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from forum.inbox.answered_letter import AnsweredLetter, ReceivedReply
from forum.inbox.mailbox_items import FileKind
from forum.inbox.phrases.courtesies import is_harmless
from forum.inbox.reading.attendance import read_attendance
from forum.inbox.reading.boards import read_acknowledgement, read_briefing_reply, read_outcome
from forum.inbox.reading.chair import read_chair, read_chairs_reply
from forum.inbox.reading.concerns import read_settled
from forum.inbox.reading.desk.by_phone import HOW
from forum.inbox.reading.desk.desk_letter import read_desk
from forum.inbox.reading.desk.own_tasks import read_outcomes
from forum.inbox.reading.files import has_workbook, read_file, speaks_of_file, workbooks_in
from forum.inbox.reading.letters_to_members import read_member
from forum.inbox.reading.members.details import read_details
from forum.inbox.reading.members.joining import read_guest, read_induction, read_members_check
from forum.inbox.reading.papers import read_pack, read_papers
from forum.inbox.reading.reply_text import ReplyText
from forum.inbox.sayings import (
    Answered,
    Apologies,
    ForTheUnit,
    LinesSent,
    Reading,
    asked_back,
    joined,
)
from forum.letters.concerns import ConcernNotice
from forum.letters.guests import GuestInvitation, GuestPaper
from forum.letters.inbox import TO_THE_DESK
from forum.letters.partnerships import Briefing
from forum.letters.retention import DisposalList
from forum.questions.kinds import QuestionKind
from forum.questions.words import Reply, Word


def _desk(letter: AnsweredLetter, received: ReceivedReply, text: ReplyText) -> Reading:
    """Read the unit's answers and the workbook that came back with them; a covering note says nothing."""
    if not has_workbook(received.files):
        reading = read_desk(text.lines, letter.questions, received.on)
        if reading.sayings and all(isinstance(saying, ForTheUnit) for saying in reading.sayings):
            why = "Nothing that waits is answered by that."  # the unit need not be told what it says itself
            return asked_back(why, HOW, "\n".join(text.lines))
        return reading
    files = read_file(FileKind.MEMBERS, text.lines, received.files)
    answers_read = read_desk(
        [line for line in text.lines if not speaks_of_file(line)], letter.questions, received.on
    )
    answers = tuple(saying for saying in answers_read.sayings if not isinstance(saying, ForTheUnit))
    return joined(files, replace(answers_read, sayings=answers))


def _minutes_wanted(_letter: AnsweredLetter, received: ReceivedReply, text: ReplyText) -> Reading:
    """Read the outcomes of items, and the minutes that came back: they are checked with these in them."""
    outcomes, lines = read_outcomes(text.lines, received.on)
    return joined(outcomes, read_file(FileKind.MINUTES, lines, received.files))


def _disposal_list(letter: AnsweredLetter, received: ReceivedReply, text: ReplyText) -> Reading:
    """Read a reviewer's list of records; beside words that may change it, it is for the unit to open."""
    words = [line for line in text.lines if not (is_harmless([line]) or speaks_of_file(line))]
    if words or not has_workbook(received.files):
        return read_members_reply(letter, received, text)
    return read_file(FileKind.DISPOSAL, text.lines, received.files)


def _deputy_wanted(letter: AnsweredLetter, received: ReceivedReply, text: ReplyText) -> Reading:
    """Read a deputy's name, or NONE."""
    is_cover = bool(received.writer) and all(question.of != received.writer for question in letter.questions)
    known = replace(letter, deputies=(*letter.deputies, received.writer)) if is_cover else letter
    coming = read_attendance(text.lines, known, received.on, deputy_asked=True)
    if coming is None:
        why = "It is not plain who comes in your place."
        how = "Reply with your deputy’s name, job title and email address, or with NONE if nobody can come."
        return asked_back(why, how, "\n".join(text.lines))
    none = [
        Answered(question.id, question.kind, Reply(Word.NONE))
        for question in letter.questions
        if question.kind is QuestionKind.NAME_DEPUTY
    ][:1]
    sayings = (
        answer
        for saying in coming.sayings
        for answer in (none if none and isinstance(saying, Apologies) else [saying])
    )
    return replace(coming, sayings=tuple(sayings))


def read_members_reply(letter: AnsweredLetter, received: ReceivedReply, text: ReplyText) -> Reading:
    """Read a member's reply; the workbook with a lead's lines may come with it, and a covering note says
    nothing."""
    workbooks = workbooks_in(received.files) if letter.lines else []
    note = {line for line in text.lines if speaks_of_file(line)} if workbooks else set()
    lines = [(line, is_quoted) for line, is_quoted in text.quoted if is_quoted or line not in note]
    reading = read_member(letter, received, lines)
    sent = (LinesSent(file.id) for file in workbooks)
    return replace(reading, sayings=(*sent, *reading.sayings))


READERS: Mapping[str, Callable[[AnsweredLetter, ReceivedReply, ReplyText], Reading]] = {
    "chair": read_chairs_reply,
    "by_mail": lambda letter, received, text: read_chair(text.lines, letter.questions, received.on),
    **dict.fromkeys(TO_THE_DESK, _desk),
    ConcernNotice.NAME: lambda _letter, _received, text: read_settled(text.lines),
    "pack_check": lambda letter, received, text: read_pack(
        text.lines, received.files, letter.questions, received.on
    ),
    "paper_author": lambda letter, received, text: read_papers(text.lines, received.files, letter.questions),
    "record_workbook": lambda _letter, received, text: read_file(FileKind.RECORD, text.lines, received.files),
    **dict.fromkeys(("minutes_draft", "minutes_again"), _minutes_wanted),
    "report_draft": lambda _letter, received, text: read_file(FileKind.REPORT, text.lines, received.files),
    "board_report": lambda letter, _received, text: read_acknowledgement(text.lines, letter.questions),
    "board_outcome": lambda letter, _received, text: read_outcome(text.lines, letter.questions),
    "deputy_wanted": _deputy_wanted,
    "details": lambda _letter, _received, text: read_details(text.lines, details_asked=True),
    **dict.fromkeys((GuestInvitation.NAME, GuestPaper.NAME), read_guest),
    "induction": lambda letter, received, text: read_induction(letter, text.lines, received.files),
    Briefing.NAME: lambda letter, _received, text: read_briefing_reply(text.lines, letter.questions),
    DisposalList.NAME: _disposal_list,
    "members_check": lambda letter, received, text: read_members_check(letter, received, text.lines),
}
"""The reader of the replies to each kind of letter; replies to all other letters are read as a member's."""
