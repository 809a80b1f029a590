"""``mase shadow``: the letters of a register in hold, beside the mail that the unit sent itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mase.options import GroupOption

if TYPE_CHECKING:
    from rich.table import Table

    from forum.outbox.shadow import ShadowTally


def shadow(
    sent: Annotated[Path, typer.Option(metavar="FOLDER", help="The unit’s sent mail, as .eml files.")],
    first: Annotated[str, typer.Option("--from", metavar="DATE", help="Compare from this day on.")],
    last: Annotated[str, typer.Option("--to", metavar="DATE", help="Until this day.")],
    group: GroupOption = None,
    file: Annotated[Path, typer.Argument(help="The page to write.")] = Path("shadow.html"),
) -> None:
    """Compare the letters that wait or went with a folder of the unit's own sent mail. Nothing is changed."""
    from config.settings import load_settings
    from forum.text.wording import count
    from mase.options import date_typed, the_office
    from mase.pages import write_shadow
    from mase.terminal import terminal
    from tasks.duties.outbox.shadow_month import shadow as compare_month
    from tasks.mail.incoming.sent_folder import read_sent_folder

    with the_office() as office:
        days = date_typed(first, office), date_typed(last, office)
        folder = read_sent_folder(sent)
        comparison = compare_month(office, folder.mails, *days, group)
    write_shadow(file, load_settings().templates, comparison, folder, *days)
    console = terminal()
    console.print(_table(comparison.tallies))
    if folder.not_read:
        console.print(
            f"{count(len(folder.not_read), 'file')} could not be read; the page says which, and why."
        )
    console.print(f"Written: {file}. Open it in a browser.", soft_wrap=True)


def _table(tallies: tuple[ShadowTally, ...]) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    from mase.pages import in_words

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("Letter, by recipient")
    for heading in ("Both", "Same day", "Unit earlier", "Unit later", "Only register", "Only unit"):
        table.add_column(heading, justify="right")
    for tally in tallies:
        numbers = (
            tally.both,
            tally.same_day,
            tally.unit_earlier,
            tally.unit_later,
            tally.only_ours,
            tally.only_theirs,
        )
        table.add_row(in_words(tally.letter), *map(str, numbers))
    return table
