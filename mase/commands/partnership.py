"""Partnerships: mase partnership show, import, export."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mase.options import GroupOption, group_code, the_office, write_new

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table


app = typer.Typer(
    help="Partnerships: their contacts as a workbook, and what goes both ways.", no_args_is_help=True
)


@app.command()
def partnership_import(
    file: Annotated[Path, typer.Argument(help="The workbook (.xlsx), from mase partnership export.")],
    group: GroupOption = None,
    yes: Annotated[bool, typer.Option("--yes", help="Apply without asking.")] = False,
) -> None:
    """Show which contacts are new and which end; then ask, and apply it."""
    from mase.workbook_import import take_in
    from tasks.duties.partnerships import contacts as duty

    take_in(
        "mase partnership import",
        file,
        group,
        duty.preview_contacts,
        duty.import_contacts,
        yes=yes,
        unchanged="changes nothing.",
    )


@app.command()
def partnership_export(
    file: Annotated[
        Path | None, typer.Argument(help="Where to write; contacts-CODE.xlsx if not given.")
    ] = None,
    group: GroupOption = None,
) -> None:
    """Write the workbook of the contacts, to change and import again; empty where there is none."""
    from tasks.duties.base.office import read_only
    from tasks.duties.partnerships import contacts as duty

    with the_office() as office:
        code = group_code(office, group)
        target = file or Path(f"contacts-{code}.xlsx")
        with read_only(office, "mase partnership export") as work:
            write_new(target, duty.export_contacts(work, code), ".xlsx")
    typer.echo(f"Written: {target}")


@app.command()
def partnership_show(group: GroupOption = None) -> None:
    """Show the contacts of partnerships, the briefings for them, and what they sent."""
    from mase.terminal import terminal
    from tasks.duties.partnerships.write_briefings import messages_both_ways
    from tasks.register.groups import groups
    from tasks.register.other_bodies import contacts_of

    with the_office() as office, office.register.reading() as session:
        rows = groups(session, group)
        today = office.clock.now().date()
        contacts = [
            (row.code, contact.partnership, contact.body)
            for row in rows
            for contact in contacts_of(session, row.id, today)
        ]
        messages = [
            (row.code, message.reference, message.whom, message.purpose, message.standing)
            for row in rows
            for message in messages_both_ways(session, row)
        ]
    console = terminal()
    if not contacts and not messages:
        console.print("No contact of a partnership is registered, and nothing went to one.")
    if contacts:
        console.print(_table(("Group", "Partnership", "Contact at"), contacts))
    if messages:
        console.print(_table(("Group", "What", "Whom", "Purpose", "Standing"), messages))


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(*headings, box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for row in rows:
        table.add_row(*row)
    return table
