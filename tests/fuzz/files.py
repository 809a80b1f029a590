"""Targets that read files: workbooks, minutes and papers."""

from __future__ import annotations

import datetime as dt
import io
from functools import cache
from uuid import UUID

import docx

from config.settings import ROOT
from forum.documents.minutes import MinutesInWord, MinutesStanding
from forum.letters.papers import PackCheck
from forum.members.list_doubts import NO_ANSWERS
from forum.members.membership import Seat
from forum.papers.pack import PackForm, check_pack
from forum.papers.papers import Paper, PaperState, Readers, Remark
from forum.record.checks import check_record
from forum.terms.policy import Policy, read_policy
from forum.text.problem import Problem
from samples import sample_of
from tasks.documents.members.members_file import read_members_file
from tasks.documents.minutes import check_minutes
from tasks.documents.papers.pack_pdf import read_pack_rows
from tasks.documents.papers.take_paper import take_paper
from tasks.documents.pdf.binding import pages_in
from tasks.documents.record import read_record
from tasks.documents.terms.policy_file import policy_text
from tasks.documents.terms.returned_workbook import read_answers
from tasks.documents.word.print_document import DocumentPrinter, write_standing
from tasks.documents.workbooks.fault_marks import mark_faults
from tasks.documents.workbooks.reading import load_checked
from tests.fuzz.sound import agreed, sound
from tests.record_form import record_form

TODAY = dt.date(2027, 1, 18)
SEATS = tuple(
    Seat(UUID(int=number), number, name, name, name, dt.date(2026, 9, 1))
    for number, name in enumerate(("Kent Police", "CCGs", "KCHFT", "Medway Social Care"), start=1)
)


def members(content: bytes) -> None:
    """The members' workbook, or a list of the unit's own."""
    taken, faults, found = read_members_file(content, "members.xlsx", SEATS, TODAY, NO_ANSWERS)
    if not (faults or found):
        sound(taken, "a list of members", plain=True)


def record(content: bytes) -> None:
    """The record of a meeting, with the marked workbook that goes back."""
    try:
        taken = check_record(record_form(), read_record(content, "The record"))
    except Problem as problem:
        _goes_back(content, problem)
        raise
    sound(taken, "a record", plain=True)


def policy(content: bytes) -> None:
    """The workbook with the terms, and the file that is written from it."""
    settings = read_answers(content, "terms.xlsx", TODAY)
    sound(settings, "the terms", plain=True)
    taken = read_policy(policy_text(settings, "The terms."), "terms.toml")
    agreed(isinstance(taken, Policy), "no policy came of a workbook that was taken")


def pack(content: bytes) -> None:
    """The workbook of a meeting's papers, with the marked one that goes back."""
    form = pack_form()
    rows, faults = read_pack_rows(content, form.reference)
    try:
        changes = check_pack(form, rows, faults)
    except Problem as problem:
        _goes_back(content, problem)
        raise
    sound(changes, "a pack", plain=True)


@cache
def pack_form() -> PackForm:
    sample = sample_of(PackCheck)
    papers = tuple(
        Paper(UUID(int=place), line.number, line.title, PaperState.FILED, Readers.ALL, part=1 + (place > 6))
        for place, line in enumerate(sample.papers, start=1)
    )
    return PackForm("MASE/2027-02", sample.meeting, papers, sample.papers, sample.readers, SEATS)


def _goes_back(content: bytes, problem: Problem) -> None:
    if problem.faults:
        load_checked(mark_faults(content, problem.faults), "The marked workbook")


def minutes(content: bytes) -> None:
    """The minutes that come back from Word; what is taken goes out as agreed."""
    check_minutes(content, sample_of(MinutesInWord))
    docx.Document(io.BytesIO(write_standing(content, MinutesStanding.UNCONFIRMED)))


@cache
def draft_minutes() -> bytes:
    return DocumentPrinter(ROOT / "templates" / "documents").print(sample_of(MinutesInWord))


def paper(content: bytes) -> None:
    """A paper: what was cleaned can be taken again, and is clean."""
    taken = take_paper(content)
    again = take_paper(taken.content)
    agreed(again.ending == taken.ending, "a paper became one of another kind")
    if Remark.NOT_CLEANED not in taken.remarks:
        agreed(Remark.NOT_CLEANED not in again.remarks, "what was cleaned can't be read")
    if taken.ending == "pdf":
        pages_in(taken.content)
