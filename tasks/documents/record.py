"""Writing the record workbook with everything known beforehand, and reading it back cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from uuid import UUID

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.worksheet import Worksheet

from forum.record import registers
from forum.record.prefill import lists, names_of_form, prefilled_rows
from forum.record.record import RecordForm, Sheets
from forum.record.sheets import (
    ATTENDANCE,
    HELP,
    INTERESTS,
    MEETING,
    OTHERS,
    PLAN,
    PLAN_HELP,
    SHEETS,
)
from forum.text import wording
from forum.text.cells import Cell
from forum.text.checks import folded
from forum.text.columns import Column, Sheet
from forum.text.problem import Problem
from tasks.documents.workbooks import layout
from tasks.documents.workbooks.reading import (
    cell_faults,
    header_row,
    heading_key,
    load_checked,
    read_cell,
    read_table,
    sheet_of,
)

HEADER_ROW = 4  # below title, introduction and an empty line
_NOTE = Font(name="Arial", size=10, color="44505C")
# Points a row. Rows to sign or tick have a set height; elsewhere rows grow with the text typed.
_TALL = {MEETING.name: 32, ATTENDANCE.name: 56, OTHERS.name: 36, INTERESTS.name: 36}
_LOW = 30
_NAMES = "Names"

Lists = Mapping[str, Sequence[str]]
Values = Mapping[str, object]


def write_record(form: RecordForm) -> bytes:
    """Write the workbook (.xlsx) that goes to the unit the working day before; it is the sign-in sheet,
    too."""
    workbook = layout.new_workbook(f"{form.reference} record of the meeting")
    choices, rows = lists(form), prefilled_rows(form)
    own_sheets = [sheet for sheet, _, is_there in _of_some_groups(form) if is_there]
    for sheet in (*SHEETS, *own_sheets):
        worksheet: Worksheet = workbook.create_sheet(sheet.name)
        _write_title(worksheet, sheet, form)
        if sheet is MEETING:
            _write_lines(worksheet, sheet, rows[sheet.name][0], choices)
        else:
            _write_table(worksheet, _for_group(sheet, form), rows[sheet.name], choices)
        _set_page(worksheet, form, sheet)
    own_help = [words for _, words, is_there in _of_some_groups(form) if is_there]
    help_sheet = layout.add_help(
        workbook, f"How to fill in the record of {form.reference}", (*HELP, *own_help)
    )
    layout.mark(help_sheet, form.marking, form.reference)
    _write_names(workbook, form)
    if "Lists" in workbook.sheetnames:  # a small forum's choices need none
        workbook.move_sheet("Lists", len(workbook.sheetnames))
    workbook.active = 0
    workbook.security = WorkbookProtection(lockStructure=True)
    return layout.workbook_bytes(workbook)


def _sheets_of_some_groups() -> tuple[Sheet, ...]:
    return PLAN, *(ledger.sheet for ledger in registers.LEDGERS)


def _of_some_groups(form: RecordForm) -> Iterator[tuple[Sheet, tuple[str, str], bool]]:
    """Yield each sheet that only some groups have, its paragraph of help, and whether this group has it."""
    yield PLAN, PLAN_HELP, bool(form.plan)
    for ledger in registers.LEDGERS:
        yield ledger.sheet, (ledger.name, ledger.help), form.register(ledger.name) is not None


def read_record(content: bytes, where: str) -> Sheets:
    """Read a returned workbook, with its faults (renamed sheets, lost columns, formulas).

    Raises Problem when it cannot be opened as an .xlsx workbook, or is another one. Messages call the file
    ``where``.
    """
    workbook = load_checked(content, where)
    titles = [worksheet.title for worksheet in workbook.worksheets]
    if not {title.strip().lower() for title in titles} & {sheet.name.lower() for sheet in SHEETS}:
        names = wording.listed(f"“{title}”" for title in titles)
        raise Problem(
            f"{where} is another workbook: it has {names}, and no sheet of a record. "
            "Send the workbook that came with our letter."
        )
    faults = [*cell_faults(workbook), *_merged(workbook)]
    rows: dict[str, tuple[dict[str, Cell], ...]] = {}
    there = {title.strip().lower() for title in titles}
    for sheet in (*SHEETS, *(sheet for sheet in _sheets_of_some_groups() if sheet.name.lower() in there)):
        try:
            worksheet = sheet_of(workbook, sheet.name, where)
            rows[sheet.name] = (
                (_read_lines(worksheet, sheet),) if sheet is MEETING else _read_table(worksheet, sheet, where)
            )
        except Problem as problem:
            faults.append(problem.sentence)
    return Sheets(rows, tuple(faults), _read_names(workbook))


def _merged(workbook: Workbook) -> list[str]:
    """Return a fault for every area of merged cells to be filled in: only its first cell has a value."""
    names = {sheet.name.lower() for sheet in (*SHEETS, *_sheets_of_some_groups())}
    return [
        f"{worksheet.title}, cell {area.coord.split(':')[0]}: the cells {area.coord} are merged. "
        "Unmerge them and fill in each separately."
        for worksheet in workbook.worksheets
        if worksheet.title.strip().lower() in names
        for area in sorted(worksheet.merged_cells.ranges, key=lambda area: area.coord)
        if area.max_row >= HEADER_ROW
    ]


def _read_table(worksheet: Worksheet, sheet: Sheet, where: str) -> tuple[dict[str, Cell], ...]:
    top = header_row(worksheet, sheet.headings, HEADER_ROW)
    there = {heading_key(cell.value) for cell in worksheet[top]}
    missing = {
        column.heading: Cell(f"{worksheet.title}, {column.heading}", "")
        for column in sheet.columns
        if column.added and heading_key(column.heading) not in there
    }
    headings = [column.heading for column in sheet.columns if column.heading not in missing]
    return tuple(missing | row for row in read_table(worksheet, headings, where, top))


def _read_lines(worksheet: Worksheet, sheet: Sheet) -> dict[str, Cell]:
    labels = {read_cell(worksheet, row, 1).line: row for row in range(1, worksheet.max_row + 1)}
    missing = [f"“{column.heading}”" for column in sheet.columns if column.heading not in labels]
    if missing:
        raise Problem(
            f"{worksheet.title}, column A: the line {wording.listed(missing)} is missing. "
            "Put it back as it was in the workbook that was sent."
        )
    return {column.heading: read_cell(worksheet, labels[column.heading], 2) for column in sheet.columns}


def _write_title(worksheet: Worksheet, sheet: Sheet, form: RecordForm) -> None:
    worksheet.cell(
        1, 1, f"{sheet.name}: {form.reference}, {wording.full_date(form.date)}"
    ).font = layout.TITLE
    worksheet.cell(2, 1, sheet.intro).font = _NOTE
    for row, height in ((1, 26), (2, 18), (3, 8)):
        worksheet.row_dimensions[row].height = height


def _write_lines(worksheet: Worksheet, sheet: Sheet, values: Values, choices: Lists) -> None:
    """Write the first sheet: a line for each heading, with its hint beside it."""
    for letter, width in (("A", 28), ("B", 40), ("C", 44)):
        worksheet.column_dimensions[letter].width = width
    for row, column in enumerate(sheet.columns, start=HEADER_ROW):
        layout.write_heading(worksheet, row, 1, column.heading)
        _write_cell(worksheet, row, 2, values, column)
        _offer(worksheet, column, f"B{row}", choices)
        hint = worksheet.cell(row, 3, column.hint)
        hint.font = _NOTE
        hint.alignment = Alignment(vertical="center", wrap_text=True, indent=1)
        worksheet.row_dimensions[row].height = _TALL[sheet.name]


def _write_names(workbook: Workbook, form: RecordForm) -> None:
    """Write the ids behind the names on a hidden sheet: a seat or person may be renamed before it is back."""
    worksheet: Worksheet = workbook.create_sheet(_NAMES)
    for row, named in enumerate(names_of_form(form), start=1):
        for column, value in enumerate(named, start=1):
            layout.write_cell(worksheet, row, column, str(value))
    worksheet.sheet_state = "veryHidden"


def _read_names(workbook: Workbook) -> dict[tuple[str, str], UUID]:
    """Read the ids behind the names; none where the sheet was lost, and names are then taken as they are."""
    if _NAMES not in workbook.sheetnames:
        return {}
    names = {}
    for row in range(1, workbook[_NAMES].max_row + 1):
        kind, name, id = (read_cell(workbook[_NAMES], row, column).line for column in (1, 2, 3))
        with suppress(ValueError):
            names[kind, folded(name)] = UUID(id)
    return names


def _for_group(sheet: Sheet, form: RecordForm) -> Sheet:
    """Return a sheet without the columns that are only for groups with a plan or votes, if this has none."""
    return replace(
        sheet,
        columns=tuple(
            column for column in sheet.columns if not column.only_with or getattr(form, column.only_with)
        ),
    )


def _write_table(worksheet: Worksheet, sheet: Sheet, rows: Sequence[Values], choices: Lists) -> None:
    for number, column in enumerate(sheet.columns, start=1):
        layout.write_heading(worksheet, HEADER_ROW, number, column.heading)
        worksheet.column_dimensions[get_column_letter(number)].width = column.width
    worksheet.row_dimensions[HEADER_ROW].height = 48 if sheet.name == ATTENDANCE.name else 34
    for row, values in enumerate(rows, start=HEADER_ROW + 1):
        for number, column in enumerate(sheet.columns, start=1):
            _write_cell(worksheet, row, number, values, column)
        if sheet.name in _TALL:
            worksheet.row_dimensions[row].height = _TALL[sheet.name]
    for number, column in enumerate(sheet.columns, start=1):
        _offer_below(worksheet, column, get_column_letter(number), rows, choices)
    worksheet.sheet_format.defaultRowHeight, worksheet.sheet_format.customHeight = _LOW, True
    worksheet.freeze_panes = worksheet.cell(HEADER_ROW + 1, 2).coordinate
    worksheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"


def _offer_below(
    worksheet: Worksheet, column: Column, letter: str, rows: Sequence[Values], choices: Lists
) -> None:
    first, last = HEADER_ROW + 1, HEADER_ROW + len(rows)
    if column.choices == "Deputies":  # each seat has deputies of its own
        for row, values in enumerate(rows, start=first):
            own = {"Deputies": choices[f"Deputies of {values['Seat']}"]}
            _offer(worksheet, column, f"{letter}{row}", own)
    elif rows and not column.given:
        _offer(worksheet, column, f"{letter}{first}:{letter}{last}", choices)


def _offer(worksheet: Worksheet, column: Column, cells: str, choices: Lists) -> None:
    """Give a cell its drop-down, and the hint that shows when the cell is chosen."""
    words = choices.get(column.choices, ()) if isinstance(column.choices, str) else tuple(column.choices)
    if words:
        layout.drop_down(worksheet, cells, words, strict=not column.open_list, hint=column.hint)
    elif column.hint and not column.given:
        layout.show_hint(worksheet, cells, column.hint)


def _write_cell(worksheet: Worksheet, row: int, number: int, values: Values, column: Column) -> None:
    style = layout.style_of(column, centred=True)  # times as text: a sheet makes 9.3 of "9.30"
    layout.write_cell(worksheet, row, number, values.get(column.heading), style)


def _set_page(worksheet: Worksheet, form: RecordForm, sheet: Sheet) -> None:
    layout.protect(worksheet)
    layout.print_on_one_page_across(worksheet, "portrait" if sheet is MEETING else "landscape")
    if sheet is ATTENDANCE:
        worksheet.page_setup.fitToHeight = 1  # the sign-in sheet is one page
    layout.mark(worksheet, form.marking, form.reference)
