"""Reading a file with a list of members into values: the members' workbook, or a list of the unit's own."""

from __future__ import annotations

import datetime as dt

from forum.members.list_doubts import ListAnswers
from forum.members.members_list import MembersList
from forum.members.membership import Seat
from tasks.documents.members.list_files import LISTS, ending_of, sheets_of_file, sheets_of_workbook
from tasks.documents.members.simple_list import read_simple_list
from tasks.documents.members.workbook import is_members_workbook, read_members
from tasks.documents.workbooks.reading import cell_faults, load_checked


def read_members_file(
    content: bytes, where: str, seats: tuple[Seat, ...], since: dt.date, answers: ListAnswers
) -> tuple[MembersList, list[str], list[str]]:
    """Read the list; return it with the faults of cells that can't be read at all, and those of all others.

    ``answers`` settle what is in doubt in a list of the unit's own.

    Raises Problem for a file that is of no kind of list, or none that may be read.
    """
    if (ending := ending_of(where)) in LISTS and ending != ".xlsx":
        members, faults = read_simple_list(sheets_of_file(content, where), seats, since, answers)
        return members, [], faults
    workbook = load_checked(content, where)
    broken = cell_faults(workbook)
    if is_members_workbook(workbook):
        members, faults = read_members(workbook, where, since)
    else:
        hidden = (sheet.title for sheet in workbook.worksheets if sheet.sheet_state != "visible")
        unseen = tuple(f"“{title}” (hidden)" for title in hidden)
        members, faults = read_simple_list(tuple(sheets_of_workbook(workbook)), seats, since, answers, unseen)
    return members, broken, faults


def seat_ids(content: bytes) -> frozenset[str]:
    """Return the ids of the seats that a members' workbook names. Raises Problem as ``read_members_file``
    does."""
    workbook = load_checked(content, "The members’ workbook")
    if "Seats" not in workbook.sheetnames:
        return frozenset()
    column = workbook["Seats"].iter_rows(max_col=1, values_only=True)
    return frozenset(str(value).strip().lower() for (value,) in column if value)
