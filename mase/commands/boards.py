"""Reports to the boards: how they stand, what boards were asked, and what the unit brings: mase boards."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mase.options import GroupOption, content_of, the_office

app = typer.Typer(help="Reports to the boards, and what the boards said of them.", no_args_is_help=True)

BoardArgument = Annotated[str, typer.Argument(metavar="BOARD", help="The board’s code, such as KSCB-BG.")]


@app.command()
def boards_status(group: GroupOption = None) -> None:
    """Show the steps of each report under way, and the boards' meetings to come."""
    from forum.text.wording import full_date
    from mase.terminal import terminal
    from mase.timetable_table import report_table
    from tasks.duties.boards.report import coming_dates, report_timetable

    with the_office() as office:
        reports, dates = report_timetable(office, group), coming_dates(office, group)
    console = terminal()
    for report in reports:
        console.print(report_table(report))
    for date in dates:
        console.print(f"{date.group} to {date.board}: {full_date(date.date)}, to come")
    if not (reports or dates):
        console.print(
            "No board gets a report. The policy names those that do under [[bodies]].", markup=False
        )


@app.command()
def boards_ledger(group: GroupOption = None) -> None:
    """List what each board was told, asked and answered."""
    from forum.text.wording import long_date
    from mase.terminal import table_of, terminal
    from tasks.duties.boards import report as duty

    with the_office() as office:
        lines = duty.ledger(office, group)
    table = table_of("Group", "Board", "Meeting", "Asked to", "Answer", narrow=("Group", "Board", "Meeting"))
    for line in lines:
        table.add_row(line.group, line.board, long_date(line.date), line.asked, line.answer or "none yet")
    terminal().print(table if lines else "No report has gone to a board yet.")


@app.command()
def boards_file(
    board: BoardArgument,
    content: Annotated[Path, typer.Argument(metavar="FILE", help="The report as the unit wrote it (.docx).")],
    group: GroupOption = None,
) -> None:
    """File the report to a board that the unit sent back by other ways than mail."""
    from tasks.duties.base.office import unit_of_work
    from tasks.duties.boards.write import file_report
    from tasks.register.groups import chosen_group
    from tasks.register.other_bodies import report_to

    with the_office() as office, unit_of_work(office, "command: mase boards file") as work:
        report = report_to(work.session, chosen_group(work.session, group).id, board)
        filed, code = file_report(work, report.id, content_of(content)), report.body
    typer.echo(f"The report to {code} is filed, and goes to the Chair.")
    for remark in filed.remarks:
        typer.echo(remark)


@app.command()
def boards_answered(
    board: BoardArgument,
    words: Annotated[str, typer.Argument(help="What the board said, such as “1 agreed”.")],
    group: GroupOption = None,
) -> None:
    """Record what a board said of its last report, as the unit was told it."""
    from tasks.duties.base.office import unit_of_work
    from tasks.duties.boards.answers import answer_for_board, report_to_answer
    from tasks.register.groups import chosen_group

    with the_office() as office, unit_of_work(office, "command: mase boards answered") as work:
        report = report_to_answer(work.session, [chosen_group(work.session, group).id], board)
        answer_for_board(work, report.id, words)
        code = report.body
    typer.echo(f"What {code} said is on record, and goes to the group.")
