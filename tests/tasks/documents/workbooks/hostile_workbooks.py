"""Workbooks that ask for far more than they hold."""

from __future__ import annotations

from collections.abc import Callable

from tests.tasks.documents.office.office_parts import replaced, with_parts
from tests.tasks.documents.workbooks.good_workbook import GOOD

NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


SHEET, STYLES, BOOK = "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml"


ROWS = '<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c></row>'


WHOLE = "A1:XFD1048576"


def sheet(after: str = "", rows: str = ROWS, before: str = "") -> str:
    return f'<worksheet xmlns="{NS}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def with_sheet(text: str, encoding: str = "utf-8") -> bytes:
    return with_parts(GOOD, {SHEET: text.encode(encoding)})


def merged(area: str) -> str:
    return sheet(f"<mergeCells>{area}</mergeCells>")


MERGED_ALL_OVER = {
    "as Excel writes it": merged(f'<mergeCell ref="{WHOLE}"/>'),
    "in small letters": merged(f'<mergeCell ref="{WHOLE.lower()}"/>'),
    "with spaces": merged(f'<mergeCell ref = "{WHOLE}" />'),
    "with a space in it": merged(f'<mergeCell ref="{WHOLE} "/>'),
    "with single quotes": merged(f"<mergeCell ref='{WHOLE}'/>"),
    "with a character by its number": merged('<mergeCell ref="&#65;1:XFD1048576"/>'),
    "with every character by its number": merged(
        f'<mergeCell ref="{"".join(f"&#x{ord(one):x};" for one in WHOLE)}"/>'
    ),
    "over several lines": merged(f'<mergeCell\n\tref\n=\n"{WHOLE}"\n/>'),
    "with a sign before it": merged(f'<mergeCell x=">" ref="{WHOLE}"/>'),
    "with a prefix": f'<s:worksheet xmlns:s="{NS}"><s:sheetData/><s:mergeCells>'
    f'<s:mergeCell ref="{WHOLE}"/></s:mergeCells></s:worksheet>',
    "with a prefix of its own": merged(f'<m:mergeCell xmlns:m="{NS}" ref="{WHOLE}"/>'),
    "with a child": merged(f'<mergeCell ref="{WHOLE}"><x/></mergeCell>'),
    "with dollars": merged('<mergeCell ref="$A$1:$XFD$1048576"/>'),
    "with its sheet": merged(f'<mergeCell ref="Sheet!{WHOLE}"/>'),
    "as whole columns": merged('<mergeCell ref="A:XFD"/>'),
    "as whole rows": merged('<mergeCell ref="1:1048576"/>'),
    "just too large": merged('<mergeCell ref="A1:A501"/>'),
    "behind a comment": merged(f'<!-- <mergeCells> --><mergeCell ref="{WHOLE}"/>'),
}


def styles(old: str, new: str) -> bytes:
    return replaced(GOOD, STYLES, old.encode(), new.encode())


def shared(formula: str, times: int) -> bytes:
    first = f'<c r="A1"><f t="shared" si="0">{formula}</f></c>'
    more = "".join(f'<c r="A{row}"><f t="shared" si="0"/></c>' for row in range(2, times))
    return with_sheet(sheet(rows=f'<row r="1">{first}{more}</row>'))


NOTES = (
    f'<comments xmlns="{NS}"><authors><author>x</author></authors><commentList>'
    f'<comment ref="{WHOLE}" authorId="0"/></commentList></comments>'
)


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "merged in 501 places": (
        lambda: with_sheet(merged('<mergeCell ref="A1"/>' * 501)),
        "more than 500 areas of merged cells",
    ),
    "a link over the whole sheet": (
        lambda: with_sheet(sheet(f'<hyperlinks><hyperlink ref="{WHOLE}" location="x"/></hyperlinks>')),
        "links, notes or tables over far too many cells, the last over A1:XFD1048576",
    ),
    "a link over whole columns": (
        lambda: with_sheet(sheet('<hyperlinks><hyperlink ref="a:xfd" location="x"/></hyperlinks>')),
        "the last over a:xfd",
    ),
    "links without end": (
        lambda: with_sheet(
            sheet("<hyperlinks>" + '<hyperlink ref="A1" location="x"/>' * 5_001 + "</hyperlinks>")
        ),
        "links, notes or tables",
    ),
    "a note over the whole sheet": (
        lambda: with_parts(GOOD, {"xl/comments1.xml": NOTES.encode()}),
        "links, notes or tables",
    ),
    "a table over the whole sheet": (
        lambda: with_parts(GOOD, {"xl/tables/table1.xml": f'<table xmlns="{NS}" ref="{WHOLE}"/>'.encode()}),
        "links, notes or tables",
    ),
    "choices in a hundred thousand places": (
        lambda: with_sheet(
            sheet(f'<dataValidations><dataValidation sqref="{"A1 " * 100_000}"/></dataValidations>')
        ),
        "drop-down lists or colour rules in far more cells",
    ),
    "colours in many places": (
        lambda: with_sheet(sheet('<conditionalFormatting sqref="A1 B1"/>' * 10_001)),
        "drop-down lists or colour rules",
    ),
    "a format that takes for ever to read": (
        lambda: styles(
            "<fonts", f'<numFmts><numFmt numFmtId="200" formatCode="{"[" * 256}"/></numFmts><fonts'
        ),
        "a longer number format",
    ),
    "formats without end": (lambda: styles("</cellXfs>", "<xf/>" * 5_001 + "</cellXfs>"), "far more formats"),
    "a sheet named a hundred times": (
        lambda: replaced(GOOD, BOOK, b"</sheets>", b'<sheet name="x"/>' * 101 + b"</sheets>"),
        "far more sheets",
    ),
    "a formula of a megabyte": (
        lambda: with_sheet(sheet(rows=f'<row r="1"><c r="A1"><f>{"1+" * 5_000}1</f></c></row>')),
        "very long formulas",
    ),
    "a formula in pieces": (
        lambda: with_sheet(sheet(rows=f'<row r="1"><c r="A1"><f>{"1+" * 5_000}<x/>1</f></c></row>')),
        "very long formulas",
    ),
    "a formula for many cells": (lambda: shared("A1+" * 1_000 + "1", 100), "very long formulas"),
    "a header that takes for ever to read": (
        lambda: with_sheet(
            sheet(f"<headerFooter><oddHeader>&amp;L{'&amp;C&amp;R' * 90}\n</oddHeader></headerFooter>")
        ),
        "longer header or footer",
    ),
    "rows without end": (lambda: with_sheet(sheet(rows='<row ht="1"/>' * 30_001)), "far more rows"),
    "page breaks without end": (
        lambda: with_sheet(sheet(f"<rowBreaks>{'<brk/>' * 40_001}</rowBreaks>")),
        "is made up of far more than one of our workbooks",
    ),
    "cells without end": (
        lambda: with_sheet(sheet(rows=f'<row r="1">{"<c/>" * 400_001}</row>')),
        "has far more in it than we can read",
    ),
}


STYLE_OF_DATES = 1  # of the good workbook


ODD_CELLS = {
    "a date without a value": '<c r="B2" t="d"/>',
    "a date with an empty value": '<c r="B2" t="d"><v/></c>',
    "a date with its format and no value": f'<c r="B2" t="d" s="{STYLE_OF_DATES}"><v></v></c>',
    "a date as ISO has it": '<c r="B2" t="d"><v>2027-01-12</v></c>',
    "a date with a zone": '<c r="B2" t="d"><v>2027-01-12T10:00:00Z</v></c>',
    "a time as ISO has it": '<c r="B2" t="d"><v>T10:00:00</v></c>',
    "a span of time": '<c r="B2" t="d"><v>PT30H</v></c>',
    "a date that is none": '<c r="B2" t="d"><v>soon</v></c>',
    "a number of a day far out": f'<c r="B2" s="{STYLE_OF_DATES}"><v>1e300</v></c>',
    "a number of a day before all": f'<c r="B2" s="{STYLE_OF_DATES}"><v>-99999</v></c>',
    "a number of a day below nought": f'<c r="B2" s="{STYLE_OF_DATES}"><v>-0.5</v></c>',
    "no number": '<c r="B2"><v>nan</v></c>',
    "a number without end": '<c r="B2"><v>1e999</v></c>',
    "a number of 5,000 digits": f'<c r="B2"><v>{"9" * 5_000}</v></c>',
    "an error without a value": '<c r="B2" t="e"/>',
    "an error of its own": '<c r="B2" t="e"><v>#SPILL!</v></c>',
    "yes or no without a value": '<c r="B2" t="b"/>',
    "yes or no as a word": '<c r="B2" t="b"><v>TRUE</v></c>',
    "yes or no as seven": '<c r="B2" t="b"><v>7</v></c>',
    "a text by a number that is none": '<c r="B2" t="s"><v>999999</v></c>',
    "a text without a number": '<c r="B2" t="s"/>',
    "an empty text": '<c r="B2" t="inlineStr"/>',
    "an empty text within": '<c r="B2" t="inlineStr"><is/></c>',
    "a rich text": '<c r="B2" t="inlineStr"><is><r><rPr><b/></rPr><t>a</t></r><r><t>b</t></r></is></c>',
    "a text with controls": '<c r="B2" t="inlineStr"><is><t>_x0000__x0007_</t></is></c>',
    "an unknown type": '<c r="B2" t="zz"><v>x</v></c>',
    "an unknown type without a value": '<c r="B2" t="zz"/>',
    "a formula of an array": '<c r="B2"><f t="array" ref="B2:B3">1+1</f><v>2</v></c>',
    "a formula of a table": '<c r="B2"><f t="dataTable" ref="B2:B3" r1="A1"/><v>2</v></c>',
    "a formula without text": '<c r="B2"><f/><v>2</v></c>',
    "a formula shared with nobody": '<c r="B2"><f t="shared" si="7"/><v>2</v></c>',
    "an unknown format": '<c r="B2" s="9999"><v>1</v></c>',
    "a format below nought": '<c r="B2" s="-1"><v>1</v></c>',
    "a place that is none": '<c r="2B"><v>1</v></c>',
    "the same place twice": '<c r="B2"><v>1</v></c><c r="B2" t="d"/>',
}
