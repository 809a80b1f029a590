"""Apologies for a meeting, deputies and those who come: mase apologies apology, coming, deputy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from mase.options import PERSON, MeetingArgument, the_office

if TYPE_CHECKING:
    from uuid import UUID

    from tasks.duties.base.office import Office

app = typer.Typer(help="Who comes to a meeting: apologies, deputies, those coming.", no_args_is_help=True)

Person = Annotated[str, typer.Argument(metavar="PERSON", help=f"Who said it: {PERSON}.")]
Deputy = Annotated[str, typer.Argument(metavar="DEPUTY", help="Who comes instead: a name or an address.")]


@app.command()
def apologies_apology(meeting: MeetingArgument, person: Person) -> None:
    """Note that somebody can't come. Why is nobody's business and is not kept."""
    from tasks.duties.base.office import unit_of_work
    from tasks.duties.coming.apologies import note_apology

    with (
        _people(meeting, person) as (office, meeting, (id,)),
        unit_of_work(office, "command: mase apologies apology") as work,
    ):
        note_apology(work, meeting, id)
    typer.echo(f"{meeting}: apologies of {person} are noted.")


@app.command()
def apologies_coming(meeting: MeetingArgument, person: Person) -> None:
    """Note that somebody comes."""
    from tasks.duties.base.office import unit_of_work
    from tasks.duties.coming.apologies import note_coming

    with (
        _people(meeting, person) as (office, meeting, (id,)),
        unit_of_work(office, "command: mase apologies coming") as work,
    ):
        note_coming(work, meeting, id)
    typer.echo(f"{meeting}: {person} comes.")


@app.command()
def apologies_deputy(meeting: MeetingArgument, person: Person, deputy: Deputy) -> None:
    """Note that a deputy comes in a member's place; the deputy is invited."""
    from tasks.duties.base.office import unit_of_work
    from tasks.duties.coming.apologies import name_deputy

    with (
        _people(meeting, person, deputy) as (office, meeting, (id, deputy_id)),
        unit_of_work(office, "command: mase apologies deputy") as work,
    ):
        name_deputy(work, meeting, id, deputy_id)
    typer.echo(f"{meeting}: {deputy} comes for {person}.")


@contextmanager
def _people(meeting: str, *names: str) -> Iterator[tuple[Office, str, list[UUID]]]:
    """The office, the meeting's own reference, and the people of these names."""
    from tasks.duties.base.names import person_called
    from tasks.register.meetings import meeting_by_reference

    with the_office() as office:
        with office.register.reading() as session:
            row = meeting_by_reference(session, meeting)
            today = office.clock.now().date()
            people = [person_called(session, row.group_id, name, today) for name in names]
        yield office, row.reference, people
