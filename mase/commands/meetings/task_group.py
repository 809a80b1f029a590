"""Task and finish groups: mase task-group commission, list, show, extend, stop, close."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mase.options import GroupOption, content_of, day, the_office

app = typer.Typer(help="Task and finish groups, from the commission to the look back.", no_args_is_help=True)

CodeArgument = Annotated[str, typer.Argument(metavar="CODE", help="Its code, such as MISSING.")]
DecisionOption = Annotated[
    str, typer.Option("--decision", help="The decision of the parent’s meeting, such as MASE/2027-02/D1.")
]


@app.command("commission")
def commission(
    page: Annotated[Path, typer.Argument(metavar="PAGE", help="Its commission, one page as TOML.")],
    decision: DecisionOption = "",
) -> None:
    """Propose a task group with its page, or commission it by the decision of its parent."""
    from tasks.duties.base.unit_of_work import unit_of_work
    from tasks.duties.task_groups.commission import commission_task_group, propose_task_group

    text = content_of(page).decode("utf-8", errors="replace")
    with the_office() as office, unit_of_work(office, "command task-group commission") as work:
        row = propose_task_group(work, text, str(page))
        if decision:
            commission_task_group(work, row.code, decision)
        code, is_commissioned = row.code, row.child_id is not None
    if is_commissioned:
        typer.echo(f"{code} is commissioned. Its lead is asked to agree the scope.")
    elif decision:
        typer.echo(f"{code} waits for the Chair’s word: as many groups are at work as may be at once.")
    else:
        typer.echo(f"{code} is proposed, and comes before the next meeting whose agenda is open.")


@app.command("list")
def list_groups(group: GroupOption = None) -> None:
    """List the task groups, with their stages and ends."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    from forum.text.wording import long_date
    from mase.terminal import terminal
    from tasks.duties.task_groups.in_words import entries

    with the_office() as office:
        rows = entries(office, group)
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for heading in ("Group", "Of", "Name", "Stage", "Ends", "Course"):
        table.add_column(heading, no_wrap=heading in ("Group", "Of", "Ends"), overflow="fold")
    for row in rows:
        table.add_row(
            row.code, row.parent, row.name, row.stage.value, long_date(row.end), row.standing or "–"
        )
    terminal().print(table if rows else "No task and finish group has been proposed.")


@app.command("show")
def show(code: CodeArgument) -> None:
    """Show a task group’s page and its steps."""
    from forum.text.problem import Problem
    from mase.terminal import terminal
    from mase.timetable_table import task_group_table
    from tasks.duties.task_groups.in_words import entries, page_in_words

    with the_office() as office:
        found = [row for row in entries(office) if row.code == code.strip().upper()]
        if not found:
            raise Problem(f"There is no task and finish group “{code}”: mase task-group list shows them all.")
        lines = page_in_words(office, found[0].code)
    console = terminal()
    for line in lines:
        console.print(line, markup=False, soft_wrap=True)
    console.print(task_group_table(found[0]))


@app.command("extend")
def extend(
    code: CodeArgument,
    to: Annotated[str, typer.Option("--to", help="Its new end, such as 30/9/2027.")],
    decision: DecisionOption,
) -> None:
    """Give a task group more time, once."""
    from tasks.duties.base.unit_of_work import unit_of_work
    from tasks.duties.task_groups.end import extend_task_group

    with the_office() as office, unit_of_work(office, "command task-group extend") as work:
        extend_task_group(work, code, day(to), decision)
    typer.echo(f"{code.upper()} has more time; its final report comes before the group about the new end.")


@app.command("stop")
def stop(code: CodeArgument, decision: DecisionOption) -> None:
    """Stop a task group without its report; a proposed one is declined."""
    from tasks.duties.base.unit_of_work import unit_of_work
    from tasks.duties.task_groups.end import stop_task_group

    with the_office() as office, unit_of_work(office, "command task-group stop") as work:
        stop_task_group(work, code, decision)
    typer.echo(f"{code.upper()} is stopped: its open actions are in the parent’s log.")


@app.command("close")
def close(code: CodeArgument, decision: DecisionOption) -> None:
    """Close a task group whose final report is accepted."""
    from tasks.duties.base.unit_of_work import unit_of_work
    from tasks.duties.task_groups.end import close_task_group

    with the_office() as office, unit_of_work(office, "command task-group close") as work:
        close_task_group(work, code, decision)
    typer.echo(
        f"The report of {code.upper()} is accepted: its open actions are in the parent’s log, and its "
        "members are thanked."
    )
