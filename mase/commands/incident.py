"""Incidents with personal data: mase incident open, assess, reported, told, close, list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import typer

from mase.options import (
    PERSON,
    GroupOption,
    date_gone_by,
    decided_by,
    one_of,
    the_office,
    time_typed,
)

if TYPE_CHECKING:
    from tasks.duties.base.office import Office
    from tasks.duties.incidents import Followed

from forum.incidents import IncidentRisk

app = typer.Typer(
    help="Incidents, such as a letter to the wrong person: their 72 hours, and what is to do.",
    no_args_is_help=True,
)

Reference = Annotated[str, typer.Argument(metavar="INCIDENT", help="Its reference, such as I/2027/01.")]
On = Annotated[str | None, typer.Option("--on", help="On which day; today when not given.")]
At = Annotated[str, typer.Option("--at", help="At what time, such as 10:30am.")]


@app.command()
def incident_open(
    what: Annotated[str, typer.Argument(help="What happened, in a few words that name nobody.")],
    at: At,
    on: On = None,
    letter: Annotated[
        str | None, typer.Option("--letter", help="The id of the letter, from mase outbox sent.")
    ] = None,
    group: GroupOption = None,
) -> None:
    """Put an incident on record, with the time at which you learnt of it: the 72 hours begin then."""
    from tasks.duties.incidents import open_incident
    from tasks.register.groups import chosen_group

    with the_office() as office:
        with office.register.reading() as session:
            code = chosen_group(session, group).code
        _follow(office, "open", open_incident, code, what, _time(office, on, at), letter)


@app.command()
def incident_assess(
    reference: Reference,
    risk: Annotated[IncidentRisk, one_of(IncidentRisk, "--risk", "The risk to the people whose data it is.")],
    because: Annotated[str, typer.Option("--because", help="Why, in words that name nobody.")],
    by: Annotated[str, typer.Option("--by", help=f"Who decided that: {PERSON}.")],
    group: GroupOption = None,
) -> None:
    """Record whether it puts people at risk: unlikely need not be reported, high is told to the people."""
    from tasks.duties import incidents

    with the_office() as office:
        person = UUID(decided_by(office, group, by))
        _follow(office, "assess", incidents.assess, reference, risk, because, person)


@app.command()
def incident_reported(
    reference: Reference,
    at: At,
    number: Annotated[str, typer.Option("--number", help="The number that it has with the Commissioner.")],
    on: On = None,
) -> None:
    """Record that it was reported to the Information Commissioner."""
    from tasks.duties.incidents import note_report

    with the_office() as office:
        _follow(office, "reported", note_report, reference, _time(office, on, at), number)


@app.command()
def incident_told(reference: Reference) -> None:
    """Record that the people whose data it is were told today."""
    from tasks.duties.incidents import note_people_told

    with the_office() as office:
        _follow(office, "told", note_people_told, reference)


@app.command()
def incident_close(
    reference: Reference,
    outcome: Annotated[str, typer.Option("--outcome", help="What came of it: the letter was deleted, say.")],
) -> None:
    """Close an incident for which nothing else is to do."""
    from tasks.duties.base.office import unit_of_work
    from tasks.duties.incidents import close_incident

    with the_office() as office, unit_of_work(office, "command: mase incident close") as work:
        closed = close_incident(work, reference, outcome)
    typer.echo(f"{closed.reference} is closed.")


@app.command()
def incident_list(group: GroupOption = None) -> None:
    """List the open incidents, what is to do next, and when their 72 hours end."""
    from tasks.duties.base.office import read_only
    from tasks.duties.incidents import incidents_open

    with the_office() as office, read_only(office, "command: mase incident list") as work:
        incidents = incidents_open(work, group)
    for each in incidents:
        _show(each, office.clock.now())
    if not incidents:
        typer.echo("No incident is open.")


def _follow(office: Office, command: str, duty: Callable[..., Followed], *about: Any) -> None:
    """Do a duty about an incident, and say what is to do next."""
    from tasks.duties.base.office import unit_of_work

    with unit_of_work(office, f"command: mase incident {command}") as work:
        followed = duty(work, *about)
    _show(followed, office.clock.now())


def _show(followed: Followed, now: dt.datetime) -> None:
    from tasks.duties.incidents import clock_in_words

    incident = followed.incident
    clock = f" {clock_in_words(incident, now)}" if incident.clock_runs else ""
    typer.echo(f"{followed.reference}: {incident.next_task}.{clock}")


def _time(office: Office, on: str | None, at: str) -> dt.datetime:
    return dt.datetime.combine(date_gone_by(on, office, "--on"), time_typed(at))
