"""Pages and exports, which only the account that asked for them may read."""

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
    """Make a folder and those above it for this account alone. A folder that is there keeps its rights."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
