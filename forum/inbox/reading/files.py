"""Files that come back: the workbooks of a meeting and its minutes; and files that are none.

What lacks in a reply: its words, or the file of which a link alone came.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from forum.inbox.answered_letter import AnsweredLetter, FileReceived, ReceivedReply
from forum.inbox.mailbox_items import EXCEL, FILE_KINDS, FileKind
from forum.inbox.phrases.courtesies import is_harmless
from forum.inbox.reading.questions import how_to_answer
from forum.inbox.sayings import Answered, FileSent, ForTheUnit, NotUnderstood, Reading, asked_back, joined
from forum.letters.papers import PaperAuthor
from forum.letters.retention import DisposalList
from forum.questions.words import CONSENTS

_PART_TWO = re.compile(r"part[\W_]*(?:2|two)(?![a-z\d])", re.IGNORECASE)
FURNITURE = frozenset(
    [
        *(".png", ".jpg", ".jpeg", ".gif", ".bmp", ".emf", ".wmz", ".vcf", ".ics", ".p7s", ".p7m", ".asc"),
        *(".htm", ".html", ".txt", ".dat", ".eml", ".msg", ".xml", ".rpmsg"),
    ]
)
"""Endings of the files that signatures, calendars and mail systems attach."""


def ending(file: FileReceived) -> str:
    """Return the ending of a file's name in lower case, ".docx"; empty for a name that has none."""
    stem, _, last = file.name.replace("\\", "/").rpartition("/")[2].rpartition(".")
    return f".{last}".lower() if stem and last else ""


def part_in(file: FileReceived) -> int:
    """Return the part of the minutes that a file holds, by its name."""
    return 2 if _PART_TWO.search(file.name) else 1


def of_use(files: Sequence[FileReceived]) -> list[FileReceived]:
    """Return the files that somebody attached on purpose: no logos of signatures and the like."""
    return [file for file in files if ending(file) not in FURNITURE]


def is_sealed(files: Sequence[FileReceived]) -> bool:
    """Say whether the attachments came sealed in a winmail.dat, as from Outlook's rich text."""
    return any(file.name.casefold() == "winmail.dat" for file in files)


def has_files(files: Sequence[FileReceived]) -> bool:
    """Say whether somebody attached anything, whether it can be read or not."""
    return bool(of_use(files)) or is_sealed(files)


def has_workbook(files: Sequence[FileReceived]) -> bool:
    """Say whether one of the files is a workbook."""
    return bool(workbooks_in(files))


def workbooks_in(files: Sequence[FileReceived]) -> list[FileReceived]:
    """Return the workbooks among the files."""
    return [file for file in of_use(files) if ending(file) in EXCEL]


def speaks_of_file(line: str) -> bool:
    """Say whether a line is about an attachment: "Please find attached the list"."""
    return re.search(r"\b(?:attach|enclos)", line, re.IGNORECASE) is not None


def read_file(kind: FileKind, lines: Sequence[str], files: Sequence[FileReceived]) -> Reading:
    """Read a reply that brings a workbook or the minutes back (clause 6: minutes are agreed with the Chair).

    A file with an ending of the kind is taken for the one asked for. The minutes of part 2 may come beside
    those of part 1, and the workbooks of several groups together.
    """
    row = FILE_KINDS[kind]
    own = [line for line in lines if not is_harmless([line])]
    files_of_kind = [file for file in of_use(files) if ending(file) in row.endings]
    if files_of_kind and len(files_of_kind) <= row.most:
        return Reading(tuple(FileSent(kind, file.id, part_in(file)) for file in files_of_kind))
    how = f"Reply with the {row.name} attached, as you had it from us, and no other file of its sort."
    if len(files_of_kind) > 1:
        return asked_back("More than one file could be it.", how, "\n".join(lines))
    if has_files(files):
        why = f"The file that came with your reply is not the {row.name}."
        return asked_back(why, how, "\n".join(lines))
    if any(speaks_of_file(line) for line in own):
        why = f"There was no {row.name} with your reply."
        return asked_back(why, how, "\n".join(own))
    return Reading((ForTheUnit("\n".join(own)),)) if own else Reading()


WANTS_A_FILE = frozenset(
    {"record_workbook", "minutes_draft", "minutes_again", "report_draft", "members_check", "induction"}
    | {DisposalList.NAME, PaperAuthor.NAME}
)
NO_WORDS = "Your reply came without any words of yours: your mail program may have left them out."
HOW_TO_TYPE = "Type your answer above our letter and send it again."
FILE_ALONE = "Your file came without any words, so we could not tell what you decided."
LINK = "The file is a link, which we can’t open."
HOW_TO_ATTACH = "Reply again with the file itself attached."
LINK_BESIDE_CONSENT = (
    "Beside your answer is a link to a file, which we can’t open and which may hold changes; nothing is "
    "agreed with a condition."
)
HOW_WITHOUT_LINK = "Reply again without the link, or tell us what to change."
_OF_A_CLOUD = re.compile(
    r"https?://(?:[\w-]+\.)*(?:sharepoint\.com|onedrive\.(?:live|com)|1drv\.ms|drive\.google\.com"
    r"|docs\.google\.com|dropbox\.com|box\.com|we\.tl|wetransfer\.com|icloud\.com|egress\.com)(?![\w-])",
    re.IGNORECASE,
)


def nothing_said(letter: AnsweredLetter, received: ReceivedReply) -> Reading | None:
    """Ask back for the words of a reply that has none but should; None where it needs none (own rule).

    The Chair's file is for the unit to open. A mail that a link of ours opened had a word in it.
    """
    if has_files(received.files) and letter.name == "chair":
        how = how_to_answer(letter.questions)
        return Reading((ForTheUnit(""),), (NotUnderstood(FILE_ALONE, how),))
    if received.is_tapped and not (has_files(received.files) or received.has_link):
        return asked_back(NO_WORDS, HOW_TO_TYPE)
    return None


def with_link(
    reading: Reading, letter: AnsweredLetter, received: ReceivedReply, lines: Sequence[str]
) -> Reading:
    """Add to a reading that a file came as a link; beside a consent nothing is taken."""
    if not (received.has_link or _is_link_alone(reading, letter, received, lines)):
        return reading
    if any(isinstance(saying, Answered) and saying.reply.word in CONSENTS for saying in reading.sayings):
        return asked_back(LINK_BESIDE_CONSENT, HOW_WITHOUT_LINK)
    lacks = NotUnderstood(LINK, HOW_TO_ATTACH, "\n".join(lines))
    if not reading.sayings:
        return Reading(not_understood=(lacks,))
    return joined(reading, Reading(not_understood=(lacks,)))


def _is_link_alone(
    reading: Reading, letter: AnsweredLetter, received: ReceivedReply, lines: Sequence[str]
) -> bool:
    """Say whether a letter that wants a file is answered by a link, of which nothing is said yet."""
    if letter.name not in WANTS_A_FILE or of_use(received.files):
        return False
    if letter.name == PaperAuthor.NAME and (reading.sayings or reading.not_understood):
        return False
    said = lines or received.text.strip().splitlines()[:1]  # a link alone is no line of a reply
    return any(map(_OF_A_CLOUD.search, said))
