"""The kinds of file that come back with a reply, a row each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from forum.questions.acts import Act

EXCEL = (".xlsx", ".xlsm", ".xls")


class FileKind(StrEnum):
    """The kinds of file that a reply brings back."""

    RECORD = "record of the meeting"
    MINUTES = "minutes"
    PACK = "pack"
    MEMBERS = "members' workbook"
    REPORT = "report to a board"
    TASK_GROUP = "page of a task group"
    DISPOSAL = "list of records past their time"


@dataclass(frozen=True, kw_only=True)
class KindOfFile:
    """The facts of a kind of file.

    ``name`` is the kind's name in letters, and ``most`` is the number of files that may come at once.
    ``words`` confirm that the file has come: {for_day} is the day of the meeting, {part} the part of the
    minutes where that is not the first, {written_up_as} what the group's meetings leave.
    """

    act: Act
    name: str
    words: str
    endings: tuple[str, ...] = EXCEL
    most: int = 1


FILE_KINDS: Mapping[FileKind, KindOfFile] = {
    FileKind.RECORD: KindOfFile(
        act=Act.RECORD, name="record workbook", words="The record has come{for_day}."
    ),
    FileKind.MINUTES: KindOfFile(
        act=Act.RECORD,
        name="draft of the minutes",
        words="The draft of the {written_up_as}{part} has come{for_day}.",
        endings=(".docx", ".docm", ".doc"),
        most=2,  # a file for each part
    ),
    FileKind.REPORT: KindOfFile(
        act=Act.RECORD,
        name="draft of the report",
        words="The report has come, and goes to the Chair.",
        endings=(".docx", ".docm", ".doc"),
    ),
    FileKind.PACK: KindOfFile(
        act=Act.RELEASE, name="workbook of the papers", words="The workbook of the papers has come{for_day}."
    ),
    FileKind.MEMBERS: KindOfFile(
        act=Act.FILE,
        name="members’ workbook",
        words="Your members’ workbook has come: our next letter says what it would change.",
        most=5,  # a workbook for each group
    ),
    FileKind.TASK_GROUP: KindOfFile(
        act=Act.FILE,
        name="workbook of a task and finish group",
        words="The page of the task and finish group has come.",
    ),
    FileKind.DISPOSAL: KindOfFile(
        act=Act.FILE, name="list of records", words="Your decisions on the records are recorded."
    ),
}
