"""Office files whose zip or XML plays tricks: refused in words, whichever reader would have met them."""

from __future__ import annotations

import datetime as dt
import io
import time
import zipfile
from collections.abc import Callable

import pytest

from forum.documents.minutes import MinutesInWord
from forum.text.problem import Problem
from samples import sample_of
from tasks.documents.minutes import check_minutes
from tasks.documents.papers.take_paper import take_paper
from tasks.documents.record import read_record
from tasks.documents.terms.returned_workbook import read_answers
from tasks.documents.workbooks.reading import load_checked
from tests.tasks.documents.office.hostile_zips import (
    FAR_MORE,
    SHEET,
    XML,
    ZIPS,
)
from tests.tasks.documents.office.office_parts import with_parts
from tests.tasks.documents.papers.word_files import a_word_file
from tests.tasks.documents.workbooks.good_workbook import GOOD

pytestmark = pytest.mark.thorough

READERS: dict[str, Callable[[bytes], object]] = {
    "members": lambda content: load_checked(content, "The file"),
    "record": lambda content: read_record(content, "The file"),
    "policy": lambda content: read_answers(content, "The file", dt.date(2027, 1, 12)),
    "minutes": lambda content: check_minutes(content, sample_of(MinutesInWord)),
    "paper": take_paper,
}


@pytest.mark.parametrize("reader", ["members", "minutes", "paper"])
@pytest.mark.parametrize("name", ZIPS)
def test_a_zip_that_plays_tricks_is_refused_in_words(name: str, reader: str) -> None:
    make, reason = ZIPS[name]
    with pytest.raises(Problem) as refused:
        READERS[reader](make())
    assert reason in refused.value.sentence
    assert "save as" in refused.value.sentence.lower() or reason == FAR_MORE


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", XML)
def test_xml_that_no_office_program_writes_is_refused_in_words(name: str, reader: str) -> None:
    text, reason = XML[name]
    good, part = (a_word_file(), "word/document.xml") if reader in ("minutes", "paper") else (GOOD, SHEET)
    content = with_parts(good, {part: text})
    before = time.process_time()
    with pytest.raises(Problem, match=reason):
        READERS[reader](content)
    assert time.process_time() - before < 2


def test_a_long_text_in_pieces_and_comments_is_read() -> None:
    words = b"".join(b"<![CDATA[x]]><!-- y -->" for _ in range(5_000))
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
        b'<c r="A1" t="inlineStr"><is><t>' + words + b"</t></is></c></row></sheetData></worksheet>"
    )
    workbook = load_checked(with_parts(GOOD, {SHEET: sheet}), "The file")
    assert workbook.worksheets[0]["A1"].value == "x" * 5_000


def test_a_picture_may_have_a_document_type_as_drawing_programs_write_it() -> None:
    picture = b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/g.dtd"><svg/>'
    assert take_paper(with_parts(a_word_file(), {"word/media/image1.svg": picture})).ending == "docx"


class Streamed(io.RawIOBase):
    """A file that is only ever written at its end, as programs on a server write one."""

    def __init__(self) -> None:
        self.written = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, piece: object, /) -> int:
        self.written += bytes(piece)  # type: ignore[call-overload]
        return len(bytes(piece))  # type: ignore[call-overload]


def test_a_file_whose_sizes_stand_behind_its_parts_is_taken_as_are_folders_and_a_comment() -> None:
    out = Streamed()
    with (
        zipfile.ZipFile(io.BytesIO(GOOD)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        new.mkdir("xl")
        for info in old.infolist():
            with new.open(info.filename, "w", force_zip64=info.filename == SHEET) as part:
                part.write(old.read(info))
        new.comment = b"written by a server"
    assert load_checked(bytes(out.written), "The file").worksheets[0]["A1"].value == "Name"
