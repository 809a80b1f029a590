"""The terminal that the commands write to.

Variables of the environment that stand for a while. Pages and exports, which only the account that asked
for them may read.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

if TYPE_CHECKING:
    from rich.table import Table


def terminal() -> Console:
    """A console that shows words as they are: people write square brackets and colons, and mean no markup."""
    return Console(highlight=False, markup=False, emoji=False)


def table_of(*headings: str, narrow: Collection[str] = (), title: str | None = None) -> Table:
    """A table without rows yet. A cell under a ``narrow`` heading is not broken into lines."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for heading in headings:
        table.add_column(heading, no_wrap=heading in narrow, overflow="fold")
    return table


@contextmanager
def environment(values: Mapping[str, str]) -> Iterator[None]:
    """Set variables of the environment while the block runs; after it they are as they were before."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


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
