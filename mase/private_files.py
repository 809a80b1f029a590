"""Files that people asked for, as pages and exports: for whoever asked alone, whatever was there before."""

from __future__ import annotations

import os
from pathlib import Path


def write_private(file: Path, content: bytes | str) -> None:
    """Write a file that only its owner may read, also in the place of one that others could."""
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "wb") as opened:
        os.fchmod(descriptor, 0o600)
        opened.truncate()
        opened.write(content.encode() if isinstance(content, str) else content)


def make_private(folder: Path) -> None:
    """Make a folder where there is none, with those above it; one that is there is left as it is."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
