"""The audit trail: mase audit verify."""

from __future__ import annotations

import typer

app = typer.Typer(help="The audit trail of the register.", no_args_is_help=True)


@app.callback()
def audit() -> None:
    """The audit trail of the register."""


@app.command()
def verify() -> None:
    """Check that no row of the audit trail was changed, taken out or put in."""
    from config.wiring import open_office
    from forum.wording import count
    from tasks.register.audit import head
    from tasks.register.audit import verify as verified

    office = open_office()
    try:
        with office.register.reading() as session:
            rows, last = verified(session), head(session)
    finally:
        office.register.close()
    typer.echo(f"The audit trail is whole: {count(rows, 'row')}.")
    typer.echo(f"Its check number is {last}; compare it with the one in the unit’s weekly letter.")
