"""The audit trail: mase audit."""

from __future__ import annotations

from typing import Annotated

import typer

from mase.options import PERSON, GroupOption, decided_by, the_office

app = typer.Typer(help="The audit trail of the register.", no_args_is_help=True)


@app.command()
def audit_verify(
    number: Annotated[
        str,
        typer.Argument(help="A check number that was kept, from a letter to MASE_OPS_ADDRESS."),
    ] = "",
) -> None:
    """Check that the audit trail is whole, and that each row of the register is as it was written."""
    from config.wiring import open_office
    from forum.text.wording import count, long_date
    from tasks.register.audit.row_check import at_one_moment, verify_register
    from tasks.register.audit.trail import check_number, last_digest_of_heads, row_with

    office = open_office()
    try:
        with office.register.reading() as session:
            at_one_moment(session)
            row = row_with(session, number) if number else None
            verified, last = verify_register(session), last_digest_of_heads(session)
            newest = last and check_number(session, last.hash)
    finally:
        office.register.close()
    typer.echo(f"The audit trail is whole: {count(verified.trail, 'row')}.")
    typer.echo(f"The register is as the trail says: {count(verified.rows, 'row')}.")
    if row:
        typer.echo(f"The check number is that of row {row.seq}, of {long_date(row.at)}.")
        typer.echo("No row up to that one was cut off.")
    elif last:
        typer.echo(f"Its check number of {long_date(last.at)} is {newest}.")
        typer.echo("To look for one that was kept: mase audit verify NUMBER")
    else:
        typer.echo("It has no check number yet. The next morning’s run gives it one.")


@app.command()
def audit_clock_is_right(
    by: Annotated[str, typer.Option(help=f"Who has looked at the clock: {PERSON}.")],
    group: GroupOption = None,
) -> None:
    """Say that the machine's clock is right, after one that was ahead: flows work again from there."""
    from tasks.duties.base.office import unit_of_work

    with the_office() as office, unit_of_work(office, decided_by(office, group, by)) as work:
        work.audit("clock said to be right")
    typer.echo("The clock’s time is on the audit trail. Flows work again, from their next run.")
