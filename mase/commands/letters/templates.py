"""The templates and policies on disk that a person has not approved: mase templates."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from mase.options import PERSON, GroupOption

if TYPE_CHECKING:
    from tasks.duties.outbox.approve_files import WaitingFile
    from tasks.register.database.register import Register

app = typer.Typer(help="Templates and policies that changed on disk: see what changed, and approve it.")

Name = Annotated[
    str,
    typer.Argument(
        help="A file such as email/papers/papers.md, or a folder such as policies; all without one."
    ),
]
COMMAND = "mase templates approve"
ALL_APPROVED = "All templates and policies are as they were approved."
WHAT_TO_DO = (
    f"Until then what was approved before is used. Look with mase templates show, then: {COMMAND} --by WHO"
)


@app.callback(invoke_without_command=True)
def templates(context: typer.Context) -> None:
    """List the templates and policies that are not as they were approved."""
    from forum.text.wording import count, long_date

    if context.invoked_subcommand is not None:
        return
    with _the_register() as register:
        files = _waiting(register)
    if not files:
        typer.echo(ALL_APPROVED)
        return
    typer.echo(f"{count(len(files), 'template or policy waits', 'templates or policies wait')} for a person:")
    for file in files:
        when = f", approved on {long_date(file.approved_at)}" if file.approved_at else ""
        typer.echo(f"  {file.path}: {file.how}{when}")
    typer.echo(WHAT_TO_DO)


@app.command()
def templates_show(name: Name = "") -> None:
    """Show what changed, line by line; of a Word file its text, and which of its parts differ."""
    with _the_register() as register:
        _show(_waiting(register, name))


@app.command()
def templates_approve(
    name: Name = "",
    by: Annotated[str, typer.Option(help=f"Whose decision it is: {PERSON}.")] = "",
    group: GroupOption = None,
    yes: Annotated[bool, typer.Option("--yes", help="Approve without asking.")] = False,
) -> None:
    """Show what changed, ask, and use it from now on."""
    from tasks.duties.base.names import person_called
    from tasks.duties.outbox import approve_files as duty
    from tasks.register.groups import chosen_group

    with _the_register() as register:
        if not (files := _waiting(register, name)):
            typer.echo(ALL_APPROVED)
            return
        person = COMMAND
        if by:
            with register.reading() as session:
                of_group = chosen_group(session, group).id
                person = str(person_called(session, of_group, by, register.clock.now().date()))
        _refuse_changes_of_the_past(register, files)
        _show(files)
        if not yes:
            typer.confirm("Use these from now on?", abort=True)
        duty.approve(register, files, by=person)
    typer.echo("Approved: they are used from the next run on.")
    if any(duty.is_policy(file.path) for file in files):
        typer.echo("Seats, go-live, open steps and planned meetings follow with: mase policy apply")


@app.command()
def templates_convert() -> None:
    """Take words that you changed in letters of the form of before, four files each, into their sources."""
    from config.settings import ROOT, load_settings
    from tasks.documents.letters.earlier_form import as_they_came, convert, files_of_before
    from tasks.documents.templates.template_files import GROUPS, read_templates, templates_of

    folder = load_settings().templates
    came = as_they_came(ROOT / "templates" / "earlier" / "email.json.xz")
    fresh = templates_of(read_templates(ROOT / "templates"), "email") | templates_of(
        read_templates(folder), "email"
    )
    sources = {path: content.decode() for path, content in fresh.items()}
    for root in (folder / "email", *sorted((folder / GROUPS).glob("*/email"))):
        if not (is_now := files_of_before(root)):
            continue
        converted = convert(sources, came, is_now)
        for path, text in converted.sources.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
            typer.echo(f"{root / path} has your words.")
        for place in converted.left:
            typer.echo(f"Write this into its source yourself: {root}/{place}")
        typer.echo(f"Nobody reads the {len(is_now)} files of before in {root} any more: delete them.")


def _refuse_changes_of_the_past(register: Register, files: Sequence[WaitingFile]) -> None:
    """Raise Problem for a policy that would change what has passed for its group."""
    from forum.terms.policy import read_policy_files
    from tasks.duties.outbox.approve_files import is_policy
    from tasks.duties.terms import refuse_changes_of_the_past
    from tasks.register.groups import groups

    contents = {file.path: file.on_disk for file in files if is_policy(file.path) and file.on_disk}
    policies = read_policy_files(contents).policies
    with register.reading() as session:
        for group in groups(session):
            if group.code in policies:
                today = register.clock.now().date()
                refuse_changes_of_the_past(session, group, policies[group.code], today)


@contextmanager
def _the_register() -> Iterator[Register]:
    """The register alone: an office does not open while no approved policy can be used."""
    from config.database import open_register
    from config.settings import load_settings
    from tasks.register.database.clock import SystemClock

    with closing(open_register(load_settings(), SystemClock())) as register:
        yield register


def _waiting(register: Register, name: str = "") -> Sequence[WaitingFile]:
    from config.checks import files_waiting
    from config.settings import load_settings
    from forum.text.problem import Problem

    waiting = files_waiting(register, load_settings())
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
    from tasks.documents.word.from_markdown import lines_of_word_file

    if content and path.endswith(".docx"):
        try:
            return lines_of_word_file(content, path)
        except Problem as problem:
            return str(problem).splitlines()
    return content.decode(errors="backslashreplace").splitlines()
