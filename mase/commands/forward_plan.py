"""mase forward-plan: what the meetings of the next twelve months are for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mase.options import GroupOption, the_office, write_new

if TYPE_CHECKING:
    from rich.table import Table

    from forum.documents.agenda import ForwardPlan


def forward_plan(
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE.docx", help="A new Word file; shown here if not given.")
    ] = None,
    group: GroupOption = None,
) -> None:
    """Show what the meetings of the next twelve months are for, or write it as a page in Word."""
    from forum.text.problem import Problem
    from mase.terminal import terminal
    from tasks.duties import forward_plan as duty
    from tasks.duties.base.group_context import group_context
    from tasks.duties.base.office import read_only
    from tasks.register.groups import chosen_group

    with the_office() as office, read_only(office, "mase forward-plan") as work:
        forum = group_context(work, chosen_group(work.session, group).id)
        document = duty.forward_plan(forum)
        if document is None:
            raise Problem(
                f"The policy of {forum.group.code} has no forward plan: it needs times under [forward_plan]."
            )
        if file is None:
            terminal().print(_table_of_months(document))
        else:
            write_new(file, forum.documents.print(document), ".docx")
            typer.echo(f"Written: {file}")


def _table_of_months(plan: ForwardPlan) -> Table:
    from forum.text.wording import month, short_date
    from mase.terminal import table_of

    table = table_of(
        "Month",
        "Meeting",
        "In depth, once a year, and papers",
        "Boards and other dates",
        narrow=("Month", "Meeting"),
    )
    for row in plan.months:
        table.add_row(
            month(row.month),
            "\n".join(map(short_date, row.meetings)) or "none",
            "\n".join(item.in_words for item in row.items),
            "\n".join(f"{short_date(date.date)}: {date.words}" for date in row.dates),
        )
    return table
