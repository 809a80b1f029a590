"""The layout of our workbooks: headings, drop-downs, protected cells and a help sheet, all in one style.

Values that start with ``= + - @`` are written as text and stay text when the cell is edited.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from forum.text.columns import Column, Kind, Sheet, Table

INK = "1D3557"
FONT = Font(name="Arial", size=11)
BOLD = Font(name="Arial", size=11, bold=True)
TITLE = Font(name="Arial", size=16, bold=True, color=INK)
HEADING = Font(name="Arial", size=11, bold=True, color="FFFFFF")
HEADING_FILL = PatternFill("solid", fgColor=INK)
LOCKED_FILL = PatternFill("solid", fgColor="EDEFF2")
LINE = Side(style="thin", color="B8BFC9")
BORDER = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
FORMATS = {"text": "@", "date": "d mmm yyyy", "number": "0"}
HELP_SHEET = "Help"
CHOICES_SHEET = "Lists"
_STARTS_A_FORMULA = ("=", "+", "-", "@")


def write_workbook(
    title: str,
    *tables: Table,
    marking: str | None = None,
    reference: str = "",
    help: Sequence[tuple[str, str]] = (),
) -> bytes:
    """Write a workbook (.xlsx) of these sheets, and of help where there is any.

    With a ``marking`` every page has it, and the ``reference``, or else the title.
    """
    workbook = new_workbook(title)
    for sheet, rows in tables:
        add_table(workbook, sheet, rows)
    if help:
        add_help(workbook, title, help)
    for worksheet in workbook.worksheets if marking is not None else ():
        mark(worksheet, marking or "", reference or title)
    return workbook_bytes(workbook)


def new_workbook(title: str) -> Workbook:
    """Make a workbook without sheets; ``title`` goes into its properties, for screen readers."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    workbook.properties.title = title
    workbook.properties.creator = ""
    return workbook


def add_table(workbook: Workbook, sheet: Sheet, rows: Iterable[Sequence[Any]]) -> Worksheet:
    """Add a sheet with one table: a heading row that stays in view, the rows, and free rows to type in."""
    worksheet: Worksheet = workbook.create_sheet(sheet.name)
    last = write_table(worksheet, sheet, rows)
    worksheet.freeze_panes = "B2"
    worksheet.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{last}"
    protect(worksheet)
    print_on_one_page_across(worksheet)
    return worksheet


def write_table(worksheet: Worksheet, sheet: Sheet, rows: Iterable[Sequence[Any]], top: int = 1) -> int:
    """Write the heading row at ``top``, then the rows and free ones; return the last row's number."""
    for index, column in enumerate(sheet.columns, start=1):
        write_heading(worksheet, top, index, column.heading)
        worksheet.column_dimensions[get_column_letter(index)].width = column.width
    all_rows = [*rows, *([()] * sheet.free)]
    for number, row in enumerate(all_rows, start=top + 1):
        for index, column in enumerate(sheet.columns, start=1):
            value = row[index - 1] if index <= len(row) else None
            write_cell(worksheet, number, index, value, style_of(column))
    last = top + len(all_rows)
    for index, column in enumerate(sheet.columns if all_rows else (), start=1):
        letter = get_column_letter(index)
        _validate(worksheet, column, f"{letter}{top + 1}:{letter}{last}")
    worksheet.row_dimensions[top].height = 32
    worksheet.print_title_rows = f"{top}:{top}"
    return last


def write_heading(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """Write a heading: white on dark, and locked."""
    cell = sheet.cell(row, column, text)
    cell.font, cell.fill, cell.border = HEADING, HEADING_FILL, BORDER
    cell.alignment = Alignment(vertical="center", wrap_text=True)


@dataclass(frozen=True)
class CellStyle:
    """The look of a cell. Locked cells are grey; ``centred`` is vertical, with the text set in a little."""

    kind: str = "text"
    locked: bool = False
    centred: bool = False
    wrapped: bool = True

    @property
    def name(self) -> str:
        """Return the name of the style in a workbook."""
        marks = {"locked": self.locked, "centred": self.centred, "cut off": not self.wrapped}
        return " ".join([self.kind, *(mark for mark, is_set in marks.items() if is_set)])


PLAIN = CellStyle()


def style_of(column: Column, *, centred: bool = False) -> CellStyle:
    """Return the style of a column's cells."""
    kind = {Kind.DATE: "date", Kind.NUMBER: "number"}.get(column.kind, "text")
    return CellStyle(kind, locked=column.given, centred=centred, wrapped=not column.on_a_line)


def write_cell(sheet: Worksheet, row: int, column: int, value: Any, style: CellStyle = PLAIN) -> None:
    """Write a value (None leaves the cell empty); text stays text."""
    cell = sheet.cell(row, column)
    if value is not None and value != "":
        cell.value = value
    cell.style = _named_style(sheet, style)
    if isinstance(value, str) and value:
        cell.data_type = "s"  # openpyxl would take a leading = for a formula
        cell.quotePrefix = value.startswith(_STARTS_A_FORMULA)  # and Excel would, on editing


def _named_style(sheet: Worksheet, style: CellStyle) -> str:
    """Return the name of the style, made once in a workbook: openpyxl compares fonts slowly."""
    workbook = sheet.parent
    assert isinstance(workbook, Workbook)
    if style.name not in workbook.named_styles:
        named_style = NamedStyle(
            style.name, FONT, border=BORDER, number_format=FORMATS[style.kind], hidden=True
        )
        named_style.alignment = Alignment(
            horizontal="left",
            vertical="center" if style.centred else "top",
            indent=1 if style.centred else 0,
            wrap_text=style.wrapped,
        )
        named_style.protection = Protection(locked=style.locked)
        if style.locked:
            named_style.fill = LOCKED_FILL
        workbook.add_named_style(named_style)
    return style.name


def drop_down(
    sheet: Worksheet, cells: str, choices: Sequence[str], strict: bool = True, hint: str = ""
) -> None:
    """Offer these choices in a range of cells ("C2:C60"); with ``strict`` nothing else may be typed."""
    _offer(sheet, cells, _choices(sheet, choices), strict, hint)


def _offer(sheet: Worksheet, cells: str, choices: str, strict: bool, hint: str) -> None:
    validation = DataValidation(type="list", formula1=choices, allow_blank=True)
    validation.showErrorMessage = strict
    validation.errorTitle, validation.error = "Not on the list", "Please choose one from the list."
    _hint(validation, hint)
    validation.add(cells)
    sheet.add_data_validation(validation)


def show_hint(sheet: Worksheet, cells: str, hint: str) -> None:
    """Show a hint when one of these cells is chosen; anything may be typed."""
    validation = DataValidation()
    _hint(validation, hint)
    validation.add(cells)
    sheet.add_data_validation(validation)


def protect(sheet: Worksheet) -> None:
    """Lock the locked cells, without a password; sorting, filtering and resizing stay possible."""
    protection = sheet.protection
    protection.sheet = True
    protection.formatColumns = protection.formatRows = protection.sort = protection.autoFilter = False


def print_on_one_page_across(
    sheet: Worksheet, orientation: Literal["landscape", "portrait"] = "landscape"
) -> None:
    """Print on A4, all columns on one page, the page number below, clear of the cells."""
    sheet.page_setup.orientation = orientation
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_margins = PageMargins(left=0.35, right=0.35, top=0.6, bottom=0.6, header=0.25, footer=0.25)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    footer = sheet.oddFooter
    assert footer is not None
    footer.center.text = "&A, page &P of &N"


def mark(sheet: Worksheet, marking: str, reference: str) -> None:
    """Put the protective marking at the head and foot of every page, and the reference beside it."""
    assert sheet.oddHeader is not None
    assert sheet.oddFooter is not None
    sheet.oddHeader.center.text = sheet.oddFooter.center.text = marking.replace("&", "&&") or None
    sheet.oddFooter.left.text = reference
    sheet.oddFooter.right.text = "&A, page &P of &N"


def add_help(workbook: Workbook, title: str, paragraphs: Iterable[tuple[str, str]]) -> Worksheet:
    """Add the sheet "Help": a title, then a row with a subject and what to do for each paragraph."""
    sheet: Worksheet = workbook.create_sheet(HELP_SHEET)
    sheet.cell(1, 1, title).font = TITLE
    sheet.row_dimensions[1].height = 26
    for number, (about, text) in enumerate(paragraphs, start=3):
        for index, words in enumerate((about, text), start=1):
            cell = sheet.cell(number, index, words)
            cell.font = BOLD if index == 1 else FONT
            cell.alignment = Alignment(vertical="top", wrap_text=True)
        sheet.row_dimensions[number].height = 15 * max(1, -(-len(text) // 100)) + 6
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 95
    sheet.sheet_view.showGridLines = False
    protect(sheet)
    print_on_one_page_across(sheet)
    return sheet


def workbook_bytes(workbook: Workbook) -> bytes:
    """Return the workbook as the content of an .xlsx file."""
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def _validate(sheet: Worksheet, column: Column, cells: str) -> None:
    if column.choices:
        drop_down(sheet, cells, tuple(column.choices), not column.open_list, column.hint)
    elif column.choose_from:
        _offer(sheet, cells, column.choose_from, not column.open_list, column.hint)
    elif column.kind is Kind.DATE:
        validation = DataValidation(
            type="date", operator="greaterThan", formula1=_serial(dt.date(2000, 1, 1)), allow_blank=True
        )
        validation.errorTitle, validation.error = "Not a date", "Please type a date, like 12/1/2027."
        validation.showErrorMessage = True
        _hint(validation, column.hint)
        validation.add(cells)
        sheet.add_data_validation(validation)
    elif column.hint:
        show_hint(sheet, cells, column.hint)


def _hint(validation: DataValidation, hint: str) -> None:
    if hint:
        validation.showInputMessage = True
        validation.prompt = hint


def _serial(day: dt.date) -> str:
    return str((day - dt.date(1899, 12, 30)).days)


def _choices(sheet: Worksheet, choices: Sequence[str]) -> str:
    """Return the choices as Excel's rule for a cell takes them.

    A rule takes at most 255 characters, and no commas in a choice: other choices go on a hidden sheet.
    """
    joined = ",".join(choices)
    if len(joined) <= 250 and joined.count(",") == len(choices) - 1 and '"' not in joined:
        return f'"{joined}"'
    workbook = sheet.parent
    assert isinstance(workbook, Workbook)
    is_there = CHOICES_SHEET in workbook.sheetnames
    lists = workbook[CHOICES_SHEET] if is_there else workbook.create_sheet(CHOICES_SHEET)
    lists.sheet_state = "hidden"
    column = lists.max_column + 1 if lists.cell(1, 1).value is not None else 1
    for number, choice in enumerate(choices, start=1):
        cell = lists.cell(number, column, choice)
        cell.data_type = "s"
    letter = get_column_letter(column)
    return f"{quote_sheetname(CHOICES_SHEET)}!${letter}$1:${letter}${len(choices)}"
