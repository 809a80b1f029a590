"""Rights of files, folders and processes: only the account of the service may reach them."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterable
from pathlib import Path

from tasks.limited.confinement import leave_no_memory

OTHERS = 0o077  # group and everybody


def keep_to_this_account() -> None:
    """Let only this account read the files that this process, and those it starts, make from now on, and
    nobody what it has in memory, also when it crashes."""
    os.umask(OTHERS)
    leave_no_memory()


def open_to_others(places: Iterable[Path]) -> list[str]:
    """A sentence for each place that others on this machine can reach, with the command against it."""
    return [
        f"Others on this machine can reach {place}: chmod {'-R ' if place.is_dir() else ''}go= "
        f"{shlex.quote(str(place))}"
        for place in places
        if place.exists() and place.stat().st_mode & OTHERS
    ]
