"""Task and finish groups: mase task-group page, commission, list, show, extend, stop, close."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mase.options import GroupOption, content_of, date_typed, group_code, the_office, write_new

app = typer.Typer(help="Task and finish groups, from the commission to the look back.", no_args_is_help=True)

CodeArgument = Annotated[str, typer.Argument(metavar="CODE", help="Its code, such as MISSING.")]
DecisionOption = Annotated[
    str, typer.Option("--decision", help="The decision of the parent’s meeting, such as MASE/2027-02/D1.")
]


@app.command()
def task_group_commission(
    page: Annotated[
        Path, typer.Argument(metavar="PAGE", help="Its page: the workbook of mase task-group page, or TOML.")
    ],
    decision: DecisionOption = "",
) -> None:
    """Propose a task group with its page, or commission it by the decision of its parent."""
    from tasks.duties.base.office import unit_of_work
    from tasks.duties.task_groups.commission import commission_task_group, propose_task_group
    from tasks.duties.task_groups.in_words import how_it_goes_on
    from tasks.duties.task_groups.page_workbook import take_page

    content = content_of(page)
    with the_office() as office, unit_of_work(office, "command task-group commission") as work:
        if page.suffix.lower() == ".toml":
            row = propose_task_group(work, content.decode("utf-8", errors="replace"), str(page))
        else:
            row = take_page(work, content, str(page))
        if decision and not row.decision:
            commission_task_group(work, row.code, decision)
        how = how_it_goes_on(row)
    typer.echo(how)


@app.command()
def task_group_page(
    file: Annotated[
        Path | None, typer.Argument(help="Where to write; task-group-CODE.xlsx if not given.")
    ] = None,
    group: GroupOption = None,
    decision: DecisionOption = "",
) -> None:
    """Write the workbook in which the page of a new task group is filled in."""
    from tasks.duties.base.group_context import group_context
    from tasks.duties.base.office import read_only
    from tasks.duties.task_groups.page_workbook import page_workbook
    from tasks.register.groups import group_by_code

    with the_office() as office:
        code = group_code(office, group)
        target = file or Path(f"task-group-{code}.xlsx")
        with read_only(office, "mase task-group page") as work:
            forum = group_context(work, group_by_code(work.session, code).id)
            write_new(target, page_workbook(forum, decision), ".xlsx")
    typer.echo(f"Written: {target}")


@app.command()
def task_group_list(group: GroupOption = None) -> None:
    """List the task groups, with their stages and ends."""
    from forum.text.wording import long_date
    from mase.terminal import table_of, terminal
    from tasks.duties.task_groups.in_words import entries

    with the_office() as office:
        rows = entries(office, group)
    table = table_of("Group", "Of", "Name", "Stage", "Ends", "Course", narrow=("Group", "Of", "Ends"))
    for row in rows:
        table.add_row(
            row.code, row.parent, row.name, row.stage.value, long_date(row.end), row.standing or "–"
        )
    terminal().print(table if rows else "No task and finish group has been proposed.")


@app.command()
def task_group_show(code: CodeArgument) -> None:
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


@app.command()
def task_group_extend(
    code: CodeArgument,
    to: Annotated[str, typer.Option("--to", help="Its new end, such as 30/9/2027.")],
    decision: DecisionOption,
) -> None:
    """Give a task group more time, once."""
    from tasks.duties.base.office import unit_of_work
    from tasks.duties.task_groups.end import extend_task_group

    with the_office() as office, unit_of_work(office, "command task-group extend") as work:
        extend_task_group(work, code, date_typed(to, office), decision)
    typer.echo(f"{code.upper()} has more time; its final report comes before the group about the new end.")


@app.command()
def task_group_stop(code: CodeArgument, decision: DecisionOption) -> None:
    """Stop a task group without its report; a proposed one is declined."""
    from tasks.duties.base.office import unit_of_work
    from tasks.duties.task_groups.end import stop_task_group

    with the_office() as office, unit_of_work(office, "command task-group stop") as work:
        stop_task_group(work, code, decision)
    typer.echo(
        f"{code.upper()} does not go on. If it was at work, its open actions are in the parent’s log, and "
        "its members are thanked."
    )


@app.command()
def task_group_close(code: CodeArgument, decision: DecisionOption) -> None:
    """Close a task group whose final report is accepted."""
    from tasks.duties.base.office import unit_of_work
    from tasks.duties.task_groups.end import close_task_group

    with the_office() as office, unit_of_work(office, "command task-group close") as work:
        close_task_group(work, code, decision)
    typer.echo(
        f"The report of {code.upper()} is accepted: its open actions are in the parent’s log, and its "
        "members are thanked."
    )
