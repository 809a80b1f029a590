"""Stand-ins for what is left out of the measure: letters and documents of a fixed, small text."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from forum.documents.base import Document
from forum.documents.minutes import MinutesStanding
from forum.letters.base import Letter
from forum.papers.pack import PackForm
from forum.record.record import RecordForm
from tasks.documents.letters.print_letter import LetterPrinter, Printed
from tasks.documents.word.print_document import DocumentPrinter
from tasks.duties.members import workbook as members
from tasks.duties.minutes import circulate as minutes_out
from tasks.duties.minutes import draft_and_file as minutes
from tasks.duties.minutes import versions as minutes_confirmed
from tasks.duties.papers import ask_for_release as pack_check
from tasks.duties.plan import ask_leads
from tasks.duties.record import file_record as record

TEXT = "A letter of a few lines. " * 8
CONTENT = b"a document"


class PlainLetters(LetterPrinter):
    def __init__(self) -> None:
        super().__init__(Path("templates/email"))

    def print(self, letter: Letter) -> Printed:
        return Printed(subject=letter.NAME, text=TEXT, html=TEXT)


class PlainDocuments(DocumentPrinter):
    def print(self, document: Document) -> bytes:
        return CONTENT + document.file_name.encode()


def _workbook(form: RecordForm | PackForm) -> bytes:
    return CONTENT + form.reference.encode()


def _no_workbook(*_: object, **__: object) -> bytes:
    return CONTENT


def _write_standing(minutes: bytes, standing: MinutesStanding) -> bytes:
    return minutes + standing.encode()


@contextmanager
def plain_files() -> Iterator[None]:
    """Workbooks and the standing on minutes are not made either."""
    standins = (
        (vars(record), "write_record", _workbook),
        (vars(minutes), "write_standing", _write_standing),
        (vars(minutes_out), "write_standing", _write_standing),
        (vars(minutes_confirmed), "write_standing", _write_standing),
        (vars(pack_check), "write_pack", _workbook),
        (vars(members), "write_members", _no_workbook),
        (vars(ask_leads), "write_workbook", _no_workbook),
    )
    originals = [module[name] for module, name, _ in standins]
    for module, name, standin in standins:
        module[name] = standin
    try:
        yield
    finally:
        for (module, name, _), original in zip(standins, originals, strict=True):
            module[name] = original
