"""A workbook taken in by a command: what it changes is shown, asked about, and applied."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from mase.options import content_of, group_code, the_office

if TYPE_CHECKING:
    from tasks.duties.base.office import UnitOfWork

Preview = Callable[["UnitOfWork", str, bytes, str], tuple[str, ...]]
"""What a workbook changes in a group, by the group's code, the workbook and its name."""
Apply = Callable[["UnitOfWork", str, bytes, str, tuple[str, ...]], object]
"""The same, applied; Problem where the changes are no longer those that were shown."""


def take_in(
    command: str, file: Path, group: str | None, preview: Preview, apply: Apply, *, yes: bool, unchanged: str
) -> None:
    """Show what a workbook changes in a group; then ask, unless ``yes``, and apply it.

    ``unchanged`` is said of a workbook that changes nothing.
    """
    from forum.text.wording import count
    from tasks.duties.base.office import read_only, unit_of_work

    content = content_of(file)
    with the_office() as office:
        code = group_code(office, group)
        with read_only(office, command) as work:
            changes = preview(work, code, content, file.name)
        if not changes:
            typer.echo(f"{code}: {file.name} {unchanged}")
            return
        typer.echo(f"{code}: {file.name} makes {count(len(changes), 'change')}.")
        typer.echo("".join(f"  {change}\n" for change in changes))
        if not yes:
            typer.confirm("Apply these changes?", abort=True)
        with unit_of_work(office, command) as work:
            apply(work, code, content, file.name, changes)
        typer.echo("Done.")
