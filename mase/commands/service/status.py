"""``mase status``: the coming meeting of each group with its traffic lights, and the questions that wait."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mase.options import GroupOption, the_office

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

    from forum.calendar.timetable import StatusBoard, StatusTable

STYLES = {
    "done": "green",
    "late": "red",
    "coming": "dim",
    "near": "bold yellow",
    "missed": "bold red",
    "not needed": "dim",
}
MORE = (
    "More: mase timetable, mase answer, mase outbox, mase mailbox, mase action list.\n"
    "A clause is one of the terms of reference; “own” is our own lead time."
)


def status(group: GroupOption = None) -> None:
    """Show the state of each group: steps with traffic lights, questions, letters held, overdue actions."""
    from config.settings import load_settings
    from config.watching import ask
    from forum.watch.sights import paused_in_words
    from tasks.duties.desk.status_board import status_board

    with the_office() as office:
        board = status_board(office, group)
        paused = map(paused_in_words, ask(load_settings(), office.clock.now()).paused)
        _show(replace(board, faults=tuple(dict.fromkeys((*board.faults, *paused)))))


def _show(board: StatusBoard) -> None:
    from forum.text.wording import full_date
    from mase.terminal import terminal

    console = terminal()
    if board.held:
        console.print(f"{board.held}.", style="bold red", soft_wrap=True)
    if board.files_waiting:
        console.print(f"{board.files_in_words}.", style="bold red", soft_wrap=True)
    if board.is_backup_late:
        console.print(f"{board.backup}.", style="bold red", soft_wrap=True)
    for words in (*board.paused, *board.faults):
        console.print(words, style="bold red", soft_wrap=True)
    for group in board.groups:
        console.print(f"{group.code}, {full_date(board.day)}: {group.headline}.", style="bold")
        for section in group.sections:
            console.print(_table(section))
    if board.backup and not board.is_backup_late:
        console.print(f"{board.backup}.", soft_wrap=True)
    if board.confirmed:
        console.print(f"{board.confirmed}.", soft_wrap=True)
    console.print(MORE, style="dim", soft_wrap=True)


def _table(section: StatusTable) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    from forum.text.wording import capital

    table = Table(
        title=capital(section.title),
        title_justify="left",
        title_style="bold",
        box=SIMPLE_HEAD,
        padding=(0, 1, 0, 0),
    )
    for heading in section.headings:
        table.add_column(heading, no_wrap=heading in ("Id", "Light", "Action"), overflow="fold")
    for first, *others in section.rows:
        table.add_row(_light(first) if section.lit else first, *others)
    return table


def _light(word: str) -> Text:
    from rich.text import Text

    return Text(f"● {word}", style=STYLES[word])
