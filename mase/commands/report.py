"""Reports on demand: mase report attendance, purposes, actions, compliance, decisions, risks, challenge."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar
from uuid import UUID

import typer

from mase.options import (
    GroupOption,
    date_gone_by,
    day_up_to_today,
    refuse_day_to_come,
    refuse_name,
    the_office,
    write_new,
)

if TYPE_CHECKING:
    from forum.documents.base import Document
    from tasks.duties.base.office import UnitOfWork

    Report = TypeVar("Report", bound=Document)

app = typer.Typer(
    help="Reports on demand: attendance, purposes, actions, compliance, decisions, risks, challenge.",
    no_args_is_help=True,
)

FileArgument = Annotated[Path, typer.Argument(metavar="FILE.docx", help="A new Word file for the report.")]
FirstOption = Annotated[
    str | None,
    typer.Option("--from", help="The first day; when not given, that on which the board’s year began."),
]
LastOption = Annotated[str | None, typer.Option("--to", help="The last day; today when not given.")]


@app.command()
def report_attendance(
    file: FileArgument, group: GroupOption = None, first: FirstOption = None, last: LastOption = None
) -> None:
    """Write how often each organisation was represented, with a chart (clause 4)."""
    from forum.text.wording import count
    from tasks.duties.yearly.reports import attendance_report

    document, period = _written(attendance_report, file, group, first, last)
    meetings, seats = count(document.held, "meeting"), count(len(document.rows), "seat")
    typer.echo(f"{period}, {meetings}: the attendance of {seats} is in {file}.")


@app.command()
def report_purposes(
    file: FileArgument, group: GroupOption = None, first: FirstOption = None, last: LastOption = None
) -> None:
    """Write what the meetings did for each purpose of the group, with a chart (clause 1)."""
    from forum.text.wording import count
    from tasks.duties.agenda.coverage import purposes_report

    document, period = _written(purposes_report, file, group, first, last)
    meetings, purposes = count(len(document.meetings), "meeting"), count(len(document.rows), "purpose")
    typer.echo(f"{period}, {meetings}: the work for {purposes} is in {file}.")


@app.command()
def report_compliance(
    file: FileArgument,
    group: GroupOption = None,
    as_at: Annotated[
        str | None, typer.Option("--as-at", help="The day as at which it stands; today when not given.")
    ] = None,
) -> None:
    """Write clause by clause what the terms ask, how often it was met since the board’s year began, and
    beside it a workbook with each case."""
    from forum.text.wording import count, long_date
    from tasks.duties.base.office import read_only
    from tasks.duties.yearly.compliance import compliance as compliance_of
    from tasks.register.groups import chosen_group

    rows = file.with_suffix(".xlsx")
    refuse_name(file, ".docx")
    refuse_name(rows, ".xlsx")
    with the_office() as office:
        day = day_up_to_today(as_at, office, "--as-at")
        with read_only(office, "command: mase report", day) as work:
            row = chosen_group(work.session, group)
            result = compliance_of(work, row.id)
        page = result.page
        write_new(file, office.documents_of(row).print(page))
        write_new(rows, result.workbook)
    requirements = count(len(page.lines), "requirement")
    typer.echo(f"{long_date(page.first)} to {long_date(page.last)}, {requirements}: {page.in_short}")
    typer.echo(f"The page is in {file}, each case in {rows}.")


@app.command()
def report_actions(
    file: FileArgument, group: GroupOption = None, first: FirstOption = None, last: LastOption = None
) -> None:
    """Write how many actions were open and overdue at the end of each month, with a chart (clause 6)."""
    from forum.text.wording import count
    from tasks.duties.yearly.reports import actions_report

    document, period = _written(actions_report, file, group, first, last)
    typer.echo(f"{period}: the action log of {count(len(document.rows), 'month')} is in {file}.")


@app.command()
def report_decisions(
    file: FileArgument, group: GroupOption = None, first: FirstOption = None, last: LastOption = None
) -> None:
    """Write the register of decisions of part 1: how each stands, and what followed (clause 4)."""
    from forum.text.wording import count
    from tasks.duties.decisions import decisions_register

    document, period = _written(decisions_register, file, group, first, last)
    typer.echo(f"{period}: {count(len(document.decisions), 'decision')} in {file}.")


@app.command()
def report_risks(
    file: FileArgument, group: GroupOption = None, first: FirstOption = None, last: LastOption = None
) -> None:
    """Write the risk register as at the last day of the period, the highest score first."""
    from forum.text.wording import count, long_date
    from tasks.duties.risks import risk_register

    document, _ = _written(risk_register, file, group, first, last)
    typer.echo(f"{long_date(document.as_of)}: {count(len(document.risks), 'open risk')} in {file}.")


@app.command()
def report_challenge(
    file: FileArgument, group: GroupOption = None, first: FirstOption = None, last: LastOption = None
) -> None:
    """Write the challenge log: what one organisation asked of another, the answers, and what changed."""
    from forum.text.wording import count
    from tasks.duties.challenge import challenge_log

    document, period = _written(challenge_log, file, group, first, last)
    typer.echo(f"{period}: {count(len(document.challenges), 'challenge')} in {file}.")


def _written(
    make: Callable[[UnitOfWork, UUID, dt.date, dt.date], Report],
    file: Path,
    group: str | None,
    first: str | None,
    last: str | None,
) -> tuple[Report, str]:
    """Write a report to a new file, and return it with its period in words. Problem when the period ends
    before it begins, or after today."""
    from forum.attendance.standing import board_year_start
    from forum.text.problem import Problem
    from forum.text.wording import long_date
    from tasks.duties.base.office import read_only
    from tasks.register.groups import chosen_group

    with the_office() as office, read_only(office, "command: mase report") as work:
        row = chosen_group(work.session, group)
        until = date_gone_by(last, office, "--to")
        year = board_year_start(office.policy(row).attendance, until)
        since = date_gone_by(first, office, "--from") if first else year
        if until < since:
            raise Problem(
                f"The period ends on {long_date(until)}, before it begins on {long_date(since)}. "
                "Turn the days round."
            )
        refuse_day_to_come(until, office, "--to")
        document = make(work, row.id, since, until)
        write_new(file, office.documents_of(row).print(document), ".docx")
    return document, f"{long_date(since)} to {long_date(until)}"
