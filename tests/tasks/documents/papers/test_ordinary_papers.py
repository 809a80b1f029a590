"""Ordinary papers: they reach their readers with every word, and nobody is told of anything."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from xml.etree import ElementTree

import pytest
from docx.document import Document as WordDocument
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.formatting.rule import Rule
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet
from pypdf import PdfReader

from tasks.documents.papers.take_paper import take_paper
from tests.tasks.documents.office.blank_word import blank_word
from tests.tasks.documents.office.hostile_fields import field, simple
from tests.tasks.documents.office.hostile_word import (
    DOCUMENT,
    SETTINGS,
    R,
    drawing,
    having,
    linked,
    template,
    word,
)
from tests.tasks.documents.office.office_parts import MICROSOFT, PNG, a_presentation, related, replaced
from tests.tasks.documents.pdf.hostile_pdfs import form, layer, link, pdf, uri
from tests.tasks.documents.workbooks.hostile_sheets import SHEET, book, formula

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
LINK = b'<w:hyperlink %s r:id="rId99"><w:r><w:t>shown</w:t></w:r></w:hyperlink>' % R


def written(write: Callable[[WordDocument], object]) -> bytes:
    document, out = blank_word(), io.BytesIO()
    document.add_heading("What the group is asked", 1)
    write(document)
    document.save(out)
    return out.getvalue()


def a_table(document: WordDocument) -> None:
    table = document.add_table(2, 2, style="Table Grid")
    for cell in table.rows[0].cells:
        cell.text = "Head"


def a_header(document: WordDocument) -> None:
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "First"
    section.header.paragraphs[0].text = "All others"


def figures(write: Callable[[Worksheet], object]) -> bytes:
    workbook, out = Workbook(), io.BytesIO()
    sheet = workbook.worksheets[0]
    for row in (("Year", "2019"), ("A", 1), ("B", 2)):
        sheet.append(row)
    write(sheet)
    workbook.save(out)
    return out.getvalue()


def a_chart(sheet: Worksheet) -> None:
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=3), titles_from_data=True)
    sheet.add_chart(chart, "F2")


def rules(sheet: Worksheet) -> None:
    sheet.add_table(Table(displayName="T1", ref="A1:B3"))
    choice = DataValidation(type="list", formula1='"a|b,[1]x!"')
    choice.add("E1")
    sheet.add_data_validation(choice)
    sheet.conditional_formatting.add("B2:B3", Rule(type="expression", formula=["B2>1"]))
    assert sheet.parent is not None
    sheet.parent.defined_names["Range"] = DefinedName("Range", attr_text="Sheet!$A$1:$B$3")
    sheet["C1"] = "=SUM(T1[2019])+Sheet!B2"
    sheet["C2"] = "=T1[[#This Row],[2019]]*Sheet!B2"


def links(sheet: Worksheet) -> None:
    sheet["D3"] = '=HYPERLINK("https://www.example.org/"&A1,"Data: C:")&HYPERLINK(A1)'
    sheet["D1"].hyperlink = "https://www.example.org/"
    sheet["D2"] = '=HYPERLINK("#Sheet!A1","up")&HYPERLINK("https://www.example.org","out")'


TOC = [r' TOC \o "1-3" \h \z \u ']
ORDINARY: Mapping[str, Callable[[], bytes]] = {
    "text": word,
    "a table with a style": lambda: written(a_table),
    "a picture": lambda: written(lambda document: document.add_picture(io.BytesIO(PNG))),
    "headers and footers": lambda: written(a_header),
    "a link to the web": lambda: linked("hyperlink", LINK, "https://www.example.org/a?b=c#d"),
    "a link to mail": lambda: linked("hyperlink", LINK, "mailto:unit@example.org?subject=Item%205"),
    "a link whose scheme was left out": lambda: linked("hyperlink", LINK, "www.example.org/page"),
    "a link within the file": lambda: having(
        b'<w:p><w:hyperlink w:anchor="x"><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>'
    ),
    "a table of contents": lambda: field(*TOC),
    "page numbers": lambda: field(" PAGE   \\* MERGEFORMAT ", part="word/footer1.xml"),
    "a field that links": lambda: field(' HYPERLINK "https://www.example.org/" \\o "a tip" \\t "_blank" '),
    "a field that links within the file": lambda: field(' HYPERLINK \\l "_Toc1" '),
    "cross-references": lambda: field(" REF _Ref1 \\h "),
    "merge fields": lambda: field(" MERGEFIELD Name "),
    "a list of sources": lambda: field(" BIBLIOGRAPHY "),
    "the writer's own template": lambda: template(
        "settings.xml", "file:///C:\\Users\\jane\\AppData\\Roaming\\Templates\\Letter.dotx"
    ),
    "a setting": lambda: replaced(word(), SETTINGS, b"<w:zoom", b'<w:updateFields w:val="0"/><w:zoom'),
    "marks of a spelling check": lambda: having(b'<w:p><w:proofErr w:type="spellStart"/></w:p>'),
    "a text in bold and no hidden one": lambda: having(
        b'<w:p><w:r><w:rPr><w:b/><w:vanish w:val="0"/></w:rPr><w:t>bold</w:t></w:r></w:p>'
    ),
    "ids of comments that are gone": lambda: related(
        word(),
        DOCUMENT,
        f"{MICROSOFT}2016/09/relationships/commentsIds",
        "commentsIds.xml",
        part=b"<x/>",
        content_type=f"{WORD}commentsIds+xml",
    ),
    "properties of a document library": lambda: related(
        word(), DOCUMENT, "customXml", "../customXml/item1.xml", part=b"<x/>", content_type="application/xml"
    ),
    "a drawing with a document type": lambda: drawing(
        b'<style>.a { fill: url(#shade); font-family: "A"; }</style><path class="a" d="M0 0" '
        b'style="fill:url(#shade)"/>',
        b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">',
    ),
    "a font whose first byte is that of XML": lambda: related(
        word(),
        "word/fontTable.xml",
        "font",
        "fonts/font1.odttf",
        part=b"<\x93\x01\x7f" + bytes(range(256)),
        content_type="application/vnd.openxmlformats-officedocument.obfuscatedFont",
    ),
    "figures": book,
    "formulas": lambda: formula("SUM(A1:A2)*IF(A1=&quot;a|b&quot;,1,'x|y'!A1)"),
    "a chart": lambda: figures(a_chart),
    "a table, a choice, a rule and a name": lambda: figures(rules),
    "links of a sheet": lambda: figures(links),
    "how a sheet is printed": lambda: related(
        book(),
        SHEET,
        "printerSettings",
        "../printerSettings/p.bin",
        part=b"\\\\srv\\jane",
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings",
    ),
    "slides": a_presentation,
    "a button to the next slide": lambda: a_presentation(
        b'<p:sp><a:hlinkClick r:id="" action="ppaction://hlinkshowjump?jump=nextslide"/></p:sp>'
    ),
    "a PDF": pdf,
    "a PDF as newer programs write it": lambda: pdf(packed=True),
    "a PDF with a link": lambda: uri(b"https://www.example.org/"),
    "a PDF with a link to mail": lambda: uri(b"mailto:unit@example.org"),
    "a PDF with a link to a page": lambda: pdf(b"", link(b"<< /S /GoTo /D [3 0 R /Fit] >>")),
    "a PDF that opens at a page": lambda: pdf(b"/OpenAction [3 0 R /FitH 800] /PageMode /UseOutlines"),
    "a PDF with layers that are all shown": lambda: layer(
        b"/ON [6 0 R] /AS [<< /Event /View /Category [/View] /OCGs [6 0 R] >>]",
        b"/Usage << /View << /ViewState /ON >> /Print << /PrintState /ON >> >>",
        b"/P /AnyOn",
    ),
    "a PDF with a form": lambda: form(b"/NeedAppearances true"),
    "a PDF with bookmarks": lambda: pdf(
        b"/Outlines << /First 6 0 R /Last 6 0 R /Count 1 >>", b"", b"<< /Title (x) /Dest [3 0 R /Fit] >>"
    ),
    "a PDF that can be read aloud": lambda: pdf(
        b"/MarkInfo << /Marked true >> /StructTreeRoot 6 0 R",
        b"",
        b"<< /Type /StructTreeRoot /K << /S /Document /A << /O /Layout /Placement /Block >> /K [] >> >>",
    ),
    "a PDF with a picture called JS": lambda: pdf(
        b"",
        b"",
        b"<< /Subtype /Form /BBox [0 0 9 9] /Length 1 >>\nstream\nq\nendstream",
        resources=b"/XObject << /JS 6 0 R >>",
    ),
}


@pytest.mark.parametrize("name", ORDINARY)
def test_an_ordinary_paper_keeps_every_word_and_nobody_is_told_of_anything(name: str) -> None:
    content = ORDINARY[name]()
    taken = take_paper(content)
    assert taken.remarks == frozenset()
    assert words(taken.content) == words(content)
    if taken.ending != "pdf":
        assert take_paper(taken.content) == taken


def words(content: bytes) -> list[str]:
    """Every word that a reader sees, with where its links lead."""
    if content.startswith(b"%PDF"):
        (page,) = PdfReader(io.BytesIO(content)).pages
        notes = [note.get_object() for note in page.annotations or ()]
        leads = [str(note.get("/A", note.get("/V"))) for note in notes]
        return [page.extract_text(), *(re.sub(r"\d{6,}", "", lead) for lead in leads)]
    found = []
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        for name in sorted(file.namelist()):
            if name.startswith(("word/", "xl/", "ppt/")) and name.endswith((".xml", ".rels")):
                for node in ElementTree.fromstring(file.read(name)).iter():
                    kind = node.tag.rpartition("}")[2]
                    if kind in ("t", "v", "f", "instrText"):
                        found.append(f"{kind} {node.text}")
                    elif kind == "Relationship" and node.get("Type", "").endswith(("/hyperlink", "/image")):
                        found.append(str(node.get("Target")))
    return found


PROPERTY = (
    b'<w:sdt><w:sdtPr><w:dataBinding w:xpath="/ns0:coreProperties[1]/ns1:title[1]" '
    b'w:storeItemID="{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"/><w:text/></w:sdtPr><w:sdtContent><w:p><w:r>'
    b"<w:t>The title</w:t></w:r></w:p></w:sdtContent></w:sdt>"
)
SHOWN: Mapping[str, Callable[[], bytes]] = {
    "a control of the title": lambda: having(PROPERTY),
    "the title": lambda: field(" TITLE  \\* MERGEFORMAT ", shown="The title"),
    "the title in a header": lambda: field(" TITLE ", shown="The title", part="word/header1.xml"),
    "the title in a simple field": lambda: simple(" TITLE ", "The title"),
    "a property of its own": lambda: field(" DOCPROPERTY Title ", shown="The title"),
    "a variable": lambda: field(" DOCVARIABLE Title ", shown="The title"),
}


@pytest.mark.parametrize("name", SHOWN)
def test_what_a_paper_shows_of_its_properties_stays_when_these_go(name: str) -> None:
    taken = take_paper(SHOWN[name]())
    assert taken.remarks == frozenset()
    with zipfile.ZipFile(io.BytesIO(taken.content)) as parts:
        xml = b"".join(parts.read(part) for part in parts.namelist())
    assert b"<w:t>The title</w:t>" in xml
    assert not re.search(rb"TITLE|DOCPROPERTY|DOCVARIABLE|dataBinding", xml)


def test_a_workbook_opens_with_the_values_that_a_link_had_brought() -> None:
    fetched = replaced(book(), SHEET, b"</sheetData>", (
        b'<row r="9"><c r="A9"><f>_xlfn.WEBSERVICE(A1)</f><v>42</v></c></row></sheetData>'
    ))  # fmt: skip
    sheet = load_workbook(io.BytesIO(take_paper(fetched).content)).worksheets[0]
    assert (sheet["A2"].value, sheet["A9"].value) == (7, 42)


def test_a_form_shows_its_values_without_its_scripts() -> None:
    (page,) = PdfReader(
        io.BytesIO(take_paper(form(b"", b"/AA << /K << /S /JavaScript /JS (x) >> >>")).content)
    ).pages
    (field,) = [note.get_object() for note in page.annotations or ()]
    assert (field["/T"], field["/V"]) == ("name", "Jo")
