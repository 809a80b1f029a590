"""The record, minutes and papers of a meeting: mase file record, minutes, paper, pack, verbal, withdraw."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mase.options import content_of, own_reference, the_office, work_on, write_new

if TYPE_CHECKING:
    from forum.questions.words import Word
    from tasks.documents.workbooks.fault_marks import WorkbookRefused
    from tasks.duties.record.file_record import Filed

app = typer.Typer(
    help="File what comes in for a meeting: its record, minutes and papers.", no_args_is_help=True
)

File = Annotated[Path, typer.Argument(metavar="FILE", help="The file that came in.")]
Meeting = Annotated[str, typer.Option(help="The meeting’s reference, such as MASE/2027-01.")]
Marked = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", help="A new file for the workbook with its wrong cells marked, if it is refused."
    ),
]
Item = Annotated[str, typer.Option(help="The number of the item on the agenda.")]


@app.command()
def file_record(file: File, meeting: Meeting, marked: Marked = None) -> None:
    """File the record workbook of a meeting: all of it, or none and the list of cells to correct."""
    from tasks.documents.workbooks.fault_marks import WorkbookRefused
    from tasks.duties.base.office import unit_of_work
    from tasks.duties.record.file_record import file_record
    from tasks.register.meetings import meeting_by_reference

    content = content_of(file)
    with the_office() as office:
        with office.register.reading() as session:
            id = meeting_by_reference(session, meeting).id
        try:
            with unit_of_work(office, "command: mase file record") as work:
                filed = file_record(work, id, content)
        except WorkbookRefused as refused:
            _keep(marked, refused)
            raise
    typer.echo(_filed(filed))
    for change in filed.changed:
        typer.echo(f"  {change.words}")
    for sentence in filed.letters:
        typer.echo(sentence)


@app.command()
def file_minutes(
    file: File,
    meeting: Meeting,
    part: Annotated[int, typer.Option(min=1, max=2, help="1, or 2 for the restricted part.")] = 1,
) -> None:
    """File the minutes as the unit wrote them; once all parts are in they go to the Chair."""
    from tasks.duties.minutes.draft_and_file import file_minutes

    content = content_of(file)
    with work_on(meeting, "command: mase file minutes") as (work, meeting):
        missing = file_minutes(work, meeting, content, part=part)
    typer.echo(f"{meeting}: the minutes of part {part} are filed.")
    if missing:
        typer.echo(f"Part {missing[0]} is still to come: file it too, as it is if nothing in it changes.")


@app.command()
def file_paper(
    file: File,
    meeting: Meeting,
    item: Item,
    tabled: Annotated[bool, typer.Option("--tabled", help="It was handed out at the meeting.")] = False,
) -> None:
    """File the paper of an item; one that comes after the pack went out waits for the Chair's leave."""
    from tasks.duties.base.office import unit_of_work
    from tasks.duties.papers.file_paper import clean_paper, file_paper

    content = content_of(file)
    with the_office() as office:
        meeting = own_reference(office, meeting)
        paper = clean_paper(office, content)
        with unit_of_work(office, "command: mase file paper") as work:
            filed = file_paper(work, meeting, item, paper, tabled=tabled)
    state = {"filed": "filed", "tabled": "filed as tabled"}.get(
        filed.state, "filed late; the Chair is asked whether it may still go out"
    )
    typer.echo(f"{meeting}: the paper for item {item} is {state}.")
    for remark in filed.remarks:
        typer.echo(remark)


@app.command()
def file_pack(file: File, meeting: Meeting, marked: Marked = None) -> None:
    """File the workbook of a meeting's papers: their order, those left out, and who may read which."""
    from tasks.documents.workbooks.fault_marks import WorkbookRefused
    from tasks.duties.base.office import unit_of_work
    from tasks.duties.guests import change_by_workbook

    content = content_of(file)
    with the_office() as office:
        meeting = own_reference(office, meeting)
        try:
            with unit_of_work(office, "command: mase file pack") as work:
                changed = change_by_workbook(work, meeting, content)
        except WorkbookRefused as refused:
            _keep(marked, refused)
            raise
    for line in changed or (f"{meeting}: the pack is unchanged.",):
        typer.echo(line)


@app.command()
def file_verbal(meeting: Meeting, item: Item) -> None:
    """Note that an item is reported on verbally, without a paper."""
    from forum.questions.words import Word

    reference = _no_paper(meeting, item, Word.VERBAL)
    typer.echo(f"{reference}: item {item} is reported on verbally.")


@app.command()
def file_withdraw(meeting: Meeting, item: Item) -> None:
    """Note that the paper of an item is withdrawn."""
    from forum.questions.words import Word

    reference = _no_paper(meeting, item, Word.WITHDRAW)
    typer.echo(f"{reference}: the paper for item {item} is withdrawn.")


def _no_paper(meeting: str, item: str, word: Word) -> str:
    """Note how an item does without a paper; return the meeting's own reference."""
    from tasks.duties.papers.file_paper import no_paper

    with work_on(meeting, f"command: mase file {word.lower()}") as (work, reference):
        no_paper(work, reference, item, word)
        return reference


def _keep(marked: Path | None, refused: WorkbookRefused) -> None:
    """Write the workbook with its wrong cells marked, if a file was named for it."""
    if marked is not None:
        write_new(marked, refused.marked)
        typer.echo(f"The workbook with its wrong cells marked is in {marked}.")


def _filed(filed: Filed) -> str:
    from forum.text.wording import count

    quorate = "quorate" if filed.quorate else "not quorate"
    record = (
        "the record is filed" if filed.edition == 1 else f"edition {filed.edition} of the record is filed"
    )
    return (
        f"{filed.meeting}: {record}. {count(filed.seats_present, 'seat')} present, {filed.seats_needed} "
        f"needed ({quorate}); {count(len(filed.decisions), 'decision')}, "
        f"{count(len(filed.actions), 'action')}."
    )
