"""Items on a meeting's agenda, their papers and guests: mase item list, propose, drop, guest, pack."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from forum.agenda import Purpose
from mase.options import PERSON, MeetingArgument, one_of, own_reference, the_office, work_on

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from rich.table import Table

    from forum.papers.pack import PackForm
    from tasks.register.tables import AgendaItemRow

app = typer.Typer(
    help="Items on an agenda: list, propose or drop one; their papers and guests.", no_args_is_help=True
)


@app.command()
def item_list(meeting: MeetingArgument) -> None:
    """List the items of a meeting with their numbers."""
    from mase.terminal import terminal
    from tasks.register.meetings import meeting_by_reference
    from tasks.register.papers import agenda_items, paper_rows

    with the_office() as office, office.register.reading() as session:
        row = meeting_by_reference(session, meeting)
        items = agenda_items(session, row.id)
        papers = {item.id: paper.state for paper, item in paper_rows(session, row.id)}
    terminal().print(
        _table(items, papers) if items else f"{row.reference} has no item yet; its agenda is not drafted."
    )


@app.command()
def item_propose(
    meeting: MeetingArgument,
    title: Annotated[str, typer.Argument(help="A short title without names: everybody may read it.")],
    by: Annotated[str, typer.Option(help=f"Who proposes and leads it: {PERSON}.")],
    purpose: Annotated[
        Purpose, one_of(Purpose, "--purpose", "What the meeting is to do with it.")
    ] = Purpose.DISCUSSION,
    minutes: Annotated[int, typer.Option(min=1, max=240, help="How long it takes.")] = 10,
    paper: Annotated[bool, typer.Option("--paper", help="It has a paper, which they are asked for.")] = False,
    part: Annotated[int, typer.Option(min=1, max=2, help="1, or 2 for the restricted part.")] = 1,
) -> None:
    """Propose an item for an agenda that is not agreed yet."""
    from tasks.duties.agenda.agenda import propose_item
    from tasks.duties.base.names import person_called
    from tasks.duties.base.office import unit_of_work
    from tasks.register.meetings import meeting_by_reference

    with the_office() as office:
        with office.register.reading() as session:
            row = meeting_by_reference(session, meeting)
            person = person_called(session, row.group_id, by, office.clock.now().date())
        with unit_of_work(office, "command: mase item propose") as work:
            propose_item(
                work,
                row.reference,
                title=title,
                purpose=purpose,
                minutes=minutes,
                person=person,
                with_paper=paper,
                part=part,
            )
    typer.echo(f"{row.reference}: “{title}” is proposed{', with a paper' if paper else ''}.")


@app.command()
def item_drop(
    meeting: MeetingArgument, number: Annotated[str, typer.Argument(help="The item’s number.")]
) -> None:
    """Take an item off an agenda that is not agreed yet."""
    from tasks.duties.agenda.agenda import drop_item

    with work_on(meeting, "command: mase item drop") as (work, meeting):
        drop_item(work, meeting, number)
    typer.echo(f"{meeting}: item {number} is off the agenda; the items after it move up.")


@app.command()
def item_guest(
    meeting: MeetingArgument,
    number: Annotated[str, typer.Argument(help="The item’s number.")],
    details: Annotated[
        str, typer.Argument(help="“Jo Field, Hospitals Trust, jo.field@hospitals.example”, in quotes.")
    ],
) -> None:
    """Invite a guest for one item: they get its time, and its paper once they have signed the agreement."""
    from tasks.duties.guests import guest_in, invite_guest

    with work_on(meeting, "command: mase item guest") as (work, meeting):
        invite_guest(work, meeting, number, guest_in(details))
    typer.echo(f"{meeting}: item {number} has a guest, who is told the time.")


@app.command()
def item_guest_ends(
    meeting: MeetingArgument,
    name: Annotated[str, typer.Argument(help="The guest’s name, as their letter has it.")],
) -> None:
    """Tell a guest that they need not come: what has not gone to them never goes."""
    from tasks.duties.guests import end_invitation

    with work_on(meeting, "command: mase item guest-ends") as (work, meeting):
        end_invitation(work, meeting, name)
    typer.echo(f"{meeting}: {name} is no guest any more.")


@app.command()
def item_pack(
    meeting: MeetingArgument,
    changes: Annotated[
        list[str] | None,
        typer.Argument(
            help="What to change, each in quotes: “ORDER 5 4 6”, “DROP 7”, “KEEP 7”, “PAPER 5 CORE”, "
            "“PAPER 5 ALL”, “PAPER 5 PART 2”, “PAPER 5 SEATS Police, Health”."
        ),
    ] = None,
) -> None:
    """Show what is in the pack of a meeting and who gets what, once changed as said."""
    from forum.inbox.reading.papers import HOW, pack_changes
    from forum.text.problem import Problem
    from mase.terminal import terminal
    from tasks.duties.base.office import unit_of_work
    from tasks.duties.papers.file_paper import arrange_pack, pack_as_it_stands

    read = {words: pack_changes(words) for words in changes or ()}
    if unclear := [f"“{words}”" for words, orders in read.items() if not orders]:
        raise Problem(f"{', '.join(unclear)} is none of the words. {HOW}")
    with the_office() as office:
        meeting = own_reference(office, meeting)
        if read:
            whole = [order for orders in read.values() for order in orders]
            with unit_of_work(office, "command: mase item pack") as work:
                changed = arrange_pack(work, meeting, whole)
            for line in changed:
                typer.echo(line)
        form = pack_as_it_stands(office, meeting, "command: mase item pack")
    terminal().print(_grid(form) if form.papers else f"{meeting} has no papers yet.")


def _grid(form: PackForm) -> Table:
    """The papers and who gets each, a line a paper."""
    from mase.terminal import table_of

    table = table_of("Item", "Title", "Paper", "For", "Gets it", "To note")
    for place, line in enumerate(form.lines):
        gets = [reader.name for reader in form.readers if reader.gets[place]]
        readers = "everybody" if gets and len(gets) == len(form.readers) else ", ".join(gets) or "nobody"
        cells = (line.number, line.title, line.paper, line.readers, readers, " ".join(line.remarks))
        table.add_row(*cells)
    return table


def _table(items: Sequence[AgendaItemRow], papers: Mapping[UUID, str]) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for heading in ("Item", "Title", "For", "Part", "Minutes", "Paper"):
        table.add_column(heading, justify="right" if heading == "Minutes" else "left", overflow="fold")
    for item in items:
        paper = papers.get(item.id, "–")
        cells = (item.number or "–", item.title, item.purpose, str(item.part), str(item.minutes), paper)
        table.add_row(*cells)
    return table
