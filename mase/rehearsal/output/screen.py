"""The end of a rehearsal on the screen: every step with its verdict, and letters against the budget."""

from __future__ import annotations

import datetime as dt

from rich.console import Console

from tasks.duties.office import Office


def show_end(office: Office, console: Console, first: dt.date, last: dt.date) -> None:
    """Show the steps of the meetings from ``first`` to ``last``, and the letters of each person a month."""
    raise NotImplementedError
