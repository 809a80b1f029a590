"""Rights of files and folders: only the account of the service may reach them."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterable
from pathlib import Path

OTHERS = 0o077  # group and everybody


def write_for_nobody_else() -> None:
    """Let only this account read the files that this process, and those it starts, make from now on."""
    os.umask(OTHERS)


def open_to_others(places: Iterable[Path]) -> list[str]:
    """A sentence for each place that others on this machine can reach, with the command against it."""
    return [
        f"Others on this machine can reach {place}: chmod {'-R ' if place.is_dir() else ''}go= "
        f"{shlex.quote(str(place))}"
        for place in places
        if place.exists() and place.stat().st_mode & OTHERS
    ]
