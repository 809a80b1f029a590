"""The register of research: mase research list, export."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mase.options import GroupOption, the_office, write_new

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

    from tasks.duties.research.follow_research import ResearchEntry

app = typer.Typer(help="The register of research: list it, or write it as a workbook.", no_args_is_help=True)


@app.command()
def research_list(group: GroupOption = None) -> None:
    """List the requests for research, and which are late."""
    from mase.terminal import terminal
    from tasks.duties.research.follow_research import research_of
    from tasks.register.groups import groups

    with the_office() as office, office.register.reading() as session:
        entries = [entry for row in groups(session, group) for entry in research_of(office, session, row)]
    terminal().print(_table(entries) if entries else "No research has been asked for.")


@app.command()
def research_export(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The workbook to write, such as research.xlsx.")
    ],
    group: GroupOption = None,
) -> None:
    """Write the register of a group's research as a workbook."""
    from tasks.duties.research.follow_research import research_workbook

    with the_office() as office:
        write_new(file, research_workbook(office, group), ".xlsx")
    typer.echo(f"{file}: the register of research.")


def _table(entries: Sequence[ResearchEntry]) -> Table:
    from forum.text.wording import short_date
    from mase.terminal import table_of

    table = table_of("Research", "Question", "Stage", "Due", "Late", narrow=("Research", "Due"))
    for entry in entries:
        request = entry.request
        due = short_date(request.due) if request.due else "–"
        cells = (request.reference, request.question, request.stage.value, due, entry.late.value)
        table.add_row(*cells, style="red" if entry.late else "")
    return table
