"""Files that come back: the workbooks of a meeting and its minutes; and files that are none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from forum.inbox.answered_letter import FileReceived
from forum.inbox.file_kinds import EXCEL, FILE_KINDS, FileKind
from forum.inbox.phrases.courtesies import is_harmless
from forum.inbox.sayings import FileSent, ForTheUnit, Reading, asked_back

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
