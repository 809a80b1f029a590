"""Files and folders that are for the service's own account, and which of them others can reach."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterable
from pathlib import Path

OTHERS = 0o077  # group and everybody


def write_for_nobody_else() -> None:
    """Whatever this process makes from now on, and those that it starts, only its own account may read."""
    os.umask(OTHERS)


def open_to_others(places: Iterable[Path]) -> list[str]:
    """A sentence for each place that others on this machine can reach, with the command against it."""
    return [
        f"Others on this machine can reach {place}: chmod {'-R ' if place.is_dir() else ''}go= "
        f"{shlex.quote(str(place))}"
        for place in places
        if place.exists() and place.stat().st_mode & OTHERS
    ]
