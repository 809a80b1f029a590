"""``mase backup``: a backup now, or the key that backups are encrypted for."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def backup(
    new_key: Annotated[
        Path | None,
        typer.Option("--new-key", help="Make a key instead: write the secret one to this file."),
    ] = None,
) -> None:
    """Back up the register and what belongs to it, encrypted, and see that the backup restores."""
    if new_key:
        _write_key(new_key)
        return
    from config.backups import NOT_SET_UP, backup_rules
    from config.database import register_as_it_stands
    from config.settings import load_settings
    from forum.text.problem import Problem
    from tasks.register.backup.back_up import back_up

    settings = load_settings()
    rules = backup_rules(settings)
    if rules is None:
        raise Problem(NOT_SET_UP)
    with register_as_it_stands(settings) as register:
        made = back_up(register, rules)
    typer.echo(f"{made.file}: {made.in_words}.")


def _write_key(file: Path) -> None:
    from mase.options import write_new
    from tasks.register.backup.back_up import new_key

    key = new_key()
    public = key.to_public()
    write_new(file, f"# public key: {public}\n{key}\n".encode())
    typer.echo(
        f"The secret key is in {file}. Keep it off this machine, in two places that those who restore can "
        f"reach: nobody reads a backup without it.\nSet MASE_BACKUP_RECIPIENTS={public}"
    )
