"""The tables of a list of people, in whatever kind of file an office keeps it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import docx
from docx.document import Document
from openpyxl import Workbook

from forum.text.problem import Problem
from tasks.documents.office.file_checks import WORD_FILE, checked_parts
from tasks.documents.workbooks.reading import is_hidden, is_struck_through, load_checked

LISTS = (".xlsx", ".docx", ".csv", ".vcf", ".txt")
OLD_ENDINGS = {
    ".doc": "Word document (.docx)",
    ".xls": "Excel workbook (.xlsx)",
    ".odt": "Word document (.docx)",
    ".ods": "Excel workbook (.xlsx)",
    ".rtf": "Word document (.docx)",
}
MOST_LINES, LONGEST_CELL = 3_000, 500
HIDDEN = -1


@dataclass(frozen=True)
class ListTable:
    """A table of texts: of a workbook, a Word file, a file of commas, cards.

    ``marked`` are the cells struck through, by row and column from 0, and the hidden rows, with ``HIDDEN`` as
    their column.
    """

    title: str
    rows: tuple[tuple[str, ...], ...]
    marked: frozenset[tuple[int, int]] = frozenset()
    strict: bool = False
    """Whether it comes from running text, of which only lines with an address are people."""


def ending_of(name: str) -> str:
    """Return the ending of a file's name. Raises Problem for that of an old format."""
    ending = name[name.rfind(".") :].lower()
    if ending in OLD_ENDINGS:
        raise Problem(
            f"{name} is in an old format. Open it, choose “Save as”, “{OLD_ENDINGS[ending]}”, and put that "
            f"beside it."
        )
    return ending


def sheets_of_file(content: bytes, name: str) -> tuple[ListTable, ...]:
    """Return the tables of a file by its ending. Raises Problem for an old kind, a password and damage."""
    ending = ending_of(name)
    if ending == ".xlsx":
        return tuple(sheets_of_workbook(load_checked(content, name)))
    if ending == ".docx":
        return sheets_of_word(word_document(content, name), name)
    text = decoded(content)
    if ending == ".vcf":
        return (_cards(text, name),)
    if ending == ".csv":
        return (_commas(text, name),)
    return (ListTable(name, tuple((line,) for line in text_lines(text)), strict=True),)


def text_lines(text: str) -> tuple[str, ...]:
    """Return the lines of a text that have something."""
    return tuple(line for line in text.splitlines()[:MOST_LINES] if line.strip())


def word_document(content: bytes, name: str) -> Document:
    """Open a Word file. Raises Problem for one that is damaged or may not be read."""
    checked_parts(content, name, WORD_FILE)
    try:
        return docx.Document(io.BytesIO(content))
    except Exception as error:  # python-docx raises errors of any kind for a damaged file
        raise Problem(WORD_FILE.damaged(name)) from error


def sheets_of_word(document: Document, name: str) -> tuple[ListTable, ...]:
    """Return the tables of a Word file, and its running text. Raises Problem for a damaged one."""
    try:
        running = ListTable(
            name, tuple((paragraph.text,) for paragraph in document.paragraphs[:MOST_LINES]), strict=True
        )
        tables = [
            ListTable(f"{name}, table {number}", tuple(tuple(_once(row.cells)) for row in table.rows))
            for number, table in enumerate(document.tables, start=1)
        ]
    except Exception as error:  # as above
        raise Problem(WORD_FILE.damaged(name)) from error
    return (*tables, running)


def _once(cells: Any) -> Iterator[str]:
    """Yield the texts of a row's cells, a merged one once."""
    last = None
    for cell in cells:
        if cell._tc is not last:
            yield cell.text.strip()
        last = cell._tc


def decoded(content: bytes) -> str:
    """Return the text of a file, in the letters in which its office writes."""
    for encoding in ("utf-8-sig", "utf-16") if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig",):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("cp1252", errors="replace")


def sheets_of_workbook(workbook: Workbook) -> Iterator[ListTable]:
    """Yield the sheets that people see; what a merged cell has stands in each row of it."""
    for sheet in workbook.worksheets:
        if sheet.sheet_state != "visible":
            continue
        for merged in [*sheet.merged_cells.ranges]:
            value = sheet.cell(merged.min_row, merged.min_col).value
            sheet.unmerge_cells(str(merged))
            if merged.min_col == merged.max_col:
                for row in range(merged.min_row, merged.max_row + 1):
                    sheet.cell(row, merged.min_col).value = value
        last, across = min(sheet.max_row, MOST_LINES), min(sheet.max_column, 60)
        rows = [
            tuple(_shown(sheet.cell(row, column).value) for column in range(1, across + 1))
            for row in range(1, last + 1)
        ]
        marked = {(row - 1, HIDDEN) for row in range(1, last + 1) if is_hidden(sheet, row)}
        marked |= {
            (row - 1, column - 1)
            for row in range(1, last + 1)
            for column in range(1, across + 1)
            if is_struck_through(sheet, row, column)
        }
        yield ListTable(sheet.title, tuple(rows), frozenset(marked))


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if hasattr(value, "strftime") and hasattr(value, "day"):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()[:LONGEST_CELL]


def _commas(text: str, name: str) -> ListTable:
    first = text.splitlines()[0] if text.strip() else ""
    rows = csv.reader(io.StringIO(text), delimiter=max(",;\t", key=first.count))
    return ListTable(name, tuple(tuple(map(_shown, row)) for row in rows)[:MOST_LINES])


def _cards(text: str, name: str) -> ListTable:
    """The cards of a .vcf file as a table."""
    headings = ("Name", "Organisation", "Job title", "Email", "Phone", "Role", "Notes")
    by_key = {"FN": 0, "N": 0, "ORG": 1, "TITLE": 2, "EMAIL": 3, "TEL": 4, "ROLE": 5, "NOTE": 6}
    rows: list[tuple[str, ...]] = [headings]
    row = [""] * len(headings)
    for line in re.sub(r"=?\r?\n[ \t]", "", text).splitlines():
        key, _, value = line.partition(":")
        kind = re.sub(r"^item\d+\.", "", key.split(";")[0].upper(), flags=re.I)
        value = value.replace("\\,", ",").replace("\\;", ";").replace("\\n", "\n").strip()
        if kind == "BEGIN":
            row = [""] * len(headings)
        elif kind == "END":
            rows.append(tuple(row))
        elif kind == "N" and not row[0]:
            surname, _, first = value.partition(";")
            row[0] = f"{first.split(';')[0]} {surname}".strip()
        elif kind == "FN" and value:
            row[0] = value
        elif kind in by_key and not row[by_key[kind]]:
            row[by_key[kind]] = (
                value.split(";")[0].strip()
                if kind == "ORG"
                else value.removeprefix("mailto:").removeprefix("tel:")
            )
    return ListTable(name, tuple(rows))
