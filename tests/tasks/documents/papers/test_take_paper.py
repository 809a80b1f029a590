"""Papers as they come in: refused in words, or cleaned of what gives their authors away, and never broken."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from docx import Document
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Text

from forum.papers.papers import Remark
from forum.text.problem import Problem
from tasks.documents.papers.take_paper import EXCEL, take_paper
from tests.tasks.documents.office.hostile_word import having
from tests.tasks.documents.office.office_parts import a_presentation, related, replaced, with_parts
from tests.tasks.documents.papers.word_files import AUTHOR, COMPANY, a_word_file
from tests.tasks.documents.pdf.hostile_pdfs import pdf

W = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def a_workbook() -> bytes:
    book = Workbook()
    book.properties.creator = book.properties.lastModifiedBy = AUTHOR
    sheet = book.worksheets[0]
    sheet["A1"] = "Figures"
    sheet["A1"].comment = Comment(f"{AUTHOR}:\nRight?", AUTHOR)  # as Excel begins one
    book.create_sheet("Names").sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    path = b'<absPath xmlns="http://schemas.microsoft.com/x15ac" url="C:\\Users\\Jo Author\\"/><sheets>'
    return replaced(out.getvalue(), "xl/workbook.xml", b"<sheets>", path)


def a_pdf(*, comment: bool = False, password: str = "") -> bytes:
    writer = PdfWriter()
    page = writer.add_blank_page(595, 842)
    writer.metadata = {"/Author": AUTHOR, "/Creator": COMPANY}
    if comment:
        writer.add_annotation(page, Text(text="Is this final?", rect=(9, 9, 19, 19), title_bar=AUTHOR))
    if password:
        writer.encrypt(password)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def unpacked(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return b"".join(parts.read(name) for name in parts.namelist())


def test_a_word_file_tells_nothing_of_its_author_and_keeps_its_text() -> None:
    taken = take_paper(a_word_file())
    assert b"Jo Author" not in unpacked(taken.content)
    assert b"Author &amp; Co" not in unpacked(taken.content)
    document = Document(io.BytesIO(taken.content))
    assert "What the group is asked" in [paragraph.text for paragraph in document.paragraphs]
    (comment,) = document.comments
    assert (comment.text, comment.author, comment.initials) == ("Is this final?", "Author", "A")
    assert b">added<" in unpacked(taken.content)
    assert taken.remarks == {Remark.COMMENTS, Remark.TRACKED}


def test_a_workbook_tells_nothing_of_its_author_and_keeps_its_figures() -> None:
    taken = take_paper(a_workbook())
    assert b"Jo Author" not in unpacked(taken.content)
    cell = load_workbook(io.BytesIO(taken.content)).worksheets[0]["A1"]
    assert cell.value == "Figures"
    assert cell.comment is not None
    assert (cell.comment.text, cell.comment.author) == ("Author:\nRight?", "Author")
    assert taken.remarks == {Remark.COMMENTS, Remark.HIDDEN}


def some_slides() -> bytes:
    """Hidden ones by Jo, with a comment and what the speaker is to say."""
    people = b'<p:cmAuthorLst xmlns:p="p"><p:cmAuthor id="0" name="Jo Author" initials="JA"/></p:cmAuthorLst>'
    notes = b'<p:notes xmlns:p="p" xmlns:a="a"><a:t>Say it</a:t></p:notes>'
    types = "application/vnd.openxmlformats-officedocument.presentationml."
    content = a_presentation(b"", b'show="0"')
    for source, kind, target, part in (
        ("ppt/presentation.xml", "commentAuthors", "people.xml", people),
        (
            "ppt/slides/slide1.xml",
            "comments",
            "../comments/comment1.xml",
            b'<p:cmLst xmlns:p="p"><p:cm/></p:cmLst>',
        ),
        ("ppt/slides/slide1.xml", "notesSlide", "../notes.xml", notes),
    ):
        content = related(
            content, source, kind, target, part=part, content_type=f"{types}{kind}+xml", id=f"rId{kind}"
        )
    return content


def test_slides_tell_nothing_of_their_author_and_hidden_ones_are_told() -> None:
    taken = take_paper(some_slides())
    assert taken.ending == "pptx"
    assert b"Jo Author" not in unpacked(taken.content)
    assert b"What the group is asked" in unpacked(taken.content)
    assert taken.remarks == {Remark.COMMENTS, Remark.HIDDEN}


HIDDEN_RUN = b"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Who was named</w:t></w:r></w:p>"
CELL = b"<w:tc><w:p><w:r><w:t>Who was named</w:t></w:r></w:p></w:tc>"
LAYERS = b"/OCProperties << /OCGs [6 0 R] /D << /OFF [6 0 R] >> >>"


@pytest.mark.parametrize(
    "make",
    [
        lambda: having(HIDDEN_RUN),
        lambda: having(
            b"<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr><w:tc>" + HIDDEN_RUN + b"</w:tc></w:tr></w:tbl>"
        ),
        lambda: pdf(LAYERS, b"", b"<< /Type /OCG /Name (Draft) >>"),
    ],
    ids=["text", "row", "layer"],
)
def test_what_a_page_does_not_show_is_told(make: Callable[[], bytes]) -> None:
    assert take_paper(make()).remarks == {Remark.HIDDEN}


def test_a_file_inside_a_file_is_cleaned_as_well_and_told() -> None:
    inside = related(
        a_word_file(),
        "word/document.xml",
        "package",
        "things/Sheet1.xlsx",
        part=a_workbook(),
        content_type=EXCEL,
    )
    taken = take_paper(inside)
    with zipfile.ZipFile(io.BytesIO(taken.content)) as parts:
        assert b"Jo Author" not in unpacked(parts.read("word/things/Sheet1.xlsx"))
    assert Remark.EMBEDDED in taken.remarks


def test_a_pdf_tells_nothing_of_its_author_and_keeps_its_pages() -> None:
    taken = take_paper(a_pdf(comment=True))
    assert b"Jo Author" not in taken.content
    assert b"Author & Co" not in taken.content
    (page,) = PdfReader(io.BytesIO(taken.content)).pages
    assert page.annotations is not None
    (note,) = page.annotations
    assert note.get_object()["/Contents"] == "Is this final?"
    assert taken.remarks == {Remark.COMMENTS}


@pytest.mark.parametrize("make", [a_word_file, a_workbook])
def test_what_is_clean_stays_as_it_is(make: Callable[[], bytes]) -> None:
    once = take_paper(make())
    assert take_paper(once.content) == once


def an_empty_zip() -> bytes:
    out = io.BytesIO()
    zipfile.ZipFile(out, "w").close()
    return out.getvalue()


ENTITY = b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"
BROKEN_PDF = b"%PDF-1.7 a paper"


def test_what_no_program_can_open_is_taken_as_it_is_and_told() -> None:
    taken = take_paper(BROKEN_PDF)
    assert taken.content == BROKEN_PDF
    assert taken.remarks == {Remark.NOT_CLEANED}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"MZ an executable", "is not a PDF, Word, Excel or PowerPoint file"),
        (an_empty_zip(), "is not a PDF, Word, Excel or PowerPoint file"),
        (with_parts(a_word_file(), {"word/document.xml": b"<w:document"}), "is damaged, or is not written"),
        (with_parts(an_empty_zip(), {"word/vbaProject.bin": b"x"}), "has macros"),
        (b"\xd0\xcf\x11\xe0 old", "in the old .doc, .xls or .ppt format, or has a password"),
        (a_pdf(password="secret"), "has a password, or is locked"),
        (
            with_parts(an_empty_zip(), {"word/document.xml": ENTITY}),
            "not written as",
        ),
        (
            with_parts(an_empty_zip(), {"word/document.xml": b" " * 21_000_000}),
            "far more in it than we can read",
        ),
        (b"%PDF-1.7" + bytes(20_000_000), "at most 20 MB are read"),
    ],
    ids=["program", "zip", "broken", "macros", "old", "locked", "entities", "bomb", "large"],
)
def test_what_is_no_paper_is_refused_in_words(content: bytes, why: str) -> None:
    with pytest.raises(Problem, match=why):
        take_paper(content)
