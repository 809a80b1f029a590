"""What people read: pages as they left, and the words of files."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import openpyxl
from docx.oxml.ns import qn
from lxml import etree


@dataclass(frozen=True)
class Page:
    """Something that a person reads: what it is, when it left, to whom, and its words."""

    kind: str
    at: dt.datetime
    to: str
    subject: str
    text: str


@lru_cache(maxsize=64)  # a file goes to many
def words_of(content: bytes) -> str:
    """Return the words of a Word file, a line a paragraph or a row of a table, its cells parted by " | "."""
    lines = []
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        body = etree.fromstring(parts.read("word/document.xml"))[0]
    for part in body:
        if part.tag == qn("w:tbl"):
            for row in part.iter(qn("w:tr")):
                lines.append(" | ".join(_words(cell) for cell in row.iter(qn("w:tc"))))
        else:
            lines.append(_words(part))
    return "\n".join(lines)


def words_of_workbook(content: bytes) -> str:
    """Return the words of an Excel file, a line a row after the title of its sheet, its cells parted by
    " | "."""
    return words_of_sheets(openpyxl.load_workbook(io.BytesIO(content), read_only=True))


def words_of_sheets(workbook: openpyxl.Workbook) -> str:
    return "\n".join(
        " | ".join([sheet.title, *map(_cell, row)])
        for sheet in workbook.worksheets
        for row in sheet.iter_rows(values_only=True)
    )


def _cell(value: Any) -> str:
    return str(value.date() if isinstance(value, dt.datetime) else value or "")


def _words(part: Any) -> str:
    paragraphs = ("".join(map(_text, each.iter(qn("w:t"), qn("w:br")))) for each in part.iter(qn("w:p")))
    return " ".join(" ".join(paragraphs).split())


def _text(run: Any) -> str:
    return run.text or " "
