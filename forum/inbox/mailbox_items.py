"""The kinds of items that the service's mailbox receives.

Whether our mail system examined a mail that came from outside. The outcomes of an item of the mailbox. No
item is lost: one that is not acted on waits for a person. The kinds of file that come back with a reply,
a row each.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from forum.questions.words import Act


class ItemKind(StrEnum):
    """The kind of an item of the inbox, by the marks that mail systems put on it."""

    MESSAGE = "message"
    VOTE = "vote"
    MEETING_ANSWER = "answer to an invitation"
    NON_DELIVERY = "non-delivery report"
    AUTOMATIC = "automatic reply"
    NOTICE = "notice of a machine"  # a receipt, or other mail that no person wrote and no person waits for
    PASSED_ON = "passed on by a machine"  # by a rule of a person's mailbox, or by a list
    OTHER = "other"


class Examination(StrEnum):
    """What stands in a mail from outside: a verdict of our own, none, or one below the border by which the
    mail came in, which its sender wrote."""

    OURS = "ours"
    NONE = "none"
    BELOW = "below the border"


class Outcome(StrEnum):
    """The outcome of reading an item."""

    RECORDED = "recorded"
    NOTED = "noted"  # there was nothing to record: thanks, an automatic reply, no items, no corrections
    NOT_UNDERSTOOD = "not understood"  # the sender has been told how to say it
    TAKEN_BACK = "taken back"  # recorded, and then undone by WRONG
    FOR_THE_UNIT = "for the unit"
    QUARANTINED = "quarantined"
    PUT_ASIDE = "put aside"


WAITING = frozenset({Outcome.FOR_THE_UNIT, Outcome.QUARANTINED})


def category(outcome: Outcome) -> str:
    """Return the mark that people see beside the item in the mailbox."""
    return f"MASE: {outcome}"


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
