"""A pack as one PDF: contents, bookmarks, marking, page numbers; what can’t be bound is listed."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader, PdfWriter
from pypdf.generic import RectangleObject

from config.settings import ROOT
from forum.documents import PackCover
from samples import sample_of
from tasks.documents.papers.pack_pdf import PackPart, make_pack_pdfs
from tasks.documents.word.print_document import DocumentPrinter
from tests.tasks.documents.papers.blank_pages import A4, ACROSS, ODD, PrintedBlank, pages

AGENDA = PackPart("", "Agenda", "docx", b"the agenda")
TRAINING = PackPart("5", "Training (GPs) & others", "docx", b"training")
SLIDES = PackPart("6", "Slides", "pdf", pages(ACROSS, ACROSS))
SCAN = PackPart("7", "A scan", "pdf", pages(A4, turned=90))
BROKEN = PackPart("8", "Broken", "pdf", b"%PDF-1.7 a paper")


@pytest.fixture(scope="module")
def printer() -> DocumentPrinter:
    return DocumentPrinter(ROOT / "templates" / "documents")


def one(converter: PrintedBlank, printer: DocumentPrinter, *parts: PackPart) -> PdfReader:
    (content,) = make_pack_pdfs(converter, printer, [(sample_of(PackCover), (AGENDA, *parts))])
    assert content is not None
    return PdfReader(io.BytesIO(content))


def bookmarks(reader: PdfReader) -> list[tuple[str, int]]:
    """Each bookmark with the page it leads to, counted from 1."""
    found = []
    for mark in reader.outline:
        assert not isinstance(mark, list)
        page = reader.get_destination_page_number(mark)
        assert page is not None
        found.append((str(mark.title), page + 1))
    return found


def test_a_bookmark_leads_to_each_paper_and_every_page_has_marking_and_number(
    printer: DocumentPrinter,
) -> None:
    reader = one(PrintedBlank({TRAINING.content: 3}), printer, TRAINING, SLIDES, SCAN)
    assert bookmarks(reader) == [
        ("Contents", 1),
        ("Agenda", 2),
        ("5. Training (GPs) & others", 3),
        ("6. Slides", 6),
        ("7. A scan", 8),
    ]
    for number, page in enumerate(reader.pages, start=1):
        text = page.extract_text()
        assert text.splitlines() == ["OFFICIAL-SENSITIVE", f"MASE/2027-02 pack, page {number} of 8"]
        assert page.rotation == 0


def test_the_marking_is_printed_with_its_dash_and_its_accents(printer: DocumentPrinter) -> None:
    cover = replace(sample_of(PackCover), marking="PROTÉGÉ – SENSITIVE")
    (content,) = make_pack_pdfs(PrintedBlank(), printer, [(cover, (AGENDA,))])
    assert content is not None
    (first, *_) = PdfReader(io.BytesIO(content)).pages[1].extract_text().splitlines()
    assert first == "PROTÉGÉ – SENSITIVE"


def test_a_line_of_the_contents_leads_to_its_page(printer: DocumentPrinter) -> None:
    reader = one(PrintedLinked({TRAINING.content: 3}), printer, TRAINING, BROKEN, SLIDES)
    links: list[Any] = [link.get_object() for link in reader.pages[0].annotations or ()]
    assert [reader.pages.index(link["/Dest"][0].get_object()) + 1 for link in links] == [2, 3, 6]
    assert not any("/A" in link for link in links)


class PrintedLinked(PrintedBlank):
    """A cover becomes a blank page with the links that are in it, as LibreOffice carries them over."""

    def _one(self, content: bytes) -> bytes | None:
        page = super()._one(content)
        if page is None or not content.startswith(b"PK"):
            return page
        writer = PdfWriter(io.BytesIO(page))
        document = Document(io.BytesIO(content))
        for number, link in enumerate(document.element.body.iter(qn("w:hyperlink"))):
            target = document.part.rels[link.get(qn("r:id"))].target_ref
            writer.add_uri(0, target, RectangleObject((90, 700 - 20 * number, 300, 715 - 20 * number)))
        out = io.BytesIO()
        writer.write(out)
        return out.getvalue()


def test_what_can_t_be_bound_is_listed_as_a_separate_file(printer: DocumentPrinter) -> None:
    converter = PrintedBlank()
    reader = one(converter, printer, BROKEN, ODD, SLIDES)
    assert [title for title, _ in bookmarks(reader)] == ["Contents", "Agenda", "6. Slides"]
    rows = contents(converter.asked[-1])
    assert rows == [
        ["", "Agenda", "2"],
        ["8", "Broken", "sent as a separate file"],
        ["9", "Odd", "sent as a separate file"],
        ["6", "Slides", "3"],
    ]


def contents(cover: bytes) -> list[list[str]]:
    """The rows of the table of contents in a cover."""
    (table,) = Document(io.BytesIO(cover)).tables
    return [[cell.text for cell in row.cells] for row in table.rows][1:]


def test_page_numbers_are_right_also_where_the_contents_are_long(printer: DocumentPrinter) -> None:
    converter = PrintedBlank(front=2)
    reader = one(converter, printer, TRAINING)
    assert bookmarks(reader)[1:] == [("Agenda", 3), ("5. Training (GPs) & others", 4)]
    assert [row[2] for row in contents(converter.asked[-1])] == ["3", "4"]


def test_a_paper_of_several_packs_is_converted_once(printer: DocumentPrinter) -> None:
    converter = PrintedBlank()
    cover = sample_of(PackCover)
    make_pack_pdfs(converter, printer, [(cover, (AGENDA, TRAINING)), (cover, (AGENDA,))])
    assert converter.asked[:2] == [AGENDA.content, TRAINING.content]
    assert len(converter.asked) == 4  # and two covers


def test_one_file_tells_of_no_author(printer: DocumentPrinter) -> None:
    metadata = one(PrintedBlank(), printer, SLIDES).metadata
    assert metadata is not None
    assert (metadata.title, metadata.author) == ("Agenda and papers, MASE/2027-02", None)


def test_a_pack_too_large_to_be_sent_twice_goes_as_separate_files(
    printer: DocumentPrinter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tasks.documents.papers.pack_pdf.LARGEST", 100)
    assert make_pack_pdfs(PrintedBlank(), printer, [(sample_of(PackCover), (AGENDA, SLIDES))]) == [None]
