"""Read a reply, given the letter it answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from forum.inbox.answered_letter import AnsweredLetter, ReceivedReply
from forum.inbox.choices import choices_of
from forum.inbox.file_kinds import FileKind
from forum.inbox.mail_text.own_words import lines_of
from forum.inbox.phrases.courtesies import is_courtesy, is_receipt, is_remark, says_yes
from forum.inbox.phrases.courtesies_and_conditions import is_harmless, is_signature, is_thanks
from forum.inbox.phrases.first_person import in_first_person, without_signature_of_pa
from forum.inbox.proposals import propose
from forum.inbox.reading.attendance.coming import read_attendance, says_see_you
from forum.inbox.reading.boards import read_acknowledgement, read_outcome
from forum.inbox.reading.briefings import read_briefing_reply
from forum.inbox.reading.chair import leave_out_unnamed, read_chair
from forum.inbox.reading.desk.desk_letter import read_desk
from forum.inbox.reading.desk.matters import HOW
from forum.inbox.reading.desk.orders import read_outcomes, stop_or_go
from forum.inbox.reading.files import (
    has_files,
    has_workbook,
    of_use,
    read_file,
    speaks_of_file,
    workbooks_in,
)
from forum.inbox.reading.letters_to_members import read_member
from forum.inbox.reading.members.details import read_details, speaks_of_details
from forum.inbox.reading.members.induction import read_induction
from forum.inbox.reading.members.members_check import read_members_check
from forum.inbox.reading.minutes import with_corrections_file
from forum.inbox.reading.papers.authors import read_papers
from forum.inbox.reading.papers.packs import read_pack
from forum.inbox.sayings import (
    AgreementReturned,
    Answered,
    Apologies,
    Correction,
    CorrectionsFile,
    FileSent,
    ForTheUnit,
    LinesSent,
    NotUnderstood,
    PackArranged,
    PaperSent,
    Reading,
    Saying,
    Undo,
)
from forum.letters.partnerships.briefing import Briefing
from forum.questions.kinds import QuestionKind
from forum.questions.words import CONSENTS, Reply, Word
from forum.text.problem import Problem

WRONG_IS_AN_ORDINARY_WORD = frozenset(
    {"minutes", "minutes_draft", "minutes_again", "report_draft", "board_report", "board_outcome"}
    | {"pack_check", "details", "cancelled", "farewell"}
    | {"attendance_notice", "attendance_review"}
)
LONGEST = 50_000  # characters of somebody's own words and of what they quote among them
MOST_SAID = 100  # things that one reply is taken to say: each is written down while the register is locked
ANSWERED_BY_YES = frozenset({"details", "members_check"})  # elsewhere it is a courtesy
OF_AN_OFFICE = frozenset(
    {"chair", "desk", "pack_check", "members_check", "record_workbook", "minutes_draft", "minutes_again"}
)  # whose holder speaks for themselves
ASKS_NOTHING = frozenset({"papers", "supplement", "moved", "cancelled", "farewell", "minutes", "recorded"})
ANSWERED_BY_COURTESY = frozenset(
    {"board_report", "board_outcome", Briefing.NAME}
)  # "Received, thank you"; "Noted"
ASKS_TO_COME = frozenset({"invitation", "papers", "supplement", "moved"})  # elsewhere it is a goodbye
_WRONG = re.compile(
    r"\W*(?:(?:sorry|no|oops)[\s,.!]+)?(?:(?:that|this|it)(?:['’]s| is|s)? )?"
    r"(?:the )?wrong(?: (?:date|day|action|one))?\b"
    r"(?:[\s,.!–—-]*+(?:sorry|please|(?:undo|take)(?: (?:it|this|that))?(?: back)?)\b)*+"
    r"(?:\s*+[.!]*+\s*+$|\s*[,:;.–—-]+\s*(?P<instead>.*)|\s+(?P<right>(?:\d|i |it |should ).*))",
    re.IGNORECASE,
)

_TAKE_IT_BACK = re.compile(
    r"\W*(?:(?:sorry|no|oops)[\s,.!]+)?"
    r"(?:(?:that|this|it) (?:was|is) (?:meant )?(?:for|about) (?:the |my |an)other (?:action|one"
    r"|letter|meeting)"
    r"[\s,.;–—-]+(?:and |so )?)?"
    r"(?:please )?(?:undo(?: (?:that|this|it))?|take (?:that|this|it) back)"
    r"(?: (?:please|again|sorry|thanks|thank you))*(?:\s*+[.!]*+\s*+$|\s*[,:;.–—-]+\s*(?P<instead>.*))",
    re.IGNORECASE,
)


class TooLong(Problem):
    """A reply is longer than what is read, or says more: a part of it may not mean what the whole does."""


@dataclass(frozen=True)
class ReplyText:
    """The text of a reply: the writer's own lines, and all lines with whether each is quoted."""

    lines: tuple[str, ...]
    quoted: tuple[tuple[str, bool], ...]


def read(letter: AnsweredLetter, received: ReceivedReply) -> Reading:
    """Read a reply (own rule: nothing is agreed by silence nor with a condition; in doubt we ask).

    Text that is quoted is never the answer; the button pressed counts as the first line typed. Raises
    TooLong.
    """
    reading = replace(_read(letter, received), is_yes=_is_yes(received))
    if reading.not_understood:
        text = "\n".join(_text_of(received).lines)
        reading = replace(reading, choices=choices_of(letter, reading.sayings, text, received.on))
    changes = sum(len(saying.changes) for saying in reading.sayings if isinstance(saying, PackArranged))
    if len(reading.sayings) + len(reading.not_understood) + changes > MOST_SAID:
        raise TooLong(f"It says more than {MOST_SAID} things: open it in the mailbox.")
    return reading


def _read(letter: AnsweredLetter, received: ReceivedReply) -> Reading:
    text = _text_of(received)
    if undo := _undo(letter.name, text.lines):
        return Reading((undo,))
    if stop := stop_or_go(text.lines):
        return Reading((stop,))
    is_yes = letter.name in ANSWERED_BY_YES and any(says_yes(line) for line in text.lines)
    comes = letter.name in ASKS_TO_COME and any(map(says_see_you, text.lines))
    is_nothing = is_receipt(text.lines) or (
        is_courtesy(text.lines) and letter.name not in ANSWERED_BY_COURTESY
    )
    if is_nothing and not (is_yes or comes or has_files(received.files)):
        return Reading()
    reading = _read_of(letter, received, text)
    if _wants_nothing(letter, reading) and is_remark(text.lines) and not has_files(received.files):
        return Reading()
    if letter.name == "minutes" and of_use(received.files):
        reading = with_corrections_file(reading)
    reading = _with_files(reading, received)
    is_recorded = any(not isinstance(saying, ForTheUnit) for saying in reading.sayings)
    if not reading.not_understood or is_recorded or of_use(received.files):
        return replace(reading, proposed=())
    if reading.proposed:
        return reading
    return replace(reading, proposed=propose(letter, own_words(letter, received), received.on))


def _read_of(letter: AnsweredLetter, received: ReceivedReply, text: ReplyText) -> Reading:
    """Read the words of a reply; those of a PA as whoever was asked would say them, where all of it is on
    their own affairs."""
    reader = READERS.get(letter.name, _member)
    spoken = _spoken(text, received) if letter.name not in OF_AN_OFFICE else text
    if spoken == text:
        return reader(letter, received, text)
    reading = reader(letter, received, spoken)
    if not reading.not_understood and not any(
        isinstance(s, ForTheUnit | Correction) for s in reading.sayings
    ):
        return reading
    as_written = reader(letter, received, text)
    return replace(as_written, proposed=as_written.proposed or reading.proposed)


def own_words(letter: AnsweredLetter, received: ReceivedReply) -> tuple[str, ...]:
    """Return the writer's own lines; those of a PA as whoever was asked would say them."""
    text = _text_of(received)
    return text.lines if letter.name in OF_AN_OFFICE else _spoken(text, received).lines


def _spoken(text: ReplyText, received: ReceivedReply) -> ReplyText:
    """Return the text of a reply in the first person of whoever was asked."""
    own = iter(without_signature_of_pa(text.lines, received.asked))
    quoted = tuple(
        (line if is_quoted else in_first_person(next(own), received.asked), is_quoted)
        for line, is_quoted in text.quoted
    )
    quoted = tuple((line, is_quoted) for line, is_quoted in quoted if line or is_quoted)
    return ReplyText(tuple(line for line, is_quoted in quoted if not is_quoted), quoted)


def _wants_nothing(letter: AnsweredLetter, reading: Reading) -> bool:
    """Say whether a letter asks nothing, and a reply to it was read as a message to the unit and no more."""
    is_message = all(isinstance(saying, ForTheUnit) for saying in reading.sayings)
    return letter.name in ASKS_NOTHING and is_message and not reading.not_understood


def read_fresh(letter: AnsweredLetter, received: ReceivedReply) -> Reading:
    """Read a message that answers no letter: only whether somebody comes, and their details, are taken from
    it; the rest is for the unit (own rule). ``letter`` has the meeting that it may be about, and the
    writer's deputies.
    """
    text = _text_of(received)
    if undo := _undo("", text.lines):
        return Reading((undo,))
    if not has_files(received.files) and is_harmless(text.lines):
        return Reading()
    if stop := stop_or_go(text.lines):
        return Reading((stop,))
    details: tuple[Saying, ...] = ()
    if text.lines and all(speaks_of_details(line) or is_harmless([line]) for line in text.lines):
        of_details = read_details(text.lines)
        if not has_files(received.files):
            return of_details
        details = of_details.sayings
    if has_workbook(received.files):
        reading = read_file(FileKind.MEMBERS, text.lines, received.files)
        return replace(reading, sayings=(*details, *reading.sayings))
    spoken = _spoken(text, received)
    coming = read_attendance(spoken.lines, letter, received.on, for_another=received.from_pa)
    if coming is not None and coming.sayings and not of_use(received.files):
        return coming
    return Reading((*details, ForTheUnit("\n".join(text.lines))))


def _text_of(received: ReceivedReply) -> ReplyText:
    quoted = tuple(lines_of(received.text, received.writer))
    is_empty = all(is_quoted for _, is_quoted in quoted) and not (received.vote or of_use(received.files))
    if received.subject and is_empty:
        quoted = ((received.subject, False), *quoted)  # people write a word there, and no more
    if sum(len(line) for line, _ in quoted) > LONGEST:
        raise TooLong(
            "It is longer than any reply that we read, so nothing of it is recorded: open it in the mailbox."
        )
    if received.vote:
        quoted = ((received.vote, False), *quoted)
    return ReplyText(tuple(line for line, is_quoted in quoted if not is_quoted), quoted)


def _undo(name: str, lines: Sequence[str]) -> Undo | None:
    """Read WRONG, alone or with what is right after it (own rule: what was recorded of a reply can be
    undone)."""
    if not lines or not (match := _WRONG.match(lines[0]) or _TAKE_IT_BACK.match(lines[0])):
        return None
    right = match.groupdict()
    instead = "\n".join(filter(None, [right["instead"] or right.get("right") or "", *lines[1:]]))
    if name in WRONG_IS_AN_ORDINARY_WORD and instead and not is_harmless(instead.split("\n")):
        return None
    return Undo(instead)


def _is_yes(received: ReceivedReply) -> bool:
    """Say whether a reply is YES and no more, thanks and a signature apart."""
    first, *rest = _text_of(received).lines or ("",)
    courteous = all(is_thanks(line) or is_signature(line) for line in rest)
    return says_yes(first) and courteous and not of_use(received.files)


def _with_files(reading: Reading, received: ReceivedReply) -> Reading:
    """Leave a file that no saying takes to the unit; beside a consent it may hold changes."""
    if not of_use(received.files) or any(
        isinstance(saying, PaperSent | FileSent | LinesSent | AgreementReturned | CorrectionsFile)
        for saying in reading.sayings
    ):
        return reading
    consents = any(
        isinstance(saying, Answered) and saying.reply.word in CONSENTS for saying in reading.sayings
    )
    if consents:
        why = "There is a file with your reply, which may hold changes; nothing is agreed with a condition."
        return Reading(
            not_understood=(NotUnderstood(why, "Reply again without the file, or tell us what to change."),)
        )
    if reading.not_understood or any(isinstance(saying, ForTheUnit) for saying in reading.sayings):
        return reading
    return Reading((*reading.sayings, ForTheUnit("")))


def _chair(letter: AnsweredLetter, received: ReceivedReply, text: ReplyText) -> Reading:
    return leave_out_unnamed(read_chair(text.lines, letter.questions, received.on), letter.questions)


def _desk(letter: AnsweredLetter, received: ReceivedReply, text: ReplyText) -> Reading:
    """Read the unit's answers and the workbook that came back with them; a covering note says nothing."""
    if not has_workbook(received.files):
        reading = read_desk(text.lines, letter.questions, received.on)
        if reading.sayings and all(isinstance(saying, ForTheUnit) for saying in reading.sayings):
            why = "Nothing that waits is answered by that."  # the unit need not be told what it says itself
            return Reading(not_understood=(NotUnderstood(why, HOW, "\n".join(text.lines)),))
        return reading
    files = read_file(FileKind.MEMBERS, text.lines, received.files)
    answers_read = read_desk(
        [line for line in text.lines if not speaks_of_file(line)], letter.questions, received.on
    )
    answers = [saying for saying in answers_read.sayings if not isinstance(saying, ForTheUnit)]
    return Reading((*files.sayings, *answers), (*files.not_understood, *answers_read.not_understood))


def _pack_check(letter: AnsweredLetter, received: ReceivedReply, text: ReplyText) -> Reading:
    return read_pack(text.lines, received.files, letter.questions, received.on)


def _paper_author(letter: AnsweredLetter, received: ReceivedReply, text: ReplyText) -> Reading:
    return read_papers(text.lines, received.files, letter.questions, received.on)


def _record(_letter: AnsweredLetter, received: ReceivedReply, text: ReplyText) -> Reading:
    return read_file(FileKind.RECORD, text.lines, received.files)


def _minutes_wanted(_letter: AnsweredLetter, received: ReceivedReply, text: ReplyText) -> Reading:
    """Read the outcomes of items, and the minutes that came back: they are checked with these in them."""
    outcomes, lines = read_outcomes(text.lines, received.on)
    reading = read_file(FileKind.MINUTES, lines, received.files)
    return Reading((*outcomes.sayings, *reading.sayings), (*outcomes.not_understood, *reading.not_understood))


def _report_wanted(_letter: AnsweredLetter, received: ReceivedReply, text: ReplyText) -> Reading:
    return read_file(FileKind.REPORT, text.lines, received.files)


def _board_report(letter: AnsweredLetter, _received: ReceivedReply, text: ReplyText) -> Reading:
    return read_acknowledgement(text.lines, letter.questions)


def _board_outcome(letter: AnsweredLetter, _received: ReceivedReply, text: ReplyText) -> Reading:
    return read_outcome(text.lines, letter.questions)


def _members_check(letter: AnsweredLetter, received: ReceivedReply, text: ReplyText) -> Reading:
    return read_members_check(letter, received, text.lines)


def _induction(letter: AnsweredLetter, received: ReceivedReply, text: ReplyText) -> Reading:
    return read_induction(letter, text.lines, received.files)


def _briefing(letter: AnsweredLetter, _received: ReceivedReply, text: ReplyText) -> Reading:
    return read_briefing_reply(text.lines, letter.questions)


def _details(_letter: AnsweredLetter, _received: ReceivedReply, text: ReplyText) -> Reading:
    return read_details(text.lines, details_asked=True)


def _deputy_wanted(letter: AnsweredLetter, received: ReceivedReply, text: ReplyText) -> Reading:
    """Read a deputy's name, or NONE."""
    is_cover = bool(received.writer) and all(question.of != received.writer for question in letter.questions)
    known = replace(letter, deputies=(*letter.deputies, received.writer)) if is_cover else letter
    coming = read_attendance(
        text.lines,
        known,
        received.on,
        deputy_asked=True,
        for_another=received.from_pa,
    )
    if coming is None:
        why = "It is not plain who comes in your place."
        how = "Reply with your deputy’s name, job title and email address, or with NONE if nobody can come."
        return Reading(not_understood=(NotUnderstood(why, how, "\n".join(text.lines)),))
    none = [
        Answered(question.id, question.kind, Reply(Word.NONE))
        for question in letter.questions
        if question.kind is QuestionKind.NAME_DEPUTY
    ][:1]
    return replace(
        coming,
        sayings=_answering(coming.sayings, none),
        proposed=_answering(coming.proposed, none),
    )


def _answering(sayings: Sequence[Saying], none: Sequence[Saying]) -> tuple[Saying, ...]:
    """Return sayings with NONE, which answers the question, in place of apologies."""
    return tuple(
        answer
        for saying in sayings
        for answer in (none if none and isinstance(saying, Apologies) else [saying])
    )


def _member(letter: AnsweredLetter, received: ReceivedReply, text: ReplyText) -> Reading:
    """Read a member's reply; the workbook with a lead's lines may come with it, and a covering note says
    nothing."""
    workbooks = workbooks_in(received.files) if letter.lines else []
    note = {line for line in text.lines if speaks_of_file(line)} if workbooks else set()
    lines = [(line, is_quoted) for line, is_quoted in text.quoted if is_quoted or line not in note]
    reading = read_member(letter, received, lines)
    sent = (LinesSent(file.id) for file in workbooks)
    return replace(reading, sayings=(*sent, *reading.sayings))


READERS: Mapping[str, Callable[[AnsweredLetter, ReceivedReply, ReplyText], Reading]] = {
    "chair": _chair,
    "desk": _desk,
    "pack_check": _pack_check,
    "paper_author": _paper_author,
    "record_workbook": _record,
    "minutes_draft": _minutes_wanted,
    "minutes_again": _minutes_wanted,
    "report_draft": _report_wanted,
    "board_report": _board_report,
    "board_outcome": _board_outcome,
    "deputy_wanted": _deputy_wanted,
    "details": _details,
    "induction": _induction,
    Briefing.NAME: _briefing,
    "members_check": _members_check,
}
"""The reader of the replies to each kind of letter; replies to all other letters are read as a member's."""
