"""The status board in the Prefect UI, as it stands once the morning's questions are put."""

from __future__ import annotations

from collections.abc import Iterator

from prefect.artifacts import acreate_markdown_artifact

from forum.calendar.timetable import Light, StatusBoard, StatusTable
from forum.text.wording import capital, full_date
from tasks import reporting
from tasks.day import WorkingDay
from tasks.duties.desk.status_board import status_board
from tasks.register.audit.journal import check_number_of_the_day

SYMBOLS = {
    Light.DONE: "🟢",
    Light.LATE: "🟠",
    Light.COMING: "⚪",
    Light.NEAR: "🟡",
    Light.MISSED: "🔴",
    Light.NOT_NEEDED: "➖",
}


async def leave_status_board(day: WorkingDay) -> None:
    """Leave the board of all groups, whichever group the run is for: it has one key."""
    if not reporting.are_shown():
        return
    with day.office.register.transaction(day.by) as tx:
        check_number_of_the_day(tx)  # also where none is sent to those who run the service
    board = status_board(day.office)
    await acreate_markdown_artifact(
        in_markdown(board), key="status-board", description=f"Status on {full_date(board.day)}"
    )


def in_markdown(board: StatusBoard) -> str:
    lines = [f"# {full_date(board.day)}"]
    if board.held:
        lines += ["", f"**{board.held}.**"]
    if board.files_waiting:
        lines += ["", f"**{board.files_in_words}.**"]
    if board.is_backup_late:
        lines += ["", f"**{board.backup}.**"]
    lines += [line for words in (*board.paused, *board.faults) for line in ("", f"**{words}**")]
    for group in board.groups:
        lines += ["", f"## {group.code}", "", f"{capital(group.headline)}."]
        for section in group.sections:
            lines += ["", f"### {capital(section.title)}", "", *_table(section)]
    if board.backup and not board.is_backup_late:
        lines += ["", f"{board.backup}."]
    if board.confirmed:
        lines += ["", f"{board.confirmed}."]
    if board.check_number:
        lines += ["", f"Check number of the audit trail: `{board.check_number}`"]
    return "\n".join(lines)


def _table(section: StatusTable) -> Iterator[str]:
    yield _line(section.headings)
    yield _line(["---"] * len(section.headings))
    for first, *others in section.rows:
        yield _line([f"{SYMBOLS[Light(first)]} {first}" if section.lit else first, *others])


def _line(cells: list[str] | tuple[str, ...]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
