"""The action plan: mase plan import, export, show."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mase.options import GroupOption, day_up_to_today, group_code, the_office, write_new

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

    from forum.members.membership import Membership
    from tasks.duties.plan.rated import RatedLine

app = typer.Typer(help="The action plan: take a workbook in, give one out, show it.", no_args_is_help=True)


@app.command()
def plan_import(
    file: Annotated[Path, typer.Argument(help="The workbook of the plan (.xlsx), from mase plan export.")],
    group: GroupOption = None,
    yes: Annotated[bool, typer.Option("--yes", help="Apply without asking.")] = False,
) -> None:
    """Show which lines are new and what changes; then ask, and apply it."""
    from mase.workbook_import import take_in
    from tasks.duties.plan import import_plan as duty

    take_in(
        "mase plan import",
        file,
        group,
        duty.preview_plan,
        duty.import_plan,
        yes=yes,
        unchanged="changes nothing; the plan says the same already.",
    )


@app.command()
def plan_export(
    file: Annotated[Path | None, typer.Argument(help="Where to write; plan-CODE.xlsx if not given.")] = None,
    group: GroupOption = None,
) -> None:
    """Write the workbook of the plan as the register has it, to change and import again; empty for none."""
    from tasks.duties.base.office import read_only
    from tasks.duties.plan import import_plan as duty

    with the_office() as office:
        code = group_code(office, group)
        target = file or Path(f"plan-{code}.xlsx")
        with read_only(office, "mase plan export") as work:
            write_new(target, duty.export_plan(work, code), ".xlsx")
    typer.echo(f"Written: {target}")


@app.command()
def plan_show(
    group: GroupOption = None,
    as_at: Annotated[
        str | None, typer.Option("--as-at", help="The plan as it stood at the end of a day.")
    ] = None,
) -> None:
    """Show each line with its colour, since when and why, and the versions that are kept."""
    from forum.text.wording import long_date
    from mase.terminal import terminal
    from tasks.duties.base.group_context import group_context
    from tasks.duties.base.office import read_only
    from tasks.duties.plan.rated import plan_as_at, rated_plan
    from tasks.register.actions import versions
    from tasks.register.groups import chosen_group

    with the_office() as office:
        on = day_up_to_today(as_at, office, "--as-at")
        with read_only(office, "mase plan show", on) as work:
            forum = group_context(work, chosen_group(work.session, group).id)
            lines = plan_as_at(forum, on) if as_at else rated_plan(forum)
            kept = [
                f"{version.name}, kept on {long_date(version.on)}"
                for version in versions(work.session, forum.group.id)
            ]
            terminal().print(_table(lines, forum.membership) if lines else "There is no action plan.")
    for version in kept:
        typer.echo(version)


def _table(lines: Sequence[RatedLine], members: Membership) -> Table:
    from forum.text.wording import long_date
    from mase.terminal import table_of

    table = table_of("Line", "Action", "Lead", "Due", "RAG", "Since", "Why", narrow=("Line",))
    for each in lines:
        table.add_row(
            each.line.reference,
            each.line.action,
            members.person(each.line.lead_id).name,
            long_date(each.line.due),
            each.rating.in_words,
            long_date(each.rating.since),
            each.rating.reason,
        )
    return table
