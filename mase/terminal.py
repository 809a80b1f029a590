"""The terminal that the commands write to."""

from __future__ import annotations

from rich.console import Console


def terminal() -> Console:
    """A console that shows words as they are: people write square brackets and colons, and mean no markup."""
    return Console(highlight=False, markup=False, emoji=False)
