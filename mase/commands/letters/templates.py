"""The templates on disk that a person has not approved: mase templates."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from mase.options import PERSON, GroupOption, the_office

if TYPE_CHECKING:
    from tasks.duties.base.office import Office
    from tasks.duties.outbox.approve_templates import WaitingFile

app = typer.Typer(help="Templates that changed on disk: see what changed, and approve it.")

Name = Annotated[
    str, typer.Argument(help="A file such as email/papers/body.txt, or a folder of them; all without one.")
]
COMMAND = "mase templates approve"
WHAT_TO_DO = (
    f"Until then what was approved before is used. Look with mase templates show, then: {COMMAND} --by WHO"
)


@app.callback(invoke_without_command=True)
def templates(context: typer.Context) -> None:
    """List the files of templates that are not as they were approved."""
    from forum.text.wording import count, long_date

    if context.invoked_subcommand is not None:
        return
    with the_office() as office:
        files = _waiting(office)
    if not files:
        typer.echo("All templates are as they were approved.")
        return
    typer.echo(f"{count(len(files), 'template file waits', 'template files wait')} for a person:")
    for file in files:
        when = f", approved on {long_date(file.approved_at)}" if file.approved_at else ""
        typer.echo(f"  {file.path}: {file.how}{when}")
    typer.echo(WHAT_TO_DO)


@app.command()
def show(name: Name = "") -> None:
    """Show what changed, line by line; of a Word file its text, and which of its parts differ."""
    with the_office() as office:
        _show(_waiting(office, name))


@app.command()
def approve(
    name: Name = "",
    by: Annotated[str, typer.Option(help=f"Whose decision it is: {PERSON}.")] = "",
    group: GroupOption = None,
    yes: Annotated[bool, typer.Option("--yes", help="Approve without asking.")] = False,
) -> None:
    """Show what changed, ask, and use it from now on."""
    from tasks.duties.base.names import person_called
    from tasks.duties.outbox import approve_templates as duty
    from tasks.register.groups import chosen_group

    with the_office() as office:
        if not (files := _waiting(office, name)):
            typer.echo("All templates are as they were approved.")
            return
        person = COMMAND
        if by:
            with office.register.reading() as session:
                of_group = chosen_group(session, group).id
                person = str(person_called(session, of_group, by, office.clock.now().date()))
        _show(files)
        if not yes:
            typer.confirm("Use these from now on?", abort=True)
        duty.approve(office.register, files, by=person)
    typer.echo("Approved: they are used from the next run on.")


def _waiting(office: Office, name: str = "") -> Sequence[WaitingFile]:
    from config.settings import load_settings
    from forum.text.problem import Problem
    from tasks.duties.outbox.approve_templates import templates_in_use

    waiting = templates_in_use(office.register, load_settings().templates).waiting
    files = [file for file in waiting if not name or f"{file.path}/".startswith(f"{name.rstrip('/')}/")]
    if name and not files:
        raise Problem(f"No file called “{name}” waits for a person; mase templates lists those that do.")
    return files


def _show(files: Sequence[WaitingFile]) -> None:
    for file in files:
        typer.echo("\n".join(_difference(file)))


def _difference(file: WaitingFile) -> Iterator[str]:
    """The lines that differ between the approved file and that on disk, with control signs made visible."""
    from forum.text.checks import visible

    yield f"{file.path}: {file.how}"
    was, now = (_lines(file.path, content or b"") for content in (file.approved, file.on_disk))
    changes = difflib.unified_diff(was, now, lineterm="", n=1)
    for line in islice(changes, 2, None):  # the first two would name the files
        yield f"  {visible(line)}"


def _lines(path: str, content: bytes) -> list[str]:
    from forum.text.problem import Problem
    from tasks.documents.word.lines import lines_of_word_file

    if content and path.endswith(".docx"):
        try:
            return lines_of_word_file(content, path)
        except Problem as problem:
            return str(problem).splitlines()
    return content.decode(errors="backslashreplace").splitlines()
