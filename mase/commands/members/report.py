"""Reports on a period, on demand: mase report attendance."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mase.options import GroupOption, date_gone_by, the_office, write_new

app = typer.Typer(help="Reports on a period, on demand: attendance.", no_args_is_help=True)


@app.callback()
def report() -> None:
    """Reports on a period, on demand: attendance."""


@app.command()
def attendance(
    file: Annotated[Path, typer.Argument(metavar="FILE.docx", help="A new Word file for the report.")],
    group: GroupOption = None,
    first: Annotated[
        str | None,
        typer.Option("--from", help="The first day; when not given, that on which the board’s year began."),
    ] = None,
    last: Annotated[str | None, typer.Option("--to", help="The last day; today when not given.")] = None,
) -> None:
    """Write how often each organisation was represented, with a chart (clause 4)."""
    from forum.attendance.standing import board_year_start
    from forum.text.wording import count, long_date
    from tasks.duties.base.unit_of_work import read_only
    from tasks.duties.yearly.attendance_report import attendance_report
    from tasks.register.groups import chosen_group

    with the_office() as office, read_only(office, "command: mase report attendance") as work:
        row = chosen_group(work.session, group)
        until = date_gone_by(last, office, "--to")
        year = board_year_start(office.policy(row).attendance, until)
        since = date_gone_by(first, office, "--from") if first else year
        document = attendance_report(work, row.id, since, until)
        write_new(file, office.documents.print(document))
    typer.echo(
        f"{long_date(since)} to {long_date(until)}, {count(document.held, 'meeting')}: the attendance of "
        f"{count(len(document.rows), 'seat')} is in {file}."
    )
