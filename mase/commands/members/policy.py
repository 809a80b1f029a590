"""The terms of reference of a board as a workbook, out and in: mase policy template, import."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from forum.text.problem import Problem

if TYPE_CHECKING:
    import datetime as dt

    from forum.terms.policy import Policy

app = typer.Typer(help="Terms of reference as a workbook: give one out, take one in.", no_args_is_help=True)


@app.command("template")
def template(
    file: Annotated[Path, typer.Argument(help="Where to write the workbook (.xlsx).")],
    code: Annotated[
        str | None, typer.Option("--from", metavar="CODE", help="Fill it in with the terms of this group.")
    ] = None,
) -> None:
    """Write a workbook in which a board fills in its terms of reference."""
    from config.settings import load_settings
    from config.wiring import load_policies
    from mase.options import write_new
    from tasks.documents.terms.workbook import write_policy

    policy = None
    if code is not None:
        policies = load_policies(load_settings().policies)
        if (policy := policies.get(code.strip().upper())) is None:
            raise Problem(f"There is no group “{code}”; there is {', '.join(policies)}.")
    write_new(file, write_policy(policy))
    typer.echo(f"Written: {file}")


@app.command("import")
def import_policy(
    file: Annotated[Path, typer.Argument(help="The workbook, filled in (.xlsx).")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace the group’s policy file if there is one.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Write without asking.")] = False,
) -> None:
    """Check a filled-in workbook, show the first year's timetable, ask, and write the policy file."""
    from config.settings import load_settings
    from forum.terms.policy import read_policy
    from mase.options import content_of
    from tasks.documents.terms.policy_file import policy_text
    from tasks.documents.terms.returned_workbook import read_answers
    from tasks.register.database.clock import SystemClock

    today = SystemClock().now().date()
    settings = read_answers(content_of(file), file.name, today)
    text = policy_text(settings, f"The terms of reference of the {settings['group']['name']} as data.")
    policy = read_policy(text, file.name)
    _refuse_past_list(policy, today)
    target = _target(load_settings().policies, policy.group.code, replace=replace)
    _show(policy, today)
    if not yes:
        typer.confirm(f"Write {target}?", abort=True)
    _write(target, text)
    typer.echo(f"Written: {target}. Now run: mase check")


def _target(folder: Path, code: str, *, replace: bool) -> Path:
    """The file of the group; a new one where it has none."""
    from config.wiring import policy_in

    target = folder / f"{code.lower()}.toml"
    for other in sorted(folder.glob("*.toml")):
        try:
            if policy_in(other).group.code == code:
                target = other
        except Problem:
            continue  # mase check tells of it
    if target.exists() and not replace:
        raise Problem(
            f"{target} has terms of {code} already, and was left as it is. Give the group another code, or "
            "replace the file with --replace."
        )
    return target


def _refuse_past_list(policy: Policy, today: dt.date) -> None:
    from forum.calendar.meeting_dates import list_end
    from forum.text.wording import long_date

    end = list_end(policy.meetings.rule)
    if end and end < max(today, policy.group.go_live):
        raise Problem(
            f"The last meeting on the sheet Dates was on {long_date(end)}, so none would be planned. Add the "
            "coming ones and try again. Nothing has been written."
        )


def _show(policy: Policy, today: dt.date) -> None:
    """The meetings of the first year, with their steps."""
    from config.wiring import calendar
    from forum.calendar.timetable import foresee_meetings
    from forum.text.wording import count, long_date
    from mase.terminal import terminal
    from mase.timetable_table import timetable_table

    first = max(today, policy.group.go_live)
    last = first.replace(year=first.year + 1, day=min(first.day, 28))
    meetings = foresee_meetings(policy, calendar(policy), first, last, today)
    console = terminal()
    for meeting in meetings:
        console.print(timetable_table(meeting))
    days = f"from {long_date(first)} to {long_date(last)}"
    console.print(f"{policy.group.name}: {count(len(meetings), 'meeting')} {days}.")


def _write(target: Path, text: str) -> None:
    """Write all of the file, or none of it."""
    draft = target.with_suffix(".toml.new")
    try:
        draft.write_text(text, encoding="utf-8")
        draft.replace(target)
    except OSError as error:
        raise Problem(
            f"{target} can’t be written: {error.strerror}. Check the folder MASE_POLICIES names."
        ) from error
