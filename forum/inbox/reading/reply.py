"""Read a reply, given the letter it answers; and WRONG, by which its writer takes back what was recorded."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from forum.inbox.answered_letter import AnsweredLetter, ReceivedReply
from forum.inbox.choices import choices_of
from forum.inbox.mailbox_items import FileKind
from forum.inbox.phrases.courtesies import (
    is_courtesy,
    is_harmless,
    is_receipt,
    is_remark,
    is_signature,
    is_thanks,
    says_yes,
)
from forum.inbox.reading.attendance import read_attendance, says_see_you
from forum.inbox.reading.concerns import raised_in_fresh, raised_in_reply, with_raised
from forum.inbox.reading.desk.own_tasks import read_orders
from forum.inbox.reading.files import has_files, has_workbook, nothing_said, of_use, read_file, with_link
from forum.inbox.reading.items import is_item, read_items
from forum.inbox.reading.members.details import read_details, speaks_of_details
from forum.inbox.reading.minutes import with_corrections_file
from forum.inbox.reading.readers import READERS, read_members_reply
from forum.inbox.reading.reply_text import (
    OF_AN_OFFICE,
    ReplyText,
    TooLong,
    in_own_person,
    plainly,
    refuse_too_long,
    says_something,
    text_of,
)
from forum.inbox.sayings import (
    AgreementReturned,
    Answered,
    Correction,
    CorrectionsFile,
    FileSent,
    ForTheUnit,
    LinesSent,
    NotesDenied,
    PackArranged,
    PaperSent,
    Reading,
    Saying,
    Undo,
    asked_back,
    joined,
)
from forum.letters.guests import GuestInvitation, GuestPaper
from forum.letters.inbox import TO_THE_DESK
from forum.letters.papers import PackCheck
from forum.letters.partnerships import Briefing
from forum.letters.questions import ChairLetter
from forum.questions.words import CONSENTS

WRONG_IS_AN_ORDINARY_WORD = frozenset(
    {"minutes", "stood_in", "minutes_draft", "minutes_again", "report_draft", "board_report", "board_outcome"}
    | {"pack_check", "details", "cancelled", "farewell"}
    | {"attendance_notice", "attendance_review"}
)
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
    r"(?:(?:that|this|it)(?:['’]s| is| was) (?:a mistake|an error|not right)[\s,.;–—-]+)?"
    r"(?:please |pls )?(?:undo(?: (?:that|this|it))?|take (?:that|this|it) back)"
    r"(?: (?:please|again|sorry|thanks|thank you))*(?:\s*+[.!]*+\s*+$|\s*[,:;.–—-]+\s*(?P<instead>.*))",
    re.IGNORECASE,
)


_NOT_RIGHT = re.compile(
    r"\W*(?:(?:sorry|no|oh no|oops)[\s,.!]+){0,3}(?:that|this|it)(?:['’]s| is|s)? not (?:right|correct"
    r"|so|what i (?:meant|said)(?: at all)?)\b"
    r"\W*(?P<instead>.*)",
    re.IGNORECASE,
)
"""That what was recorded is not so, where something was."""
_HOW_IT_CAME = re.compile(
    r"\W*(?:(?:(?:it|that|this|i|we|you)(?:['’]ve| have)? (?:was|were|said|meant|only|thought|misread"
    r"|had|read)|(?:my|our) mistake|sorry"
    r"|only the)\b[^.;!?\n]*(?:[.;!]\s*|\n|$)|(?:please |pls )?(?:undo|take|put)(?: (?:it|that"
    r"|this))?(?: back)?(?: to open)?\W*$)",
    re.IGNORECASE,
)
"""How a mistake came about, which asks for nothing in its place."""
_NOT_DONE = re.compile(
    r"\W*(?:(?:it|this|that|the \w+)(?:['’]s)? )?(?:is |was )?"
    r"(?:not|isn['’]t|wasn['’]t|nowhere near)(?: yet)? (?:done|finished|completed?)(?:\W*$|[.;!,]\s+)",
    re.IGNORECASE,
)
"""That what was recorded is not so, which asks for nothing in its place."""


def read_undo(name: str, lines: Sequence[str], *, is_answered: bool = False) -> Undo | None:
    """Read WRONG, alone or with what is right after it (own rule: what was recorded of a reply can be
    undone)."""
    match = _WRONG.match(lines[0]) or _TAKE_IT_BACK.match(lines[0]) if lines else None
    if lines and is_answered and not match:
        match = _NOT_RIGHT.match(lines[0])
    if match is None:
        return None
    right = match.groupdict()
    instead = "\n".join(filter(None, [right["instead"] or right.get("right") or "", *lines[1:]]))
    if not_done := _NOT_DONE.match(instead):
        instead = instead[not_done.end() :]
    while instead and (came := _HOW_IT_CAME.match(instead)):
        instead = instead[came.end() :]
    if name in WRONG_IS_AN_ORDINARY_WORD and instead and not is_harmless(instead.split("\n")):
        return None
    return Undo(instead)


_NUMBERS = re.compile(
    r"\W*wrong\b[\s,:]*(?:(?:number|no|item|point)\b\.?\s*)?(?P<numbers>\d{1,2}(?:(?:\s*,\s*|\s+and\s+)\d{1,2})*)\b"
    r"[\s,.;:!–—-]*(?P<rest>.*)",
    re.IGNORECASE,
)


def read_denial(letter: AnsweredLetter, lines: Sequence[str]) -> tuple[NotesDenied, str] | None:
    """Read WRONG with the numbers of notes on what was recorded in the reader's name, and return the rest of
    the reply. WRONG alone is of the only note, where the letter asks nothing else."""
    if not lines or not letter.notes:
        return None
    if (match := _NUMBERS.match(lines[0])) is not None:
        numbers = tuple(int(number) for number in re.findall(r"\d+", match["numbers"]))
        if set(numbers) <= set(letter.notes):
            return NotesDenied(numbers), "\n".join(filter(None, [match["rest"], *lines[1:]]))
    if letter.questions or len(letter.notes) > 1 or (undo := read_undo(letter.name, lines)) is None:
        return None
    return NotesDenied(letter.notes), undo.instead


MOST_SAID = 100  # things that one reply is taken to say: each is written down while the register is locked
ANSWERED_BY_YES = frozenset({"details", "members_check"})  # elsewhere it is a courtesy
ASKS_NOTHING = frozenset(
    {"papers", "supplement", "moved", "cancelled", "farewell", "minutes", "recorded"}
) | {"stood_in", "last_minutes", "item_off", "guest_paper"}
ANSWERED_BY_COURTESY = frozenset(
    {"board_report", "board_outcome", Briefing.NAME}
)  # "Received, thank you"; "Noted"
ASKS_TO_COME = frozenset(
    {"invitation", "papers", "supplement", "moved", GuestInvitation.NAME, GuestPaper.NAME}
)  # elsewhere it is a goodbye


def read(letter: AnsweredLetter, received: ReceivedReply) -> Reading:
    """Read a reply (own rule: nothing is agreed by silence nor with a condition; in doubt we ask).

    Text that is quoted is never the answer; the button pressed counts as the first line typed. Raises
    TooLong.
    """
    text = text_of(received)
    raised = raised_in_reply(letter, received, text)
    if raised and not raised.is_beside_answers:
        return Reading((raised,))
    refuse_too_long(text)
    lines = text.lines
    reading = None if lines else nothing_said(letter, received)
    if reading is None:
        reading = with_link(_read(letter, received, text), letter, received, lines)
    reading = _with_words(replace(reading, is_yes=_is_yes(received, text)), received, text)
    if raised:
        reading = with_raised(reading, raised)
    if reading.not_understood or (letter.name == PackCheck.NAME and _is_message(reading)):
        left = choices_of(letter, reading.sayings, "\n".join(lines), received.on)
        reading = replace(reading, choices=left)
    changes = sum(len(saying.changes) for saying in reading.sayings if isinstance(saying, PackArranged))
    if len(reading.sayings) + len(reading.not_understood) + changes > MOST_SAID:
        raise TooLong(f"It says more than {MOST_SAID} things: open it in the mailbox.")
    return reading


def _read(letter: AnsweredLetter, received: ReceivedReply, text: ReplyText) -> Reading:
    if denial := read_denial(letter, text.lines):
        denied, rest = denial
        more = _read_part(letter, received, rest) if rest else Reading()
        return replace(more, sayings=(denied, *more.sayings))
    if undo := read_undo(letter.name, text.lines, is_answered=letter.is_answered_before):
        return Reading((undo,))
    is_asked, is_desk = letter.name == ChairLetter.NAME, letter.name in TO_THE_DESK
    if ordered := read_orders(text.lines, received.on, is_asked=is_asked, is_desk=is_desk):
        orders, others = ordered
        if not others or is_harmless(others):
            return orders
        return joined(orders, _read_part(letter, received, "\n".join(others)))
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
    return _with_files(reading, received)


def _read_part(letter: AnsweredLetter, received: ReceivedReply, words: str) -> Reading:
    """Read a part of what somebody typed as a reply of its own."""
    part = replace(received, text=words, subject="", vote="")
    return _read(letter, part, text_of(part))


def _read_of(letter: AnsweredLetter, received: ReceivedReply, text: ReplyText) -> Reading:
    """Read the words of a reply; those of a PA as whoever was asked would say them, where all of it is on
    their own affairs."""
    reader, text = READERS.get(letter.name, read_members_reply), plainly(text, received)
    spoken = in_own_person(text, received) if letter.name not in OF_AN_OFFICE else text
    if spoken == text:
        return reader(letter, received, text)
    reading = reader(letter, received, spoken)
    is_plain = not any(isinstance(saying, ForTheUnit | Correction) for saying in reading.sayings)
    return reading if is_plain and not reading.not_understood else reader(letter, received, text)


def _wants_nothing(letter: AnsweredLetter, reading: Reading) -> bool:
    """Say whether a letter asks nothing, and a reply to it was read as a message to the unit and no more."""
    return letter.name in ASKS_NOTHING and _is_message(reading) and not reading.not_understood


def _is_message(reading: Reading) -> bool:
    return all(isinstance(saying, ForTheUnit) for saying in reading.sayings)


def read_fresh(letter: AnsweredLetter, received: ReceivedReply) -> Reading:
    """Read a message that answers no letter: whether somebody comes, their details, and an item in its form
    are taken from it; the rest is for the unit (own rule). ``letter`` has the meeting that it may be about,
    and the writer's deputies.
    """
    text = text_of(received)
    if raised := raised_in_fresh(received, text):
        return Reading((raised,))
    refuse_too_long(text)
    return _with_words(_read_fresh(letter, received, text), received, text)


def _read_fresh(letter: AnsweredLetter, received: ReceivedReply, text: ReplyText) -> Reading:
    if undo := read_undo("", text.lines):
        return Reading((undo,))
    if not has_files(received.files) and is_harmless(text.lines):
        return Reading()
    if ordered := read_orders(text.lines, received.on, is_asked=True, is_fresh=True):
        orders, others = ordered
        return orders if is_harmless(others) else joined(orders, Reading((ForTheUnit("\n".join(others)),)))
    details: tuple[Saying, ...] = ()
    if text.lines and all(speaks_of_details(line) or is_harmless([line]) for line in text.lines):
        of_details = read_details(text.lines)
        if not has_files(received.files):
            return of_details
        details = of_details.sayings
    if has_workbook(received.files):
        reading = read_file(FileKind.MEMBERS, text.lines, received.files)
        return replace(reading, sayings=(*details, *reading.sayings))
    own = [line for line in text.lines if not is_harmless([line])]
    if letter.meeting and any(map(is_item, own)) and not of_use(received.files):
        items = read_items(own)
        if items.sayings and not items.not_understood:
            return items
    spoken = in_own_person(text, received)
    coming = read_attendance(spoken.lines, letter, received.on)
    if coming is not None and coming.sayings and not of_use(received.files):
        return coming
    return Reading((*details, ForTheUnit("\n".join(text.lines))))


def _with_words(reading: Reading, received: ReceivedReply, text: ReplyText) -> Reading:
    """Return a reading with the writer's own words beside it."""
    says = says_something(text.lines, with_files=has_files(received.files))
    return replace(reading, words="\n".join(text.lines), says_something=says)


def _is_yes(received: ReceivedReply, text: ReplyText) -> bool:
    """Say whether a reply is YES and no more, thanks and a signature apart."""
    first, *rest = text.lines or ("",)
    courteous = all(is_thanks(line) or is_signature(line) for line in rest)
    return says_yes(first) and courteous and not (of_use(received.files) or received.has_link)


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
        return asked_back(why, "Reply again without the file, or tell us what to change.")
    if reading.not_understood or any(isinstance(saying, ForTheUnit) for saying in reading.sayings):
        return reading
    return Reading((*reading.sayings, ForTheUnit("")))
