"""Put other words in place of what may name a child: mase reword R/2027/01 "What helps …?"."""

from __future__ import annotations

from typing import Annotated

import typer

from mase.options import the_office


def reword(
    reference: Annotated[
        str, typer.Argument(help="What it is of: R/2027/01, MASE/2027-01/03 or MASE/2027-01/C21.")
    ],
    words: Annotated[str, typer.Argument(help="The new words, which name no child, family or case.")],
) -> None:
    """Put other words in place of what somebody wrote that may name a child."""
    from tasks.duties.answers.reword import reword as reword_row
    from tasks.duties.base.office import unit_of_work

    with the_office() as office, unit_of_work(office, "command: mase reword") as work:
        reword_row(work, reference, words)
    typer.echo(f"{reference} has these words now.")
