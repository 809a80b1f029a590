"""The members' workbook in and out of the register: mase register import, export, template."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mase.options import date_typed, group_code, the_office, write_new

if TYPE_CHECKING:
    from forum.members.list_doubts import ListAnswers, UnclearList
    from tasks.duties.base.office import Office
    from tasks.duties.members.import_changes import Change

app = typer.Typer(help="The list of members: take a workbook in, give one out.", no_args_is_help=True)

Group = Annotated[str | None, typer.Option(help="The group’s code; needed only when there are several.")]


@app.command()
def register_import(
    file: Annotated[
        Path, typer.Argument(help="The members’ workbook, or a list of your own (.xlsx, .docx, .csv, .vcf).")
    ],
    group: Group = None,
    since: Annotated[
        str | None,
        typer.Option("--from", help="The day changes begin, such as 12/1/2027; today when not given."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Apply without asking.")] = False,
) -> None:
    """Show who joins, who leaves and what changes; then ask, and apply it."""
    from tasks.duties.base.office import unit_of_work
    from tasks.duties.members.workbook import apply_import

    content = _read(file)
    with the_office() as office:
        code = group_code(office, group)
        day = _first_day(office, code, since)
        preview, answers = _preview(office, code, content, file.name, day, may_ask=not yes)
        typer.echo(_summary(code, file.name, preview, day))
        if not _real(preview):
            return
        if not yes:
            typer.confirm("Apply these changes?", abort=True)
        with unit_of_work(office, "mase register import") as work:
            apply_import(work, code, content, file.name, day, preview, answers)
        typer.echo("Done.")


@app.command()
def register_export(
    file: Annotated[
        Path | None, typer.Argument(help="Where to write; members-CODE.xlsx if not given.")
    ] = None,
    group: Group = None,
) -> None:
    """Write the members' workbook as the register has it, to change and import again."""
    from tasks.duties.members import workbook as members

    with the_office() as office:
        code = group_code(office, group)
        target = file or Path(f"members-{code}.xlsx")
        write_new(target, members.export_members(office, code), ".xlsx")
    typer.echo(f"Written: {target}")


@app.command()
def register_template(
    file: Annotated[
        Path | None, typer.Argument(help="Where to write; members-CODE-template.xlsx if not given.")
    ] = None,
    group: Group = None,
) -> None:
    """Write an empty members' workbook with the seats, drop-downs and help."""
    from tasks.duties.members.workbook import members_template

    with the_office() as office:
        code = group_code(office, group)
        target = file or Path(f"members-{code}-template.xlsx")
        write_new(target, members_template(office, code), ".xlsx")
    typer.echo(f"Written: {target}")


def _first_day(office: Office, code: str, since: str | None) -> dt.date:
    """The day on which changes begin. Problem for a day before the group's go-live that has gone by."""
    from forum.text.problem import Problem
    from forum.text.wording import long_date
    from tasks.register.groups import group_by_code

    today = office.clock.now().date()
    day = date_typed(since or "today", office)
    with office.register.reading() as session:
        go_live = group_by_code(session, code).go_live
    if day < min(today, go_live):
        raise Problem(
            f"--from: {long_date(day)} is before the register of {code} begins, on {long_date(go_live)}. "
            "Give that day or a later one."
        )
    return day


def _read(file: Path) -> bytes:
    from forum.text.problem import Problem
    from tasks.documents.office.file_checks import WORKBOOK

    try:
        with file.open("rb") as opened:
            return opened.read(WORKBOOK.largest + 1)  # one byte too many is enough to be refused
    except OSError as error:
        raise Problem(f"{file} can’t be read: {error.strerror}. Check the name and try again.") from error


def _preview(
    office: Office, code: str, content: bytes, name: str, day: dt.date, *, may_ask: bool
) -> tuple[tuple[Change, ...], ListAnswers]:
    """The changes of a list, and the answers to what was in doubt. Problem where that can't be asked."""
    from forum.members.list_doubts import NO_ANSWERS, UnclearList
    from tasks.duties.members.workbook import preview_import

    answers = NO_ANSWERS
    while True:
        try:
            return preview_import(office, code, content, name, day, answers), answers
        except UnclearList as unclear:
            if not may_ask:
                raise
            try:
                answers = _ask(unclear, answers)
            except typer.Abort:  # nobody is there to answer
                raise unclear from None


def _ask(unclear: UnclearList, answers: ListAnswers) -> ListAnswers:
    """Ask which sheet has the list, or a yes or no to each doubt; return all answers so far."""
    from dataclasses import replace

    from forum.text.checks import visible

    if unclear.sheets:
        typer.echo(f"These sheets of {unclear.where} look like the list of members:")
        for number, sheet in enumerate(unclear.sheets, start=1):
            typer.echo(f"  {number}  {visible(sheet)}")
        return replace(answers, sheet=typer.prompt("Which is it?", value_proc=_numbered(unclear.sheets)))
    yes = dict(answers.yes)
    for doubt in unclear.doubts:
        typer.echo(visible(doubt.sentence))
        yes[doubt.place] = typer.confirm(f"  {visible(doubt.question)}", default=None)
    return replace(answers, yes=yes)


def _numbered(sheets: tuple[str, ...]) -> Callable[[str], str]:
    """A reader of the number of one of these sheets, which asks again for anything else."""

    def read(text: str) -> str:
        numbers = {str(number): sheet for number, sheet in enumerate(sheets, start=1)}
        if text.strip() not in numbers:
            raise typer.BadParameter(f"give one of these numbers: {', '.join(numbers)}")
        return numbers[text.strip()]

    return read


def _real(changes: Iterable[Change]) -> list[Change]:
    """The changes of the register itself: all but the notes on how the list was read."""
    return [change for change in changes if not change.kind.is_note]


def _summary(code: str, name: str, changes: tuple[Change, ...], since: dt.date) -> str:
    from forum.text.wording import count, long_date
    from tasks.duties.members.import_changes import ChangeKind

    number = len(_real(changes))
    if number:
        lines = [f"{code}: {name} makes {count(number, 'change')} from {long_date(since)}."]
    else:
        lines = [f"{code}: {name} changes nothing; the register says the same already."]
    for kind in ChangeKind:
        of_kind = [change.words for change in changes if change.kind is kind]
        if of_kind:
            lines += ["", f"{kind.value.capitalize()} ({len(of_kind)})", *(f"  {words}" for words in of_kind)]
    return "\n".join([*lines, ""])
