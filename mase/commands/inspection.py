"""The inspection bundle: mase inspection."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mase.options import GroupOption, day_up_to_today, filled_whole, the_office, write_new


def inspection(
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FOLDER", help="A new folder for the bundle.")
    ] = None,
    group: GroupOption = None,
    as_at: Annotated[
        str | None, typer.Option("--as-at", help="The day as at which it stands; today when not given.")
    ] = None,
    part_2: Annotated[
        bool, typer.Option("--part-2", help="Enclose part 2 in a sealed file, once the Chair has allowed it.")
    ] = False,
    ask_for_part_2: Annotated[
        bool, typer.Option("--ask-for-part-2", help="Ask the Chair whether part 2 may go.")
    ] = False,
) -> None:
    """Write what inspectors ask for of the last eighteen months, with an index that says what is missing."""
    from forum.text.problem import Problem
    from forum.text.wording import count
    from tasks.documents.yearly import new_password
    from tasks.duties.base.office import read_only, unit_of_work
    from tasks.duties.yearly.inspection import SEALED, ask_for_part_two, inspection_bundle
    from tasks.register.groups import chosen_group

    if out is None and not ask_for_part_2:
        raise Problem("Say where the bundle is to go: --out FOLDER.")
    with the_office() as office:
        day = day_up_to_today(as_at, office, "--as-at")
        if ask_for_part_2:
            with unit_of_work(office, "command: mase inspection") as work:
                ask_for_part_two(work, chosen_group(work.session, group).id)
            typer.echo("The Chair is asked with the next letter whether part 2 may go.")
        if out is None:
            return
        password = new_password() if part_2 else ""
        with read_only(office, "command: mase inspection", day) as work:
            bundle = inspection_bundle(work, chosen_group(work.session, group).id, password)
    with filled_whole(out):
        for name, content in bundle.files.items():
            (out / name).parent.mkdir(exist_ok=True)
            write_new(out / name, content)
    typer.echo(f"{count(len(bundle.files), 'file')} in {out}; begin with “{bundle.index.file_name}”.")
    for missing in bundle.index.missing:
        typer.echo(f"Missing: {missing}")
    if SEALED in bundle.files:
        typer.echo(f"The password of “{SEALED}” is shown here alone. Give it by telephone: {password}")
