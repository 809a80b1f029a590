"""What several commands take: days, groups."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import typer


def day(text: str) -> dt.date:
    """A day as people type it: 2027-01-12, 12/1/2027 or "12 January 2027"."""
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y"):
        try:
            return dt.datetime.strptime(text.strip(), form).date()  # noqa: DTZ007  (a date has no zone)
        except ValueError:
            continue
    raise typer.BadParameter(f"{text!r} is no day; write it as 2027-01-12, 12/1/2027 or '12 January 2027'.")


GroupOption = Annotated[str | None, typer.Option("--group", help="The group's code, MASE for example.")]
