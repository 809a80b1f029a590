"""Converting a page of markdown to a Word file: headings, paragraphs, bulleted lists, tables and pictures.

The text of a Word file line by line, so that two versions of a template can be compared.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from html import unescape
from itertools import count
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from tasks.documents.office.cleaning import cleaned_office
from tasks.documents.office.file_checks import WORD_FILE

_PARAGRAPH, _TAG = re.compile(r"</w:p>"), re.compile(r"<[^>]*>")


def lines_of_word_file(content: bytes, name: str) -> list[str]:
    """Return each part of the file by name and check number, each followed by its paragraphs with their tags.

    The file is cleaned first, as for printing. Raises Problem for anything but a safe Word file.
    """
    cleaned = cleaned_office(content, name, WORD_FILE, "Put the template back.").content
    with zipfile.ZipFile(io.BytesIO(cleaned)) as parts:
        return [line for part in sorted(parts.namelist()) for line in _lines(part, parts.read(part))]


def _lines(part: str, content: bytes) -> Iterator[str]:
    yield f"{part} {hashlib.sha256(content).hexdigest()[:12]}"
    if part.startswith("word/") and part.endswith(".xml"):
        for paragraph in _PARAGRAPH.split(content.decode(errors="backslashreplace")):
            if text := unescape(_TAG.sub("", paragraph)).strip():
                yield text


FONT, INK, GREY = "Arial", RGBColor(0x1F, 0x2A, 0x44), "E8EAF0"
TEXT_WIDTH, PICTURE_WIDTH, TALLEST_PICTURE = Cm(17), Cm(13), Cm(17)
_STYLES: Mapping[str, tuple[float, bool, float, float]] = {  # size, bold, space before and after, in points
    "Normal": (12, False, 0, 6),
    "Heading 1": (22, True, 0, 8),
    "Heading 2": (16, True, 18, 4),
    "Heading 3": (13, True, 12, 2),
    "List Bullet": (12, False, 0, 3),
    "Footer": (10, False, 0, 0),
}
_MARKDOWN = MarkdownIt("commonmark", {"typographer": True}).enable(["table", "smartquotes"])


def write_word(markdown: str, folder: Path) -> bytes:
    """Convert the page to a .docx file with its first heading as the title.

    Paths of pictures start from ``folder``; a picture's text becomes its alternative text. OSError where a
    picture is missing.
    """
    page = _Page(folder)
    for node in SyntaxTreeNode(_MARKDOWN.parse(markdown)).children:
        page.add(node)
    buffer = io.BytesIO()
    page.document.save(buffer)
    return buffer.getvalue()


class _Page:
    def __init__(self, folder: Path) -> None:
        self.folder, self.document, self.pictures = folder, docx.Document(), count(1)
        _set_up(self.document)

    def add(self, node: SyntaxTreeNode) -> None:
        """Add a block to the page."""
        match node.type:
            case "heading":
                self._write(self.document.add_paragraph(style=f"Heading {node.tag[1]}"), node)
                if node.tag == "h1":
                    self.document.core_properties.title = _text(node)
            case "paragraph":
                self._write(self.document.add_paragraph(), node)
            case "bullet_list":
                for item in node.children:
                    self._write(self.document.add_paragraph(style="List Bullet"), item.children[0])
            case "table":
                self._table(node)
            case other:
                raise ValueError(f"a page has no {other}")

    def _table(self, node: SyntaxTreeNode) -> None:
        rows = [row for part in node.children for row in part.children]
        table = self.document.add_table(rows=0, cols=len(rows[0].children), style="Table Grid")
        table.autofit = False
        widths = _widths(rows)
        for place, row in enumerate(rows):
            cells = table.add_row()
            _mark_row(cells, heading=place == 0)
            for cell, width, content in zip(cells.cells, widths, row.children, strict=True):
                cell.width = width
                paragraph = cell.paragraphs[0]
                paragraph.paragraph_format.space_after = Pt(2)
                self._write(paragraph, content, bold=place == 0)
                if place == 0:
                    _shade(cell)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        self.document.add_paragraph().paragraph_format.space_after = Pt(0)

    def _write(self, paragraph: Paragraph, node: SyntaxTreeNode, *, bold: bool = False) -> None:
        """Write words, strong ones and code in bold, and pictures in their places."""
        for part in _inline(node):
            if part.type == "image":
                self._picture(paragraph, str(part.attrs["src"]), part.content)
            elif part.type in ("softbreak", "hardbreak"):
                paragraph.add_run(" " if part.type == "softbreak" else "\n")
            else:
                run = paragraph.add_run(_text(part))
                run.bold = bold or part.type in ("strong", "code_inline") or None

    def _picture(self, paragraph: Paragraph, name: str, alternative: str) -> None:
        picture = paragraph.add_run().add_picture(str(self.folder / name), width=PICTURE_WIDTH)
        if picture.height > TALLEST_PICTURE:
            picture.width = Cm(picture.width.cm * TALLEST_PICTURE / picture.height)
            picture.height = TALLEST_PICTURE
        properties: Any = picture._inline.docPr
        properties.set("descr", alternative)
        properties.set("name", f"Picture {next(self.pictures)}")


def _inline(node: SyntaxTreeNode) -> Iterator[SyntaxTreeNode]:
    """Yield the pieces of a line; links become plain words, since they lead nowhere on paper."""
    for child in node.children:
        if child.type in ("inline", "link", "em"):
            yield from _inline(child)
        else:
            yield child


def _text(node: SyntaxTreeNode) -> str:
    return node.content if not node.children else "".join(map(_text, node.children))


def _widths(rows: list[SyntaxTreeNode]) -> list[Cm]:
    """Share the width among the columns by their longest texts, within reason."""
    longest = [
        max(len(_text(cell)) for cell in column) for column in zip(*(r.children for r in rows), strict=True)
    ]
    shares = [min(max(length, 12), 60) for length in longest]
    return [Cm(TEXT_WIDTH.cm * share / sum(shares)) for share in shares]


def _set_up(document: Document) -> None:
    """Set up A4 pages, one plain typeface, British English and page numbers."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    for name, (size, bold, before, after) in _STYLES.items():
        style: Any = document.styles[name]
        style.font.name, style.font.size, style.font.bold = FONT, Pt(size), bold
        style.font.color.rgb = INK if name.startswith("Heading") else RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in [key for key in fonts.attrib if key.endswith("Theme")]:
            del fonts.attrib[theme]  # else the theme's typeface wins
        fonts.set(qn("w:cs"), FONT)
        fonts.set(qn("w:eastAsia"), FONT)
        layout = style.paragraph_format
        layout.space_before, layout.space_after, layout.line_spacing = Pt(before), Pt(after), 1.15
        layout.keep_with_next = name.startswith("Heading")
    for language in document.styles.element.xpath("w:docDefaults//w:lang"):
        language.set(qn("w:val"), "en-GB")
    properties = document.core_properties
    properties.author = properties.comments = properties.last_modified_by = ""
    properties.language = "en-GB"
    footer = section.footer.paragraphs[0]
    footer.add_run("Page ")
    _field(footer, "PAGE")
    footer.add_run(" of ")
    _field(footer, "NUMPAGES")


def _field(paragraph: Paragraph, instruction: str) -> None:
    field, run, text = OxmlElement("w:fldSimple"), OxmlElement("w:r"), OxmlElement("w:t")
    field.set(qn("w:instr"), instruction)
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _mark_row(row: Any, *, heading: bool) -> None:
    """Keep a row on one page, and repeat a heading row on each."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if heading:
        properties.append(OxmlElement("w:tblHeader"))


def _shade(cell: Any) -> None:
    shading = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", GREY)):
        shading.set(qn(f"w:{key}"), value)
    cell._tc.get_or_add_tcPr().append(shading)
