"""A whole group: mase group rename, end."""

from __future__ import annotations

from typing import Annotated

import typer

from mase.options import PERSON, date_gone_by, decided_by, reason_typed, replace_file, the_office

app = typer.Typer(help="A whole group: rename, end.", no_args_is_help=True)


@app.command()
def group_rename(
    old: Annotated[str, typer.Argument(metavar="OLD", help="The group’s code.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Its code from now on, such as KMSE.")],
    yes: Annotated[bool, typer.Option("--yes", help="Rename it without asking.")] = False,
) -> None:
    """Give a group another code: people, meetings and record stay, and so do the references they have."""
    from contextlib import closing

    from config.database import open_register
    from config.settings import load_settings
    from tasks.duties.terms import group_to_rename, rename_group, renamed_files
    from tasks.register.database.clock import SystemClock

    settings = load_settings()
    with closing(open_register(settings, SystemClock())) as register:
        code = new.strip().upper()
        with register.reading() as session:
            was = group_to_rename(session, old, code).code
        files = renamed_files(register, settings.policies, was, code)
        typer.echo(
            f"{was} is to be {code}. What has a reference keeps it; meetings planned from now on, and the "
            "subjects of letters, have the new code."
        )
        if not yes:
            typer.confirm(f"Rename {was} to {code}?", abort=True)
        with register.transaction("command: mase group rename") as tx:
            rename_group(tx, was, code, files)
            for path, content in files.write.items():  # within the transaction: both are kept, or neither
                replace_file(settings.policies / path.partition("/")[2], content)
    typer.echo(f"{was} is {code} now. Now run: mase check")


@app.command()
def group_end(
    code: Annotated[str, typer.Argument(metavar="CODE", help="The group’s code, HAP for example.")],
    reason: Annotated[str, typer.Option(help="Why, in neutral words: members read it in their calendars.")],
    by: Annotated[
        str | None,
        typer.Option(help=f"Whose decision it is: {PERSON}. Not for a group to which nobody belongs."),
    ] = None,
    on: Annotated[str | None, typer.Option("--on", help="Its last day; today when not given.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="End it without asking.")] = False,
) -> None:
    """End a group: its meetings to come are cancelled, nothing is due any more, and no letter goes."""
    from forum.text.problem import Problem
    from forum.text.wording import count, long_date
    from tasks.duties.base.office import unit_of_work
    from tasks.duties.meetings.end_group import end_group, ends_unasked
    from tasks.register.groups import group_by_code
    from tasks.register.meetings import planned_from

    with the_office() as office:
        last_day, why = date_gone_by(on, office, "--on"), reason_typed(reason)
        with office.register.reading() as session:
            group = group_by_code(session, code)
            is_nobodys = ends_unasked(session, group)
            if group.commission:
                raise Problem(
                    f"{group.code} is a task and finish group, which ends by a decision of its parent: mase "
                    f"task-group stop {group.code}"
                )
            planned = planned_from(session, group.id, office.clock.now().date())
        if is_nobodys:
            typer.echo(f"Nobody belongs to {group.code}: it ends on the word of whoever types this.")
        elif by is None:
            raise Problem(f"Say whose decision it is, with --by: {PERSON}.")
        person = "command: mase group end" if is_nobodys else decided_by(office, code, str(by))
        for meeting in planned:
            typer.echo(f"{meeting.reference}, {long_date(meeting.date)}, would be cancelled.")
        if not yes:
            typer.confirm(f"End {group.code} for good?", abort=True)
        with unit_of_work(office, person) as work:
            ending = end_group(work, group.code, on=last_day, reason=why)
    typer.echo(
        f"{group.code} has ended: {count(ending.meetings, 'meeting')} and {count(ending.letters, 'letter')} "
        f"cancelled, {count(ending.questions, 'question')} withdrawn. "
        + (
            "Where its policy file is still there, take it away, and run: mase templates approve"
            if is_nobodys
            else "Leave its policy file in its place until the calendars have been told (mase outbox)."
        )
    )
