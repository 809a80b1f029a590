"""Making a pack one PDF: cover and contents, the agenda, and each paper that can be converted.

Writing the workbook of a meeting's papers as the pack stands, and reading it back cell by cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.worksheet import Worksheet

from forum.documents.agenda import PackCover, PackLine
from forum.papers.pack import (
    FOR_GUESTS,
    GRID,
    GUESTS,
    HELP,
    INTRO,
    READERS,
    SHEET,
    PackForm,
    prefill_rows,
)
from forum.papers.papers import Readers
from forum.text.cells import Row
from forum.text.columns import Column, Kind, Sheet, plain, to_read
from forum.text.problem import Problem
from forum.text.wording import full_date
from tasks.documents.conversion import Converter
from tasks.documents.pdf.binding import BoundFile, bind, link_titles, pages_in
from tasks.documents.word.print_document import DocumentPrinter
from tasks.documents.workbooks import layout
from tasks.documents.workbooks.reading import cell_faults, header_row, load_checked, read_table, sheet_of

LARGEST = 15_000_000  # bytes; the separate files go with it, and mail servers refuse more
WORD = "docx"


@dataclass(frozen=True)
class PackPart:
    """The agenda (without a ``number``) or a paper; ``ending`` is that of its file's name."""

    number: str
    title: str
    ending: str
    content: bytes

    @property
    def bookmark(self) -> str:
        return f"{self.number}. {self.title}" if self.number else self.title


def make_pack_pdfs(
    converter: Converter, printer: DocumentPrinter, packs: Sequence[tuple[PackCover, Sequence[PackPart]]]
) -> list[bytes | None]:
    """Make each pack one file; None for a pack that can't be made, or is too large to be sent.

    ``packs`` are covers without their contents, each with its parts, the agenda first. The contents list a
    part that can't be converted as a separate file. A part of several packs is converted once.
    """
    parts = {(part.ending, part.content): None for _, wanted in packs for part in wanted}
    office = [part for part in parts if part[0] != "pdf"]
    as_pdf: dict[tuple[str, bytes], bytes | None] = {part: part[1] for part in parts if part[0] == "pdf"}
    as_pdf.update(zip(office, converter.to_pdf(office), strict=True))
    pages = {part: pages_in(pdf) for part, pdf in as_pdf.items()}
    fronts = _fronts(converter, printer, packs, pages)
    return [
        _bound(cover, front, wanted, as_pdf, pages)
        for (cover, wanted), front in zip(packs, fronts, strict=True)
    ]


_Pages = dict[tuple[str, bytes], int]


def _fronts(
    converter: Converter,
    printer: DocumentPrinter,
    packs: Sequence[tuple[PackCover, Sequence[PackPart]]],
    pages: _Pages,
) -> list[bytes | None]:
    """Make cover and contents of each pack, again until the page numbers fit: conversion alone tells
    lengths."""
    lengths = [1] * len(packs)
    while True:
        texts = [
            (WORD, _front(printer, cover, _contents(wanted, pages, length)))
            for (cover, wanted), length in zip(packs, lengths, strict=True)
        ]
        fronts = converter.to_pdf(texts)
        counts = [pages_in(front) for front in fronts]
        if all(count in (0, length) for count, length in zip(counts, lengths, strict=True)):
            return [front if count else None for front, count in zip(fronts, counts, strict=True)]
        lengths = [max(count, length) for count, length in zip(counts, lengths, strict=True)]


def _front(printer: DocumentPrinter, cover: PackCover, contents: tuple[PackLine, ...]) -> bytes:
    return link_titles(printer.print(replace(cover, contents=contents)), contents)


def _contents(parts: Sequence[PackPart], pages: _Pages, length: int) -> tuple[PackLine, ...]:
    lines, page = [], length + 1
    for part in parts:
        here = pages[part.ending, part.content]
        lines.append(PackLine(number=part.number, title=part.title, page=page if here else None))
        page += here
    return tuple(lines)


def _bound(
    cover: PackCover,
    front: bytes | None,
    parts: Sequence[PackPart],
    as_pdf: dict[tuple[str, bytes], bytes | None],
    pages: _Pages,
) -> bytes | None:
    pieces = [
        BoundFile(part.bookmark, pdf)
        for part in parts
        if pages[part.ending, part.content] and (pdf := as_pdf[part.ending, part.content])
    ]
    if front is None or not pieces:
        return None
    title = f"{cover.title}, {cover.reference}"
    bound = bind(
        [BoundFile("Contents", front), *pieces],
        title=title,
        marking=cover.marking,
        foot=f"{cover.reference} pack",
    )
    return bound if len(bound) <= LARGEST else None


THE_WORKBOOK = "The workbook"
HEADER_ROW = 4  # below title, introduction and an empty line
PAPERS = plain(
    SHEET,
    Column("Place", 8, kind=Kind.NUMBER, hint="Its place in the pack: 1, 2, 3 …"),
    Column("Item", 8, given=True),
    Column("Title", 40, given=True),
    Column("Paper", 14, given=True),
    Column("In the pack", 10, choices=("Yes", "No")),
    Column("Who may read it", 16, choices=tuple(READERS)),
    Column("Named seats", 34, hint="Names with commas between, for example Police, Health"),
    Column("To note", 62, given=True),
)
OF_GUESTS = plain(
    GUESTS,
    Column("Item", 8, hint="Its number; items of part 2 have no guests."),
    Column("Name", 30),
    Column("Organisation", 36),
    Column("Email", 40),
    free=10,
)
_NOTE = Font(name="Arial", size=10, color="44505C")
_TALL = 34  # points a row


def write_pack(form: PackForm) -> bytes:
    """Write the workbook (.xlsx) that goes to the unit with the pack to be released."""
    workbook = layout.new_workbook(f"{form.reference} papers")
    _write_papers(workbook.create_sheet(SHEET), form)
    _write_grid(workbook.create_sheet(GRID), form)
    _write_guests(workbook.create_sheet(GUESTS), form)
    layout.add_help(workbook, f"How to arrange the papers of {form.reference}", HELP)
    workbook.active = 0
    workbook.security = WorkbookProtection(lockStructure=True)
    return layout.workbook_bytes(workbook)


def read_pack_rows(content: bytes, reference: str) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """Read the rows of a returned workbook, with its faults (formulas, lost columns, merged cells).

    Raises Problem when it can't be opened as an .xlsx workbook, or is that of another meeting.
    """
    return _read_rows(load_checked(content, THE_WORKBOOK), PAPERS, reference)


def read_guest_rows(content: bytes, reference: str) -> tuple[tuple[Row, ...], tuple[str, ...]] | None:
    """Read the guests of a returned workbook, as read_pack_rows does; None for one without their sheet."""
    workbook = load_checked(content, THE_WORKBOOK)
    if GUESTS not in workbook.sheetnames:
        return None
    return _read_rows(workbook, OF_GUESTS, reference)


def _read_rows(workbook: Workbook, sheet: Sheet, reference: str) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    faults = cell_faults(workbook)
    try:
        worksheet = sheet_of(workbook, sheet.name, THE_WORKBOOK)
        if not str(worksheet.cell(1, 1).value or "").startswith(f"{reference}:"):
            raise Problem(f"{sheet.name}, cell A1: not the workbook of {reference}; use that of its letter.")
        top = header_row(worksheet, sheet.headings, HEADER_ROW)
        rows = read_table(worksheet, sheet.headings, THE_WORKBOOK, top)
    except Problem as problem:
        return (), (*faults, problem.sentence)
    return rows, tuple(faults)


def _write_papers(sheet: Worksheet, form: PackForm) -> None:
    _write_title(sheet, form, INTRO)
    rows = [*prefill_rows(form)]
    layout.write_table(sheet, PAPERS, [cells for _, cells in rows], top=HEADER_ROW)
    column = PAPERS.headings.index("Who may read it") + 1
    for number, (paper, _) in enumerate(rows, start=HEADER_ROW + 1):
        sheet.row_dimensions[number].height = _TALL
        if paper.part > 1:
            own = [word for word, readers in READERS.items() if readers is not Readers.ALL]
            layout.drop_down(sheet, sheet.cell(number, column).coordinate, own)
    sheet.freeze_panes = f"A{HEADER_ROW + 1}"
    _set_page(sheet)


def _write_grid(sheet: Worksheet, form: PackForm) -> None:
    _write_title(sheet, form, "✓ gets the paper, – does not. It follows what the first sheet says.")
    items = (Column(f"Item {line.number}", 9) for line in form.lines)
    grid = to_read(GRID, Column("Reader", 34), Column("Place", 24), *items)
    rows: Sequence[Sequence[str]] = [
        (reader.name, reader.place, *("✓" if yes else "–" for yes in reader.gets)) for reader in form.readers
    ]
    layout.write_table(sheet, grid, rows, top=HEADER_ROW)
    for row in range(HEADER_ROW + 1, HEADER_ROW + 1 + len(rows)):
        for column in range(3, len(grid.columns) + 1):
            sheet.cell(row, column).alignment = Alignment(horizontal="center", vertical="top")
    sheet.freeze_panes = f"C{HEADER_ROW + 1}"
    _set_page(sheet)


def _write_guests(sheet: Worksheet, form: PackForm) -> None:
    _write_title(sheet, form, FOR_GUESTS)
    rows = [(guest.item, guest.name, guest.organisation, guest.address) for guest in form.guests]
    layout.write_table(sheet, OF_GUESTS, rows, top=HEADER_ROW)
    sheet.freeze_panes = f"A{HEADER_ROW + 1}"
    _set_page(sheet)


def _write_title(sheet: Worksheet, form: PackForm, intro: str) -> None:
    sheet.cell(1, 1, f"{form.reference}: {sheet.title.lower()}, {full_date(form.date)}").font = layout.TITLE
    sheet.cell(2, 1, intro).font = _NOTE
    sheet.row_dimensions[1].height = 26


def _set_page(sheet: Worksheet) -> None:
    sheet.sheet_view.showGridLines = False
    layout.protect(sheet)
    layout.print_on_one_page_across(sheet)
