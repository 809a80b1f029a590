"""What each kind of file goes through when it comes back, for the files of this folder."""

from __future__ import annotations

import datetime as dt
import io
from uuid import uuid4

from openpyxl import Workbook

from forum.documents.minutes import MinutesInWord
from forum.members.list_doubts import NO_ANSWERS
from forum.members.members_list import list_faults
from forum.members.membership import Seat
from forum.papers.pack import SHEET, PackForm, check_pack
from forum.record.checks import check_record
from forum.text.problem import Problem
from samples import sample_of
from samples.record import sample_form
from tasks.documents.members.members_file import read_members_file
from tasks.documents.members.workbook import read_members
from tasks.documents.minutes import check_minutes
from tasks.documents.papers.pack_pdf import PAPERS, read_pack_rows
from tasks.documents.papers.take_paper import take_paper
from tasks.documents.pdf.binding import pages_in
from tasks.documents.record import read_record
from tasks.documents.terms.returned_workbook import read_answers
from tasks.documents.workbooks.fault_marks import mark_faults
from tasks.documents.workbooks.reading import cell_faults, load_checked

TODAY = dt.date(2027, 1, 12)
PACK = PackForm("MASE/2027-02", TODAY, (), (), (), ())
_SEATS = tuple(
    Seat(uuid4(), number, f"Seat {number}", f"Seat {number}", f"S{number}", TODAY) for number in range(12)
)


def record_file(content: bytes) -> None:
    """A record, with the marked workbook that goes back."""
    sheets = read_record(content, "The record")
    try:
        check_record(sample_form(), sheets)
    except Problem as problem:
        mark_faults(content, problem.faults)
        raise


def members_file(content: bytes) -> None:
    workbook = load_checked(content, "The list")
    faults = cell_faults(workbook)
    members, more = read_members(workbook, "The list", TODAY)
    _refuse([*faults, *more, *list_faults(members, _SEATS, TODAY)])


def list_file(content: bytes) -> None:
    members, faults, more = read_members_file(content, "The list", _SEATS, TODAY, NO_ANSWERS)
    _refuse([*faults, *more, *list_faults(members, _SEATS, TODAY)])


def policy_file(content: bytes) -> None:
    read_answers(content, "The terms", TODAY)


def pack_file(content: bytes) -> None:
    """A pack's workbook, with the marked one that goes back."""
    rows, faults = read_pack_rows(content, PACK.reference)
    try:
        check_pack(PACK, rows, faults)
    except Problem as problem:
        mark_faults(content, problem.faults)
        raise


def minutes_file(content: bytes) -> None:
    check_minutes(content, sample_of(MinutesInWord))


def paper(content: bytes) -> None:
    """A paper, as it is kept and bound into a pack."""
    taken = take_paper(content)
    if taken.ending == "pdf":
        pages_in(taken.content)


def a_list(people: int) -> bytes:
    """A list of a unit's own, of so many people."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("List")
    sheet.append(["Organisation", "Name", "Email"])
    for number in range(people):
        sheet.append([f"Seat {number % 12}", f"Person {number}", f"p{number}@kent.example"])
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def a_pack() -> bytes:
    """The workbook of a pack without a paper."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(SHEET)
    for row in ([f"{PACK.reference}: papers"], [], [], [*PAPERS.headings]):
        sheet.append(row)
    sheet.append(["x", "5"])
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _refuse(faults: list[str]) -> None:
    if faults:
        raise Problem("The list can’t be taken.", faults)
