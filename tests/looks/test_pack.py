"""A pack as LibreOffice binds it: what can be bound is, and nothing is fetched from elsewhere."""

from __future__ import annotations

import io
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from openpyxl import Workbook
from pypdf import PdfReader

from config.settings import ROOT
from forum.documents import Agenda, PackCover
from samples import sample_of
from tasks.documents.conversion import LibreOffice
from tasks.documents.papers.pack_pdf import PackPart, make_pack_pdfs
from tasks.documents.word.print_document import DocumentPrinter

pytestmark = pytest.mark.long


@contextmanager
def listening() -> Iterator[tuple[str, list[str]]]:
    """A web server of ours: its address, and what has been asked of it."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            """Nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/tracker.png", asked
    finally:
        server.shutdown()
        server.server_close()


def a_sheet() -> bytes:
    book = Workbook()
    book.worksheets[0]["A1"] = "Figures"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_agenda_and_papers_are_bound_and_nothing_is_fetched() -> None:
    program = shutil.which("soffice")
    assert program
    printer = DocumentPrinter(ROOT / "templates" / "documents")
    with listening() as (address, asked):
        parts = (
            PackPart("", "Agenda", "docx", printer.print(sample_of(Agenda))),
            PackPart("5", "Training", "html", f"<p>What is asked</p><img src={address}>".encode()),
            PackPart("6", "Figures", "xlsx", a_sheet()),
            PackPart("7", "Scan", "pdf", b"%PDF-1.7 broken"),
        )
        (pack,) = make_pack_pdfs(LibreOffice(Path(program)), printer, [(sample_of(PackCover), parts)])
    assert asked == []
    assert pack is not None
    cover, agenda, training, figures = (page.extract_text() for page in PdfReader(io.BytesIO(pack)).pages)
    assert "Agenda and papers" in cover
    assert "sent as a separate" in cover
    assert "Declarations of interest" in agenda
    assert "What is asked" in training
    assert "MASE/2027-02 pack, page 4 of 4" in figures
