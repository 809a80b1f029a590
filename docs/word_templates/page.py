"""A Word template under construction: page, styles, header and footer, tables."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

FONT = "Arial"
INK = RGBColor(0x1F, 0x2A, 0x44)
GREY = "E8EAF0"
CENTRE = WD_ALIGN_PARAGRAPH.CENTER
MARKS = {"**": "bold", "~~": "strike", "__": "underline"}


class Page:
    """A template under construction. Words between ** are bold, ~~ struck out, __ underlined."""

    def __init__(self, *, landscape: bool = False) -> None:
        self.document = Document()
        self._lighten()
        self._page(landscape)
        self._styles()
        self._properties()
        self._header_and_footer()

    def paragraph(self, words: str, style: str = "Normal") -> None:
        _write(self.document.add_paragraph(style=style), words)

    def heading(self, words: str, level: int) -> None:
        _write(self.document.add_paragraph(style=f"Heading {level}"), words)

    def loop(self, tag: str, end: str, *paragraphs: tuple[str, str]) -> None:
        """Add paragraphs, each with its style, between a tag and its end."""
        self.paragraph(f"{{%p {tag} %}}")
        for words, style in paragraphs:
            self.paragraph(words, style)
        self.paragraph(f"{{%p {end} %}}")

    def table(self, widths: Sequence[float], headings: Sequence[str], rows: Sequence[Sequence[str]],
              *, size: float = 12, margin: float = 0.15, above: float = 0.05,
              centred: Sequence[int] = ()) -> None:  # fmt: skip
        """Add a table whose header row is repeated; a row of one cell holds a row tag (``{%tr`` ...).

        ``widths``, ``margin`` (beside the text of a cell) and ``above`` (above and below it) are in
        centimetres, ``size`` in points. A cell that starts with ``{%tc`` holds a column tag.
        """
        table = self.document.add_table(rows=0, cols=len(widths))
        table.style = "Table Grid"
        table.autofit = False
        _table_layout(table, margin, above)
        for place, words in enumerate([headings, *rows]):
            row = table.add_row()
            _row_property(row, "w:cantSplit")
            if place == 0:
                _row_property(row, "w:tblHeader")
            for column, width in enumerate(widths):
                cell = row.cells[column]
                cell.width = Cm(width)
                paragraph = cell.paragraphs[0]
                paragraph.style = "Table text"
                text = words[column] if column < len(words) else ""
                if place == 0:
                    _shade(cell, GREY)
                    text = text if not text or text.startswith("{%tc") else f"**{text}**"
                if column in centred:
                    paragraph.alignment = CENTRE
                _write(paragraph, text, size)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        self.document.add_paragraph(style="Gap")

    def foot(self, words: str, style: str) -> None:
        """Add a paragraph to the footer."""
        styles = self.document.styles
        styles.add_style(style, WD_STYLE_TYPE.PARAGRAPH)
        self._style(style, 10, bold=True)
        paragraph = self.document.sections[0].footer.add_paragraph(style=style)
        paragraph.alignment = CENTRE
        _write(paragraph, words)

    def save(self, folder: Path, name: str) -> None:
        self.document.save(str(folder / f"{name}.docx"))

    def _lighten(self) -> None:
        """Leave out what python-docx brings and no reader needs; it would be most of the printing time."""
        for style in list(self.document.styles):
            if style.type == WD_STYLE_TYPE.TABLE and style.name not in ("Normal Table", "Table Grid"):
                style.delete()
        for relations in (self.document.part.rels, self.document.part.package.rels):
            for key, relation in list(relations.items()):
                if relation.reltype.endswith(("/stylesWithEffects", "/thumbnail")):
                    del relations[key]
        for setting in self.document.settings.element.iter(qn("w:compatSetting")):
            if setting.get(qn("w:name")) == "compatibilityMode":
                setting.set(qn("w:val"), "15")  # else Word opens the file in compatibility mode

    def _page(self, landscape: bool) -> None:
        section = self.document.sections[0]
        sides = (Cm(29.7), Cm(21)) if landscape else (Cm(21), Cm(29.7))
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = sides
        section.left_margin = section.right_margin = Cm(1.5 if landscape else 2)
        section.top_margin, section.bottom_margin = (Cm(1.3), Cm(1.5)) if landscape else (Cm(2), Cm(2))
        section.header_distance = section.footer_distance = Cm(0.6 if landscape else 0.9)

    def _styles(self) -> None:
        styles = self.document.styles
        self._style("Normal", 12, after=6)
        self._style("Header", 10, after=0)
        self._style("Footer", 10, after=0)
        self._style("Heading 1", 20, bold=True, before=0, after=2)
        self._style("Heading 2", 14, bold=True, before=14, after=4)
        self._style("Heading 3", 12, bold=True, before=8, after=2)
        styles.add_style("Forum", WD_STYLE_TYPE.PARAGRAPH)
        self._style("Forum", 14, after=6)
        styles.add_style("Standing", WD_STYLE_TYPE.PARAGRAPH)
        self._style("Standing", 12, bold=True, after=8)
        _fill(styles["Standing"], GREY)
        styles.add_style("Table text", WD_STYLE_TYPE.PARAGRAPH)
        self._style("Table text", 12, after=0)
        styles.add_style("Gap", WD_STYLE_TYPE.PARAGRAPH)
        self._style("Gap", 3, after=0)
        styles.add_style("Small", WD_STYLE_TYPE.PARAGRAPH)
        self._style("Small", 10, after=4)
        for name, colour in (("Decision", "2E5FA3"), ("Action", "B8562B")):
            styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            self._style(name, 12, before=2, after=6)
            _left_border(styles[name], colour)

    def _style(
        self, name: str, size: float, *, bold: bool = False, before: float = 0, after: float = 0
    ) -> None:
        style = self.document.styles[name]
        style.font.name, style.font.size, style.font.bold = FONT, Pt(size), bold
        style.font.color.rgb = INK if name.startswith("Heading") else RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in list(fonts.attrib):
            del fonts.attrib[key]
        for key in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{key}"), FONT)
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), "en-GB")
        style.element.rPr.append(language)
        layout = style.paragraph_format
        layout.space_before, layout.space_after = Pt(before), Pt(after)
        layout.line_spacing = 1.0 if name in ("Table text", "Gap", "Small") else 1.1
        layout.keep_with_next = name.startswith("Heading")

    def _properties(self) -> None:
        properties = self.document.core_properties
        properties.author = properties.comments = properties.last_modified_by = ""
        properties.language = "en-GB"
        properties.created = properties.modified = dt.datetime(2026, 1, 1)

    def _header_and_footer(self) -> None:
        section = self.document.sections[0]
        header, footer = section.header, section.footer
        for part in (header, footer):
            marking = part.paragraphs[0]
            marking.alignment = CENTRE
            _write(marking, "**{{ marking }}**")
        footer.paragraphs[0].insert_paragraph_before("{{ group }}").alignment = CENTRE
        last = footer.add_paragraph()
        last.alignment = CENTRE
        last.add_run("{{ reference }}, {{ title|lower }} · Page ")
        _field(last, "PAGE")
        last.add_run(" of ")
        _field(last, "NUMPAGES")
        for paragraph in (*header.paragraphs, *footer.paragraphs):
            paragraph.style = "Header" if paragraph in header.paragraphs else "Footer"


def _write(paragraph: Any, words: str, size: float | None = None) -> None:
    set_so: set[str] = set()
    for piece in re.split(r"(\*\*|~~|__)", words):
        if piece in MARKS:
            set_so ^= {piece}
        elif piece:
            run = paragraph.add_run(piece)
            for mark in set_so:
                setattr(run.font, MARKS[mark], True)
            if size:
                run.font.size = Pt(size)


def _row_property(row: Any, tag: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(tag))


def _shade(cell: Any, fill: str) -> None:
    shading = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
        shading.set(qn(f"w:{key}"), value)
    cell._tc.get_or_add_tcPr().append(shading)


def _table_layout(table: Any, margin: float, above: float) -> None:
    """Give the table thin grey lines and room in its cells."""
    properties = table._tbl.tblPr
    borders, margins = OxmlElement("w:tblBorders"), OxmlElement("w:tblCellMar")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "A6ABB8")):
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
    for side, width in (("top", above), ("left", margin), ("bottom", above), ("right", margin)):
        space = OxmlElement(f"w:{side}")
        space.set(qn("w:w"), str(Cm(width).twips))
        space.set(qn("w:type"), "dxa")
        margins.append(space)
    properties.insert_element_before(borders, "w:tblLayout", "w:tblLook")
    properties.insert_element_before(margins, "w:tblLook")


def _fill(style: Any, colour: str) -> None:
    shading = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shading.set(qn(f"w:{key}"), value)
    style.element.get_or_add_pPr().insert_element_before(shading, "w:spacing", "w:ind", "w:jc")


def _left_border(style: Any, colour: str) -> None:
    borders, left = OxmlElement("w:pBdr"), OxmlElement("w:left")
    for key, value in (("val", "single"), ("sz", "24"), ("space", "8"), ("color", colour)):
        left.set(qn(f"w:{key}"), value)
    borders.append(left)
    style.element.get_or_add_pPr().insert_element_before(borders, "w:spacing", "w:ind", "w:jc")
    style.paragraph_format.left_indent = Cm(0.4)


def _field(paragraph: Any, instruction: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)
