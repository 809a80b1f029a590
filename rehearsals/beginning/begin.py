"""``mase begin``: from a board's terms and its list of people to the first letters."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

MOST_SHOWN = 20  # of what is open; the workbook has all


def begin(
    folder: Annotated[
        Path, typer.Argument(help="The folder with your terms of reference and your list of people.")
    ],
    play: Annotated[
        bool, typer.Option("--play/--no-play", help="Play three months once nothing is asked any more.")
    ] = True,
) -> None:
    """Read a board's terms of reference and its list of people, and ask in one workbook what is not sure.

    Save the workbook in the same folder and run the command again, until nothing is asked: then your terms
    and your list are written for the service, and three months are played with them. Nothing is sent.
    """
    from config.wiring import limited_process
    from forum.text.wording import count
    from rehearsals.beginning.answers import WORKBOOK, read_folder, take_answers
    from rehearsals.beginning.ready import write_begun_workbook, write_ready

    begun = take_answers(*read_folder(folder, limited_process()), dt.date.today())  # noqa: DTZ011
    write_begun_workbook(begun, folder)
    typer.echo(begun.summary)
    if begun.open:
        more = len(begun.open) - MOST_SHOWN
        typer.echo(f"\n{count(len(begun.open), 'thing')} to settle in {folder / WORKBOOK}:")
        typer.echo("\n".join(f"  {line}" for line in begun.open[:MOST_SHOWN]))
        if more > 0:
            typer.echo(f"  and {more} more")
        typer.echo("\nAnswer in the white cells, save, and run the same command again.")
        return
    policy, members = write_ready(begun, folder)
    typer.echo(f"Nothing is left to ask. Written: {policy} and {members}")
    if play:
        assert begun.policy
        _play(folder / "first-letters", policy, members, begun.policy.group.go_live)
    typer.echo(
        f"\nTo go live, whoever runs the service types: mase policy import {policy}, then mase serve, "
        f"and once the group is there: mase register import {members}"
    )


def _play(out: Path, policy: Path, members: Path, start: dt.date) -> None:
    """Play three months with the board's own items, and leave the letters in a folder."""
    from mase.terminal import terminal
    from rehearsals.play import Options, play_months

    options = Options(3, start, out.resolve(), policy, members, keep_ui=False, timings=False)
    play_months(options, terminal())
    typer.echo(f"Your first letters, as they would go: {out / 'index.html'}")
